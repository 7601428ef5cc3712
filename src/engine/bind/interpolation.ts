import type { Span } from '../../common/span.ts'
import { boolean } from '../types/standard.ts'
import { nullOf } from './coercion.ts'
import type { BoundExpression } from './expression-tree.ts'

/**
 * INTERPOLATE_LINEAR(x) is NULL before the first value and after the last; DuckDB's `fill` would draw the line on. `before` and `after`
 * are the nearest values. https://docs.snowflake.com/en/sql-reference/functions/interpolate_bfill
 */
export function betweenValues(
  value: BoundExpression,
  before: BoundExpression,
  after: BoundExpression,
  span: Span,
): BoundExpression {
  const present = [before, after].map(
    (operand) => ({ kind: 'IsNull', operand, negated: true, type: boolean, span }) as const,
  )
  const enclosed = { kind: 'Logic', operator: 'AND', operands: present, type: boolean, span } as const
  return {
    kind: 'Case',
    whens: [{ when: enclosed, result: value }],
    otherwise: nullOf(value.type, span),
    type: value.type,
    span,
  }
}
