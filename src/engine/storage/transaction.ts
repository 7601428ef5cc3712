import type { StreamRecord } from '../catalog/objects/stream.ts'
import type { TableRecord } from '../catalog/objects/table.ts'
import type { SeenStream } from '../change/streams.ts'
import type { Sql } from '../duck/sql.ts'

/** A row as DuckDB gives it, each value as text or null. */
export type TextRow = readonly (string | null)[]

/** What has versions and a write lock: a table, or a stream with its offset. */
export type Versioned = TableRecord | StreamRecord

/**
 * The work of one session on the account file between BEGIN and COMMIT: of one statement, or of an explicit transaction.
 * Everything that belongs together (rows, history, offsets, load history, ledger, catalog records) goes through one of these.
 */
export interface Transaction {
  /**
   * Takes the table's write lock (waits for other writers; LOCK_TIMEOUT) and gives the version that this transaction's rows of
   * the table carry. When another transaction changed the table since this one's snapshot, the statement is undone and run again
   * from its beginning: an executor does nothing outside of the transaction before it has its locks.
   */
  write(table: Versioned): Promise<bigint>
  /**
   * The version for rows that are only added: no lock, as in Snowflake, where INSERT and COPY run beside other writers. Should
   * another transaction commit to the table in between, the rows get a higher version at COMMIT.
   * https://docs.snowflake.com/en/sql-reference/transactions#resource-locking
   */
  append(table: TableRecord): bigint
  /** Tells that a table written in this transaction is there no more, or under another name. */
  moved(from: TableRecord, to?: TableRecord): void
  /** Takes a lock of another kind (a stream, a pipe, a key) until the transaction ends, under the same rules. `name` is for messages. */
  lock(key: number | string, name: string): Promise<void>
  /** Runs SQL that changes something; it is kept for the replay of the transaction when a later statement fails. Gives the number of rows changed. */
  run(sql: Sql): Promise<number>
  /** SQL that changes something that nothing else in this transaction looks at: sent along with COMMIT, it takes no round trip. */
  atCommit(sql: Sql): void
  /**
   * The rows of a query in a form that gives the same rows whenever the transaction is run again: what is random in them, or
   * comes from a sequence, is drawn now. To be used by what writes rows; other queries come back as they are.
   */
  steady(rows: Sql): Promise<Sql>
  /**
   * Tells that the statement is about to read a table. One of an explicit transaction begins anew on a fresh snapshot where others
   * have changed the table before it began (READ COMMITTED).
   */
  reads(tableId: number): void
  /** Reads, in the snapshot of this transaction. */
  rows(sql: Sql): Promise<readonly TextRow[]>
  /** A temporary DuckDB table's name, free in this connection; dropped when the statement ends. */
  temporaryName(stem: string): string
  /** Called once, in order, after COMMIT has succeeded: publishes to memory what the transaction wrote. */
  onCommit(publish: () => void): void
  /** Called once, newest first, when the statement (or with it the transaction) is undone. */
  onRollback(undo: () => void): void
  /** BEGIN … COMMIT of the user's, and not of this statement alone. */
  readonly explicit: boolean
  /** Snowflake's number of the transaction: the nanoseconds of its start. */
  readonly id: string
  /** The number of the latest commit when the transaction started (storage/heads.ts): what streams show is fixed by it. */
  readonly start: number
  /** What the transaction has seen of streams, by id: it is the same throughout. */
  readonly seen: Map<number, SeenStream>
}
