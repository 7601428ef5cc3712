import { duck, integer, join, text, type Sql } from '../duck/sql.ts'
import type { DataType } from '../types/data-type.ts'
import type { Between, FixedNumber, FormatItem, NumberFormat } from './number-format.ts'
import { minimal, signText, significant, type Sign } from './number-format-minimal.ts'
import { once } from './once.ts'

/** A number taken apart: its sign, and digits of the whole part (none for zero) and of the fraction. */
interface Digits {
  readonly negative: Sql
  readonly whole: Sql
  readonly fraction: Sql
  /** What the exponent is, in scientific notation. */
  readonly exponent?: Sql
  /** Whether the number has no such digits: infinite, or no number. */
  readonly overflow?: Sql
}

/** The text of a number in a format model. https://docs.snowflake.com/en/sql-reference/sql-format-models */
export function formattedNumber(value: Sql, type: DataType, format: NumberFormat): Sql {
  const percent = format.items.some((item) => item.kind === 'Percent')
  return once([value], [false], (x = value) => {
    const number = percent ? timesHundred(x, type) : { value: x, type }
    const printed = once([number.value], [!percent], (n = number.value) =>
      join([duck`''`, ...printedItems(n, number.type, format)], ' || '),
    )
    return duck`CASE WHEN ${x} IS NULL THEN NULL ELSE ${printed} END`
  })
}

/** A hundred times the number has two digits less after its point. */
function timesHundred(value: Sql, type: DataType): { readonly value: Sql; readonly type: DataType } {
  if (type.kind !== 'NUMBER') return { value: duck`(${value} * 100)`, type }
  const scale = Math.max(0, type.scale - 2)
  const wide = duck`DECIMAL(38, ${integer(type.scale)})`
  const product = duck`CAST(CAST(${value} AS ${wide}) * 100 AS DECIMAL(38, ${integer(scale)}))`
  return { value: product, type: { kind: 'NUMBER', precision: 38, scale, form: 'DECIMAL' } }
}

function printedItems(value: Sql, type: DataType, format: NumberFormat): readonly Sql[] {
  const at = format.items.findIndex((item) => item.kind === 'Fixed' || item.kind === 'Minimal')
  const number = format.items[at]
  if (number === undefined) return format.items.map((item) => plainItem(item, duck`FALSE`, format.compact))
  if (number.kind === 'Fixed' && number.hexadecimal !== undefined)
    return around(format, at, duck`(${value} < 0)`, (sign) => hexadecimal(value, number, format, sign))
  if (number.kind === 'Minimal')
    return around(format, at, duck`(${value} < 0)`, (sign) => minimal(value, type, number, format, sign))
  if (number.kind !== 'Fixed') return []
  const digits = fixedDigits(value, type, number)
  const parts = [
    digits.negative,
    digits.whole,
    digits.fraction,
    digits.exponent ?? duck`0`,
    digits.overflow ?? duck`FALSE`,
  ]
  // One text of the whole number: its parts are used at several places.
  const printed = once(
    parts,
    parts.map(() => false),
    (negative = duck``, whole = duck``, fraction = duck``, exponent = duck``, overflow = duck``) => {
      const known = { negative, whole, fraction, exponent, overflow }
      const items = around(format, at, negative, (sign) => fixed(known, number, format, sign))
      return join([duck`''`, ...items], ' || ')
    },
  )
  return [printed]
}

/** The items before and after the number, and the number with the sign that is left for it. */
function around(
  format: NumberFormat,
  at: number,
  negative: Sql,
  number: (sign: Sign) => Sql,
): readonly Sql[] {
  const { items, compact } = format
  const before = items[at - 1]
  const floating = before?.kind === 'Sign' && before.element === 'S'
  const sign: Sign = floating ? 'S' : items.some((item) => item.kind === 'Sign') ? 'none' : 'default'
  return items.flatMap((item, index) => {
    if (index === at) return [number(sign)]
    return floating && index === at - 1 ? [] : [plainItem(item, negative, compact)]
  })
}

function plainItem(item: FormatItem, negative: Sql, compact: boolean): Sql {
  if (item.kind === 'Literal') return text(item.text)
  if (item.kind === 'Percent') return duck`'%'`
  if (item.kind !== 'Sign') return duck`''`
  const positive = item.element === 'S' ? '+' : compact ? '' : ' '
  return duck`CASE WHEN ${negative} THEN '-' ELSE ${text(positive)} END`
}

