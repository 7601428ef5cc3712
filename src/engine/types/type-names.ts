import { fail } from '../../common/errors.ts'
import type { TypeName } from '../../sql/expression/type-name.ts'
import type { ValueType } from './data-type.ts'
import * as types from './standard.ts'

type Maker = (name: TypeName) => ValueType

const whole: Maker = (name) => {
  takeParameters(name, 0)
  return types.integer
}
const exact: Maker = (name) => {
  takeParameters(name, 2)
  const [precision = 38, scale = 0] = name.parameters
  if (precision < 1 || precision > types.maximumPrecision || scale < 0 || scale > Math.min(precision, 37))
    fail('INVALID_TYPE_PARAMETERS', { type: written(name) }, name.span)
  return types.number(precision, scale)
}
/** FLOAT(p) is read and means FLOAT. */
const approximate: Maker = (name) => {
  takeParameters(name, 1)
  return types.float
}
const plain =
  (type: ValueType): Maker =>
  (name) => {
    takeParameters(name, 0)
    return type
  }
const characters =
  (defaultLength: number): Maker =>
  (name) => {
    takeParameters(name, 1)
    return types.text(length(name, defaultLength, types.maximumTextLength))
  }
const bytes: Maker = (name) => {
  takeParameters(name, 1)
  return types.binary(length(name, types.defaultBinaryLength, 67_108_864))
}
const fraction =
  (make: (precision: number) => ValueType): Maker =>
  (name) => {
    takeParameters(name, 1)
    return make(length(name, 9, 9, 0))
  }
const refused: Maker = (name) => fail('UNSUPPORTED', { feature: `data type ${name.name}` }, name.span)

const varchar = characters(types.defaultTextLength)
/** CHAR without a length has length 1. https://docs.snowflake.com/en/sql-reference/data-types-text */
const character = characters(1)
const ntz = fraction(types.timestampNtz)
const ltz = fraction(types.timestampLtz)
const tz = fraction(types.timestampTz)

/** https://docs.snowflake.com/en/sql-reference/intro-summary-data-types */
const makers: Readonly<Record<string, Maker>> = {
  NUMBER: exact, DECIMAL: exact, DEC: exact, NUMERIC: exact,
  INT: whole, INTEGER: whole, BIGINT: whole, SMALLINT: whole, TINYINT: whole, BYTEINT: whole,
  FLOAT: approximate, FLOAT4: approximate, FLOAT8: approximate, DOUBLE: approximate, 'DOUBLE PRECISION': approximate,
  REAL: approximate,
  VARCHAR: varchar, STRING: varchar, TEXT: varchar, NVARCHAR: varchar, NVARCHAR2: varchar, 'CHAR VARYING': varchar,
  'NCHAR VARYING': varchar, 'CHARACTER VARYING': varchar,
  CHAR: character, CHARACTER: character, NCHAR: character,
  BINARY: bytes, VARBINARY: bytes,
  BOOLEAN: plain(types.boolean), DATE: plain(types.date), TIME: fraction(types.time),
  DATETIME: ntz, TIMESTAMP: ntz, TIMESTAMP_NTZ: ntz, TIMESTAMPNTZ: ntz, 'TIMESTAMP WITHOUT TIME ZONE': ntz,
  TIMESTAMP_LTZ: ltz, TIMESTAMPLTZ: ltz, 'TIMESTAMP WITH LOCAL TIME ZONE': ltz,
  TIMESTAMP_TZ: tz, TIMESTAMPTZ: tz, 'TIMESTAMP WITH TIME ZONE': tz,
  VARIANT: plain(types.variant), OBJECT: plain(types.object), ARRAY: plain(types.array),
  VECTOR: refused, GEOGRAPHY: refused, GEOMETRY: refused, MAP: refused, DECFLOAT: refused, FILE: refused, UUID: refused,
} // prettier-ignore

/** What a written type means. TIMESTAMP is TIMESTAMP_NTZ, the default of TIMESTAMP_TYPE_MAPPING. */
export function typeOf(name: TypeName): ValueType {
  return typeIn(name, 'TIMESTAMP_NTZ')
}

/** The same where TIMESTAMP is the type that TIMESTAMP_TYPE_MAPPING names. */
export function typeIn(name: TypeName, timestamp: string): ValueType {
  if (name.elements.length > 0) fail('UNSUPPORTED', { feature: `structured type ${name.name}` }, name.span)
  const meant = name.name === 'TIMESTAMP' ? timestamp : name.name
  const maker = Object.hasOwn(makers, meant) ? makers[meant] : undefined
  if (maker === undefined) fail('UNKNOWN_DATA_TYPE', { type: name.name }, name.span)
  return maker(name)
}

function takeParameters(name: TypeName, most: number): void {
  if (name.parameters.length > most) fail('INVALID_TYPE_PARAMETERS', { type: written(name) }, name.span)
}

function length(name: TypeName, otherwise: number, most: number, least = 1): number {
  const given = name.parameters[0] ?? otherwise
  if (given < least || given > most) fail('INVALID_TYPE_PARAMETERS', { type: written(name) }, name.span)
  return given
}

function written(name: TypeName): string {
  return name.parameters.length === 0 ? name.name : `${name.name}(${name.parameters.join(',')})`
}
