import { fail } from '../../common/errors.ts'
import { raise } from '../duck/raise.ts'
import { duck, join, text as literal, type Sql } from '../duck/sql.ts'
import { datePart, type DatePart } from '../types/date-part.ts'
import * as types from '../types/standard.ts'
import { at } from './forms.ts'
import * as take from './parameters.ts'
import type { CallFacts, Chapter, Form, FunctionRow } from './row.ts'
import { clock, fromClock, intervals } from './temporal.ts'
import { weekOf, weekStart } from './week.ts'
import { sessionZone, tzOf } from './zone.ts'
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

/** In the session's zone, or in that of the argument at `place`. */
const zoned =
  (place?: number): Form =>
  (args, facts) => {
    const zone = place === undefined ? sessionZone(facts.session) : at(args, place)
    const parts = args.filter((_, index) => index !== place)
    return strict((instant = duck``, name = duck``) => tzOf(instant, name))(
      [duck`timezone(${zone}, ${local(parts, facts)})`, zone],
      { ...facts, atomic: [false, place === undefined || facts.atomic[place] === true] },
    )
  }

const timestampTz: readonly FunctionRow[] = [
  { args: six, optional: [take.integer], returns: types.timestampTz(), duck: zoned() },
  { args: [...six, take.text], returns: types.timestampTz(), duck: zoned(6) },
  { args: [...six, take.integer, take.text], returns: types.timestampTz(), duck: zoned(7) },
]

const days = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su']

/** The first day of that name after (or before) a date; two letters tell the days apart. */
const nearestDay =
  (direction: 1 | -1): Form =>
  (args, facts) =>
    strict((value = duck``, name = duck``) => {
      const wanted = duck`list_position([${join(days.map(literal))}], lower(left(ltrim(${name}), 2)))`
      const date = duck`CAST(${clock(value, facts.types[0], facts)} AS DATE)`
      const fault = raise('INVALID_ARGUMENT', {
        function: direction === 1 ? 'NEXT_DAY' : 'PREVIOUS_DAY',
        value: name,
        expected: 'the name of a day of the week',
      })
      const distance =
        direction === 1
          ? duck`((${wanted} - isodow(${date}) + 6) % 7 + 1)`
          : duck`-((isodow(${date}) - ${wanted} + 6) % 7 + 1)`
      return duck`CASE WHEN ${wanted} IS NULL THEN ${fault} ELSE ${date} + CAST(${distance} AS INTEGER) END`
    })(args, facts)

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

/** Slices are whole, and those of a DATE are not shorter than a day. */
function checkSlice(part: DatePart, { constants: [, length], types: [type] }: CallFacts): void {
  if (typeof length === 'string' && Number(length) < 1)
    fail('INVALID_ARGUMENT', { function: 'TIME_SLICE', value: length, expected: 'a length of at least 1' })
  if (type?.kind === 'DATE' && (part === 'hour' || part === 'minute' || part === 'second'))
    fail('INVALID_ARGUMENT', { function: 'TIME_SLICE', value: part, expected: 'a part of a date' })
}

const sliced: Form = (args, facts) => {
  const value = at(args, 0)
  const part = datePart(facts.constants[2] ?? '') ?? 'day'
  checkSlice(part, facts)
  const interval = (intervals[part] ?? intervals.day)?.(duck`CAST(${at(args, 1)} AS BIGINT)`) ?? duck`NULL`
  // The first slices of weeks begin with the week that 1970 began in.
  const origin =
    part === 'week'
      ? weekStart(duck`TIMESTAMP '1970-01-01'`, weekOf(facts.session).start)
      : duck`TIMESTAMP '1970-01-01'`
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
  only: unitWords.flatMap((word) => [word, word.toUpperCase(), word.charAt(0).toUpperCase() + word.slice(1)]),
}
const edge: take.Parameter = { ...take.constantText, only: ['START', 'END', 'start', 'end', 'Start', 'End'] }

/** https://docs.snowflake.com/en/sql-reference/functions-date-time: values made of parts, and slices of time. */
export const temporalParts: Chapter = {
  TIME_FROM_PARTS: time,
  TIMEFROMPARTS: time,
  TIMESTAMP_FROM_PARTS: { special: true },
  TIMESTAMPFROMPARTS: { special: true },
  TIMESTAMP_NTZ_FROM_PARTS: timestampNtz,
  TIMESTAMPNTZFROMPARTS: timestampNtz,
  TIMESTAMP_LTZ_FROM_PARTS: timestampLtz,
  TIMESTAMPLTZFROMPARTS: timestampLtz,
  TIMESTAMP_TZ_FROM_PARTS: timestampTz,
  TIMESTAMPTZFROMPARTS: timestampTz,
  NEXT_DAY: [{ args: [take.temporal, take.text], returns: types.date, duck: nearestDay(1) }],
  PREVIOUS_DAY: [{ args: [take.temporal, take.text], returns: types.date, duck: nearestDay(-1) }],
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
