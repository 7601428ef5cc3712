import { duckType } from '../duck/data-type.ts'
import { duck, text as literal, type Sql } from '../duck/sql.ts'
import type { DataType } from '../types/data-type.ts'
import { datePart, type DatePart } from '../types/date-part.ts'
import * as types from '../types/standard.ts'
import { at } from './forms.ts'
import * as take from './parameters.ts'
import type { CallFacts, Chapter, Form, FunctionRow } from './row.ts'
import { weekOf, weekParts, weekStart } from './week.ts'
import { instantOfTz, localOf, localOfTz, offsetOf, sessionZone, utcOf } from './zone.ts'
import { checkZoneNames } from './zone-name.ts'

const special = { special: true } as const
const none = duck``

/** The value as its clock shows it: a DuckDB DATE, TIME or TIMESTAMP. */
export function clock(value: Sql, type: DataType | undefined, facts: CallFacts): Sql {
  if (type?.kind === 'TIMESTAMP_LTZ') return localOf(value, sessionZone(facts.session))
  return type?.kind === 'TIMESTAMP_TZ' ? localOfTz(value) : value
}

/** Back from the clock's time to the type. */
export function fromClock(local: Sql, value: Sql, type: DataType, facts: CallFacts): Sql {
  if (type.kind === 'TIMESTAMP_LTZ') return duck`timezone(${sessionZone(facts.session)}, ${local})`
  if (type.kind !== 'TIMESTAMP_TZ') return duck`CAST(${local} AS ${duckType(types.valueType(type))})`
  const offset = duck`struct_extract(${value}, 'offset')`
  return duck`CASE WHEN ${value} IS NULL THEN NULL ELSE {instant: ${local} - to_minutes(${offset}), "offset": ${offset}} END`
}

/** The DuckDB interval of so many of a part. */
export const intervals: Partial<Record<DatePart, (amount: Sql) => Sql>> = {
  year: (n) => duck`to_years(CAST(${n} AS INTEGER))`,
  quarter: (n) => duck`to_months(CAST(${n} * 3 AS INTEGER))`,
  month: (n) => duck`to_months(CAST(${n} AS INTEGER))`,
  week: (n) => duck`to_days(CAST(${n} * 7 AS INTEGER))`,
  day: (n) => duck`to_days(CAST(${n} AS INTEGER))`,
  hour: (n) => duck`to_hours(${n})`,
  minute: (n) => duck`to_minutes(${n})`,
  second: (n) => duck`to_seconds(${n})`,
  millisecond: (n) => duck`to_microseconds(${n} * 1000)`,
  microsecond: (n) => duck`to_microseconds(${n})`,
  nanosecond: (n) => duck`to_microseconds(${n} // 1000)`,
}

/** Parts of the clock's time that are numbers of BIGINT. */
const parts: { readonly [P in DatePart]?: (local: Sql) => Sql } = {
  year: (x) => duck`year(${x})`,
  month: (x) => duck`month(${x})`,
  day: (x) => duck`day(${x})`,
  dayofweekiso: (x) => duck`isodow(${x})`,
  dayofyear: (x) => duck`dayofyear(${x})`,
  weekiso: (x) => duck`weekofyear(${x})`,
  yearofweekiso: (x) => duck`isoyear(${x})`,
  quarter: (x) => duck`quarter(${x})`,
  hour: (x) => duck`hour(${x})`,
  minute: (x) => duck`minute(${x})`,
  second: (x) => duck`second(${x})`,
  millisecond: (x) => duck`(microsecond(${x}) % 1000000 // 1000)`,
  microsecond: (x) => duck`(microsecond(${x}) % 1000000)`,
  nanosecond: (x) => duck`(microsecond(${x}) % 1000000 * 1000)`,
}

const epochs: { readonly [P in DatePart]?: (instant: Sql) => Sql } = {
  epoch_second: (x) => duck`(epoch_us(${x}) // 1000000)`,
  epoch_millisecond: (x) => duck`(epoch_us(${x}) // 1000)`,
  epoch_microsecond: (x) => duck`epoch_us(${x})`,
  epoch_nanosecond: (x) => duck`(epoch_us(${x}) * 1000)`,
}

