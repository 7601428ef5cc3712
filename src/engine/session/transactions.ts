import { fail } from '../../common/errors.ts'
import type { TransactionControl } from '../context.ts'
import { commit } from '../storage/attempts.ts'
import type { DuckTransaction } from '../storage/duck-transaction.ts'
import type { TransactionLog } from './transaction-log.ts'

/** What a session's transactions are made with. `outer`: the transaction that is open around the new one. */
export type BeginTransaction = (explicit: boolean, outer?: DuckTransaction) => DuckTransaction

/** Whose transactions they are, and where they are written down. */
export interface TransactionFacts {
  readonly user: string
  readonly session: string
  readonly log: TransactionLog
  /** A name for a transaction that is given none. */
  readonly newName: () => string
}

/** A procedure's body, or the session itself. */
interface Scope {
  /** The transaction that was begun here. */
  transaction: DuckTransaction | undefined
  readonly outer: Scope | undefined
  /** In how many procedures it is. */
  readonly depth: number
}

/** "Nested calls can exceed the maximum allowed stack depth": the manual names no number; each JavaScript procedure has a sandbox of its own. */
const deepest = 64

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
  readonly #facts: TransactionFacts
  #scope: Scope = { transaction: undefined, outer: undefined, depth: 0 }
  #last: string | undefined

  constructor(start: BeginTransaction, facts: TransactionFacts) {
    this.#start = start
    this.#facts = facts
  }

  get log(): TransactionLog {
    return this.#facts.log
  }

  /** The id of the last transaction that was committed or rolled back. */
  get last(): string | undefined {
    return this.#last
  }

  get inProcedure(): boolean {
    return this.#scope.outer !== undefined
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

  async begin(name?: string): Promise<void> {
    if (this.#scope.transaction !== undefined) return
    const outer = this.current
    const transaction = this.#start(true, outer)
    this.#scope.transaction = transaction
    const { user, session, log, newName } = this.#facts
    log.began(transaction, { user, session, name: name ?? newName(), scope: this.#depth() })
  }

  async commit(): Promise<void> {
    const transaction = this.#take()
    if (transaction === undefined) return
    try {
      await commit(transaction)
      this.#ended(transaction, 'committed')
    } catch (thrown) {
      await this.#rollBack(transaction)
      throw thrown
    }
  }

  async rollback(): Promise<void> {
    const transaction = this.#take()
    if (transaction !== undefined) await this.#rollBack(transaction)
  }

  /** Rolls back whatever is open: the session ends, or its transaction was lost. */
  async abandon(): Promise<void> {
    for (let scope: Scope | undefined = this.#scope; scope !== undefined; scope = scope.outer) {
      if (scope.transaction !== undefined) await this.#rollBack(scope.transaction)
      scope.transaction = undefined
    }
  }

  /** Runs the body of a procedure. */
  async inScope<T>(procedure: string, work: () => Promise<T>): Promise<T> {
    if (this.#scope.depth >= deepest) fail('CALL_DEPTH', { procedure, depth: deepest })
    const scope: Scope = { transaction: undefined, outer: this.#scope, depth: this.#scope.depth + 1 }
    this.#scope = scope
    let result: T
    try {
      result = await work()
    } finally {
      if (scope.outer !== undefined) this.#scope = scope.outer
      if (scope.transaction !== undefined) await this.#rollBack(scope.transaction)
    }
    if (scope.transaction !== undefined) fail('UNFINISHED_TRANSACTION', { procedure })
    return result
  }

  async #rollBack(transaction: DuckTransaction): Promise<void> {
    await transaction.rollback()
    this.#ended(transaction, 'rolled back')
  }

  #ended({ id }: DuckTransaction, state: 'committed' | 'rolled back'): void {
    this.#last = id
    this.#facts.log.ended(id, state)
  }

  /** How many procedures are around what runs now. */
  #depth(): number {
    let depth = 0
    for (let scope = this.#scope.outer; scope !== undefined; scope = scope.outer) depth += 1
    return depth
  }

  /** The scope's own transaction, which is now somebody's to end. */
  #take(): DuckTransaction | undefined {
    const { transaction } = this.#scope
    if (transaction === undefined && this.open) fail('SCOPED_TRANSACTION', undefined)
    this.#scope.transaction = undefined
    return transaction
  }
}
