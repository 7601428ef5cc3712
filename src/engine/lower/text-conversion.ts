import type { ErrorCode } from '../../common/codes.ts'
import { fail } from '../../common/errors.ts'
import { duckType } from '../duck/data-type.ts'
import { raise } from '../duck/raise.ts'
import { duck, integer, type Sql } from '../duck/sql.ts'
import { readBase64, readHex } from '../functions/binary-text.ts'
import { once } from '../functions/once.ts'
import { isInputFormat } from '../functions/temporal-input.ts'
import { readTemporal } from '../functions/temporal-reading.ts'
import type { NumberType, ValueType } from '../types/data-type.ts'
import { defaultTextLength } from '../types/standard.ts'
import type { Conversion } from './conversion.ts'

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
      return failing(temporal(conversion, 'DATE_INPUT_FORMAT'), 'DATE_NOT_RECOGNIZED')
    case 'TIME':
      return failing(temporal(conversion, 'TIME_INPUT_FORMAT'), 'TIME_NOT_RECOGNIZED')
    case 'TIMESTAMP_NTZ':
    case 'TIMESTAMP_LTZ':
    case 'TIMESTAMP_TZ':
      return failing(temporal(conversion, 'TIMESTAMP_INPUT_FORMAT'), 'TIMESTAMP_NOT_RECOGNIZED')
    case 'BINARY':
      return binary(value, conversion, failing)
    case 'ARRAY':
      return duck`CASE WHEN ${value} IS NULL THEN NULL ELSE json_array(${value}) END`
    case 'OBJECT':
    case 'VARIANT':
      break
  }
  throw new Error(`Snowmelt bug: no conversion from VARCHAR to ${to.kind}`)
}

type Failing = (parsed: (x: Sql) => Sql, code: ValueCode) => Sql

/** Binary data in the encoding that BINARY_INPUT_FORMAT names. */
function binary(value: Sql, { session }: Conversion, failing: Failing): Sql {
  const format = session.parameter('BINARY_INPUT_FORMAT').toUpperCase()
  if (format === 'UTF-8' || format === 'UTF8') return duck`encode(${value})`
  return format === 'BASE64'
    ? failing(readBase64, 'BASE64_NOT_RECOGNIZED')
    : failing(readHex, 'BINARY_NOT_RECOGNIZED')
}

/** Reads dates and times as the session's format, or that of a file, says. */
function temporal({ to, session }: Conversion, parameter: string): (x: Sql) => Sql {
  const format = session.parameter(parameter)
  if (format !== '' && format.toUpperCase() !== 'AUTO' && !isInputFormat(format))
    fail('INVALID_FORMAT_MODEL', { kind: parameter, format })
  return (x) => readTemporal(x, to, format, session)
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
  // DuckDB 1.5.6 reads a DECIMAL of more than 18 digits 480 times slower than one of 64 bits (60 µs each), so few go that way.
  const quick = to.scale < 18 ? Math.min(to.precision, 18) : to.precision
  const fast = duck`CAST(${read(quick)} AS ${duckType(to)})`
  const long = to.precision > quick ? duck`CAST(${read(to.precision)} AS ${duckType(to)})` : duck`NULL`
  const rare = partlyWritten(x, to)
  if (tolerant) return duck`coalesce(${fast}, ${long}, ${rare})`
  const numeric = duck`regexp_full_match(${x}, '\\s*[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?\\s*')`
  const unread = fail?.(x) ?? raise('NUMERIC_VALUE_NOT_RECOGNIZED', { value: x })
  const slow = duck`CASE WHEN ${x} IS NULL THEN NULL WHEN ${numeric} THEN ${raise('NUMERIC_VALUE_OUT_OF_RANGE', { value: x })} ELSE ${unread} END`
  return duck`coalesce(${fast}, ${long}, ${rare}, ${slow})`
}

/**
 * "Omitting the mantissa or exponent is allowed and is interpreted as 0. Thus, E is parsed as 0."
 * https://docs.snowflake.com/en/sql-reference/functions/to_decimal
 */
function partlyWritten(x: Sql, to: NumberType): Sql {
  // Within a lambda: what stands twice in SQL is computed for all rows beforehand, and hardly a row comes here.
  return once([x], [false], (v = x) => {
    const found = duck`regexp_full_match(${v}, '\\s*[+-]?(\\d*\\.?\\d*)[eE]([+-]?|[+-]?\\d+)\\s*')`
    const mantissa = duck`regexp_extract(${v}, '[+-]?[0-9.]*')`
    const first = duck`CASE WHEN regexp_matches(${mantissa}, '[0-9]') THEN ${mantissa} ELSE '0' END`
    const written = duck`CASE WHEN regexp_matches(${v}, '[eE][+-]?\\s*$') THEN ${first} WHEN NOT regexp_matches(${v}, '[0-9][.]?[0-9]*[eE]') THEN '0' END`
    const type = duck`DECIMAL(${integer(to.precision)}, ${integer(to.scale)})`
    return duck`CASE WHEN ${found} THEN CAST(try_cast(${written} AS ${type}) AS ${duckType(to)}) END`
  })
}
