import { duck, join, text, type Sql } from '../duck/sql.ts'

/** A piece of a format model: an element such as `YYYY`, or characters that stand for themselves. */
export type FormatPiece = { readonly element: string } | { readonly literal: string }

const elements = [
  'YYYY', 'MMMM', 'TZISO', 'TZHTZM', 'TZH:TZM', 'HH24', 'HH12', 'H24', 'H12', 'MON', 'TZH', 'TZM', 'FF0', 'FF1', 'FF2', 'FF3',
  'FF4', 'FF5', 'FF6', 'FF7', 'FF8', 'FF9', 'UUUU', 'YY', 'MM', 'DD', 'DY', 'HH', 'AM', 'PM', 'MI', 'SS', 'FF',
] as const // prettier-ignore

/** Elements that only count where no letter stands beside them: `hours` is no hour and no second. */
const shortElements = ['MO', 'ME', 'Y', 'D', 'H', 'P', 'S'] as const

/** Takes a date or time format apart. https://docs.snowflake.com/en/sql-reference/date-time-input-output#formats */
export function formatPieces(format: string): readonly FormatPiece[] {
  const pieces: FormatPiece[] = []
  let rest = format
  let before = ''
  while (rest !== '') {
    const quoted = /^"([^"]*)"/.exec(rest)
    const element = quoted === null ? elementAt(rest, before) : undefined
    if (quoted !== null) pieces.push({ literal: quoted[1] ?? '' })
    else pieces.push(element === undefined ? { literal: rest[0] ?? '' } : { element })
    const length = quoted?.[0].length ?? element?.length ?? 1
    before = element === undefined ? (rest[length - 1] ?? '') : ''
    rest = rest.slice(length)
  }
  return pieces
}

function elementAt(rest: string, before: string): string | undefined {
  const upper = rest.toUpperCase()
  const long = elements.find((name) => upper.startsWith(name))
  if (long !== undefined || /[A-Z]/i.test(before)) return long
  return shortElements.find((name) => upper.startsWith(name) && !/^[A-Z]/.test(upper.slice(name.length)))
}

/** DuckDB's specifier for elements that have one. https://duckdb.org/docs/sql/functions/dateformat */
const specifiers: Readonly<Record<string, string>> = {
  YYYY: '%Y', UUUU: '%Y', YY: '%y', MMMM: '%B', MON: '%b', MM: '%m', MO: '%-m', DD: '%d', D: '%-d', DY: '%a', HH24: '%H',
  HH: '%H', H24: '%-H', H: '%-H', HH12: '%I', H12: '%-I', AM: '%p', PM: '%p', MI: '%M', ME: '%-M', SS: '%S', S: '%-S',
  FF: '%n', FF9: '%n', FF6: '%f', FF3: '%g',
} // prettier-ignore

const escaped = (literal: string) => literal.replaceAll('%', '%%')

/** The text of `local` (a DuckDB TIMESTAMP) in `format`; `offset` gives its minutes from UTC where the type has a zone. */
export function formatted(local: Sql, format: string, offset?: Sql): Sql {
  const parts: Sql[] = []
  let model = ''
  const flush = () => {
    if (model !== '') parts.push(duck`strftime(${local}, ${text(model)})`)
    model = ''
  }
  for (const piece of formatPieces(format)) {
    if ('literal' in piece) model += escaped(piece.literal)
    else if (specifiers[piece.element] !== undefined) {
      model += specifiers[piece.element] ?? ''
      // DuckDB reserves six places for %n and writes nine: what follows in the same model is damaged (seen with 1.5.6).
      if (model.endsWith('%n')) flush()
    } else {
      // A value without a zone shows none: nor the blank that would stand before it.
      if (isZone(piece.element) && offset === undefined) model = model.replace(/ $/, '')
      const part = specialPart(piece.element, local, offset)
      if (part !== undefined) {
        flush()
        parts.push(part)
      }
    }
  }
  flush()
  if (parts.length === 0) return duck`CASE WHEN ${local} IS NULL THEN NULL ELSE '' END`
  return parts.length === 1 ? (parts[0] ?? duck``) : duck`(${join(parts, ' || ')})`
}

/** An element that strftime does not know; undefined where it writes nothing. */
function specialPart(element: string, local: Sql, offset: Sql | undefined): Sql | undefined {
  if (element === 'FF0') return undefined
  if (element.startsWith('FF'))
    return duck`left(strftime(${local}, '%n'), ${text(element.slice(2))}::INTEGER)`
  if (element === 'P') return duck`left(strftime(${local}, '%p'), 1)`
  if (element === 'Y') return duck`CAST(year(${local}) % 100 AS VARCHAR)`
  return offset === undefined ? undefined : zonePart(element, offset)
}

export const isZone = (element: string): boolean => element.startsWith('TZ')

function zonePart(element: string, minutes: Sql): Sql {
  const sign = duck`CASE WHEN ${minutes} < 0 THEN '-' ELSE '+' END`
  const hours = duck`(${sign} || lpad(CAST(abs(${minutes}) // 60 AS VARCHAR), 2, '0'))`
  const rest = duck`lpad(CAST(abs(${minutes}) % 60 AS VARCHAR), 2, '0')`
  if (element === 'TZH') return hours
  if (element === 'TZM') return rest
  if (element === 'TZHTZM') return duck`(${hours} || ${rest})`
  if (element === 'TZH:TZM') return duck`(${hours} || ':' || ${rest})`
  return duck`CASE WHEN ${minutes} = 0 THEN 'Z' ELSE ${hours} || ':' || ${rest} END`
}
