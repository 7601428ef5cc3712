import type { DataType, ValueType } from '../types/data-type.ts'
import { convertibility } from '../types/conversion.ts'
import * as types from '../types/standard.ts'

/** What a function takes at a place. */
export interface Parameter {
  /** How far an argument of this type is from what is wanted: 0 as it is; undefined cannot be. */
  readonly cost: (type: DataType) => number | undefined
  /** The type that an argument of this type is converted to. */
  readonly target: (type: DataType) => DataType
  /** Arguments of one group are converted to their common type. */
  readonly group?: string
  /** The value must be known when binding. */
  readonly constant?: true
  /** The only texts that a constant may have. */
  readonly only?: readonly string[]
}

const kindCost = (type: DataType, wanted: ValueType): number | undefined => {
  if (type.kind === 'NULL' || type.kind === wanted.kind) return 0
  if (convertibility(type, wanted) !== 'implicit') return undefined
  return type.kind === 'VARCHAR' || type.kind === 'VARIANT' ? 2 : 1
}

const fixed = (wanted: ValueType, keepsOwn = true): Parameter => ({
  cost: (type) => kindCost(type, wanted),
  target: (type) => (keepsOwn && type.kind === wanted.kind ? type : wanted),
})

/** Any type of `kinds` as it is; others become the first that they convert to, at a cost. */
const oneOf = (
  kinds: readonly DataType['kind'][],
  otherwise: (type: DataType) => ValueType | undefined,
): Parameter => ({
  cost: (type) => {
    if (type.kind === 'NULL' || kinds.includes(type.kind)) return 0
    const target = otherwise(type)
    return target === undefined ? undefined : kindCost(type, target)
  },
  target: (type) => (kinds.includes(type.kind) ? type : (otherwise(type) ?? type)),
})

export const text = fixed(types.text())
/** A whole number of 64 bits: lengths, positions, counts. */
export const integer: Parameter = {
  cost: (type) => (type.kind === 'BOOLEAN' ? undefined : kindCost(type, types.count)),
  target: () => types.count,
}
export const float = fixed(types.float)
/**
 * A NUMBER as it is, anything else as NUMBER(38,5). Where there is a signature for FLOAT too, texts and VARIANTs go there, as
 * https://docs.snowflake.com/en/sql-reference/functions/sum says.
 */
export const exact: Parameter = {
  cost: (type) => {
    if (type.kind === 'FLOAT' || type.kind === 'BOOLEAN') return undefined
    const cost = kindCost(type, types.integer)
    return cost === undefined || cost === 0 ? cost : cost + 1
  },
  target: (type) =>
    type.kind === 'NUMBER' ? type : type.kind === 'NULL' ? types.count : types.number(38, 5),
}
export const boolean = fixed(types.boolean)
export const binary = fixed(types.binary())
export const array = fixed(types.array)
export const object = fixed(types.object)
export const date = fixed(types.date)
export const time = fixed(types.time())
export const timestampNtz = fixed(types.timestampNtz())
export const timestampLtz = fixed(types.timestampLtz())
export const timestampTz: Parameter = {
  // Only what really is one: other timestamps have overloads of their own.
  cost: (type) => (type.kind === 'TIMESTAMP_TZ' ? 0 : undefined),
  target: (type) => type,
}
/** DATE or a timestamp; texts are read as TIMESTAMP_NTZ. */
export const temporal = oneOf(['DATE', 'TIMESTAMP_NTZ', 'TIMESTAMP_LTZ', 'TIMESTAMP_TZ'], (type) =>
  type.kind === 'VARCHAR' || type.kind === 'VARIANT' ? types.timestampNtz() : undefined,
)
/** DATE, TIME or a timestamp. */
export const temporalOrTime = oneOf(
  ['DATE', 'TIME', 'TIMESTAMP_NTZ', 'TIMESTAMP_LTZ', 'TIMESTAMP_TZ'],
  (type) => (type.kind === 'VARCHAR' || type.kind === 'VARIANT' ? types.timestampNtz() : undefined),
)
export const semiStructured = oneOf(['VARIANT', 'OBJECT', 'ARRAY'], () => undefined)
/** Any value as it is. */
export const any: Parameter = { cost: () => 0, target: (type) => type }
/** Any value but an ARRAY or OBJECT. */
export const noContainer: Parameter = {
  ...any,
  cost: (type) => (type.kind === 'ARRAY' || type.kind === 'OBJECT' ? undefined : 0),
}
/** Values of one common type. */
export const same = (group = 'T'): Parameter => ({ ...any, group })
/** A whole number that must be known when binding, because the result's type depends on it. */
export const constantInteger: Parameter = { ...integer, constant: true }
/** Any value, as a VARIANT unless it is semi-structured. */
export const variantOf: Parameter = {
  cost: () => 0,
  target: (type) => (types.isSemiStructured(type) ? type : types.variant),
}
/** A text that must be known when binding. */
export const constantText: Parameter = { ...text, constant: true }

/** A value that DuckDB's to_json writes as a VARIANT is written; all others are made VARIANT before. */
export const elementOf: Parameter = {
  cost: () => 0,
  target: (type) => (isPlainElement(type) ? type : types.variant),
}

function isPlainElement(type: DataType): boolean {
  if (type.kind === 'NUMBER') return type.form !== 'DECIMAL'
  return types.isSemiStructured(type) || ['VARCHAR', 'BOOLEAN'].includes(type.kind)
}
