import type { Instant } from '../common/clock.ts'

/** Something that works in the account by itself: the scheduler of tasks, the loader of pipes. */
export interface Worker {
  /** Runs what is due and waits until it is idle. */
  drain(): Promise<void>
  /** When it has something to do next, if that is a matter of time. */
  nextDue(): Instant | undefined
  close(): Promise<void>
}
