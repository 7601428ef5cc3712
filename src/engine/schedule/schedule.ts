import type { Instant } from '../../common/clock.ts'
import { unitMilliseconds } from '../../common/duration.ts'
import { fail } from '../../common/errors.ts'
import type { Span } from '../../common/span.ts'
import { parseCron, type CronSchedule } from './cron.ts'

/** A task's SCHEDULE: every so many milliseconds from a base time, or a cron expression. */
export type Schedule =
  { readonly kind: 'Interval'; readonly milliseconds: number } | ({ readonly kind: 'Cron' } & CronSchedule)

/** What an interval may be: 10 seconds to 8 days (11520 minutes). */
const shortest = 10_000
const longest = 11_520 * 60_000

/**
 * Reads `'<num> { HOURS | MINUTES | SECONDS }'` (also HOUR, MINUTE, SECOND, H, M, S) or `'USING CRON <expr> <time zone>'`.
 * Throws INVALID_SCHEDULE.
 * https://docs.snowflake.com/en/sql-reference/sql/create-task
 */
export function parseSchedule(text: string, span?: Span): Schedule {
  const cronText = /^\s*USING\s+CRON\s+(.*)$/is.exec(text)?.[1]
  if (cronText !== undefined) {
    const cron = parseCron(cronText)
    if ('fault' in cron) fail('INVALID_SCHEDULE', { schedule: text, reason: cron.fault }, span)
    return { kind: 'Cron', ...cron }
  }
  const [, count, unit = ''] =
    /^\s*(\d+)\s*(HOURS?|H|MINUTES?|M|SECONDS?|S)\s*$/i.exec(text) ??
    fail('INVALID_SCHEDULE', wrong(text), span)
  const milliseconds = Number(count) * (unitMilliseconds(unit) ?? Number.NaN)
  if (!(milliseconds >= shortest && milliseconds <= longest)) {
    fail('INVALID_SCHEDULE', { schedule: text, reason: 'it is from 10 seconds to 8 days' }, span)
  }
  return { kind: 'Interval', milliseconds }
}

function wrong(schedule: string): { schedule: string; reason: string } {
  return { schedule, reason: "'<num> MINUTES' or 'USING CRON <expr> <time zone>' is expected" }
}

/**
 * The first run time after `after`. An interval counts from `base`, the time of the last ALTER TASK … RESUME: resumed at 9:03
 * with 10 minutes, the task runs at 9:13, 9:23 and so on.
 * https://docs.snowflake.com/en/sql-reference/sql/alter-task
 */
export function nextRun(schedule: Schedule, base: Instant, after: Instant): Instant | undefined {
  if (schedule.kind === 'Cron') return schedule.next(after)
  const passed = Math.max(0, Math.floor((after - base) / schedule.milliseconds))
  return base + (passed + 1) * schedule.milliseconds
}
