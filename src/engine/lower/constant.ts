import type { Constant } from '../bind/expression-tree.ts'
import { duckType } from '../duck/data-type.ts'
import { boolean, duck, integer, text, type Sql } from '../duck/sql.ts'

/** A constant with its exact DuckDB type. */
export function lowerConstant({ value, type }: Constant): Sql {
  if (type.kind === 'NULL') return duck`NULL`
  if (value === null) return duck`CAST(NULL AS ${duckType(type)})`
  switch (type.kind) {
    case 'VARCHAR':
      return text(value)
    case 'BOOLEAN':
      return boolean(value === 'true')
    case 'BINARY':
      return duck`unhex(${text(value)})`
    case 'TIMESTAMP_LTZ':
      return duck`CAST(${text(`${value}+00`)} AS TIMESTAMPTZ)`
    case 'TIMESTAMP_TZ':
      return timestampTz(value)
    case 'VARIANT':
    case 'OBJECT':
    case 'ARRAY':
      // As a result shows it, a missing element is a word that JSON does not have.
      return value.includes('undefined')
        ? duck`CAST(snow_json_repaired(${text(value)}) AS ${duckType(type)})`
        : duck`CAST(${text(value)} AS ${duckType(type)})`
    case 'NUMBER':
    case 'FLOAT':
    case 'DATE':
    case 'TIME':
    case 'TIMESTAMP_NTZ':
      break
  }
  return duck`CAST(${text(value)} AS ${duckType(type)})`
}

function timestampTz(value: string): Sql {
  const at = value.lastIndexOf(' ')
  const offset = integer(Number(value.slice(at + 1)))
  return duck`{instant: CAST(${text(value.slice(0, at))} AS TIMESTAMP), "offset": CAST(${offset} AS SMALLINT)}`
}
