import type { ColumnType } from './types.ts'

/** A column of a result. `name` is as Snowflake returns it (unquoted names in upper case). */
export interface Column {
  readonly name: string
  readonly type: ColumnType
  readonly nullable: boolean
}

/** One row: a text per column as `TO_VARCHAR(value)` gives it under the session's formats, or null for SQL NULL. */
export type Row = readonly (string | null)[]

/** What one statement gave. */
export interface Result {
  readonly queryId: string
  /** The leading words of the statement, such as `SELECT`, `CREATE TABLE`, `MERGE`. */
  readonly statement: string
  readonly columns: readonly Column[]
  readonly rows: readonly Row[]
  /** Rows inserted + updated + deleted for DML; number of `rows` otherwise. */
  readonly rowCount: number
}
