import { dispatch, type ByKind } from '../../common/by-kind.ts'
import type { TableRecord } from '../catalog/objects/table.ts'
import { duckType } from '../duck/data-type.ts'
import { duck, ident, text, type Sql } from '../duck/sql.ts'
import {
  columnSequence,
  columnSequenceSql,
  historyName,
  historyTable,
  liveTable,
  schemaName,
} from './physical.ts'
import type { ColumnChange } from './table-storage.ts'
import type { Transaction } from './transaction.ts'

/**
 * Changes columns of the live rows and of the history alike, so that an image from before has an added column's default too: what
 * time travel shows has the table's present columns.
 * https://docs.snowflake.com/en/sql-reference/constructs/at-before#usage-notes
 */
export async function alterColumns(
  transaction: Transaction,
  table: TableRecord,
  changes: readonly ColumnChange[],
): Promise<void> {
  await transaction.lock(table.id, table.name)
  for (const change of changes) await dispatch(alterations, change, table, transaction)
}

const alterations: ByKind<ColumnChange, [TableRecord, Transaction], Promise<void>> = {
  Add: async ({ column, value }, table, transaction) => {
    const name = ident(column.physical)
    const given = value === undefined ? duck`` : duck` DEFAULT ${value}`
    for (const sequence of columnSequenceSql(table, column)) await transaction.run(sequence)
    for (const rows of [liveTable(table), historyTable(table)]) {
      await transaction.run(duck`ALTER TABLE ${rows} ADD COLUMN ${name} ${duckType(column.type)}${given}`)
      // Every INSERT of ours names a value for each column; a default of DuckDB's would hide one that forgets to.
      if (value !== undefined)
        await transaction.run(duck`ALTER TABLE ${rows} ALTER COLUMN ${name} DROP DEFAULT`)
    }
    if (!column.nullable)
      await transaction.run(duck`ALTER TABLE ${liveTable(table)} ALTER COLUMN ${name} SET NOT NULL`)
  },
  Drop: async ({ column }, table, transaction) => {
    for (const rows of [liveTable(table), historyTable(table)])
      await transaction.run(duck`ALTER TABLE ${rows} DROP COLUMN ${ident(column.physical)}`)
    if (column.autoincrement !== undefined)
      await transaction.run(duck`DROP SEQUENCE IF EXISTS ${columnSequence(table, column)}`)
  },
  Nullable: async ({ column }, table, transaction) => {
    const action = column.nullable ? duck`DROP NOT NULL` : duck`SET NOT NULL`
    await transaction.run(
      duck`ALTER TABLE ${liveTable(table)} ALTER COLUMN ${ident(column.physical)} ${action}`,
    )
  },
  Type: async ({ column }, table, transaction) => {
    const type = duckType(column.type)
    const change = (rows: Sql) =>
      duck`ALTER TABLE ${rows} ALTER COLUMN ${ident(column.physical)} TYPE ${type}`
    await transaction.run(change(liveTable(table)))
    // Images from before keep the digits that they have: a narrower column is for the rows of now alone.
    const { precision } = column.type.kind === 'NUMBER' ? column.type : { precision: 0 }
    if ((await historyPrecision(table, column.physical, transaction)) < precision)
      await transaction.run(change(historyTable(table)))
  },
}

async function historyPrecision(
  table: TableRecord,
  physical: string,
  transaction: Transaction,
): Promise<number> {
  const [row] = await transaction.rows(
    duck`SELECT numeric_precision FROM duckdb_columns() WHERE schema_name = ${text(schemaName(table))} AND table_name = ${text(historyName(table))} AND column_name = ${text(physical)}`,
  )
  return Number(row?.[0] ?? 0)
}
