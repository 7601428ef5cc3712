import { duck, integer, type Sql } from '../duck/sql.ts'
import type { DatePart } from '../types/date-part.ts'
import type { SessionFacts } from './row.ts'

/** How the session counts weeks. */
export interface Week {
  /** The first day, 1 (Monday) to 7 (Sunday). */
  readonly start: number
  /** WEEK_START is 0: days of the week count from Sunday as 0, weeks begin on Mondays. */
  readonly legacy: boolean
  /** WEEK_OF_YEAR_POLICY is 1: January 1 begins the first week; otherwise four days of a week decide its year. */
  readonly fromJanuary: boolean
}

/** https://docs.snowflake.com/en/sql-reference/functions-date-time#calendar-weeks-and-weekdays */
export function weekOf(session: SessionFacts): Week {
  const start = Number(session.parameter('WEEK_START'))
  return {
    start: start === 0 ? 1 : start,
    legacy: start === 0,
    fromJanuary: session.parameter('WEEK_OF_YEAR_POLICY') === '1',
  }
}

/** Midnight of the first day of the week that `local` lies in. */
export function weekStart(local: Sql, start: number): Sql {
  if (start === 1) return duck`date_trunc('week', ${local})`
  // Weeks from Mondays, of days moved by the difference.
  const moved = integer(start - 1)
  return duck`(date_trunc('week', ${local} - to_days(${moved})) + to_days(${moved}))`
}

/** The parts that depend on how weeks are counted. */
export function weekParts(week: Week): { readonly [P in DatePart]?: (local: Sql) => Sql } {
  const dayofweek = (x: Sql) =>
    week.legacy ? duck`dayofweek(${x})` : duck`((isodow(${x}) + ${integer(7 - week.start)}) % 7 + 1)`
  if (week.fromJanuary) {
    const before = (x: Sql) => duck`((isodow(date_trunc('year', ${x})) + ${integer(7 - week.start)}) % 7)`
    return {
      dayofweek,
      week: (x) => duck`((dayofyear(${x}) - 1 + ${before(x)}) // 7 + 1)`,
      yearofweek: (x) => duck`year(${x})`,
    }
  }
  if (week.start === 1)
    return { dayofweek, week: (x) => duck`weekofyear(${x})`, yearofweek: (x) => duck`isoyear(${x})` }
  // The fourth day of a week lies in the year that the week belongs to.
  const middle = (x: Sql) => duck`(${weekStart(x, week.start)} + to_days(3))`
  return {
    dayofweek,
    week: (x) => duck`((dayofyear(${middle(x)}) - 1) // 7 + 1)`,
    yearofweek: (x) => duck`year(${middle(x)})`,
  }
}
