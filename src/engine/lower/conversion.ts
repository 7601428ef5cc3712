import type { ConversionMode } from '../bind/expression-tree.ts'
import { duckType } from '../duck/data-type.ts'
import { duck, type Sql } from '../duck/sql.ts'
import type { SessionFacts } from '../functions/row.ts'
import type { DataType, ValueType } from '../types/data-type.ts'
import { fromNumber } from './number-conversion.ts'
import { fromSemiStructured, toVariant } from './semi-structured-conversion.ts'
import { fromTemporal } from './temporal-conversion.ts'
import { fromText, fitted } from './text-conversion.ts'
import { resultText } from './result-text.ts'

/** What a conversion knows. */
export interface Conversion<F extends DataType = DataType, T extends ValueType = ValueType> {
  readonly from: F
  readonly to: T
  readonly mode: ConversionMode
  /** Whether the value may be repeated in the SQL. */
  readonly atomic: boolean
  readonly session: SessionFacts
  /** The text of a VARIANT, where that is cheaper to get than the VARIANT. */
  readonly variantText?: Sql
}

/** The SQL of `value` as one of `to`. The binder has made sure that there is such a conversion. */
export function convert(value: Sql, conversion: Conversion): Sql {
  const { from, to } = conversion
  if (from.kind === 'NULL') return duck`CAST(NULL AS ${duckType(to)})`
  if (from.kind !== to.kind && to.kind === 'VARIANT') return toVariant(value, conversion)
  if (to.kind === 'VARCHAR' && from.kind !== 'VARCHAR' && from.kind !== 'VARIANT')
    return fitted(resultText(value, from, conversion.atomic, conversion.session), { ...conversion, to, atomic: false })
  switch (from.kind) {
    case 'NUMBER':
    case 'FLOAT':
    case 'BOOLEAN':
      return fromNumber(value, conversion)
    case 'VARCHAR':
      return fromText(value, conversion)
    case 'VARIANT':
    case 'OBJECT':
    case 'ARRAY':
      return fromSemiStructured(value, conversion)
    case 'BINARY':
      return value
    case 'DATE':
    case 'TIME':
    case 'TIMESTAMP_NTZ':
    case 'TIMESTAMP_LTZ':
    case 'TIMESTAMP_TZ':
      return fromTemporal(value, conversion)
  }
}
