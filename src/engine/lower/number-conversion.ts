import { typeText } from '../../account/types.ts'
import { duckType } from '../duck/data-type.ts'
import { raise } from '../duck/raise.ts'
import { duck, integer, text, type Sql } from '../duck/sql.ts'
import { once } from '../functions/once.ts'
import { sessionZone, tzOf } from '../functions/zone.ts'
import type { NumberType } from '../types/data-type.ts'
import { wholeDigits } from '../types/standard.ts'
import type { Conversion } from './conversion.ts'

/** NUMBER, FLOAT or BOOLEAN as another type, texts and VARIANT apart. */
export function fromNumber(value: Sql, conversion: Conversion): Sql {
  const { from, to, atomic } = conversion
  switch (to.kind) {
    case 'BOOLEAN':
      return from.kind === 'BOOLEAN' ? value : notZero(value, conversion)
    case 'FLOAT':
      return from.kind === 'FLOAT' ? value : duck`CAST(${value} AS DOUBLE)`
    case 'NUMBER':
      if (from.kind === 'NUMBER') return numberToNumber(value, from, to, atomic)
      return from.kind === 'FLOAT'
        ? floatToNumber(value, to, atomic)
        : duck`CAST(${value} AS ${duckType(to)})`
    case 'TIMESTAMP_NTZ':
      return secondsToTimestamp(value)
    case 'TIMESTAMP_LTZ':
      return duck`timezone('UTC', ${secondsToTimestamp(value)})`
    case 'TIMESTAMP_TZ':
      return zonedSeconds(value, conversion)
    case 'ARRAY':
    case 'BINARY':
    case 'DATE':
    case 'OBJECT':
    case 'TIME':
    case 'VARCHAR':
    case 'VARIANT':
      break
  }
  throw new Error(`Snowmelt bug: no conversion from ${from.kind} to ${to.kind}`)
}

/** The instant on the clocks of the session's zone. */
function zonedSeconds(value: Sql, { session }: Conversion): Sql {
  const instant = duck`timezone('UTC', ${secondsToTimestamp(value)})`
  return once([instant], [false], (x = instant) => tzOf(x, sessionZone(session)))
}

/** What is no finite number is neither true nor false. */
function notZero(value: Sql, { from, atomic }: Conversion): Sql {
  if (from.kind !== 'FLOAT') return duck`(${value} <> 0)`
  return once([value], [atomic], (x = value) => {
    const fault = raise('BOOLEAN_VALUE_NOT_RECOGNIZED', { value: x })
    return duck`CASE WHEN ${x} IS NULL OR isfinite(${x}) THEN ${x} <> 0 ELSE ${fault} END`
  })
}

/** A number of seconds since 1970. */
function secondsToTimestamp(value: Sql): Sql {
  return duck`make_timestamp(CAST(${value} * 1000000 AS BIGINT))`
}

/** Rounds half away from zero, as DuckDB's casts of DECIMAL do; a value that needs more digits than there are fails. */
export function numberToNumber(value: Sql, from: NumberType, to: NumberType, atomic: boolean): Sql {
  const sameForm = from.form === to.form && from.scale === to.scale
  if (to.form === 'DECIMAL')
    return sameForm && from.precision === to.precision ? value : duck`CAST(${value} AS ${duckType(to)})`
  const carried = wholeDigits(from) + (from.scale > 0 ? 1 : 0)
  const safe = to.precision >= Math.min(carried, 38) || (to.precision > 18 && to.form === 'BIGINT')
  const cast = (x: Sql) => (sameForm ? x : duck`CAST(${x} AS ${duckType(to)})`)
  if (safe) return cast(value)
  const rounded = from.form === 'DECIMAL' ? duck`CAST(${value} AS HUGEINT)` : value
  return once([rounded], [atomic && from.form !== 'DECIMAL'], (x = rounded) => {
    const limit = integer(10n ** BigInt(to.precision) - 1n)
    return duck`CASE WHEN ${x} IS NULL OR ${x} BETWEEN -${limit} AND ${limit} THEN ${from.form === 'DECIMAL' ? duck`CAST(${x} AS ${duckType(to)})` : cast(x)} ELSE ${outOfRange(x, to)} END`
  })
}

/** Fails as a number that has no place in `type`. */
export function outOfRange(value: Sql, type: NumberType): Sql {
  return raise('NUMBER_OUT_OF_RANGE', { type: typeText(type), value })
}

function floatToNumber(value: Sql, to: NumberType, atomic: boolean): Sql {
  return once([value], [atomic], (x = value) => {
    const digits = duck`DECIMAL(${integer(to.precision)}, ${integer(to.scale)})`
    const read = duck`CAST(${fromFloat(x, to.scale, digits)} AS ${duckType(to)})`
    return duck`CASE WHEN ${x} IS NULL THEN NULL ELSE coalesce(${read}, ${outOfRange(x, to)}) END`
  })
}

/**
 * DuckDB casts a DOUBLE to a whole number half to even, where `round` is half away from zero; and it multiplies by the power of ten in
 * DOUBLE, which is only exact while the product has 53 bits. Beyond, `printf` writes the digits that the DOUBLE really has.
 */
function fromFloat(x: Sql, scale: number, digits: Sql): Sql {
  if (scale === 0) return duck`try_cast(round(${x}) AS ${digits})`
  const exact = text(`%.${scale}f`)
  if (scale > 15) return duck`try_cast(printf(${exact}, ${x}) AS ${digits})`
  const limit = integer(9_007_199_254_740_992n / 10n ** BigInt(scale))
  return duck`CASE WHEN abs(${x}) < ${limit} THEN try_cast(${x} AS ${digits}) ELSE try_cast(printf(${exact}, ${x}) AS ${digits}) END`
}
