import type { FunctionCall } from '../../sql/expression/expression.ts'
import type { Binding } from './binding.ts'
import type { BoundExpression } from './expression-tree.ts'
import { conditionalBinders } from './special-conditional.ts'
import { contextBinders } from './special-context.ts'
import { conversionBinders } from './special-conversion.ts'
import { numericBinders } from './special-numeric.ts'
import { semiStructuredBinders } from './special-semi-structured.ts'
import { temporalBinders } from './special-temporal.ts'

/** Binders of functions that the tables mark as special, by name. */
export const specialBinders: Readonly<
  Record<string, (node: FunctionCall, binding: Binding) => BoundExpression>
> = {
  ...conditionalBinders,
  ...numericBinders,
  ...temporalBinders,
  ...conversionBinders,
  ...semiStructuredBinders,
  ...contextBinders,
}
