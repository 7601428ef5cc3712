import type { Expression } from '../expression/expression.ts'
import { level } from '../expression/precedence.ts'
import { parseDirection, parseOrderBy } from '../expression/window.ts'
import type { Cursor } from '../text/cursor.ts'
import { parseOperand, parseQuery } from '../text/grammar.ts'
import type { CommonTableExpression, Query } from './query.ts'
import { parseBody } from './set-operation.ts'

/** [WITH [RECURSIVE] common table expression, …] body [ORDER BY item, …] [limit]; `begun` is a first operand already read */
export function parseQueryNode(cursor: Cursor, begun?: Query): Query {
  return cursor.nested(() => parseWhole(cursor, begun))
}

function parseWhole(cursor: Cursor, begun?: Query): Query {
  const start = begun?.span.start ?? cursor.start()
  const recursive = cursor.is('WITH', 'RECURSIVE') && cursor.isIdentifier(2)
  const ctes = begun === undefined ? parseWith(cursor, recursive) : []
  const body = parseBody(cursor, begun)
  const orderByAll = parseOrderByAll(cursor)
  const orderBy = orderByAll === undefined ? parseOrderBy(cursor) : []
  const limit = parseLimit(cursor)
  if (cursor.is('FOR', 'UPDATE')) cursor.unsupported('FOR UPDATE, which only hybrid tables have,')
  const isBare =
    ctes.length === 0 &&
    orderBy.length === 0 &&
    orderByAll === undefined &&
    limit.limit === undefined &&
    limit.offset === undefined
  if (body.kind === 'Query' && isBare) return body
  return {
    kind: 'Query',
    with: ctes,
    recursive,
    body,
    orderBy,
    ...(orderByAll !== undefined && { orderByAll }),
    ...limit,
    span: cursor.span(start),
  }
}

/** ORDER BY ALL [ASC | DESC] [NULLS { FIRST | LAST }] */
function parseOrderByAll(cursor: Cursor): Query['orderByAll'] {
  if (!cursor.take('ORDER', 'BY', 'ALL')) return undefined
  const start = cursor.start()
  return { ...parseDirection(cursor), span: cursor.span(start) }
}

/** WITH [RECURSIVE] name [ ( column, … ) ] AS ( query ), … */
function parseWith(cursor: Cursor, recursive: boolean): readonly CommonTableExpression[] {
  if (!cursor.take('WITH')) return []
  if (recursive) cursor.next()
  return cursor.list(() => parseCommonTableExpression(cursor))
}

function parseCommonTableExpression(cursor: Cursor): CommonTableExpression {
  const start = cursor.start()
  const name = cursor.identifier()
  const columns = cursor.is('(') ? cursor.parenthesized(() => cursor.list(() => cursor.identifier())) : []
  cursor.expect('AS')
  if (cursor.is('PROCEDURE')) cursor.unsupported('WITH … AS PROCEDURE')
  const query = cursor.parenthesized(() => parseQuery(cursor))
  return { name, columns, query, span: cursor.span(start) }
}

/**
 * LIMIT n [OFFSET n] | [OFFSET n [ROW | ROWS]] FETCH [FIRST | NEXT] n [ROW | ROWS] [ONLY]
 * https://docs.snowflake.com/en/sql-reference/constructs/limit
 */
function parseLimit(cursor: Cursor): Pick<Query, 'limit' | 'offset'> {
  if (cursor.take('LIMIT')) {
    const limit = parseCount(cursor)
    return cursor.take('OFFSET') ? { limit, offset: parseCount(cursor) } : { limit }
  }
  const offset = cursor.take('OFFSET') ? parseRowCount(cursor) : undefined
  const limit = cursor.take('FETCH') ? parseFetch(cursor) : undefined
  return { ...(limit !== undefined && { limit }), ...(offset !== undefined && { offset }) }
}

function parseFetch(cursor: Cursor): Expression {
  cursor.oneOf('FIRST', 'NEXT')
  const count = parseRowCount(cursor)
  cursor.take('ONLY')
  return count
}

function parseRowCount(cursor: Cursor): Expression {
  const count = parseCount(cursor)
  cursor.oneOf('ROW', 'ROWS')
  return count
}

/** A number, NULL, '' or a variable. */
function parseCount(cursor: Cursor): Expression {
  return parseOperand(cursor, level.postfix)
}
