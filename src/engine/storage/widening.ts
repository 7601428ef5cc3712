import { SnowmeltError } from '../../common/errors.ts'
import type { Catalog } from '../catalog/catalog.ts'
import type { TableColumn, TableRecord } from '../catalog/objects/table.ts'
import { IntegerTooBig } from '../duck/errors.ts'
import { duck, ident, join, type Sql } from '../duck/sql.ts'
import type { DuckTransaction } from './duck-transaction.ts'
import { historyTable, liveTable } from './physical.ts'
import type { Transaction } from './transaction.ts'

/** A row's integer does not fit the BIGINT that its column is held in: the column becomes HUGEINT, and the statement runs again. */
export class ColumnTooNarrow extends Error {
  override readonly name = 'ColumnTooNarrow'
  readonly table: TableRecord
  /** The rows that were to be written, if they can be read again, and the columns (physical names) that they were for. */
  readonly rows: Sql | undefined
  readonly columns: readonly string[]

  constructor(table: TableRecord, rows: Sql | undefined, columns: readonly string[], cause: unknown) {
    super(`a column of ${table.name} holds integers of 64 bits`, { cause })
    this.table = table
    this.rows = rows
    this.columns = columns
  }
}

/** Whether the failed statement would succeed if integers had more room. */
export function wantsWiderColumn(thrown: unknown): boolean {
  return (
    thrown instanceof IntegerTooBig ||
    (thrown instanceof SnowmeltError && thrown.code === 'COLUMN_NEEDS_WIDENING')
  )
}

/**
 * Widens what the failed statement needs wider, in a transaction of its own, while `holder` has nothing in progress. Who writes
 * the table at the same time meets a conflict, and runs again. `writing`: the tables that the statement was writing. False when that was not why it failed.
 */
export type Widen = (holder: DuckTransaction, thrown: unknown, writing: readonly number[]) => Promise<boolean>

/** What widening needs of the account. */
export interface WideningWorld {
  readonly catalog: Catalog
  transact<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>
}

export function widening(world: WideningWorld): Widen {
  return async (holder, thrown, writing) => {
    const narrow = judged(thrown, writing, world.catalog)
    if (narrow === undefined) return false
    const record = recordOf(narrow.table, world.catalog)
    // A table made by the very statement that fails has no record to widen.
    if (record === undefined) throw narrow.cause
    const candidates = candidatesOf(record, narrow)
    // Another session has widened it meanwhile, or there is nothing to be widened.
    if (candidates.length === 0 && record.columns === narrow.table.columns) throw narrow.cause
    if (candidates.length === 0) return true
    const wide = new Set((await tooNarrow(holder, narrow, candidates)).map(({ physical }) => physical))
    await world.transact(async (transaction) => {
      const present = recordOf(narrow.table, world.catalog)
      if (present === undefined) throw narrow.cause
      for (const physical of wide)
        for (const table of [liveTable(present), historyTable(present)])
          await transaction.run(duck`ALTER TABLE ${table} ALTER COLUMN ${ident(physical)} TYPE HUGEINT`)
      const columns = present.columns.map((column) => (wide.has(column.physical) ? widened(column) : column))
      await world.catalog.put(transaction, { ...present, columns })
    })
    return true
  }
}

function recordOf({ id }: TableRecord, catalog: Catalog): TableRecord | undefined {
  const record = catalog.byId(id)
  return record?.kind === 'TABLE' ? record : undefined
}

/** A value may also turn out too big before it comes to the table's storage: then the one table that is written is meant. */
function judged(thrown: unknown, writing: readonly number[], catalog: Catalog): ColumnTooNarrow | undefined {
  if (thrown instanceof ColumnTooNarrow) return thrown
  const [id, ...more] = writing
  const table = id === undefined || more.length > 0 ? undefined : catalog.byId(id)
  if (table?.kind !== 'TABLE' || !wantsWiderColumn(thrown)) return undefined
  return new ColumnTooNarrow(
    table,
    undefined,
    table.columns.map(({ physical }) => physical),
    thrown,
  )
}

function candidatesOf(table: TableRecord, narrow: ColumnTooNarrow): readonly TableColumn[] {
  const named = columnNamed(narrow.cause)
  return table.columns.filter(
    (column) =>
      isNarrow(column) &&
      (named === undefined ? narrow.columns.includes(column.physical) : column.name === named),
  )
}

/** The column that COLUMN_NEEDS_WIDENING is about. */
function columnNamed(cause: unknown): string | undefined {
  if (!(cause instanceof SnowmeltError) || cause.code !== 'COLUMN_NEEDS_WIDENING') return undefined
  return /column (.*), value /.exec(cause.message)?.[1]
}

/** The columns of which a value is too big; all, where that cannot be found out. */
async function tooNarrow(
  holder: DuckTransaction,
  narrow: ColumnTooNarrow,
  candidates: readonly TableColumn[],
): Promise<readonly TableColumn[]> {
  if (narrow.rows === undefined) return candidates
  const names = narrow.columns.map((name) => ident(name))
  const tests = candidates.map(
    ({ physical }) =>
      duck`coalesce(bool_or(try_cast(${ident(physical)} AS BIGINT) IS NULL AND ${ident(physical)} IS NOT NULL), FALSE)`,
  )
  try {
    const [answer] = await holder.rows(
      duck`SELECT ${join(tests)} FROM (${narrow.rows}) AS narrow(${join(names)})`,
    )
    const found = candidates.filter((_, index) => answer?.[index] === 'true')
    return found.length === 0 ? candidates : found
  } catch {
    // The rows themselves cast to the narrow type, and so fail as the statement did.
    return candidates
  } finally {
    await holder.undoStatement(true)
  }
}

function isNarrow({ type }: TableColumn): boolean {
  return type.kind === 'NUMBER' && type.form === 'BIGINT' && type.precision > 18
}

function widened(column: TableColumn): TableColumn {
  return column.type.kind === 'NUMBER' ? { ...column, type: { ...column.type, form: 'HUGEINT' } } : column
}