function partOf(part: DatePart, value: Sql, type: DataType | undefined, facts: CallFacts): Sql {
  const local = clock(value, type, facts)
  const epoch = epochs[part]
  if (epoch !== undefined) return duck`CAST(${epoch(instantOf(value, type))} AS BIGINT)`
  if (part === 'timezone_hour' || part === 'timezone_minute') {
    const offset = zoneMinutes(value, type, facts)
    return part === 'timezone_hour'
      ? duck`CAST(${offset} // 60 AS BIGINT)`
      : duck`CAST(${offset} % 60 AS BIGINT)`
  }
  const form = parts[part] ?? weekParts(weekOf(facts.session))[part]
  if (form === undefined) throw new Error(`Snowmelt bug: no form of part ${part}`)
  return duck`CAST(${form(local)} AS BIGINT)`
}

function instantOf(value: Sql, type: DataType | undefined): Sql {
  if (type?.kind === 'TIMESTAMP_LTZ') return utcOf(value)
  if (type?.kind === 'TIMESTAMP_TZ') return instantOfTz(value)
  return duck`CAST(${value} AS TIMESTAMP)`
}

function zoneMinutes(value: Sql, type: DataType | undefined, facts: CallFacts): Sql {
  return type?.kind === 'TIMESTAMP_TZ'
    ? duck`struct_extract(${value}, 'offset')`
    : offsetOf(value, sessionZone(facts.session))
}

/** The parts that a TIME has. https://docs.snowflake.com/en/sql-reference/functions-date-time#supported-date-and-time-parts */
export const partsOfTime: ReadonlySet<DatePart> = new Set([
  'hour', 'minute', 'second', 'millisecond', 'microsecond', 'nanosecond',
]) // prettier-ignore

const partFunction = (part: DatePart): readonly FunctionRow[] => [
  {
    args: [partsOfTime.has(part) ? take.temporalOrTime : take.temporal],
    returns: types.count,
    duck: (args, facts) => partOf(part, at(args, 0), facts.types[0], facts),
  },
]

/** Differences count the borders of the part that lie between, which is what DuckDB's date_diff does too. */
const difference: Form = (args, facts) => {
  const part = facts.constants[0] ?? 'day'
  const [from, to] = [clock(at(args, 1), facts.types[1], facts), clock(at(args, 2), facts.types[2], facts)]
  if (part === 'nanosecond') return duck`(date_diff('microsecond', ${from}, ${to}) * 1000)`
  // DuckDB counts whole weeks; here the first days of weeks between count.
  if (part === 'week') {
    const { start } = weekOf(facts.session)
    return duck`(date_diff('day', ${weekStart(from, start)}, ${weekStart(to, start)}) // 7)`
  }
  return duck`date_diff(${literal(part)}, ${from}, ${to})`
}

const truncated: Form = (args, facts) => {
  const value = at(args, 1)
  const local = clock(value, facts.types[1], facts)
  const part = facts.constants[0] ?? 'day'
  if (facts.type.kind === 'TIME')
    return duck`CAST(date_trunc(${literal(part)}, DATE '1970-01-01' + ${local}) AS TIME)`
  return fromClock(duck`CAST(${startOf(part, local, facts)} AS TIMESTAMP)`, value, facts.type, facts)
}

/** The first day or moment of the part that `local` lies in. */
function startOf(part: string, local: Sql, facts: CallFacts): Sql {
  if (part === 'week') return weekStart(local, weekOf(facts.session).start)
  if (part === 'weekiso') return duck`date_trunc('week', ${local})`
  if (part === 'yearofweekiso') return duck`date_trunc('isoyear', ${local})`
  return duck`date_trunc(${literal(part)}, ${local})`
}

const lengths: Readonly<Record<string, Sql>> = {
  year: duck`to_years(1)`,
  quarter: duck`to_months(3)`,
  week: duck`to_days(7)`,
  weekiso: duck`to_days(7)`,
  day: duck`to_days(1)`,
}

const lastDay: Form = (args, facts) => {
  const local = clock(at(args, 0), facts.types[0], facts)
  const part = facts.constants[1] ?? 'month'
  if (part === 'month') return duck`last_day(${local})`
  const start = startOf(part, local, facts)
  // An ISO year has 52 or 53 weeks: the day before the next one's first.
  if (part === 'yearofweekiso')
    return duck`CAST(date_trunc('isoyear', ${start} + to_days(372)) - to_days(1) AS DATE)`
  return duck`CAST(${start} + ${lengths[part] ?? none} - to_days(1) AS DATE)`
}

const named = (model: string): readonly FunctionRow[] => [
  {
    args: [take.temporal],
    returns: types.text(3),
    duck: (args, facts) => duck`strftime(${clock(at(args, 0), facts.types[0], facts)}, ${literal(model)})`,
  },
]

