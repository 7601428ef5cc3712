import { raise } from '../duck/raise.ts'
import { duck, integer, join, text, type Sql } from '../duck/sql.ts'
import type { Between, FixedNumber, FormatItem, NumberFormat } from './number-format.ts'
import { once } from './once.ts'

/** A digit's place of a pattern with its parts: what the text is to look like, and what kind of number it shows. */
interface Pattern {
  readonly regexp: string
  readonly hexadecimal: boolean
  readonly percent: boolean
}

/** The pattern of a text that one alternative of a model reads. https://docs.snowflake.com/en/sql-reference/sql-format-models */
function pattern(format: NumberFormat): Pattern | undefined {
  const at = format.items.findIndex((item) => item.kind === 'Fixed' || item.kind === 'Minimal')
  const number = format.items[at]
  if (number === undefined) return undefined
  const ownSign = format.items.some((item) => item.kind === 'Sign')
  const space = format.exact ? '' : ' *'
  const leading = ownSign ? '' : `(?P<sign>${format.exact ? '-?' : '[+-]?'})${space}`
  const dollar = format.dollar ? `\\$${space}` : ''
  const parts = format.items.map((item, index) =>
    index === at ? leading + dollar + numberPattern(item, format) : itemPattern(item, index < at, format),
  )
  const around = format.exact ? '' : '\\s*'
  return {
    regexp: `(?i)${around}${parts.join('')}${around}`,
    hexadecimal: number.kind === 'Fixed' && number.hexadecimal !== undefined,
    percent: format.items.some((item) => item.kind === 'Percent'),
  }
}

const quoted = (characters: string) => characters.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')

function itemPattern(item: FormatItem, before: boolean, { exact }: NumberFormat): string {
  if (item.kind === 'Literal') return exact ? quoted(item.text) : quoted(item.text).replaceAll(/ +/g, ' +')
  if (item.kind === 'Percent') return '%'
  if (item.kind !== 'Sign') return ' ?'
  if (item.element === 'S') return `(?P<sign>[+-])${before && !exact ? ' *' : ''}`
  return exact ? '(?P<sign>[- ])' : `(?P<sign>[+-]?) *`
}

function numberPattern(item: FormatItem, format: NumberFormat): string {
  if (item.kind === 'Minimal') {
    const plain = '(?P<whole>\\d*)(?P<fraction>(?:\\.\\d*)?)'
    const exponent = '(?P<exponent>[eE][+-]?\\d+)'
    if (item.notation === 'positional') return plain
    return item.notation === 'scientific' ? plain + exponent : `${plain}${exponent}?`
  }
  if (item.kind !== 'Fixed') return ''
  return `(?P<whole>${wholePattern(item, format)})${fractionPattern(item, format)}${exponentPattern(item, format)}`
}

/** The whole part with all of its separators, or in lax mode with none. */
function wholePattern(model: FixedNumber, format: NumberFormat): string {
  const digit = model.hexadecimal === undefined ? '\\d' : '[0-9a-fA-F]'
  const places = model.whole.length
  const firstZero = model.whole.indexOf('0')
  const optional = format.blankZero || places === 0 || (model.point && model.fraction.length > 0)
  const least = firstZero === -1 ? (optional ? 0 : 1) : places - firstZero
  const plain = `${digit}{${least},${places}}`
  if (format.exact) return exactWhole(model, format, digit, Math.max(least, 1))
  if (model.between.length === 0) return plain
  const always = model.between.some((each) => each.always)
  const alternatives = separated(model.between, places, least, digit)
  return `(?:${[...alternatives, ...(always ? [] : [plain])].join('|')})`
}

/** From each group on: fewer digits in the first, all in the others. */
function separated(
  between: readonly Between[],
  places: number,
  least: number,
  digit: string,
): readonly string[] {
  const borders = [...between].sort((a, b) => b.right - a.right)
  return borders.flatMap((_, index) => {
    const first = index === 0 ? places : (borders[index - 1]?.right ?? 0)
    const kept = borders.slice(index)
    const size = first - (kept[0]?.right ?? 0)
    const fewest = Math.max(1, least - (kept[0]?.right ?? 0))
    if (fewest > size) return []
    const groups = kept.map(({ right, text: separator }, at) => {
      const next = kept[at + 1]?.right ?? 0
      return `${quoted(separator)}${digit}{${right - next}}`
    })
    return [`${digit}{${fewest},${size}}${groups.join('')}`]
  })
}

