import type { Instant } from '../../common/clock.ts'

/** When a statement was done: the number of the latest commit then. */
export interface Moment {
  readonly commit: number
  /** The commit is the statement's own (or its transaction's), so that "before it" is one commit earlier. */
  readonly wrote: boolean
  readonly at: Instant
}

/** So many statements are remembered in memory; those that wrote are found in the account file also later. */
const remembered = 50_000

/** The moments of the account's latest statements by query id, for AT (STATEMENT => …). */
export class Moments {
  readonly #moments = new Map<string, Moment>()

  note(queryIds: readonly string[], moment: Moment): void {
    for (const id of queryIds) this.#moments.set(id, moment)
    for (const oldest of this.#moments.keys()) {
      if (this.#moments.size <= remembered) return
      this.#moments.delete(oldest)
    }
  }

  find(queryId: string): Moment | undefined {
    return this.#moments.get(queryId)
  }
}
