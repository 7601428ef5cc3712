import { duck, join, text, type Sql } from '../duck/sql.ts'

/** A piece of a format model: an element such as `YYYY`, or characters that stand for themselves. */
export type FormatPiece = { readonly element: string } | { readonly literal: string }

const elements = [
  'YYYY', 'MMMM', 'TZISO', 'TZHTZM', 'TZH:TZM', 'HH24', 'HH12', 'MON', 'TZH', 'TZM', 'FF0', 'FF1', 'FF2', 'FF3', 'FF4', 'FF5',
  'FF6', 'FF7', 'FF8', 'FF9', 'UUUU', 'YY', 'MM', 'DD', 'DY', 'HH', 'AM', 'PM', 'MI', 'SS', 'FF',
] as const // prettier-ignore

/** Takes a date or time format apart. https://docs.snowflake.com/en/sql-reference/date-time-input-output#formats */
export function formatPieces(format: string): readonly FormatPiece[] {
  const pieces: FormatPiece[] = []
  let rest = format
  while (rest !== '') {
    const quoted = /^"([^"]*)"/.exec(rest)
    const element = elements.find((name) => rest.toUpperCase().startsWith(name))
    if (quoted !== null) pieces.push({ literal: quoted[1] ?? '' })
    else pieces.push(element === undefined ? { literal: rest[0] ?? '' } : { element })
    rest = rest.slice(quoted?.[0].length ?? element?.length ?? 1)
  }
  return pieces
}

/** DuckDB's specifier for elements that have one. https://duckdb.org/docs/sql/functions/dateformat */
const specifiers: Readonly<Record<string, string>> = {
  YYYY: '%Y', UUUU: '%Y', YY: '%y', MMMM: '%B', MON: '%b', MM: '%m', DD: '%d', DY: '%a', HH24: '%H', HH12: '%I', HH: '%H',
  AM: '%p', PM: '%p', MI: '%M', SS: '%S', FF: '%n', FF9: '%n', FF6: '%f', FF3: '%g',
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
  const minutes = offset ?? duck`0`
  const sign = duck`CASE WHEN ${minutes} < 0 THEN '-' ELSE '+' END`
  const hours = duck`(${sign} || lpad(CAST(abs(${minutes}) // 60 AS VARCHAR), 2, '0'))`
  const rest = duck`lpad(CAST(abs(${minutes}) % 60 AS VARCHAR), 2, '0')`
  if (element === 'TZH') return hours
  if (element === 'TZM') return rest
  if (element === 'TZHTZM') return duck`(${hours} || ${rest})`
  if (element === 'TZH:TZM') return duck`(${hours} || ':' || ${rest})`
  return duck`CASE WHEN ${minutes} = 0 THEN 'Z' ELSE ${hours} || ':' || ${rest} END`
}

/**
 * The format for DuckDB's strptime, or undefined where an element has no counterpart there. Months are read by their full
 * and short names alike, so a model with a month name gives two.
 */
export function inputFormats(format: string): readonly string[] | undefined {
  let models: readonly string[] = ['']
  for (const piece of formatPieces(format)) {
    const alternatives = 'literal' in piece ? [escaped(piece.literal)] : inputSpecifier(piece.element)
    if (alternatives === undefined) return undefined
    models = models.flatMap((model) => alternatives.map((each) => model + each))
  }
  return models
}

function inputSpecifier(element: string): readonly string[] | undefined {
  if (element === 'MON' || element === 'MMMM') return ['%b', '%B']
  if (element.startsWith('FF')) return ['%n']
  if (element.startsWith('TZ')) return undefined
  const known = specifiers[element]
  return known === undefined ? undefined : [known]
}
