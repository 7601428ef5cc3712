import { isSemiStructured, variant } from '../types/standard.ts'
import { collationKeys } from './collation.ts'
import type { BoundExpression } from './expression-tree.ts'
import { form } from './form.ts'

/**
 * What rows are really sorted by: a text's collation key; of a VARIANT, held as JSON text, a value in whose order texts come before
 * numbers and numbers are in their own. Any other value sorts as DuckDB sorts it.
 */
export function sortValue(value: BoundExpression): BoundExpression {
  if (value.type.kind === 'VARCHAR') return collationKeys([value])[0] ?? value
  if (!isSemiStructured(value.type)) return value
  return form('$variantOrder', [value], variant, value.span)
}

/** The value in a form that is equal for values that are: the collation key of a text, a VARIANT with its keys in order. */
export function identityOf(value: BoundExpression): BoundExpression {
  if (value.type.kind === 'VARCHAR') return collationKeys([value])[0] ?? value
  return canonical(value)
}

/** A VARIANT with its keys in order and its number without idle zeros: the same value. */
export function canonical(value: BoundExpression): BoundExpression {
  return isSemiStructured(value.type) ? form('$canonical', [value], value.type, value.span) : value
}
