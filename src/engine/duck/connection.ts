import type { Sql } from './sql.ts'

/** The account's DuckDB. */
export interface Duck {
  connect(): Promise<DuckConnection>
  close(): Promise<void>
}

/** One DuckDB connection: one transaction at a time. */
export interface DuckConnection {
  /** Runs a statement; gives the number of rows changed (0 where DuckDB counts none). */
  run(sql: Sql): Promise<number>
  /** Every value as DuckDB's text of it, or null. */
  rows(sql: Sql): Promise<readonly (readonly (string | null)[])[]>
  /** Makes what runs fail. */
  interrupt(): void
  close(): void
}
