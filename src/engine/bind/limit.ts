import { fail } from '../../common/errors.ts'
import type { Expression } from '../../sql/expression/expression.ts'
import type { Query } from '../../sql/query/query.ts'
import { count } from '../types/standard.ts'
import { coerce } from './coercion.ts'
import { bindExpression } from './expression.ts'
import { constantText } from './expression-walk.ts'
import type { BoundExpression } from './expression-tree.ts'
import type { Frame } from './frame.ts'
import { noNames } from './names.ts'
import { scopeOf } from './scope.ts'

/** What follows the body of a query. */
export type QueryTail = Pick<Query, 'orderBy' | 'orderByAll' | 'limit' | 'offset'>

export const noTail: QueryTail = { orderBy: [] }

export function isEmptyTail(tail: QueryTail): boolean {
  return (
    tail.orderBy.length === 0 &&
    tail.orderByAll === undefined &&
    tail.limit === undefined &&
    tail.offset === undefined
  )
}

/** LIMIT and OFFSET: numbers, variables or binds; NULL and '' mean no limit. */
export function bindLimit(
  tail: Pick<Query, 'limit' | 'offset'>,
  frame: Frame,
): { readonly limit?: BoundExpression; readonly offset?: BoundExpression } {
  const limit = bindCount(tail.limit, frame)
  const offset = bindCount(tail.offset, frame)
  return { ...(limit === undefined ? {} : { limit }), ...(offset === undefined ? {} : { offset }) }
}

function bindCount(expression: Expression | undefined, frame: Frame): BoundExpression | undefined {
  if (expression === undefined) return undefined
  const value = bindExpression(
    expression,
    scopeOf(frame, noNames, { noAggregates: 'limit', noWindows: 'limit clause' }),
  )
  const known = constantText(value)
  if (known === null || known === '') return undefined
  if (known !== undefined && !/^\d+$/.test(known))
    fail('INVALID_ROW_COUNT', { value: known }, expression.span)
  return coerce(value, count)
}
