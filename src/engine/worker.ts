import type { Instant } from '../common/clock.ts'

/** Something that works in the account by itself: the scheduler of tasks, the loader of pipes. */
export interface Worker {
  /** Looks for work wherever there may be some, does it and waits until it is idle. */
  drain(): Promise<void>
  /**
   * Does what is due by the clock, and what has been announced since, and waits until it is idle. Called at each due time of a
   * virtual clock, 1440 times for a day of a one-minute task: it looks nowhere without a reason.
   */
  runDue(): Promise<void>
  /** When it has something to do next, if that is a matter of time. */
  nextDue(): Instant | undefined
  close(): Promise<void>
}
