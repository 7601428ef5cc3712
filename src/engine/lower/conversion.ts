import { dispatch, type ByKind } from '../../common/by-kind.ts'
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

type Source = Exclude<DataType, { kind: 'NULL' }>

const temporal = (_from: DataType, value: Sql, conversion: Conversion) => fromTemporal(value, conversion)
const numeric = (_from: DataType, value: Sql, conversion: Conversion) => fromNumber(value, conversion)
const semiStructured = (_from: DataType, value: Sql, conversion: Conversion) =>
  fromSemiStructured(value, conversion)

const sources: ByKind<Source, [Sql, Conversion], Sql> = {
  NUMBER: numeric,
  FLOAT: numeric,
  BOOLEAN: numeric,
  VARCHAR: (_from, value, conversion) => fromText(value, conversion),
  BINARY: (_from, value) => value,
  DATE: temporal,
  TIME: temporal,
  TIMESTAMP_NTZ: temporal,
  TIMESTAMP_LTZ: temporal,
  TIMESTAMP_TZ: temporal,
  VARIANT: semiStructured,
  OBJECT: semiStructured,
  ARRAY: semiStructured,
}

/** The SQL of `value` as one of `to`. The binder has made sure that there is such a conversion. */
export function convert(value: Sql, conversion: Conversion): Sql {
  const { from, to } = conversion
  if (from.kind === 'NULL') return duck`CAST(NULL AS ${duckType(to)})`
  if (from.kind !== to.kind && to.kind === 'VARIANT') return toVariant(value, conversion)
  if (to.kind === 'VARCHAR' && from.kind !== 'VARCHAR' && from.kind !== 'VARIANT')
    return fitted(resultText(value, from, conversion.atomic, conversion.session), {
      ...conversion,
      to,
      atomic: false,
    })
  return dispatch(sources, from, value, conversion)
}
