import { duckType } from '../duck/data-type.ts'
import { raise } from '../duck/raise.ts'
import { duck, text, type Sql } from '../duck/sql.ts'
import { floatText } from '../functions/float-text.ts'
import { withPrecision } from '../functions/fraction.ts'
import { once } from '../functions/once.ts'
import { marked } from '../functions/variant.ts'
import { localOf, sessionZone } from '../functions/zone.ts'
import type { ValueType } from '../types/data-type.ts'
import type { Conversion } from './conversion.ts'
import { resultText, withWholeDigit } from './result-text.ts'
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
    return once([content], [false], (x = content) =>
      textToNumber(x, to, false, (text) => truthAsNumber(text, value, to, failed(text))),
    )
  if (to.kind === 'FLOAT')
    return once([content], [false], (x = content) => {
      const number = duck`CASE WHEN contains(${x}, '_') THEN NULL ELSE try_cast(${x} AS DOUBLE) END`
      return duck`coalesce(${number}, CASE WHEN ${x} IS NULL THEN NULL ELSE ${truthAsNumber(x, value, to, failed(x))} END)`
    })
  if (to.kind === 'TIMESTAMP_NTZ') return localTimestamp(content, value, { ...conversion, to })
  return fromText(content, { ...conversion, from: { kind: 'VARCHAR', length: 16_777_216 }, atomic: false })
}

/** TRUE in a VARIANT is the number 1, FALSE is 0; the texts of these words are no numbers. */
function truthAsNumber(text: Sql, value: Sql, to: ValueType, otherwise: Sql): Sql {
  return duck`CASE WHEN json_type(${value}) = 'BOOLEAN' THEN CAST(${text} = 'true' AS ${duckType(to)}) ELSE ${otherwise} END`
}

/**
 * A number in a VARIANT counts from 1970 in UTC and is shown by the session's clock, where a number itself is shown by that of UTC.
 * https://docs.snowflake.com/en/sql-reference/functions/to_timestamp#usage-notes
 */
function localTimestamp(content: Sql, value: Sql, conversion: Conversion): Sql {
  const from = { kind: 'VARCHAR', length: 16_777_216 } as const
  return once([content], [false], (x = content) => {
    const isNumber = duck`instr(${x}, '-') <> 5 AND regexp_full_match(${x}, '-?[0-9]{1,19}') AND json_type(${value}) <> 'VARCHAR'`
    const instant = duck`timezone('UTC', snow_epoch_text(${x}))`
    const shown = withPrecision(localOf(instant, sessionZone(conversion.session)), conversion.to)
    return duck`CASE WHEN ${isNumber} THEN ${shown} ELSE ${fromText(x, { ...conversion, from, atomic: true })} END`
  })
}

function textOf(value: Sql, to: ValueType, atomic: boolean): Sql {
  if (to.kind !== 'VARCHAR') return duck`snow_json_plain(json_extract_string(${value}, '$'))`
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

/** Any value inside a VARIANT. Dates, times and bytes are kept as their text, with a mark that tells their type. */
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
    case 'TIME':
    case 'TIMESTAMP_LTZ':
    case 'TIMESTAMP_NTZ':
    case 'TIMESTAMP_TZ':
      return marked(from.kind, resultText(value, from, atomic, session))
    case 'NULL':
      break
  }
  return duck`to_json(${resultText(value, from, atomic, session)})`
}
