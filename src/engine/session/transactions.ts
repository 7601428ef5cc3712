import { fail } from '../../common/errors.ts'
import type { TransactionControl } from '../context.ts'
import { commit } from '../storage/attempts.ts'
import type { DuckTransaction } from '../storage/duck-transaction.ts'

/** What a session's transactions are made with. `outer`: the transaction that is open around the new one. */
export type BeginTransaction = (explicit: boolean, outer?: DuckTransaction) => DuckTransaction

/** A procedure's body, or the session itself. */
interface Scope {
  /** The transaction that was begun here. */
  transaction: DuckTransaction | undefined
  readonly outer: Scope | undefined
}

/**
 * The transactions that a user begins in a session.
 *
 * A scope has `none` or one of its own: BEGIN: none → own; COMMIT, ROLLBACK and any DDL: own → none. Without one of its own, statements of
 * a scope run in that of the scope around it, which the scope may neither commit nor roll back. A procedure's scope must end with none.
 *
 * https://docs.snowflake.com/en/sql-reference/transactions#label-scoped-transactions
 */
export class SessionTransactions implements TransactionControl {
  readonly #start: BeginTransaction
  #scope: Scope = { transaction: undefined, outer: undefined }

  constructor(start: BeginTransaction) {
    this.#start = start
  }

  /** The transaction that the next statement runs in, if it is not one of its own. */
  get current(): DuckTransaction | undefined {
    for (let scope: Scope | undefined = this.#scope; scope !== undefined; scope = scope.outer)
      if (scope.transaction !== undefined) return scope.transaction
    return undefined
  }

  get open(): boolean {
    return this.current !== undefined
  }

  async begin(): Promise<void> {
    this.#scope.transaction ??= this.#start(true, this.current)
  }

  async commit(): Promise<void> {
    const transaction = this.#take()
    if (transaction === undefined) return
    try {
      await commit(transaction)
    } catch (thrown) {
      await transaction.rollback()
      throw thrown
    }
  }

  async rollback(): Promise<void> {
    await this.#take()?.rollback()
  }

  /** Rolls back whatever is open: the session ends, or its transaction was lost. */
  async abandon(): Promise<void> {
    for (let scope: Scope | undefined = this.#scope; scope !== undefined; scope = scope.outer) {
      await scope.transaction?.rollback()
      scope.transaction = undefined
    }
  }

  /** Runs the body of a procedure. */
  async inScope<T>(procedure: string, work: () => Promise<T>): Promise<T> {
    const scope: Scope = { transaction: undefined, outer: this.#scope }
    this.#scope = scope
    let result: T
    try {
      result = await work()
    } finally {
      if (scope.outer !== undefined) this.#scope = scope.outer
      await scope.transaction?.rollback()
    }
    if (scope.transaction !== undefined) fail('UNFINISHED_TRANSACTION', { procedure })
    return result
  }

  /** The scope's own transaction, which is now somebody's to end. */
  #take(): DuckTransaction | undefined {
    const { transaction } = this.#scope
    if (transaction === undefined && this.open) fail('SCOPED_TRANSACTION', undefined)
    this.#scope.transaction = undefined
    return transaction
  }
}
