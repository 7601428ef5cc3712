import type { ByKind } from '../../common/by-kind.ts'
import type { Cursor } from '../text/cursor.ts'
import { parseExpressionAt } from '../text/grammar.ts'
import { sql, type Sql } from '../text/print.ts'
import type { Expression } from './expression.ts'
import type { Identifier } from './name.ts'
import type { Node } from './node.ts'
import { parseTypeName, type TypeName } from './type-name.ts'

/** `x -> x + 1`, `(a, b) -> a + b`. https://docs.snowflake.com/en/user-guide/querying-semistructured#lambda-expressions */
export interface Lambda extends Node {
  readonly kind: 'Lambda'
  readonly parameters: readonly { readonly name: Identifier; readonly type?: TypeName }[]
  readonly body: Expression
}

/** Whether parameters and an arrow come next: only the arrow tells `(a, b) -> a` from `(a, b)`. */
export function atLambda(cursor: Cursor): boolean {
  if (cursor.is('(')) return cursor.peek(behindGroup(cursor, 0)).word === '->'
  if (!cursor.isIdentifier()) return false
  let ahead = 1
  while (cursor.peek(ahead).kind === 'Word') ahead += 1
  return cursor.peek(behindGroup(cursor, ahead)).word === '->'
}

/** How far ahead the token behind a group in parentheses is, or `ahead` if none such as of parameters begins there. */
function behindGroup(cursor: Cursor, ahead: number): number {
  if (cursor.peek(ahead).word !== '(') return ahead
  for (let at = ahead + 1; ;) {
    const { kind, word } = cursor.peek(at)
    if (word === ')') return at + 1
    if (word === '(') {
      const behind = behindGroup(cursor, at)
      if (behind === at) return ahead
      at = behind
    } else {
      if (kind !== 'Word' && kind !== 'QuotedIdentifier' && kind !== 'Number' && word !== ',') return ahead
      at += 1
    }
  }
}

/** { name [type] | ( name [type], … ) } -> expression */
export function parseLambda(cursor: Cursor): Lambda {
  const start = cursor.start()
  const parameters = cursor.is('(')
    ? cursor.parenthesized(() => (cursor.is(')') ? [] : cursor.list(() => parseParameter(cursor))))
    : [parseParameter(cursor)]
  cursor.expect('->')
  const body = parseExpressionAt(cursor)
  return { kind: 'Lambda', parameters, body, span: cursor.span(start) }
}

function parseParameter(cursor: Cursor): Lambda['parameters'][number] {
  const name = cursor.identifier()
  return cursor.peek().kind === 'Word' ? { name, type: parseTypeName(cursor) } : { name }
}

export const printLambda: ByKind<Lambda, [], Sql> = {
  Lambda: (e) => sql`(${sql.join(e.parameters.map(printParameter))}) -> ${e.body}`,
}

function printParameter({ name, type }: Lambda['parameters'][number]): Sql {
  return sql`${sql.identifier(name)}${sql.optional(type, (t) => sql` ${sql.type(t)}`)}`
}
