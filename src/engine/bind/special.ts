import type { FunctionCall } from '../../sql/expression/expression.ts'
import type { Binding } from './binding.ts'
import type { BoundExpression } from './expression-tree.ts'
import { conditionalBinders } from './special-conditional.ts'
import { contextBinders } from './special-context.ts'
import { conversionBinders } from './special-conversion.ts'
import { higherOrderBinders } from './special-higher-order.ts'
import { numericBinders } from './special-numeric.ts'
import { semiStructuredBinders } from './special-semi-structured.ts'
import { temporalBinders } from './special-temporal.ts'
import { textBinders } from './special-text.ts'

/** Binders of functions that the tables mark as special, by name. */
export const specialBinders: Readonly<
  Record<string, (node: FunctionCall, binding: Binding) => BoundExpression>
> = {
  ...conditionalBinders,
  ...numericBinders,
  ...higherOrderBinders,
  ...temporalBinders,
  ...conversionBinders,
  ...semiStructuredBinders,
  ...contextBinders,
  ...textBinders,
}
