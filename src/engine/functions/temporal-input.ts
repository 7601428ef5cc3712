import { duck, integer, join, text, type Sql } from '../duck/sql.ts'
import { once } from './once.ts'
import type { SessionFacts } from './row.ts'
import { formatPieces, isZone, type FormatPiece } from './temporal-format.ts'

/** What a text in a format gives: a clock's time, NULL where the text does not fit, and minutes from UTC where it has a zone. */
export interface TemporalInput {
  readonly local: Sql
  readonly minutes?: Sql
}

/**
 * What DuckDB's strptime calls an element, by the alternatives that it accepts: months are read by their full and short names alike, and
 * numbers may be shorter than the element.
 */
const inputSpecifiers: Readonly<Record<string, readonly string[]>> = {
  YYYY: ['%Y'], UUUU: ['%Y'], YY: ['%y'], Y: ['%y'], MMMM: ['%b', '%B'], MON: ['%b', '%B'], MM: ['%m'], MO: ['%m'], DD: ['%d'],
  D: ['%d'], DY: ['%a'], HH24: ['%H'], HH: ['%H'], H24: ['%H'], H: ['%H'], HH12: ['%I'], H12: ['%I'], AM: ['%p'], PM: ['%p'],
  P: ['%p'], MI: ['%M'], ME: ['%M'], SS: ['%S'], S: ['%S'],
} // prettier-ignore

const escaped = (literal: string) => literal.replaceAll('%', '%%')

const isFormat = (pieces: readonly FormatPiece[]) =>
  pieces.every(
    (piece) => 'literal' in piece || isZone(piece.element) || specifiersOf(piece.element) !== undefined,
  )

function specifiersOf(element: string): readonly string[] | undefined {
  return element.startsWith('FF') ? ['%f'] : inputSpecifiers[element]
}

/** Whether texts can be read in this format. */
export function isInputFormat(format: string): boolean {
  const pieces = formatPieces(format)
  const zones = pieces.filter((piece) => 'element' in piece && isZone(piece.element))
  return (
    isFormat(pieces) &&
    (zones.length <= 1 || zonesTogether(pieces)) &&
    pieces.some((piece) => 'element' in piece)
  )
}

/** `TZH` and `TZM` with something between them are one zone. */
function zonesTogether(pieces: readonly FormatPiece[]): boolean {
  const places = pieces.flatMap((piece, index) =>
    'element' in piece && isZone(piece.element) ? [index] : [],
  )
  return places.length === 2 && (places[1] ?? 0) - (places[0] ?? 0) <= 2
}

/** Reads the text in the format, which {@link isInputFormat} has accepted. */
export function readInFormat(value: Sql, format: string, session: SessionFacts): TemporalInput {
  const pieces = formatPieces(format)
  const zone = pieces.findIndex((piece) => 'element' in piece && isZone(piece.element))
  if (zone === -1) return { local: readLocal(value, pieces, session) }
  const end = pieces.findLastIndex((piece) => 'element' in piece && isZone(piece.element)) + 1
  const [before, after] = [pieces.slice(0, zone), pieces.slice(end)]
  // The text without its zone is read as all others are.
  const pattern = text(
    `^\\s*(${inputPatterns(before)}) *(Z|[+-]?\\d{1,2}(?::?\\d{1,2})?)(${inputPatterns(after)})\\s*$`,
  )
  const found = duck`regexp_extract(${value}, ${pattern}, ['before', 'zone', 'after'])`
  const part = (name: string) => duck`struct_extract(${found}, ${text(name)})`
  const rest = duck`CASE WHEN ${part('zone')} <> '' THEN ${part('before')} || ${part('after')} END`
  return {
    local: once([rest], [false], (x = rest) => readLocal(x, [...before, ...after], session)),
    minutes: duck`snow_zone_minutes(${part('zone')})`,
  }
}

/** Spaces may stand between two elements. */
function inputPatterns(pieces: readonly FormatPiece[]): string {
  return pieces
    .map((piece, index) => {
      const before = pieces[index - 1]
      const joins = 'element' in piece && before !== undefined && 'element' in before
      return `${joins ? ' *' : ''}${inputPattern(piece)}`
    })
    .join('')
}

/** What an element or literal may look like, in the syntax of RE2. */
function inputPattern(piece: FormatPiece): string {
  if ('literal' in piece)
    return piece.literal.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&').replaceAll(/ +/g, ' *')
  if (piece.element === 'YYYY' || piece.element === 'UUUU') return '-?\\d{1,4}'
  if (piece.element.startsWith('FF')) return '\\d{0,9}'
  if (['MMMM', 'MON', 'DY', 'AM', 'PM', 'P'].includes(piece.element)) return '[A-Za-z]+'
  return '\\d{1,2}'
}

function readLocal(value: Sql, pieces: readonly FormatPiece[], session: SessionFacts): Sql {
  const has = (...names: readonly string[]) =>
    pieces.some((piece) => 'element' in piece && names.includes(piece.element))
  const models = strptimeModels(pieces)
  // `A` and `P` are read as AM and PM.
  const given = has('P') ? duck`regexp_replace(${value}, '(?i)\\b([ap])(?:m)?\\s*$', '\\1m')` : value
  const parsed = once([given], [!has('P')], (x = given) => strptime(x, models))
  if (has('YY', 'Y')) return inCentury(parsed, Number(session.parameter('TWO_DIGIT_CENTURY_START')))
  // DuckDB starts from 1900 where a part is not given.
  return has('YYYY', 'UUUU') ? parsed : duck`(${parsed} + to_years(70))`
}

/** Fractions of up to six digits go first: DuckDB reads nine as TIMESTAMP_NS, which ends with the year 2262. */
function strptime(value: Sql, models: readonly string[]): Sql {
  const read = (list: readonly string[]) => duck`snow_strptime(${value}, [${join(list.map(text))}])`
  if (!models.some((model) => model.includes('%f'))) return read(models)
  const long = models.map((model) => model.replaceAll('%f', '%n'))
  return duck`coalesce(${read(models)}, CAST(${read(long)} AS TIMESTAMP))`
}

/** Spaces between two elements may stand in the text although not in the format. */
function strptimeModels(pieces: readonly FormatPiece[]): readonly string[] {
  let models: readonly string[] = ['']
  let spaced: readonly string[] = ['']
  let adjacent = false
  pieces.forEach((piece, index) => {
    const choices = 'literal' in piece ? [escaped(piece.literal)] : (specifiersOf(piece.element) ?? [])
    const before = pieces[index - 1]
    const joins = 'element' in piece && before !== undefined && 'element' in before
    adjacent ||= joins
    models = models.flatMap((model) => choices.map((each) => model + each))
    spaced = spaced.flatMap((model) => choices.map((each) => `${model}${joins ? ' ' : ''}${each}`))
  })
  return adjacent ? [...models, ...spaced] : models
}

/** Years of two digits begin with TWO_DIGIT_CENTURY_START, DuckDB's with 1969. */
function inCentury(timestamp: Sql, start: number): Sql {
  return once([timestamp], [false], (at = timestamp) => {
    const year = duck`(${integer(start)} + ((year(${at}) - ${integer(start)}) % 100 + 100) % 100)`
    return duck`(${at} + to_years(CAST(${year} - year(${at}) AS INTEGER)))`
  })
}
