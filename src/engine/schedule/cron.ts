import { Cron } from 'croner'
import type { Instant } from '../../common/clock.ts'

/** `USING CRON <minute> <hour> <day of month> <month> <day of week> <time zone>`, read and found valid. */
export interface CronSchedule {
  /** The five fields with single spaces, as written. */
  readonly expression: string
  /** An IANA time zone. */
  readonly zone: string
  /** The first matching minute after `instant`; undefined where there is none (30 February). */
  next(instant: Instant): Instant | undefined
}

interface Field {
  readonly name: string
  readonly allowed: RegExp
}

/** One item of a field: `*`, `5`, `1-5`, each with an optional `/n`; names where the manual lists them; `L` where it may stand. */
function items(value: string, more = ''): RegExp {
  const item = `(?:(?:\\*|${value}(?:-${value})?)(?:/\\d+)?${more})`
  return new RegExp(`^${item}(?:,${item})*$`, 'i')
}

const month = '(?:\\d{1,2}|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)'
const weekday = '(?:[0-6]|SUN|MON|TUE|WED|THU|FRI|SAT)'

/**
 * What Snowflake's subset of cron allows in each field; croner alone would also take `?`, `W`, `#` and nicknames.
 * https://docs.snowflake.com/en/sql-reference/sql/create-task#label-create-task-schedule
 */
const fields: readonly Field[] = [
  { name: 'minute', allowed: items('\\d{1,2}') },
  { name: 'hour', allowed: items('\\d{1,2}') },
  { name: 'day of month', allowed: items('\\d{1,2}', '|L') },
  { name: 'month', allowed: items(month) },
  { name: 'day of week', allowed: items(weekday, `|${weekday}?L`) },
]

/** Reads what stands after USING CRON. Returns what is wrong as text, so that the caller words the error. */
export function parseCron(text: string): CronSchedule | { readonly fault: string } {
  const words = text.trim().split(/\s+/)
  if (words.length !== 6) return { fault: 'five fields and a time zone are expected' }
  const values = words.slice(0, 5)
  const zone = words[5] ?? ''
  const wrong = fields.find((field, index) => !field.allowed.test(values[index] ?? ''))
  if (wrong !== undefined) return { fault: `the ${wrong.name} is not valid` }
  if (!isZone(zone)) return { fault: `'${zone}' is not a time zone` }
  return cronOf(values, zone)
}

function cronOf(values: readonly string[], zone: string): CronSchedule | { readonly fault: string } {
  try {
    const cron = new Cron(pattern(values), {
      timezone: zone,
      mode: '5-part',
      sloppyRanges: true,
      paused: true,
    })
    return {
      expression: values.join(' '),
      zone,
      next: (instant) => cron.nextRun(new Date(instant))?.getTime(),
    }
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) }
  }
}

/**
 * The fields in croner's words. Two differ:
 * - A lone `L` as the day of the week is Saturday, the week's last day (croner wants a number before it).
 * - croner runs a job of one fixed time (`0 2 * * *`) after the gap when clocks go forward and once when they go back;
 *   Snowflake runs it not at all and twice ("there are two points in time when the local time is 1 AM", older text of
 *   https://docs.snowflake.com/en/user-guide/tasks-intro). A minute written as a stepped range is no fixed time to croner
 *   and then follows the clock on the wall.
 */
function pattern(values: readonly string[]): string {
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = values
  const plain = /^\d+$/.test(minute) ? `${minute}-${minute}/1` : minute
  const days = weekday
    .split(',')
    .map((item) => (item.toUpperCase() === 'L' ? '6' : item))
    .join(',')
  return [plain, hour, day, month, days].join(' ')
}

function isZone(name: string): boolean {
  try {
    Intl.DateTimeFormat('en', { timeZone: name })
    // Node takes offsets such as +02:00 for zones too; Snowflake wants names of the IANA database.
    return /^[A-Za-z]/.test(name)
  } catch {
    return false
  }
}
