import type { InsertMulti } from '../../sql/statement/insert-multi.ts'
import { bindIntos, bindSourceRows } from '../bind/dml-insert-multi.ts'
import type { BoundQuery, BoundSource } from '../bind/tree.ts'
import { printName } from '../catalog/names.ts'
import type { TableRecord } from '../catalog/objects/table.ts'
import type { Context } from '../context.ts'
import { duckType } from '../duck/data-type.ts'
import { duck, ident, join, type Sql } from '../duck/sql.ts'
import { lowerInsert } from '../lower/dml.ts'
import { alias, lowerQuery } from '../lower/query.ts'
import { nextValue } from '../storage/physical.ts'
import { valueType } from '../types/standard.ts'
import { counts, type Outcome } from './outcome.ts'

/** https://docs.snowflake.com/en/sql-reference/sql/insert-multi-table */
async function insertMulti(statement: InsertMulti, context: Context): Promise<Outcome> {
  const { catalog, state, storage, transaction, values } = context
  const world = { sources: await context.sources(statement), session: values, text: context.text }
  const source = bindSourceRows(statement, world)
  const kept = keptRows(source, duck`temp.main.${ident(transaction.temporaryName('source'))}`)
  const intos = bindIntos(statement, kept, ({ table }) => catalog.get('TABLE', table, state), world)
  await keep(source, kept, context)
  const inserted = new Map<TableRecord, number>()
  for (const into of intos) {
    const { table } = into
    const before = inserted.get(table)
    const rows = lowerInsert(into, values, ({ column }) => nextValue(table, column))
    const overwrite = statement.overwrite && before === undefined
    inserted.set(table, (before ?? 0) + (await storage.insert(transaction, table, rows, { overwrite })))
  }
  const streams = [source, ...intos.map(({ rows }) => rows)].flatMap((query) => query.streams)
  await context.consumeStreams([...new Set(streams)])
  return outcome(inserted)
}

/** The table that the query's rows are kept in: they are made once, whatever becomes of them. */
function keptRows(source: BoundQuery, rows: Sql): BoundSource {
  return {
    rows,
    columns: source.columns.map(({ id, name, type, nullable }) => ({
      name,
      physical: alias(id),
      type: valueType(type),
      nullable,
    })),
  }
}

async function keep(
  source: BoundQuery,
  { rows, columns }: BoundSource,
  { transaction, values }: Context,
): Promise<void> {
  const casts = columns.map(
    ({ physical, type }) => duck`CAST(${ident(physical)} AS ${duckType(type)}) AS ${ident(physical)}`,
  )
  const made = duck`SELECT ${join(casts)} FROM (${lowerQuery(source, values)})`
  await transaction.run(duck`CREATE TEMPORARY TABLE ${rows} AS ${await transaction.steady(made)}`)
}

/** A count for each table; two tables of one name are told apart by their full names. */
function outcome(inserted: ReadonlyMap<TableRecord, number>): Outcome {
  const names = [...inserted.keys()].map(({ name }) => name)
  const title = (table: TableRecord) =>
    names.filter((name) => name === table.name).length > 1 ? printName(table) : table.name
  return counts(
    Object.fromEntries(
      [...inserted].map(([table, count]) => [`number of rows inserted into ${title(table)}`, count]),
    ),
  )
}

export const insertMultiExecutors = { InsertMulti: insertMulti }
