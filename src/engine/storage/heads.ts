import type { Instant } from '../../common/clock.ts'
import { CommitLine } from './commit-line.ts'
import { Moments } from './moments.ts'

/** A table and the version that a transaction gave to its rows of it. */
export interface Written {
  readonly id: number
  readonly version: bigint
}

interface Head {
  /** The number of the commit that made it. */
  readonly commit: number
  readonly version: bigint
}

/**
 * The newest committed version of each table, and what it was at the commits that open transactions started at. Commits are
 * numbered in the order in which they were published here, which for one table is the order of its versions: a writer holds the
 * table's lock until then.
 *
 * A snapshot that DuckDB takes after `commit` was read here has at least those commits in it, so rows beyond a head
 * that was asked for at `commit` can be told by their version.
 */
export class Heads {
  /** Where commits queue, so that what is published here is in the order of DuckDB's commits. */
  readonly line = new CommitLine()
  /** When statements were done, in terms of these commits. */
  readonly moments = new Moments()
  #commit: number
  #version: bigint
  #transaction = 0n
  readonly #heads = new Map<number, Head[]>()
  /** The commits that open transactions started at, each as often as it is in use. */
  readonly #starts = new Map<number, number>()

  /** `commit`: the number of the account's latest commit. */
  constructor(heads: readonly Written[], highestVersion: bigint, commit = 0) {
    this.#version = highestVersion
    this.#commit = commit
    for (const { id, version } of heads) this.#heads.set(id, [{ commit, version }])
  }

  /** The number of the latest commit. */
  get commit(): number {
    return this.#commit
  }

  /** A version higher than any before, in the whole account. To be asked for under the table's lock. */
  nextVersion(): bigint {
    this.#version += 1n
    return this.#version
  }

  /** Snowflake's number of a transaction: the nanoseconds of its start, made unique. */
  transactionId(now: Instant): string {
    const start = BigInt(now) * 1_000_000n
    this.#transaction = start > this.#transaction ? start : this.#transaction + 1n
    return String(this.#transaction)
  }

  /** Publishes a commit. */
  publish(written: readonly Written[]): void {
    this.#commit += 1
    const oldest = Math.min(this.#commit, ...this.#starts.keys())
    for (const { id, version } of written) {
      const heads = this.#heads.get(id) ?? []
      const lastNeeded = heads.findLastIndex(({ commit }) => commit <= oldest)
      const kept = lastNeeded <= 0 ? heads : heads.slice(lastNeeded)
      this.#heads.set(id, [...kept, { commit: this.#commit, version }])
    }
  }

  /** The table's newest version at the commit that a transaction started at; 0 where nothing was written yet. */
  at(id: number, commit = this.#commit): bigint {
    return this.#heads.get(id)?.findLast((head) => head.commit <= commit)?.version ?? 0n
  }

  /** The number of the latest commit that wrote the table. */
  lastCommit(id: number): number {
    return this.#heads.get(id)?.at(-1)?.commit ?? 0
  }

  /** Keeps the heads of the present commit until {@link leave} is called with the number given back. */
  enter(): number {
    this.#starts.set(this.#commit, (this.#starts.get(this.#commit) ?? 0) + 1)
    return this.#commit
  }

  leave(commit: number): void {
    const count = (this.#starts.get(commit) ?? 0) - 1
    if (count > 0) this.#starts.set(commit, count)
    else this.#starts.delete(commit)
  }
}
