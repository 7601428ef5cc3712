import { typeText } from '../../account/types.ts'
import { duckType } from '../duck/data-type.ts'
import { raise } from '../duck/raise.ts'
import { duck, integer, type Sql } from '../duck/sql.ts'
import { once } from '../functions/once.ts'
import type { NumberType } from '../types/data-type.ts'
import { wholeDigits } from '../types/standard.ts'
import type { Conversion } from './conversion.ts'

/** NUMBER, FLOAT or BOOLEAN as another type, texts and VARIANT apart. */
export function fromNumber(value: Sql, conversion: Conversion): Sql {
  const { from, to, atomic } = conversion
  switch (to.kind) {
    case 'BOOLEAN':
      return from.kind === 'BOOLEAN' ? value : duck`(${value} <> 0)`
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
      return duck`{instant: ${secondsToTimestamp(value)}, "offset": CAST(0 AS SMALLINT)}`
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
    // DuckDB casts a DOUBLE to a whole number half to even; `round` is half away from zero.
    const exact = to.scale === 0 ? duck`round(${x})` : x
    const digits = duck`DECIMAL(${integer(to.precision)}, ${integer(to.scale)})`
    return duck`CASE WHEN ${x} IS NULL THEN NULL ELSE coalesce(CAST(try_cast(${exact} AS ${digits}) AS ${duckType(to)}), ${outOfRange(x, to)}) END`
  })
}
