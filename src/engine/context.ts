import type { Result } from '../account/result.ts'
import type { Bind } from '../account/account.ts'
import type { Clock } from '../common/clock.ts'
import type { Events } from '../common/events.ts'
import type { Files } from '../lake/files.ts'
import type { Query } from '../sql/query/query.ts'
import type { Statement } from '../sql/statement/statement.ts'
import type { SessionValues, Sources } from './bind/tree.ts'
import type { Catalog } from './catalog/catalog.ts'
import type { Streams } from './change/streams.ts'
import type { Duck } from './duck/connection.ts'
import type { SessionState } from './session-state.ts'
import type { TransactionLog } from './session/transaction-log.ts'
import type { Heads } from './storage/heads.ts'
import type { TableStorage } from './storage/table-storage.ts'
import type { Transaction } from './storage/transaction.ts'
import type { DataType, ValueType } from './types/data-type.ts'

/** What an embedded account is made of; handed to whoever executes something. */
export interface Services {
  readonly catalog: Catalog
  readonly storage: TableStorage
  readonly streams: Streams
  /** What was committed, and when. */
  readonly heads: Heads
  readonly duck: Duck
  readonly clock: Clock
  readonly files: Files
  /** Whether PUT and GET may use files of this machine. */
  readonly localFiles: boolean
  readonly events: Events
  /** Runs work in a transaction of its own on a connection of its own (pipes, tasks, the scheduler's records). */
  transact<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>
  /** A session for work that the account does by itself: a task's body, a pipe's COPY. */
  internalSession(state: {
    readonly database: string
    readonly schema: string
    readonly role: string
    readonly warehouse?: string
  }): Promise<InternalSession>
}

/** What a statement of the engine's own parts is run with. */
export interface InternalOptions {
  readonly binds?: readonly Bind[]
  /** As in `ExecuteOptions`. */
  readonly once?: string
  /** The key of `once` is one that no statement can have had: it is not looked for. */
  readonly isNew?: boolean
}

/** A session as the engine's own parts use it. */
export interface InternalSession {
  readonly state: SessionState
  /** A statement whose key is known already gives a result without columns and rows. */
  execute(sql: string, options?: InternalOptions): Promise<Result>
  close(): Promise<void>
}

/** BEGIN, COMMIT and ROLLBACK of a session. */
export interface TransactionControl {
  /** Whether a transaction is open that the user began. */
  readonly open: boolean
  /** A procedure's body is running. */
  readonly inProcedure: boolean
  /** The transactions of all sessions. */
  readonly log: TransactionLog
  /** Does nothing when one is open. https://docs.snowflake.com/en/sql-reference/transactions#explicit-transactions */
  begin(name?: string): Promise<void>
  /** Does nothing when none is open. */
  commit(): Promise<void>
  /** Does nothing when none is open. */
  rollback(): Promise<void>
}

/** What a statement's executor gets. */
export interface Context extends Services {
  readonly state: SessionState
  readonly values: SessionValues
  /** The open transaction: of this statement alone, or the session's. */
  readonly transaction: Transaction
  readonly control: TransactionControl
  /** Those of the block that the statement is in. */
  readonly variables?: Variables | undefined
  /** The text that the statement's spans point into. */
  readonly text: string
  /** The id of the query that the statement is. */
  readonly queryId: string
  /** What the binder asks about the world for `node`; fetches first what takes time (staged files, streams). */
  sources(node: Statement | Query): Promise<Sources>
  /** Moves the offsets of the streams that a DML has read, in the statement's transaction. */
  readonly consumeStreams: (streamIds: readonly number[]) => Promise<void>
  /** Runs a further statement in the same session (a procedure's `snowflake.execute`). */
  run(sql: string, binds?: readonly Bind[], options?: RunOptions): Promise<Result>
  /**
   * Runs the body of a procedure. A BEGIN in it starts a transaction of its own ("scoped", on a connection of its own when one is
   * open outside), which must also end in it: otherwise it is rolled back and the CALL fails. A COMMIT or ROLLBACK in it of a
   * transaction that was begun outside fails.
   * https://docs.snowflake.com/en/sql-reference/transactions#label-scoped-transactions
   */
  procedureScope<T>(name: string, work: (run: Context['run']) => Promise<T>): Promise<T>
}

/** The variables of a block of Snowflake Scripting, as its statements see them: `:name`. */
export interface Variables {
  /** By number from 1 for `?`, or by name; that of a row's column is `row.column`. */
  readonly get: (
    name: string | number,
  ) => { readonly type: DataType; readonly value: string | null } | undefined
  /** Takes the value of an output argument; throws where there is no such variable. */
  readonly set: (
    name: string,
    value: { readonly type: ValueType; readonly value: string | null },
  ) => Promise<void>
}

export interface RunOptions {
  /** What was read from the text, or a part of it whose spans point into the text. */
  readonly statement?: Statement | undefined
  /** What the statement's binds mean; `binds` are not asked then. */
  readonly variables?: Variables | undefined
  /** Neither the session's history nor who listens to its events hears of it: it is an expression of a block. */
  readonly unnoticed?: boolean
  /**
   * Gives values in one form whatever the session's formats are: dates, times and timestamps as `YYYY-MM-DD HH24:MI:SS.FF9 TZHTZM`
   * (what of it applies), BINARY in hexadecimal.
   */
  readonly exact?: boolean
}
