import type { ByKind } from '../../common/by-kind.ts'
import type { Query } from '../query/query.ts'
import type { Cursor } from '../text/cursor.ts'
import { continueQuery, parseExpressionAt, parseQuery } from '../text/grammar.ts'
import { sql, type Sql } from '../text/print.ts'
import type { Expression } from './expression.ts'
import type { Node } from './node.ts'

/** A query in parentheses as a value. */
export interface Subquery extends Node {
  readonly kind: 'Subquery'
  readonly query: Query
}
/** `(a, b)` of two or more. One expression in parentheses is that expression. */
export interface RowValue extends Node {
  readonly kind: 'RowValue'
  readonly items: readonly Expression[]
}
export type Parenthesized = Subquery | RowValue

/** Whether a query comes next that is not in parentheses. */
export function atQuery(cursor: Cursor): boolean {
  return cursor.is('SELECT') || cursor.is('WITH') || cursor.is('VALUES', '(')
}

/** Words that continue a query whose first part was in parentheses. */
const continuations: ReadonlySet<string> = new Set([
  'UNION', 'INTERSECT', 'EXCEPT', 'MINUS', 'ORDER', 'LIMIT', 'OFFSET', 'FETCH',
]) // prettier-ignore

/** Whether a query goes on here, of which a part in parentheses has been read. */
export function atQueryContinuation(cursor: Cursor): boolean {
  return continuations.has(cursor.peek().word)
}

/** query | expression, …: what may stand in parentheses. Only what follows `(SELECT 1)` tells which it is. */
export function parseQueryOrItems(cursor: Cursor): {
  readonly query?: Query
  readonly items: readonly Expression[]
} {
  if (atQuery(cursor)) return { query: parseQuery(cursor), items: [] }
  const items = cursor.list(() => parseExpressionAt(cursor))
  const [only, ...others] = items
  return only?.kind === 'Subquery' && others.length === 0 && atQueryContinuation(cursor)
    ? { query: continueQuery(cursor, only.query), items: [] }
    : { items }
}

/** ( query | expression | expression, expression, … ) */
function parseParenthesized(cursor: Cursor): Expression {
  const start = cursor.start()
  const { query, items } = cursor.parenthesized(() => parseQueryOrItems(cursor))
  const span = cursor.span(start)
  if (query !== undefined) return { kind: 'Subquery', query, span }
  const [only, ...others] = items
  return only !== undefined && others.length === 0 ? { ...only, span } : { kind: 'RowValue', items, span }
}

export const parseParentheses = { '(': parseParenthesized }
export const printParenthesized: ByKind<Parenthesized, [], Sql> = {
  Subquery: (e) => sql`(${e.query})`,
  RowValue: (e) => sql`(${sql.join(e.items)})`,
}