/** The value rounded to the places of the model, half away from zero, as digits. */
function fixedDigits(value: Sql, type: DataType, model: FixedNumber): Digits {
  if (model.exponent !== undefined) return normalised(value, type, model)
  const places = Math.min(37, model.fraction.length)
  const rounded = duck`try_cast(${value} AS DECIMAL(38, ${integer(places)}))`
  const shown = duck`CAST(abs(${rounded}) AS VARCHAR)`
  return {
    negative: duck`coalesce(${rounded}, ${value}) < 0`,
    whole: duck`coalesce(ltrim(split_part(${shown}, '.', 1), '0'), '')`,
    fraction: duck`coalesce(rpad(split_part(${shown}, '.', 2), ${integer(model.fraction.length)}, '0'), '')`,
    overflow: duck`(${rounded} IS NULL)`,
  }
}

/** Scientific notation: the first digit of the whole part is not zero, unless all is. */
function normalised(value: Sql, type: DataType, model: FixedNumber): Digits {
  const places = model.whole.length + model.fraction.length
  const { digits, exponent } = significant(value, type)
  const parts = once([digits, exponent], [false, false], (d = digits, e = exponent) => {
    const padded = duck`rpad(${d}, ${integer(places + 1)}, '0')`
    const carried = duck`(CAST(left(${padded}, ${integer(places)}) AS HUGEINT) + CASE WHEN ${padded}[${integer(places + 1)}] >= '5' THEN 1 ELSE 0 END)`
    return once([carried], [false], (c = carried) => {
      const grown = duck`(length(CAST(${c} AS VARCHAR)) > ${integer(places)})`
      const kept = duck`CASE WHEN ${d} = '' THEN repeat('0', ${integer(places)}) ELSE left(CAST(${c} AS VARCHAR), ${integer(places)}) END`
      return duck`{digits: ${kept}, exponent: ${e} - ${integer(model.whole.length - 1)} + CASE WHEN ${grown} THEN 1 ELSE 0 END}`
    })
  })
  const finite = type.kind === 'FLOAT' ? duck`isfinite(${value})` : duck`TRUE`
  const safe = duck`CASE WHEN ${finite} THEN ${parts} END`
  return {
    negative: duck`(${value} < 0)`,
    whole: duck`coalesce(ltrim(left(struct_extract(${safe}, 'digits'), ${integer(model.whole.length)}), '0'), '')`,
    fraction: duck`coalesce(substr(struct_extract(${safe}, 'digits'), ${integer(model.whole.length + 1)}), '')`,
    exponent: duck`CASE WHEN ${value} = 0 THEN 0 ELSE struct_extract(${safe}, 'exponent') END`,
    overflow: duck`(NOT ${finite})`,
  }
}

/** Digits in their places, with the sign before the first of them. */
function fixed(digits: Digits, model: FixedNumber, format: NumberFormat, sign: Sign): Sql {
  const { compact } = format
  const places = model.whole.length
  const firstZero = model.whole.indexOf('0')
  const least = firstZero === -1 ? (format.blankZero || places === 0 ? 0 : 1) : places - firstZero
  const isFull = duck`(${digits.overflow ?? duck`FALSE`} OR length(${digits.whole}) > ${integer(places)})`
  const shown = duck`CASE WHEN ${isFull} THEN repeat('#', ${integer(places)}) ELSE lpad(${digits.whole}, CAST(greatest(length(${digits.whole}), ${integer(least)}) AS INTEGER), '0') END`
  const lastZero = model.fraction.lastIndexOf('0') + 1
  const fraction = duck`CASE WHEN ${isFull} THEN repeat('#', ${integer(model.fraction.length)}) ELSE ${trimmedFraction(digits.fraction, model.fraction.length, lastZero, compact)} END`
  const head = once([shown], [false], (w = shown) => {
    const body = grouped(w, model.between, places)
    const dollar = format.dollar ? duck`'$'` : duck`''`
    const written = duck`${signText(sign, digits.negative)} || ${dollar} || ${body}`
    if (compact) return duck`(${written})`
    const width = places + model.between.reduce((sum, each) => sum + each.text.length, 0)
    return duck`lpad(${written}, ${integer(width + (sign === 'none' ? 0 : 1) + (format.dollar ? 1 : 0))}, ' ')`
  })
  const point = model.point ? duck`'.'` : duck`''`
  return join([head, point, fraction, exponentText(digits, model, compact)], ' || ')
}

