import { duckType } from '../duck/data-type.ts'
import { raise } from '../duck/raise.ts'
import { duck, text, type Sql } from '../duck/sql.ts'
import { once } from '../functions/once.ts'
import type { ValueType } from '../types/data-type.ts'
import type { Conversion } from './conversion.ts'
import { floatText, resultText, withWholeDigit } from './result-text.ts'
import { fitted, fromText, textToNumber } from './text-conversion.ts'

/** VARIANT, OBJECT or ARRAY as another type; JSON null becomes SQL NULL. */
export function fromSemiStructured(value: Sql, conversion: Conversion): Sql {
  const { from, to, atomic } = conversion
  if (to.kind === 'ARRAY' || to.kind === 'OBJECT' || from.kind !== 'VARIANT')
    return container(value, to, atomic)
  if (to.kind === 'VARIANT') return value
  const content = conversion.variantText ?? textOf(value, to, atomic)
  const failed = (x: Sql) => raise('VARIANT_CAST_FAILED', { value: x, type: kindInMessages(to) })
  if (to.kind === 'VARCHAR')
    return fitted(content, { ...conversion, from: { kind: 'VARIANT' }, to, atomic: false })
  if (to.kind === 'NUMBER')
    return once([content], [false], (x = content) => textToNumber(x, to, false, failed))
  return fromText(content, { ...conversion, from: { kind: 'VARCHAR', length: 16_777_216 }, atomic: false })
}

function textOf(value: Sql, to: ValueType, atomic: boolean): Sql {
  if (to.kind !== 'VARCHAR') return duck`json_extract_string(${value}, '$')`
  return once([value], [atomic], (x = value) => duck`snow_json_text(${x})`)
}

const kindInMessages = (to: ValueType) =>
  to.kind === 'NUMBER' ? 'FIXED' : to.kind === 'FLOAT' ? 'REAL' : to.kind

function container(value: Sql, to: ValueType, atomic: boolean): Sql {
  return once([value], [atomic], (x = value) => {
    const type = duck`json_type(${x})`
    const otherwise =
      to.kind === 'ARRAY' ? duck`json_array(${x})` : raise('VARIANT_CAST_FAILED', { value: x, type: to.kind })
    return duck`CASE WHEN ${x} IS NULL OR ${type} = 'NULL' THEN NULL WHEN ${type} = ${text(to.kind)} THEN ${x} ELSE ${otherwise} END`
  })
}

/** Any value inside a VARIANT. Dates and times are kept as their text. */
export function toVariant(value: Sql, conversion: Conversion): Sql {
  const { from, atomic, session } = conversion
  const json = duckType({ kind: 'VARIANT' })
  switch (from.kind) {
    case 'OBJECT':
    case 'ARRAY':
    case 'VARIANT':
      return value
    case 'NUMBER':
      // Without the zeros that only fill the scale: 10.00 is 10 in a VARIANT.
      if (from.form === 'DECIMAL')
        return duck`CAST(rtrim(rtrim(CAST(${withWholeDigit(value, from)} AS VARCHAR), '0'), '.') AS ${json})`
      return duck`to_json(${value})`
    case 'BOOLEAN':
    case 'VARCHAR':
      return duck`to_json(${value})`
    case 'FLOAT':
      return once(
        [value],
        [atomic],
        (x = value) =>
          duck`CASE WHEN ${x} IS NULL THEN NULL WHEN isfinite(${x}) THEN CAST(${floatText(x, true)} AS ${json}) ELSE to_json(${floatText(x, true)}) END`,
      )
    case 'BINARY':
    case 'DATE':
    case 'NULL':
    case 'TIME':
    case 'TIMESTAMP_LTZ':
    case 'TIMESTAMP_NTZ':
    case 'TIMESTAMP_TZ':
      break
  }
  return duck`to_json(${resultText(value, from, atomic, session)})`
}
