import { duck, type Sql } from '../duck/sql.ts'
import { datePart, type DatePart } from '../types/date-part.ts'
import * as types from '../types/standard.ts'
import { at } from './forms.ts'
import * as take from './parameters.ts'
import type { Chapter, Form, FunctionRow } from './row.ts'
import { clock, fromClock, intervals } from './temporal.ts'
import { sessionZone } from './zone.ts'
import { strict } from './array.ts'

/** Parts beyond their range count on: minute 150 is half past two. */
const timeOfDay = (hour: Sql, minute: Sql, second: Sql, nanosecond: Sql | undefined) =>
  duck`(to_hours(${hour}) + to_minutes(${minute}) + to_seconds(${second}) + to_microseconds(${nanosecond ?? duck`0`} // 1000))`

const time: readonly FunctionRow[] = [
  {
    args: [take.integer, take.integer, take.integer],
    optional: [take.integer],
    returns: types.time(),
    duck: (args) =>
      duck`CAST(TIMESTAMP '1970-01-01' + ${timeOfDay(at(args, 0), at(args, 1), at(args, 2), args[3])} AS TIME)`,
  },
]

const local: Form = (args) => {
  const [year, month, day] = [at(args, 0), at(args, 1), at(args, 2)]
  const date = duck`make_timestamp(${year}, 1, 1, 0, 0, 0) + to_months(CAST(${month} - 1 AS INTEGER)) + to_days(CAST(${day} - 1 AS INTEGER))`
  return duck`(${date} + ${timeOfDay(at(args, 3), at(args, 4), at(args, 5), args[6])})`
}

const six = Array.from({ length: 6 }, () => take.integer)

const timestampNtz: readonly FunctionRow[] = [
  { args: six, optional: [take.integer], returns: types.timestampNtz(), duck: local },
  {
    args: [take.date, take.time],
    returns: types.timestampNtz(),
    duck: (args) => duck`(${at(args, 0)} + ${at(args, 1)})`,
  },
]

const timestampLtz: readonly FunctionRow[] = [
  {
    args: six,
    optional: [take.integer],
    returns: types.timestampLtz(),
    duck: (args, facts) => duck`timezone(${sessionZone(facts.session)}, ${local(args, facts)})`,
  },
]

/**
 * Whole months where both are the same day of the month or both its last day; else the days, and their time, count as 31st parts.
 * https://docs.snowflake.com/en/sql-reference/functions/months_between
 */
const monthsBetween: Form = (args, facts) => {
  const [to, from] = [clock(at(args, 0), facts.types[0], facts), clock(at(args, 1), facts.types[1], facts)]
  return strict((b = duck``, a = duck``) => {
    const months = duck`((year(${b}) - year(${a})) * 12 + month(${b}) - month(${a}))`
    const isLast = (x: Sql) => duck`day(${x}) = day(last_day(${x}))`
    const within = (x: Sql) =>
      duck`(epoch_us(CAST(${x} AS TIMESTAMP)) - epoch_us(CAST(date_trunc('month', CAST(${x} AS TIMESTAMP)) AS TIMESTAMP)))`
    return duck`CAST(${months} AS DOUBLE) + CASE WHEN day(${a}) = day(${b}) OR ${isLast(a)} AND ${isLast(b)} THEN 0 ELSE (${within(b)} - ${within(a)}) / 86400000000.0 / 31 END`
  })([to, from], facts)
}

const sliced: Form = (args, facts) => {
  const value = at(args, 0)
  const part = datePart(facts.constants[2] ?? '') ?? 'day'
  const interval = (intervals[part] ?? intervals.day)?.(duck`CAST(${at(args, 1)} AS BIGINT)`) ?? duck`NULL`
  // Weeks begin on Mondays: the first slices of all begin with the one that 1970 began in.
  const origin = part === 'week' ? duck`TIMESTAMP '1969-12-29'` : duck`TIMESTAMP '1970-01-01'`
  const shown = clock(value, facts.types[0], facts)
  const start = duck`time_bucket(${interval}, CAST(${shown} AS TIMESTAMP), ${origin})`
  const isEnd = facts.constants[3]?.toUpperCase() === 'END'
  return fromClock(isEnd ? duck`(${start} + ${interval})` : start, value, facts.type, facts)
}

const unitWords: readonly DatePart[] = [
  'year', 'quarter', 'month', 'week', 'day', 'hour', 'minute', 'second',
] // prettier-ignore
const unit: take.Parameter = {
  ...take.constantText,
  only: unitWords.flatMap((word) => [word, word.toUpperCase()]),
}
const edge: take.Parameter = { ...take.constantText, only: ['START', 'END', 'start', 'end'] }

/** https://docs.snowflake.com/en/sql-reference/functions-date-time: values made of parts, and slices of time. */
export const temporalParts: Chapter = {
  TIME_FROM_PARTS: time,
  TIMEFROMPARTS: time,
  TIMESTAMP_FROM_PARTS: timestampNtz,
  TIMESTAMPFROMPARTS: timestampNtz,
  TIMESTAMP_NTZ_FROM_PARTS: timestampNtz,
  TIMESTAMP_LTZ_FROM_PARTS: timestampLtz,
  MONTHS_BETWEEN: [{ args: [take.temporal, take.temporal], returns: types.float, duck: monthsBetween }],
  TIME_SLICE: [
    {
      args: [take.temporal, take.constantInteger, unit],
      optional: [edge],
      returns: (list) => list[0] ?? types.date,
      duck: sliced,
    },
  ],
}