/** Zeros at the end that no `0` asks for become blanks, or nothing. */
function trimmedFraction(fraction: Sql, length: number, least: number, compact: boolean): Sql {
  const kept = duck`rpad(rtrim(${fraction}, '0'), CAST(greatest(length(rtrim(${fraction}, '0')), ${integer(least)}) AS INTEGER), '0')`
  return compact ? kept : duck`rpad(${kept}, ${integer(length)}, ' ')`
}

/** The digits with the separators that have digits on both sides. */
function grouped(digits: Sql, between: readonly Between[], places: number): Sql {
  if (between.length === 0) return digits
  const borders = [...between].sort((a, b) => b.right - a.right)
  const part = (from: number, to: number) =>
    // Digits whose number from the right is above `to` and at most `from`.
    duck`substr(lpad(${digits}, ${integer(places)}, ' '), ${integer(places - from + 1)}, ${integer(from - to)})`
  const pieces: Sql[] = []
  let from = places
  for (const { right, text: characters, always } of borders) {
    pieces.push(part(from, right))
    pieces.push(
      always
        ? text(characters)
        : duck`CASE WHEN length(${digits}) > ${integer(right)} THEN ${text(characters)} ELSE ' ' END`,
    )
    from = right
  }
  pieces.push(part(from, 0))
  return duck`ltrim(${join(pieces, ' || ')})`
}

function exponentText(digits: Digits, { exponent }: FixedNumber, compact: boolean): Sql {
  if (exponent === undefined) return duck`''`
  const value = digits.exponent ?? duck`0`
  if (exponent.length === 2) {
    const plain = duck`(${text(exponent.letter)} || CAST(${value} AS VARCHAR))`
    return compact ? plain : duck`rpad(${plain}, 7, ' ')`
  }
  const places = exponent.length - 2
  const sign = duck`CASE WHEN ${value} < 0 THEN '-' ELSE '+' END`
  const number = duck`CAST(abs(${value}) AS VARCHAR)`
  return duck`(${text(exponent.letter)} || ${sign} || CASE WHEN length(${number}) > ${integer(places)} THEN repeat('#', ${integer(places)}) ELSE lpad(${number}, ${integer(places)}, '0') END)`
}

/** Without a sign of its own a negative number is shown by its two's complement. */
function hexadecimal(value: Sql, model: FixedNumber, format: NumberFormat, sign: Sign): Sql {
  const places = model.whole.length
  const least = model.whole.indexOf('0') === -1 ? 1 : places - model.whole.indexOf('0')
  const whole = duck`CAST(try_cast(${value} AS DECIMAL(38, 0)) AS HUGEINT)`
  const signed = sign !== 'default' || format.items.some((item) => item.kind === 'Sign')
  return once([whole], [false], (n = whole) => {
    const range = 16n ** BigInt(Math.min(31, places))
    const shown = signed
      ? duck`abs(${n})`
      : duck`CASE WHEN ${n} < 0 THEN ${n} + ${integer(range)}::HUGEINT ELSE ${n} END`
    const fits = signed
      ? duck`abs(${n}) < ${integer(range)}::HUGEINT`
      : duck`${n} BETWEEN -${integer(range / 2n)}::HUGEINT AND ${integer(range - 1n)}::HUGEINT`
    const letters = model.hexadecimal === 'x' ? duck`lower(to_hex(${shown}))` : duck`to_hex(${shown})`
    const digits = duck`CASE WHEN ${fits} THEN lpad(${letters}, CAST(greatest(length(${letters}), ${integer(least)}) AS INTEGER), '0') ELSE repeat('#', ${integer(places)}) END`
    const negative = duck`(${value} < 0)`
    const written = duck`${sign === 'S' ? signText('S', negative) : duck`''`} || coalesce(${digits}, repeat('#', ${integer(places)}))`
    return format.compact
      ? duck`(${written})`
      : duck`lpad(${written}, ${integer(places + (sign === 'S' ? 1 : 0))}, ' ')`
  })
}
