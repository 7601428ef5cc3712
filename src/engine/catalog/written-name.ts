import { fail } from '../../common/errors.ts'
import type { Span } from '../../common/span.ts'
import type { Identifier, ObjectName } from '../../sql/expression/name.ts'
import { lex } from '../../sql/text/lexer.ts'

type Name = Extract<ObjectName, { kind: 'Name' }>

/** A name written in a text: `db.schema.name`, with quotes where it needs them. */
export function readName(text: string, span: Span): Name {
  const tokens = lex(text).tokens
  const parts: Identifier[] = []
  let expectsPart = true
  for (const token of tokens) {
    if (token.kind === 'End') break
    if (expectsPart && (token.kind === 'Word' || token.kind === 'QuotedIdentifier')) {
      const quoted = token.kind === 'QuotedIdentifier'
      parts.push({ text: quoted ? token.text : token.word, quoted, span })
      expectsPart = false
    } else if (token.word === '.') {
      // `db..name` has an empty schema, which means PUBLIC.
      if (expectsPart) parts.push({ text: '', quoted: false, span })
      expectsPart = true
    } else return fail('INVALID_OBJECT_NAME', { name: text }, span)
  }
  if (expectsPart) fail('INVALID_OBJECT_NAME', { name: text }, span)
  return { kind: 'Name', parts, span }
}
