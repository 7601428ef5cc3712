import type { DataType, NumberType, ValueType } from '../types/data-type.ts'
import { duck, integer, type Sql } from './sql.ts'

const fixed: { readonly [K in Exclude<ValueType['kind'], 'NUMBER'>]: Sql } = {
  FLOAT: duck`DOUBLE`,
  VARCHAR: duck`VARCHAR`,
  BINARY: duck`BLOB`,
  BOOLEAN: duck`BOOLEAN`,
  DATE: duck`DATE`,
  TIME: duck`TIME`,
  TIMESTAMP_NTZ: duck`TIMESTAMP`,
  TIMESTAMP_LTZ: duck`TIMESTAMPTZ`,
  // The instant comes first, so that DuckDB's order of structs is the order of instants.
  TIMESTAMP_TZ: duck`STRUCT(instant TIMESTAMP, "offset" SMALLINT)`,
  VARIANT: duck`JSON`,
  OBJECT: duck`JSON`,
  ARRAY: duck`JSON`,
}

/** The DuckDB type that holds values of `type`. */
export function duckType(type: ValueType): Sql {
  return type.kind === 'NUMBER' ? numberType(type) : fixed[type.kind]
}

function numberType(type: NumberType): Sql {
  if (type.form === 'DECIMAL') return duck`DECIMAL(${integer(type.precision)}, ${integer(type.scale)})`
  return type.form === 'BIGINT' ? duck`BIGINT` : duck`HUGEINT`
}

/** The type as a table's column holds it: whole numbers are BIGINT until a value does not fit (storage/widening.ts). */
export function storedType(type: DataType): ValueType {
  if (type.kind === 'NULL') return { kind: 'VARCHAR', length: 16_777_216 }
  return type.kind === 'NUMBER' && type.scale === 0 ? { ...type, form: 'BIGINT' } : type
}