/** As the model prints it: blanks for the digits that are not there, all separators. */
function exactWhole(model: FixedNumber, format: NumberFormat, digit: string, least: number): string {
  const places = model.whole.length
  const forms = Array.from({ length: places - least + 1 }, (_, index) => places - index).map((count) => {
    const within = model.between.filter(({ right, always }) => always || right < count)
    const blanks = places - count + model.between.length - within.length
    let result = format.compact || blanks === 0 ? '' : ` {${blanks}}`
    for (let right = count; right > 0; right -= 1) {
      result += digit
      for (const each of within) if (each.right === right - 1 && right > 1) result += quoted(each.text)
    }
    return result
  })
  return `(?:${forms.join('|')})`
}

function fractionPattern(model: FixedNumber, { exact }: NumberFormat): string {
  if (!model.point) return '(?P<fraction>)'
  const least = model.fraction.lastIndexOf('0') + 1
  const digits = `\\.\\d{${least},${model.fraction.length}}${exact ? ' *' : ''}`
  return exact || least > 0 ? `(?P<fraction>${digits})` : `(?P<fraction>(?:${digits})?)`
}

function exponentPattern({ exponent }: FixedNumber, { exact }: NumberFormat): string {
  if (exponent === undefined) return ''
  if (!exact || exponent.length === 2) return '(?P<exponent>[eE][+-]?\\d{1,3})'
  return `(?P<exponent>[eE][+-]\\d{${exponent.length - 2}})`
}

/** Whole, decimal or with an exponent: what AUTO takes. */
const automatic: Pattern = {
  regexp: '\\s*(?P<sign>[+-]?)(?P<whole>\\d*)(?P<fraction>(?:\\.\\d*)?)(?P<exponent>(?:[eE][+-]?\\d+)?)\\s*',
  hexadecimal: false,
  percent: false,
}

/**
 * The number in a text of one of these formats (undefined stands for AUTO) as digits that a cast to NUMBER reads; NULL, or an error
 * unless `tolerant`, where none fits. Undefined when a format has no number in it.
 */
export function numberText(
  value: Sql,
  formats: readonly (NumberFormat | undefined)[],
  model: string,
  tolerant: boolean,
): Sql | undefined {
  const patterns = formats.map((format) => (format === undefined ? automatic : pattern(format)))
  if (!patterns.every((each) => each !== undefined)) return undefined
  return once([value], [false], (x = value) => {
    const reads = patterns.map((each) => {
      const anchored = text(`^${each.regexp}$`)
      return duck`WHEN regexp_matches(${x}, ${anchored}) THEN ${digitsOf(x, each)}`
    })
    const fault = tolerant ? duck`NULL` : raise('CANNOT_PARSE_NUMBER', { value: x, format: model })
    return duck`CASE WHEN ${x} IS NULL THEN NULL ${join(reads, ' ')} ELSE ${fault} END`
  })
}

function digitsOf(value: Sql, { regexp, hexadecimal, percent }: Pattern): Sql {
  const group = (name: string) => {
    // RE2 gives groups by number.
    const names = [...regexp.matchAll(/\(\?P<(\w+)>/g)].map((found) => found[1])
    const index = names.indexOf(name)
    const plain = text(`^${regexp.replaceAll(/\(\?P<\w+>/g, '(')}$`)
    return index === -1 ? duck`''` : duck`regexp_extract(${value}, ${plain}, ${integer(index + 1)})`
  }
  const sign = duck`CASE WHEN ${group('sign')} = '-' THEN '-' ELSE '' END`
  const whole = duck`regexp_replace(${group('whole')}, '[^0-9a-fA-F]', '', 'g')`
  if (hexadecimal) return duck`(${sign} || snow_hex_number(${whole}))`
  const exponent = percent ? duck`'e-2'` : group('exponent')
  return duck`(${sign} || ${whole} || trim(${group('fraction')}) || ${exponent})`
}
