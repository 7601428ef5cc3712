import { fail, failure } from '../../common/errors.ts'

/** What a lock is on: an object of the catalog, or a name such as the key of a statement that runs once. */
export type LockKey = number | string

interface Waiter {
  readonly owner: object
  readonly enter: () => void
}
interface Lock {
  holder: object
  /** First come, first served. */
  readonly queue: Waiter[]
}

/**
 * The account's exclusive locks. A transaction owns the locks that it takes until it ends.
 *
 * A lock is free (not in the table), or held by one owner with the others queued behind. `acquire`: free → held; held by another →
 * queued, unless that would close a circle of owners waiting for each other. `release`: the head of the queue becomes the
 * holder, or the lock is free.
 */
export class Locks {
  readonly #locks = new Map<LockKey, Lock>()
  readonly #owned = new Map<object, Set<LockKey>>()
  /** What each queued owner waits for: an owner waits for one lock at a time. */
  readonly #waiting = new Map<object, LockKey>()
  /** An owner that goes on when another one has ended: a transaction around one that a procedure began. */
  readonly #around = new Map<object, object>()

  /** Resolves to true when the owner had to wait for it. `name` is for messages. Throws LOCK_TIMEOUT and DEADLOCK. */
  async acquire(owner: object, key: LockKey, name: string, timeoutSeconds: number): Promise<boolean> {
    const lock = this.#locks.get(key)
    if (lock === undefined) {
      this.#locks.set(key, { holder: owner, queue: [] })
      this.#own(owner, key)
      return false
    }
    if (lock.holder === owner) return false
    if (this.#waitsFor(lock.holder, owner)) fail('DEADLOCK', { name })
    // A LOCK_TIMEOUT of 0 means: do not wait. https://docs.snowflake.com/en/sql-reference/parameters#lock-timeout
    if (timeoutSeconds <= 0) fail('LOCK_TIMEOUT', { name, seconds: timeoutSeconds })
    await this.#enqueue(lock, owner, key, name, timeoutSeconds)
    return true
  }

  /** Tells that `outer` can only go on when `inner` has been released. */
  nest(outer: object, inner: object): void {
    this.#around.set(outer, inner)
  }

  /** Gives up everything that the owner holds. */
  release(owner: object): void {
    for (const [outer, inner] of this.#around) if (inner === owner) this.#around.delete(outer)
    const keys = this.#owned.get(owner) ?? []
    this.#owned.delete(owner)
    for (const key of keys) this.#pass(key)
  }

  /** Whether the owner holds the lock. */
  holds(owner: object, key: LockKey): boolean {
    return this.#locks.get(key)?.holder === owner
  }

  async #enqueue(
    lock: Lock,
    owner: object,
    key: LockKey,
    name: string,
    timeoutSeconds: number,
  ): Promise<void> {
    this.#waiting.set(owner, key)
    try {
      await new Promise<void>((resolve, reject) => {
        const leave = () => {
          lock.queue.splice(lock.queue.indexOf(waiter), 1)
          reject(failure('LOCK_TIMEOUT', { name, seconds: timeoutSeconds }))
        }
        // A Node timer takes 2^31 - 1 ms at most, some 24 days.
        const timer = setTimeout(leave, Math.min(timeoutSeconds * 1000, 2_147_483_647))
        const waiter: Waiter = {
          owner,
          enter: () => {
            clearTimeout(timer)
            resolve()
          },
        }
        lock.queue.push(waiter)
      })
    } finally {
      this.#waiting.delete(owner)
    }
  }

  #pass(key: LockKey): void {
    const lock = this.#locks.get(key)
    const next = lock?.queue.shift()
    if (lock === undefined || next === undefined) {
      this.#locks.delete(key)
      return
    }
    lock.holder = next.owner
    this.#own(next.owner, key)
    this.#waiting.delete(next.owner)
    next.enter()
  }

  #own(owner: object, key: LockKey): void {
    const keys = this.#owned.get(owner) ?? new Set()
    this.#owned.set(owner, keys.add(key))
  }

  /** Follows the chain of holders from `waiter`: each owner waits for one lock at most, so there is one way to go. */
  #waitsFor(waiter: object, owner: object): boolean {
    for (let at: object | undefined = waiter; at !== undefined;) {
      if (at === owner) return true
      const key = this.#waiting.get(at)
      at = key === undefined ? this.#around.get(at) : this.#locks.get(key)?.holder
    }
    return false
  }
}
