/** The parts of dates and times that functions know. */
export type DatePart =
  | 'year' | 'month' | 'day' | 'dayofweek' | 'dayofweekiso' | 'dayofyear' | 'week' | 'weekiso' | 'quarter' | 'yearofweek'
  | 'yearofweekiso' | 'hour' | 'minute' | 'second' | 'millisecond' | 'microsecond' | 'nanosecond' | 'epoch_second'
  | 'epoch_millisecond' | 'epoch_microsecond' | 'epoch_nanosecond' | 'timezone_hour' | 'timezone_minute' // prettier-ignore

/** https://docs.snowflake.com/en/sql-reference/functions-date-time#supported-date-and-time-parts */
const names = {
  year: 'y yy yyy yyyy yr years yrs',
  month: 'mm mon mons months',
  day: 'd dd days dayofmonth',
  dayofweek: 'weekday dow dw',
  dayofweekiso: 'weekday_iso dow_iso dw_iso dayofweek_iso',
  dayofyear: 'yearday doy dy',
  week: 'w wk weeks weekofyear woy wy',
  weekiso: 'week_iso weekofyeariso weekofyear_iso',
  quarter: 'q qtr qtrs quarters',
  yearofweek: '',
  yearofweekiso: '',
  hour: 'h hh hr hours hrs',
  minute: 'm mi min minutes mins',
  second: 's sec seconds secs',
  millisecond: 'ms msec milliseconds',
  microsecond: 'us usec microseconds',
  nanosecond: 'ns nsec nanosec nsecond nanoseconds nanosecs nseconds',
  epoch_second: 'epoch epoch_seconds',
  epoch_millisecond: 'epoch_milliseconds',
  epoch_microsecond: 'epoch_microseconds',
  epoch_nanosecond: 'epoch_nanoseconds',
  timezone_hour: 'tzh',
  timezone_minute: 'tzm',
} as const satisfies { readonly [P in DatePart]: string }

const isPart = (name: string): name is DatePart => Object.hasOwn(names, name)

const byName = new Map<string, DatePart>()
for (const part of Object.keys(names).filter(isPart))
  for (const name of [part, ...names[part].split(' ')]) if (name !== '') byName.set(name, part)

/** The part that a word means, in any case; undefined where it is none. */
export function datePart(word: string): DatePart | undefined {
  return byName.get(word.toLowerCase())
}
