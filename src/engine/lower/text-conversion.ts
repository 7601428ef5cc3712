import type { ErrorCode } from '../../common/codes.ts'
import { duckType } from '../duck/data-type.ts'
import { raise } from '../duck/raise.ts'
import { duck, integer, text, type Sql } from '../duck/sql.ts'
import { once } from '../functions/once.ts'
import { inputFormats } from '../functions/temporal-format.ts'
import { sessionZone, tzOf } from '../functions/zone.ts'
import type { NumberType, ValueType } from '../types/data-type.ts'
import { defaultTextLength } from '../types/standard.ts'
import type { Conversion } from './conversion.ts'
import { outOfRange } from './number-conversion.ts'

type ValueCode = Extract<ErrorCode, `${string}_NOT_RECOGNIZED`>

/** A text as another type. https://docs.snowflake.com/en/sql-reference/data-type-conversion */
export function fromText(value: Sql, conversion: Conversion): Sql {
  const { to, mode, atomic } = conversion
  const failing = (parsed: (x: Sql) => Sql, code: ValueCode) =>
    once([value], [atomic], (x = value) => orFail(x, parsed(x), code, mode.kind === 'Try'))
  switch (to.kind) {
    case 'VARCHAR':
      return fitted(value, { ...conversion, to })
    case 'NUMBER':
      return once([value], [atomic], (x = value) => textToNumber(x, to, mode.kind === 'Try'))
    case 'FLOAT':
      return failing(
        (x) => duck`CASE WHEN contains(${x}, '_') THEN NULL ELSE try_cast(${x} AS DOUBLE) END`,
        'NUMERIC_VALUE_NOT_RECOGNIZED',
      )
    case 'BOOLEAN':
      return failing((x) => duck`snow_boolean_text(trim(${x}))`, 'BOOLEAN_VALUE_NOT_RECOGNIZED')
    case 'DATE':
      return failing((x) => readDate(x, conversion), 'DATE_NOT_RECOGNIZED')
    case 'TIME':
      return failing((x) => duck`snow_time_text(trim(${x}))`, 'TIME_NOT_RECOGNIZED')
    case 'TIMESTAMP_NTZ':
    case 'TIMESTAMP_LTZ':
    case 'TIMESTAMP_TZ':
      return failing((x) => readTimestamp(x, to, conversion), 'TIMESTAMP_NOT_RECOGNIZED')
    case 'BINARY':
      return failing(
        (x) => duck`CASE WHEN regexp_full_match(${x}, '([0-9A-Fa-f]{2})*') THEN unhex(${x}) END`,
        'BINARY_NOT_RECOGNIZED',
      )
    case 'ARRAY':
      return duck`CASE WHEN ${value} IS NULL THEN NULL ELSE json_array(${value}) END`
    case 'OBJECT':
    case 'VARIANT':
      break
  }
  throw new Error(`Snowmelt bug: no conversion from VARCHAR to ${to.kind}`)
}

/** The parsed value; where there is none though a text is there, the error or NULL. */
function orFail(x: Sql, parsed: Sql, code: ValueCode, tolerant: boolean): Sql {
  if (tolerant) return parsed
  return duck`coalesce(${parsed}, CASE WHEN ${x} IS NULL THEN NULL ELSE ${raise(code, { value: x })} END)`
}

/** A text that must fit the length of `to`. */
export function fitted(
  value: Sql,
  conversion: Conversion & { readonly to: Extract<ValueType, { kind: 'VARCHAR' }> },
): Sql {
  const { from, to, mode, atomic } = conversion
  if (to.length >= defaultTextLength || (from.kind === 'VARCHAR' && from.length <= to.length)) return value
  return once([value], [atomic], (x = value) => {
    const otherwise = mode.kind === 'Try' ? duck`NULL` : raise('STRING_TOO_LONG', { value: x })
    return duck`CASE WHEN ${x} IS NULL OR length(${x}) <= ${integer(to.length)} THEN ${x} ELSE ${otherwise} END`
  })
}

/**
 * Digits, a point, an exponent. DuckDB's cast to DECIMAL reads and rounds them exactly and at full speed; it also takes `1_000`,
 * which Snowflake does not. Only what it refuses is looked at again, to tell what is wrong.
 */
export function textToNumber(x: Sql, to: NumberType, tolerant: boolean, fail?: (value: Sql) => Sql): Sql {
  const read = (precision: number) =>
    duck`CASE WHEN contains(${x}, '_') THEN NULL ELSE try_cast(${x} AS DECIMAL(${integer(precision)}, ${integer(to.scale)})) END`
  const quick = to.form === 'DECIMAL' ? to.precision : Math.min(to.precision, 18)
  const fast = to.form === 'DECIMAL' ? read(quick) : duck`CAST(${read(quick)} AS ${duckType(to)})`
  const long = to.precision > quick ? duck`CAST(${read(to.precision)} AS ${duckType(to)})` : undefined
  if (tolerant) return long === undefined ? fast : duck`coalesce(${fast}, ${long})`
  const numeric = duck`regexp_full_match(${x}, '\\s*[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?\\s*')`
  const unread = fail?.(x) ?? raise('NUMERIC_VALUE_NOT_RECOGNIZED', { value: x })
  const slow = duck`CASE WHEN ${x} IS NULL THEN NULL WHEN ${numeric} THEN ${outOfRange(x, to)} ELSE ${unread} END`
  return long === undefined ? duck`coalesce(${fast}, ${slow})` : duck`coalesce(${fast}, ${long}, ${slow})`
}

function readDate(x: Sql, { session }: Conversion): Sql {
  const models = givenFormats(session.parameter('DATE_INPUT_FORMAT'))
  return models === undefined
    ? readIsoFirst(x, duck`snow_iso_date`, (other) => duck`CAST(${other} AS DATE)`)
    : duck`CAST(snow_strptime(${x}, ${models}) AS DATE)`
}

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

/** The models of a format parameter; undefined for AUTO. */
function givenFormats(format: string): Sql | undefined {
  if (format === '' || format.toUpperCase() === 'AUTO') return undefined
  const models = inputFormats(format)
  return models === undefined ? undefined : duck`[${models.map(text).reduce((a, b) => duck`${a}, ${b}`)}]`
}

function readTimestamp(x: Sql, to: ValueType, { session }: Conversion): Sql {
  const models = givenFormats(session.parameter('TIMESTAMP_INPUT_FORMAT'))
  const local =
    models === undefined
      ? readIsoFirst(x, duck`snow_iso_timestamp`, (other) => other)
      : duck`snow_strptime(${x}, ${models})`
  if (to.kind === 'TIMESTAMP_NTZ') return local
  const zone = sessionZone(session)
  const offset =
    models === undefined ? duck`snow_zone_minutes(snow_zone_text(trim(${x})))` : duck`CAST(NULL AS INTEGER)`
  return once([local, offset], [false, false], (at = local, minutes = offset) => {
    const withOffset = duck`timezone('UTC', ${at} - to_minutes(${minutes}))`
    const instant = duck`CASE WHEN ${minutes} IS NULL THEN timezone(${zone}, ${at}) ELSE ${withOffset} END`
    if (to.kind === 'TIMESTAMP_LTZ') return instant
    const own = duck`{instant: ${at} - to_minutes(${minutes}), "offset": CAST(${minutes} AS SMALLINT)}`
    return duck`CASE WHEN ${at} IS NULL THEN NULL WHEN ${minutes} IS NULL THEN ${tzOf(duck`timezone(${zone}, ${at})`, zone)} ELSE ${own} END`
  })
}
