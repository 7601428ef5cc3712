import type { TableColumn, TableRecord } from '../catalog/objects/table.ts'
import { rowsAt } from '../change/delta.ts'
import type { Context } from '../context.ts'
import { duck, ident, join, text } from '../duck/sql.ts'
import { schemaName, userColumns } from '../storage/physical.ts'

/** What a table takes over from the one that it is made LIKE. https://docs.snowflake.com/en/sql-reference/sql/create-table#label-create-table-like */
export function likeParts(source: TableRecord): Pick<TableRecord, 'columns' | 'constraints' | 'clusterBy'> {
  return {
    columns: source.columns,
    constraints: source.constraints.filter(({ type }) => type !== 'FOREIGN KEY'),
    clusterBy: source.clusterBy,
  }
}

/** The columns of a clone: those that count go on where the source's are. https://docs.snowflake.com/en/sql-reference/sql/create-clone */
export async function clonedColumns(source: TableRecord, context: Context): Promise<readonly TableColumn[]> {
  const columns: TableColumn[] = []
  for (const column of source.columns) columns.push(await clonedColumn(column, source, context))
  return columns
}

async function clonedColumn(
  column: TableColumn,
  source: TableRecord,
  { transaction }: Context,
): Promise<TableColumn> {
  const { autoincrement } = column
  if (autoincrement === undefined) return column
  const [row] = await transaction.rows(
    duck`SELECT last_value FROM duckdb_sequences() WHERE schema_name = ${text(schemaName(source))} AND sequence_name = ${text(autoincrement.sequence)}`,
  )
  const last = row?.[0]
  const start =
    last === null || last === undefined
      ? autoincrement.start
      : String(BigInt(last) + BigInt(autoincrement.step))
  return { ...column, autoincrement: { ...autoincrement, start } }
}

/** Copies the rows of `source`, those of a version or of now; the copy's history begins with them. */
export async function copyRows(
  source: TableRecord,
  target: TableRecord,
  context: Context,
  version?: bigint,
): Promise<void> {
  const { storage, transaction } = context
  const names = join(source.columns.map(({ physical }) => ident(physical)))
  if (target.columns.length !== source.columns.length || userColumns(target).toString() !== names.toString())
    throw new Error('Snowmelt bug: a clone has other columns')
  const rows = version === undefined ? storage.live(source) : duck`(${rowsAt(source, version)})`
  await storage.insert(transaction, target, duck`SELECT ${names} FROM ${rows}`)
}
