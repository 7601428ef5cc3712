import type { TableColumn, TableRecord } from '../catalog/objects/table.ts'
import { duckType } from '../duck/data-type.ts'
import { duck, empty, ident, integer, join, text, type Sql } from '../duck/sql.ts'
import { endedColumn, rowIdColumn, versionColumn } from './table-storage.ts'

/** What names a table in DuckDB. The id keeps apart a table, its dropped namesakes, and names that differ in case alone. */
export type TableName = Pick<TableRecord, 'id' | 'name' | 'database' | 'schema' | 'home'>

/** The DuckDB schema of a Snowflake schema: all databases of an account are one DuckDB database. */
export function schemaName(table: Pick<TableName, 'database' | 'schema' | 'home'>): string {
  return table.home?.schema ?? `${table.database}.${table.schema}`
}

/** The live table's name within its DuckDB schema. */
export function liveName(table: TableName): string {
  return `${table.home?.name ?? table.name}#${table.id}`
}

/** A table under another name: its rows stay where they are, so that renaming and moving cost nothing. */
export function renamed(
  table: TableRecord,
  name: Pick<TableName, 'database' | 'schema' | 'name'>,
): TableRecord {
  const home = table.home ?? { schema: schemaName(table), name: table.name }
  return { ...table, ...name, home }
}

/** The history table's name within its DuckDB schema. */
export function historyName(table: TableName): string {
  return `${liveName(table)}~history`
}

export function liveTable(table: TableName): Sql {
  return ident(schemaName(table), liveName(table))
}

export function historyTable(table: TableName): Sql {
  return ident(schemaName(table), historyName(table))
}

/** The sequence of the row ids. */
function rowIdSequence(table: TableName): Sql {
  return ident(schemaName(table), `#${table.id}~row_id`)
}

/** The DuckDB sequence behind an AUTOINCREMENT column. */
export function columnSequence(table: TableName, column: TableColumn): Sql {
  if (column.autoincrement === undefined) throw new Error(`Snowmelt bug: ${column.name} counts nothing`)
  return ident(schemaName(table), column.autoincrement.sequence)
}

/** The value that an AUTOINCREMENT column has in the next row. */
export function nextValue(table: TableName, column: TableColumn): Sql {
  return duck`nextval(${text(columnSequence(table, column).toString())})`
}

/** The columns that users see, in order. */
export function userColumns(table: TableRecord): Sql {
  return join(table.columns.map(({ physical }) => ident(physical)))
}

/** All columns of the live table, in order. */
export function allColumns(table: TableRecord): Sql {
  return join(
    [...table.columns.map(({ physical }) => physical), rowIdColumn, versionColumn].map((name) => ident(name)),
  )
}

/** Everything that makes a table in DuckDB, as one text: one round trip. */
export function createStatements(table: TableRecord): Sql {
  const sequence = rowIdSequence(table)
  const history = table.columns.map((column) => columnSql(column, false))
  return join(
    [
      duck`CREATE SCHEMA IF NOT EXISTS ${ident(schemaName(table))}`,
      duck`CREATE SEQUENCE ${sequence}`,
      ...table.columns.flatMap((column) => columnSequenceSql(table, column)),
      duck`CREATE TABLE ${liveTable(table)} (${join([
        ...table.columns.map((column) => columnSql(column, !column.nullable)),
        duck`${ident(rowIdColumn)} BIGINT NOT NULL DEFAULT nextval(${text(sequence.toString())})`,
        duck`${ident(versionColumn)} BIGINT NOT NULL`,
      ])})`,
      duck`CREATE TABLE ${historyTable(table)} (${join([
        ...history,
        duck`${ident(rowIdColumn)} BIGINT NOT NULL`,
        duck`${ident(versionColumn)} BIGINT NOT NULL`,
        duck`${ident(endedColumn)} BIGINT NOT NULL`,
      ])})`,
    ],
    '; ',
  )
}

export function dropStatements(table: TableRecord): Sql {
  const sequences = table.columns
    .filter(({ autoincrement }) => autoincrement !== undefined)
    .map((column) => duck`DROP SEQUENCE IF EXISTS ${columnSequence(table, column)}`)
  return join(
    [
      duck`DROP TABLE ${liveTable(table)}`,
      duck`DROP TABLE ${historyTable(table)}`,
      duck`DROP SEQUENCE ${rowIdSequence(table)}`,
      ...sequences,
    ],
    '; ',
  )
}

/** Gives another version to what a transaction has written and ended so far. */
export function reversion(table: TableName, from: bigint, to: bigint): Sql {
  const set = (name: Sql, column: string) =>
    duck`UPDATE ${name} SET ${ident(column)} = ${integer(to)} WHERE ${ident(column)} = ${integer(from)}`
  return join([set(liveTable(table), versionColumn), set(historyTable(table), endedColumn)], '; ')
}

function columnSql(column: TableColumn, notNull: boolean): Sql {
  return duck`${ident(column.physical)} ${duckType(column.type)}${notNull ? duck` NOT NULL` : empty}`
}

/** What makes the sequence of a column that counts. */
export function columnSequenceSql(table: TableRecord, column: TableColumn): readonly Sql[] {
  if (column.autoincrement === undefined) return []
  const { start, step } = column.autoincrement
  // Both bounds are given because DuckDB's defaults (from 1 up, or from -1 down) refuse a start of 0.
  const bounds = duck`MINVALUE ${integer(-(2n ** 63n))} MAXVALUE ${integer(2n ** 63n - 1n)}`
  const sequence = columnSequence(table, column)
  return [
    duck`CREATE SEQUENCE ${sequence} INCREMENT BY ${integer(BigInt(step))} ${bounds} START WITH ${integer(BigInt(start))}`,
  ]
}

/** Names that DuckDB or the storage of tables has for itself. */
const reserved = /^(rowid|\$.*)$/i

/** The names that columns have in DuckDB, which tells no two apart that differ only in case. */
export function physicalNames(names: readonly string[]): readonly string[] {
  const taken = new Set<string>()
  return names.map((name) => {
    const stem = reserved.test(name) ? `~${name}` : name
    let physical = stem
    for (let number = 2; taken.has(physical.toLowerCase()); number += 1) physical = `${stem}~${number}`
    taken.add(physical.toLowerCase())
    return physical
  })
}

/** A name in DuckDB for a column that is added to others, none of which may have had its present name from the start. */
export function freePhysicalName(name: string, columns: readonly TableColumn[]): string {
  return physicalNames([...columns.map(({ physical }) => physical), name]).at(-1) ?? name
}
