import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { Cursor } from '../text/cursor.ts'
import { parseQuery } from '../text/grammar.ts'
import { sql, type Sql } from '../text/print.ts'
import type { Query, QueryBody } from './query.ts'
import { parseSelect } from './select.ts'
import { parseValues } from './values.ts'

/** https://docs.snowflake.com/en/sql-reference/operators-query */
export interface SetOperation {
  readonly kind: 'SetOperation'
  /** MINUS parses to EXCEPT. */
  readonly operator: 'UNION' | 'INTERSECT' | 'EXCEPT'
  readonly all: boolean
  readonly byName: boolean
  readonly left: QueryBody
  readonly right: QueryBody
  readonly span: Span
}

/** term { { UNION [ALL | DISTINCT] [BY NAME] | EXCEPT | MINUS } term }…; `begun` is a first operand already read. */
export function parseBody(cursor: Cursor, begun?: Query): QueryBody {
  let left = parseTerm(cursor, begun)
  for (;;) {
    const word = cursor.oneOf('UNION', 'EXCEPT', 'MINUS')
    if (word === undefined) return left
    const operator = word === 'UNION' ? 'UNION' : 'EXCEPT'
    const all = operator === 'UNION' && cursor.oneOf('ALL', 'DISTINCT') === 'ALL'
    const byName = operator === 'UNION' && cursor.take('BY', 'NAME')
    const right = parseTerm(cursor)
    left = { kind: 'SetOperation', operator, all, byName, left, right, span: cursor.span(left.span.start) }
  }
}

/** operand { INTERSECT operand }…, which binds more tightly than the other set operators */
function parseTerm(cursor: Cursor, begun?: Query): QueryBody {
  let left = begun ?? parseOperandQuery(cursor)
  while (cursor.take('INTERSECT')) {
    const right = parseOperandQuery(cursor)
    const span = cursor.span(left.span.start)
    left = { kind: 'SetOperation', operator: 'INTERSECT', all: false, byName: false, left, right, span }
  }
  return left
}

/** SELECT … | VALUES … | ( query ) */
function parseOperandQuery(cursor: Cursor): QueryBody {
  if (cursor.is('(')) return cursor.parenthesized(() => parseQuery(cursor))
  if (cursor.is('VALUES')) return parseValues(cursor)
  return parseSelect(cursor)
}

export const printSetOperation: ByKind<SetOperation, [], Sql> = {
  SetOperation: (q) => {
    const modifiers = `${q.all ? ' ALL' : ''}${q.byName ? ' BY NAME' : ''}`
    const left = printOperand(q.left, q.operator === 'INTERSECT' && isLoose(q.left))
    const right = printOperand(q.right, q.operator === 'INTERSECT' ? isOperation(q.right) : isLoose(q.right))
    return sql`${left} ${sql.words(q.operator + modifiers)} ${right}`
  },
}

const isOperation = (body: QueryBody): boolean => body.kind === 'SetOperation'
const isLoose = (body: QueryBody): boolean => body.kind === 'SetOperation' && body.operator !== 'INTERSECT'

function printOperand(body: QueryBody, inParentheses: boolean): Sql {
  return inParentheses || body.kind === 'Query' ? sql`(${body})` : sql`${body}`
}
