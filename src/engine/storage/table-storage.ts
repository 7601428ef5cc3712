import type { TableColumn, TableRecord } from '../catalog/objects/table.ts'
import type { Sql } from '../duck/sql.ts'
import type { Transaction } from './transaction.ts'

/** Names of the hidden columns that each table has in DuckDB. `$` keeps them apart from columns that users can name unquoted. */
export const rowIdColumn = '$row_id'
export const versionColumn = '$version'
/** In the history table: the version that ended the row. */
export const endedColumn = '$ended'

/**
 * Rows of tables, system-versioned: UPDATE, DELETE and MERGE copy the images they end to the table's history, so that
 * streams and time travel can be answered; the live table is changed in place.
 */
export interface TableStorage {
  /** The live rows: a DuckDB relation with the physical columns and the hidden ones. */
  live(table: TableRecord): Sql
  history(table: TableRecord): Sql
  create(transaction: Transaction, table: TableRecord): Promise<void>
  drop(transaction: Transaction, table: TableRecord): Promise<void>
  /** Changes columns, of the live rows and of the history. `table` is the record as it will be. */
  alter(transaction: Transaction, table: TableRecord, changes: readonly ColumnChange[]): Promise<void>
  /** `rows`: a SELECT that gives one column per column of the table, in order, already converted. Returns the number of rows. */
  insert(
    transaction: Transaction,
    table: TableRecord,
    rows: Sql,
    options?: { overwrite?: boolean },
  ): Promise<number>
  /**
   * `changes`: a SELECT that gives `"$at"` (the DuckDB `rowid` of a live row) and then the new values of `columns`
   * (physical names), in order. Returns the number of rows changed.
   */
  update(
    transaction: Transaction,
    table: TableRecord,
    columns: readonly string[],
    changes: Sql,
  ): Promise<number>
  /** `rows`: a SELECT that gives `"$at"`. */
  delete(transaction: Transaction, table: TableRecord, rows: Sql): Promise<number>
  truncate(transaction: Transaction, table: TableRecord): Promise<number>
  merge(
    transaction: Transaction,
    table: TableRecord,
    plan: MergePlan,
  ): Promise<{ inserted: number; updated: number; deleted: number }>
}

/** What ALTER TABLE does to a column. */
export type ColumnChange =
  /** `value`: a constant that rows from before have in it. */
  | { readonly kind: 'Add'; readonly column: TableColumn; readonly value?: Sql }
  | { readonly kind: 'Drop'; readonly column: TableColumn }
  | { readonly kind: 'Nullable'; readonly column: TableColumn }
  /** Another precision of a DECIMAL column. */
  | { readonly kind: 'Type'; readonly column: TableColumn }

/** A MERGE, bound and lowered: one pass over source and target decides for each pair which clause it meets. */
export interface MergePlan {
  /**
   * A SELECT that gives `"$at"` (rowid of the matched live row, NULL where not matched), `"$clause"` (index into `clauses`; rows
   * that meet no clause are left out), then `"$1"` … `"$n"`: the values of the clause's `columns`, in order (clauses share these
   * columns where their types agree; the plan's `values` of each clause tells which).
   */
  readonly rows: Sql
  /**
   * Fail with DUPLICATE_ROW_IN_DML where a live row comes twice and is to be updated by one of the pairs
   * (ERROR_ON_NONDETERMINISTIC_MERGE). Several pairs that all delete it are fine.
   */
  readonly refuseDuplicates: boolean
  readonly clauses: readonly (
    | {
        readonly kind: 'Update'
        readonly columns: readonly { readonly physical: string; readonly value: string }[]
      }
    | { readonly kind: 'Delete' }
    | {
        readonly kind: 'Insert'
        readonly columns: readonly { readonly physical: string; readonly value: string }[]
      }
  )[]
}

/**
 * Whether the images that a change ends are kept. Nobody can ask for those of a table without retention and without change
 * tracking: a work table that is overwritten each night need not pay for them. CREATE STREAM refuses such a table.
 * https://docs.snowflake.com/en/user-guide/data-time-travel#data-retention-period
 */
export function keepsHistory(table: Pick<TableRecord, 'retentionDays' | 'changeTracking'>): boolean {
  return table.retentionDays > 0 || table.changeTracking
}
