import type { Span } from '../../common/span.ts'
import type { DataType } from '../types/data-type.ts'
import type { BoundExpression } from './expression-tree.ts'

/** A call of an inner form (functions/operators.ts and its kin), which user SQL cannot name. */
export function form(
  name: string,
  args: readonly BoundExpression[],
  type: DataType,
  span: Span,
): BoundExpression {
  return { kind: 'Call', name, overload: 0, args, type, span }
}
