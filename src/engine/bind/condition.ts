import type { Expression } from '../../sql/expression/expression.ts'
import { boolean } from '../types/standard.ts'
import { coerce } from './coercion.ts'
import { bindExpression } from './expression.ts'
import type { BoundExpression } from './expression-tree.ts'
import type { Scope } from './tree.ts'

/** An expression where a truth value is wanted: numbers and texts are converted as documented. */
export function bindCondition(expression: Expression, scope: Scope): BoundExpression {
  return coerce(bindExpression(expression, scope), boolean)
}
