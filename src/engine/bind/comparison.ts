import type { Span } from '../../common/span.ts'
import { boolean, isSemiStructured, timestampNtz } from '../types/standard.ts'
import { form } from './form.ts'
import { unifyForComparison } from './coercion.ts'
import { collationKeys } from './collation.ts'
import type { BoundExpression, Compare } from './expression-tree.ts'
import { canonical, sortValue } from './sort-value.ts'

/** Values that DuckDB compares as Snowflake compares the given ones: one type, instants of TIMESTAMP_TZ, keys of collations. */
export function comparable(expressions: readonly BoundExpression[]): readonly BoundExpression[] {
  const values = unifyForComparison(expressions).map((value) =>
    value.type.kind === 'TIMESTAMP_TZ' ? form('$instant', [value], timestampNtz(), value.span) : value,
  )
  return collationKeys(values).map(canonical)
}

/** The same for less and greater: a VARIANT is held as text, which is not its order. */
function sortable(expressions: readonly BoundExpression[]): readonly BoundExpression[] {
  const values = unifyForComparison(expressions)
  return values.some(({ type }) => isSemiStructured(type)) ? values.map(sortValue) : comparable(expressions)
}

/** `left operator right`. */
export function compare(
  operator: Compare['operator'],
  left: BoundExpression,
  right: BoundExpression,
  span: Span,
): BoundExpression {
  const [a = left, b = right] =
    operator === '=' || operator === '<>' ? comparable([left, right]) : sortable([left, right])
  return { kind: 'Compare', operator, left: a, right: b, type: boolean, span }
}

/** `left IS [NOT] DISTINCT FROM right`; NULL is equal to NULL. */
export function distinctFrom(
  left: BoundExpression,
  right: BoundExpression,
  negated: boolean,
  span: Span,
): BoundExpression {
  const [a = left, b = right] = comparable([left, right])
  return { kind: 'IsDistinctFrom', left: a, right: b, negated, type: boolean, span }
}
