/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number

/**
 * Where all time comes from. Nothing else in Snowmelt reads the time of day, so whoever holds the clock can stop it,
 * or run thirty days of schedules in seconds.
 */
export interface Clock {
  now(): Instant
  /** Resolves when `now() >= instant`, or at once when `signal` aborts. */
  until(instant: Instant, signal?: AbortSignal): Promise<void>
}

/** The longest delay that a Node timer takes: 2^31 - 1 ms; longer ones fire at once. */
const longestTimer = 2_147_483_647

/**
 * The computer's clock, moved ahead by `ahead` ms: an account whose virtual clock ran into the future
 * must not see time go back.
 */
export class SystemClock implements Clock {
  readonly #ahead: number

  constructor(ahead = 0) {
    this.#ahead = ahead
  }

  now(): Instant {
    return Date.now() + this.#ahead
  }

  async until(instant: Instant, signal?: AbortSignal): Promise<void> {
    while (this.now() < instant && signal?.aborted !== true) {
      await delay(Math.min(instant - this.now(), longestTimer), signal)
    }
  }
}

/** A clock that stands still until it is told to move. */
export class VirtualClock implements Clock {
  #now: Instant
  readonly #waiting = new Set<{ readonly instant: Instant; readonly wake: () => void }>()

  /** Starts at `start`, by default at the computer's present time. */
  constructor(start: Instant = Date.now()) {
    this.#now = start
  }

  now(): Instant {
    return this.#now
  }

  /** Moves the clock; never backwards. */
  moveTo(instant: Instant): void {
    if (instant < this.#now) throw new Error('Snowmelt bug: a clock does not go back')
    this.#now = instant
    for (const waiter of this.#waiting) if (waiter.instant <= instant) waiter.wake()
  }

  async until(instant: Instant, signal?: AbortSignal): Promise<void> {
    if (this.#now >= instant || signal?.aborted === true) return
    await new Promise<void>((resolve) => {
      const waiter = {
        instant,
        wake: () => {
          this.#waiting.delete(waiter)
          signal?.removeEventListener('abort', waiter.wake)
          resolve()
        },
      }
      this.#waiting.add(waiter)
      signal?.addEventListener('abort', waiter.wake)
    })
  }
}

async function delay(milliseconds: number, signal?: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const done = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, milliseconds)
    signal?.addEventListener('abort', done)
  })
}

/** A monotonic stopwatch for measuring our own work (seconds, rows/s); never for anything that data depends on. */
export function stopwatch(): { readonly seconds: () => number } {
  const start = performance.now()
  return { seconds: () => (performance.now() - start) / 1000 }
}