function constantPart(facts: CallFacts): DatePart {
  const part = datePart(facts.constants[0] ?? '')
  if (part === undefined) throw new Error('Snowmelt bug: a date part is due')
  return part
}

/** Inner forms, whose first argument is the part as a constant. */
export const temporalForms: Readonly<Record<string, Form>> = {
  $dateAdd: (args, facts) => {
    const part = constantPart(facts)
    const interval = intervals[part]?.(at(args, 1)) ?? none
    const value = at(args, 2)
    return fromClock(duck`${clock(value, facts.type, facts)} + ${interval}`, value, facts.type, facts)
  },
  $datePart: (args, facts) => partOf(constantPart(facts), at(args, 1), facts.types[1], facts),
  $dateDiff: difference,
  $dateTrunc: truncated,
  $lastDay: lastDay,
}

/** https://docs.snowflake.com/en/sql-reference/functions-date-time */
export const temporal: Chapter = {
  DATEADD: special,
  TIMEADD: special,
  TIMESTAMPADD: special,
  DATEDIFF: special,
  TIMEDIFF: special,
  TIMESTAMPDIFF: special,
  DATE_TRUNC: special,
  DATE_PART: special,
  EXTRACT: special,
  LAST_DAY: special,
  YEAR: partFunction('year'),
  QUARTER: partFunction('quarter'),
  MONTH: partFunction('month'),
  DAY: partFunction('day'),
  DAYOFMONTH: partFunction('day'),
  DAYOFWEEK: partFunction('dayofweek'),
  DAYOFWEEKISO: partFunction('dayofweekiso'),
  DAYOFYEAR: partFunction('dayofyear'),
  WEEK: partFunction('week'),
  WEEKOFYEAR: partFunction('week'),
  WEEKISO: partFunction('weekiso'),
  YEAROFWEEK: partFunction('yearofweek'),
  YEAROFWEEKISO: partFunction('yearofweekiso'),
  HOUR: partFunction('hour'),
  MINUTE: partFunction('minute'),
  SECOND: partFunction('second'),
  DAYNAME: named('%a'),
  MONTHNAME: named('%b'),
  ADD_MONTHS: [
    {
      args: [take.temporal, take.integer],
      returns: (list) => list[0] ?? types.date,
      // The last day of a month stays the last day.
      duck: (args, facts) => {
        const value = at(args, 0)
        const local = clock(value, facts.types[0], facts)
        const moved = duck`${local} + to_months(CAST(${at(args, 1)} AS INTEGER))`
        const toEnd = duck`to_days(CAST(date_diff('day', CAST(${moved} AS DATE), last_day(${moved})) AS INTEGER))`
        return fromClock(
          duck`CASE WHEN CAST(${local} AS DATE) = last_day(${local}) THEN ${moved} + ${toEnd} ELSE ${moved} END`,
          value,
          facts.type,
          facts,
        )
      },
    },
  ],
  DATE_FROM_PARTS: dateParts(),
  DATEFROMPARTS: dateParts(),
  CONVERT_TIMEZONE: [
    {
      args: [take.text, take.text, take.timestampNtz],
      returns: types.timestampNtz(),
      duck: (args, facts) => {
        checkZoneNames(facts, 2)
        return duck`timezone(${at(args, 1)}, timezone(${at(args, 0)}, ${at(args, 2)}))`
      },
    },
    {
      args: [take.text, take.timestampTz],
      returns: types.timestampTz(),
      duck: (args, facts) => {
        checkZoneNames(facts, 1)
        return zoned(duck`timezone('UTC', ${instantOfTz(at(args, 1))})`, at(args, 0))
      },
    },
    {
      args: [take.text, take.timestampLtz],
      returns: types.timestampTz(),
      duck: (args, facts) => {
        checkZoneNames(facts, 1)
        return zoned(at(args, 1), at(args, 0))
      },
    },
  ],
}

function zoned(instant: Sql, zone: Sql): Sql {
  return duck`CASE WHEN ${instant} IS NULL OR ${zone} IS NULL THEN NULL ELSE {instant: ${utcOf(instant)}, "offset": ${offsetOf(instant, zone)}} END`
}

function dateParts(): readonly FunctionRow[] {
  return [
    {
      args: [take.integer, take.integer, take.integer],
      returns: types.date,
      // Months and days beyond their range count on from the year's first day.
      duck: (args) =>
        duck`CAST(make_date(${at(args, 0)}, 1, 1) + to_months(CAST(${at(args, 1)} - 1 AS INTEGER)) + to_days(CAST(${at(args, 2)} - 1 AS INTEGER)) AS DATE)`,
    },
  ]
}
