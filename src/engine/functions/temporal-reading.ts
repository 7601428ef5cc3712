import { duckType } from '../duck/data-type.ts'
import { duck, integer, type Sql } from '../duck/sql.ts'
import type { ValueType } from '../types/data-type.ts'
import { withPrecision } from './fraction.ts'
import { once } from './once.ts'
import type { SessionFacts } from './row.ts'
import { readInFormat } from './temporal-input.ts'
import { sessionZone, tzOf } from './zone.ts'

const isAuto = (format: string) => format === '' || format.toUpperCase() === 'AUTO'

/**
 * A text as a date, time or timestamp, NULL where it is none: in a format that `isInputFormat` has accepted, or in one of those that AUTO
 * knows. https://docs.snowflake.com/en/sql-reference/date-time-input-output
 */
export function readTemporal(x: Sql, to: ValueType, format: string, session: SessionFacts): Sql {
  return withPrecision(isAuto(format) ? automatic(x, to, session) : inFormat(x, to, format, session), to)
}

function inFormat(x: Sql, to: ValueType, format: string, session: SessionFacts): Sql {
  const { local, minutes } = readInFormat(x, format, session)
  if (to.kind !== 'TIMESTAMP_LTZ' && to.kind !== 'TIMESTAMP_TZ')
    return duck`CAST(${local} AS ${duckType(to)})`
  const none = duck`CAST(NULL AS INTEGER)`
  return zoned(local, minutes ?? none, to, session)
}

function automatic(x: Sql, to: ValueType, session: SessionFacts): Sql {
  if (to.kind === 'DATE') return readIsoFirst(x, duck`snow_iso_date`, (other) => duck`CAST(${other} AS DATE)`)
  if (to.kind === 'TIME') return duck`snow_time_text(trim(${x}))`
  const local = readIsoFirst(x, duck`snow_iso_timestamp`, (other) => other)
  if (to.kind === 'TIMESTAMP_NTZ') return local
  // Another pattern than the macro's: what stands twice in SQL is computed for all rows.
  const isEpoch = duck`instr(${x}, '-') <> 5 AND regexp_full_match(trim(${x}), '[-]?[0-9]{1,19}')`
  const offset = duck`snow_zone_minutes(snow_zone_text(trim(${x})))`
  return zoned(local, duck`CASE WHEN ${isEpoch} THEN ${integer(sinceEpoch)} ELSE ${offset} END`, to, session)
}

/** Stands for the offset of what counts from 1970 in UTC, whatever the session's zone is. */
const sinceEpoch = 10_000

/**
 * ISO form goes first and fast; spaces around, and the other forms of AUTO, cost more. They stand inside a lambda, because
 * DuckDB computes what is repeated in SQL for all rows beforehand (measured: ten times the cost), but not out of a lambda.
 */
function readIsoFirst(x: Sql, iso: Sql, fromTimestamp: (other: Sql) => Sql): Sql {
  const other = once([duck`trim(${x})`], [false], (trimmed = x) =>
    fromTimestamp(duck`coalesce(snow_iso_timestamp(${trimmed}), snow_other_timestamp(${trimmed}))`),
  )
  return duck`coalesce(${iso}(${x}), ${other})`
}

/**
 * A clock's time with its minutes from UTC; without them it is one of the session's zone. Conversions between zones cost 1 µs each: they
 * stand within lambdas, or DuckDB would do them for all rows because they stand twice.
 */
function zoned(local: Sql, offset: Sql, to: ValueType, session: SessionFacts): Sql {
  const zone = sessionZone(session)
  const inZone = (instant: Sql) =>
    to.kind === 'TIMESTAMP_LTZ' ? instant : once([instant], [false], (x = instant) => tzOf(x, zone))
  return once([local, offset], [false, false], (at = local, minutes = offset) => {
    const own =
      to.kind === 'TIMESTAMP_LTZ'
        ? duck`timezone('UTC', ${at} - to_minutes(${minutes}))`
        : duck`{instant: ${at} - to_minutes(${minutes}), "offset": CAST(${minutes} AS SMALLINT)}`
    return duck`CASE WHEN ${at} IS NULL THEN NULL WHEN ${minutes} IS NULL THEN ${inZone(duck`timezone(${zone}, ${at})`)} WHEN ${minutes} = ${integer(sinceEpoch)} THEN ${inZone(duck`timezone('UTC', ${at})`)} ELSE ${own} END`
  })
}
