import type { Result } from './result.ts'

/** A value bound to `?`, `:1` or `:name`. */
export type Bind = string | number | bigint | boolean | Date | null

export interface ExecuteOptions {
  readonly binds?: readonly Bind[] | Readonly<Record<string, Bind>>
  /**
   * Runs the statement at most once in the account's life: the key is recorded in the statement's own transaction, and
   * a statement whose key is already there gives `undefined` instead of a result.
   */
  readonly once?: string
}

/** A statement of a script, cut out but not yet run. */
export interface ScriptStatement {
  readonly text: string
  /** Offset of `text` in the script. */
  readonly offset: number
}

/** One conversation with an account: current role, warehouse, database and schema, variables, an open transaction. */
export interface Session extends AsyncDisposable {
  readonly id: string
  /** Runs one statement. Throws SnowmeltError with the position within `sql`. */
  execute(sql: string, options?: ExecuteOptions): Promise<Result | undefined>
  close(): Promise<void>
}

/** The seam of the product: the embedded engine and a real Snowflake account look the same from here. */
export interface Account extends AsyncDisposable {
  openSession(): Promise<Session>
  close(): Promise<void>
}
