import type { Expression } from '../../sql/expression/expression.ts'

/**
 * The name of a column that has no alias: the last part of a name, otherwise the expression's text with letters in upper
 * case (those of text literals too: the manual shows `CONCAT('GEORGE WASHINGTON ', 'CARVER')`), white space as one space.
 * https://docs.snowflake.com/en/sql-reference/functions/concat
 */
export function columnName(expression: Expression, text: string): string {
  if (expression.kind === 'ColumnReference') return expression.parts.at(-1)?.text ?? ''
  if (expression.kind === 'PositionalColumn') return `$${expression.index}`
  return spelled(text.slice(expression.span.start, expression.span.end))
}

/** A comment or white space, a quoted name, or a run of anything else. */
const pieces = /(?:\s|--[^\n]*|\/\/[^\n]*|\/\*[^]*?\*\/)+|"(?:[^"]|"")*"|'(?:[^'\\]|''|\\[^])*'|[^]/g

function spelled(text: string): string {
  return text
    .replaceAll(pieces, (piece) => {
      if (piece.startsWith('"')) return piece
      if (piece.startsWith("'")) return piece.toUpperCase()
      return /^(?:\s|--|\/\/|\/\*)/.test(piece) ? ' ' : piece.toUpperCase()
    })
    .trim()
}
