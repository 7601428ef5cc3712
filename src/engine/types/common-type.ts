import { widerNumber } from './arithmetic.ts'
import type { DataType, ValueType } from './data-type.ts'
import * as types from './standard.ts'

/** Scale that a text gets where it meets a NUMBER; measured in Snowflake as NUMBER(18,5), here without its loss of digits. */
const scaleOfText = 5
/** Scale that a JSON number gets where it is compared with a NUMBER. */
const scaleOfVariant = 12

/** Higher wins where two temporal types meet. */
const temporalRank: Partial<Record<DataType['kind'], number>> = {
  DATE: 1,
  TIMESTAMP_NTZ: 2,
  TIMESTAMP_LTZ: 3,
  TIMESTAMP_TZ: 4,
}

/**
 * The type of CASE, COALESCE, UNION and the like over two branches; undefined where there is none.
 * https://docs.snowflake.com/en/sql-reference/data-type-conversion
 */
export function commonType(a: DataType, b: DataType): DataType | undefined {
  return alike(a, b) ?? alike(b, a) ?? semiStructured(a, b) ?? semiStructured(b, a)
}

/** The type in which two values compare: scalars in a VARIANT are taken out. */
export function comparisonType(a: DataType, b: DataType): DataType | undefined {
  return (
    alike(a, b) ??
    alike(b, a) ??
    scalarOfVariant(a, b) ??
    scalarOfVariant(b, a) ??
    semiStructured(a, b) ??
    semiStructured(b, a)
  )
}

/** The type of all of `list`; NULL for an empty one. */
export function commonTypeOf(list: readonly DataType[]): DataType | undefined {
  return list.reduce<DataType | undefined>(
    (result, type) => (result === undefined ? undefined : commonType(result, type)),
    types.nothing,
  )
}

function alike(a: DataType, b: DataType): DataType | undefined {
  if (a.kind === 'NULL') return b
  if (a.kind === 'NUMBER') return withNumber(a, b)
  if (a.kind === 'VARCHAR') return withText(a, b)
  if (a.kind === 'BOOLEAN' && b.kind === 'NUMBER') return a
  if (a.kind === b.kind) return sameKind(a, b)
  const [left, right] = [temporalRank[a.kind], temporalRank[b.kind]]
  return left !== undefined && right !== undefined && left >= right ? a : undefined
}

function withNumber(a: Extract<DataType, { kind: 'NUMBER' }>, b: DataType): DataType | undefined {
  if (b.kind === 'NUMBER') return widerNumber(a, b)
  if (b.kind === 'FLOAT') return b
  if (b.kind === 'VARCHAR') return types.number(types.maximumPrecision, Math.max(a.scale, scaleOfText))
  return undefined
}

function withText(a: Extract<DataType, { kind: 'VARCHAR' }>, b: DataType): DataType | undefined {
  if (b.kind === 'VARCHAR') return { ...a, length: Math.max(a.length, b.length) }
  if (b.kind === 'BOOLEAN' || b.kind === 'FLOAT' || b.kind === 'TIME' || b.kind in temporalRank) return b
  return b.kind === 'BINARY' ? b : undefined
}

function sameKind(a: DataType, b: DataType): DataType {
  if ('precision' in a && 'precision' in b) return a.precision >= b.precision ? a : b
  if ('length' in a && 'length' in b) return a.length >= b.length ? a : b
  return a
}

function semiStructured(a: DataType, b: DataType): ValueType | undefined {
  if (a.kind === 'VARIANT') return types.variant
  return types.isSemiStructured(a) && types.isSemiStructured(b) ? types.variant : undefined
}

function scalarOfVariant(a: DataType, b: DataType): DataType | undefined {
  if (a.kind !== 'VARIANT' || types.isSemiStructured(b)) return undefined
  return b.kind === 'NUMBER' ? types.number(types.maximumPrecision, Math.max(b.scale, scaleOfVariant)) : b
}
