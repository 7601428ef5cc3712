import type { DataType, NumberForm, NumberType, ValueType } from './data-type.ts'

/** Most digits of a NUMBER. https://docs.snowflake.com/en/sql-reference/data-types-numeric */
export const maximumPrecision = 38
/** Length of VARCHAR where none is given. https://docs.snowflake.com/en/sql-reference/data-types-text */
export const defaultTextLength = 16_777_216
export const maximumTextLength = 134_217_728
export const defaultBinaryLength = 8_388_608

/** NUMBER(precision, scale); a whole number of more than 18 digits may not fit BIGINT and is held as HUGEINT. */
export function number(precision: number, scale: number, form?: NumberForm): NumberType {
  const natural = scale > 0 ? 'DECIMAL' : precision <= 18 ? 'BIGINT' : 'HUGEINT'
  return { kind: 'NUMBER', precision, scale, form: form ?? natural }
}

/** NUMBER(38,0) of any value. */
export const integer = number(38, 0, 'HUGEINT')
/** NUMBER(38,0) whose values are known to fit 64 bits: counts, lengths, positions. */
export const count = number(38, 0, 'BIGINT')
export const float = { kind: 'FLOAT' } as const
export const boolean = { kind: 'BOOLEAN' } as const
export const date = { kind: 'DATE' } as const
export const variant = { kind: 'VARIANT' } as const
export const object = { kind: 'OBJECT' } as const
export const array = { kind: 'ARRAY' } as const
export const nothing = { kind: 'NULL' } as const

export const text = (length = defaultTextLength) => ({ kind: 'VARCHAR', length }) as const
export const binary = (length = defaultBinaryLength) => ({ kind: 'BINARY', length }) as const
export const time = (precision = 9) => ({ kind: 'TIME', precision }) as const
export const timestampNtz = (precision = 9) => ({ kind: 'TIMESTAMP_NTZ', precision }) as const
export const timestampLtz = (precision = 9) => ({ kind: 'TIMESTAMP_LTZ', precision }) as const
export const timestampTz = (precision = 9) => ({ kind: 'TIMESTAMP_TZ', precision }) as const

export function isNumeric(type: DataType): boolean {
  return type.kind === 'NUMBER' || type.kind === 'FLOAT'
}

export function isTimestamp(type: DataType): boolean {
  return type.kind === 'TIMESTAMP_NTZ' || type.kind === 'TIMESTAMP_LTZ' || type.kind === 'TIMESTAMP_TZ'
}

export function isSemiStructured(type: DataType): boolean {
  return type.kind === 'VARIANT' || type.kind === 'OBJECT' || type.kind === 'ARRAY'
}

/** Digits before the point that a value can really have: a BIGINT has 19 whatever its declared precision. */
export function wholeDigits(type: NumberType): number {
  const declared = type.precision - type.scale
  return type.form === 'BIGINT' ? Math.min(19, declared) : declared
}

/** The type that a result column of `type` is given: NULL alone becomes VARCHAR. */
export function valueType(type: DataType): ValueType {
  return type.kind === 'NULL' ? text() : type
}

/** Same type and same form in DuckDB. */
export function sameType(a: DataType, b: DataType): boolean {
  return JSON.stringify(a, Object.keys(a).sort()) === JSON.stringify(b, Object.keys(b).sort())
}
