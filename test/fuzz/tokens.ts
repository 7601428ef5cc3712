import { lex } from '../../src/sql/text/lexer.ts'

/** The tokens of a text as written, each with the white space and comments before it; characters where the text has no tokens. */
export function piecesOf(text: string): readonly string[] {
  try {
    const { tokens } = lex(text)
    let end = 0
    return tokens
      .map(({ span }) => {
        const piece = text.slice(end, span.end)
        end = span.end
        return piece
      })
      .filter((piece) => piece !== '')
  } catch {
    return text.split('')
  }
}
