import type { Catalog } from '../catalog/catalog.ts'
import type { Services } from '../context.ts'
import type { Transaction } from '../storage/transaction.ts'
import { record, type TaskRun } from './history.ts'

/** How many may wait to be written. */
const most = 1000

/**
 * Runs that were SKIPPED, until they are written together: they speak of no rows, and a commit for each would cost more than all
 * the rest of a minute in which nothing happens. They are written with whatever the scheduler writes next, before the
 * history is read, when the account has nothing more to do, when many wait, and at the end. A process that is killed loses
 * records of this kind only, never one of a run that did something.
 */
export class SkippedRuns {
  #waiting: TaskRun[] = []
  /** Those that transactions have taken and not yet committed. */
  readonly #underway = new Set<Promise<void>>()

  add(run: TaskRun): void {
    this.#waiting.push(run)
  }

  get areMany(): boolean {
    return this.#waiting.length >= most
  }

  /** Takes them out, to be written in the transaction; they wait again should it be undone. */
  take(transaction: Transaction): readonly TaskRun[] {
    const taken = this.#waiting
    if (taken.length === 0) return taken
    this.#waiting = []
    this.#follow(transaction)
    transaction.onRollback(() => {
      this.#waiting = [...taken, ...this.#waiting]
    })
    return taken
  }

  #follow(transaction: Transaction): void {
    const underway = new Promise<void>((resolve) => {
      transaction.onCommit(resolve)
      transaction.onRollback(resolve)
    })
    this.#underway.add(underway)
    void underway.then(() => this.#underway.delete(underway))
  }

  /** Writes them in a transaction of their own, if there are any; then all are written, those that others had taken too. */
  async write({ transact }: Pick<Services, 'transact'>): Promise<void> {
    while (this.#underway.size > 0) await Promise.all(this.#underway)
    if (this.#waiting.length === 0) return
    await transact(async (transaction) => record(transaction, { runs: this.take(transaction) }))
  }
}

/** As for the requests: what an account's statements and its scheduler have in common is the catalog. */
const byCatalog = new WeakMap<Catalog, SkippedRuns>()

/** The skipped runs of the account with this catalog that are not yet written; to be written before the history is read. */
export function skippedRunsOf(catalog: Catalog): SkippedRuns {
  const runs = byCatalog.get(catalog) ?? new SkippedRuns()
  byCatalog.set(catalog, runs)
  return runs
}
