import type { Clock, Instant } from '../../common/clock.ts'
import type { DuckTransaction } from '../storage/duck-transaction.ts'

/** A transaction that a user began, as SHOW and DESCRIBE TRANSACTION know it. */
export interface LoggedTransaction {
  readonly id: string
  readonly user: string
  readonly session: string
  /** The user's, or one that was made up. */
  readonly name: string
  readonly startedOn: Instant
  readonly state: 'running' | 'committed' | 'rolled back'
  readonly endedOn?: Instant
  /** How many transactions it is enclosed by, each of another procedure. */
  readonly scope: number
}

/** How many transactions that have ended are remembered. */
const remembered = 1000

/** The transactions of an account's sessions, as long as the process lives. */
export class TransactionLog {
  readonly #clock: Clock
  readonly #running = new Map<string, { readonly facts: LoggedTransaction; readonly of: DuckTransaction }>()
  readonly #ended = new Map<string, LoggedTransaction>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  began(of: DuckTransaction, facts: Pick<LoggedTransaction, 'user' | 'session' | 'name' | 'scope'>): void {
    const { id } = of
    this.#running.set(id, {
      facts: { ...facts, id, startedOn: this.#clock.now(), state: 'running' },
      of,
    })
  }

  ended(id: string, state: 'committed' | 'rolled back'): void {
    const running = this.#running.get(id)
    if (running === undefined) return
    this.#running.delete(id)
    this.#ended.set(id, { ...running.facts, state, endedOn: this.#clock.now() })
    const [oldest] = this.#ended.keys()
    if (this.#ended.size > remembered && oldest !== undefined) this.#ended.delete(oldest)
  }

  /** Newest first. */
  running(): readonly LoggedTransaction[] {
    return [...this.#running.values()].map(({ facts }) => facts).toReversed()
  }

  /** The locks that running transactions hold or wait for. */
  locks(): readonly (LoggedTransaction & ReturnType<DuckTransaction['locksTaken']>[number])[] {
    return [...this.#running.values()].flatMap(({ facts, of }) =>
      of.locksTaken().map((lock) => ({ ...facts, ...lock })),
    )
  }

  find(id: string): LoggedTransaction | undefined {
    return this.#running.get(id)?.facts ?? this.#ended.get(id)
  }
}
