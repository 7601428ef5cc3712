import type { Span } from '../../common/span.ts'
import {
  boolean,
  integer,
  isSemiStructured,
  maximumPrecision,
  timestampNtz,
  wholeDigits,
} from '../types/standard.ts'
import { form } from './form.ts'
import { coerce, unifyForComparison } from './coercion.ts'
import { collationKeys } from './collation.ts'
import type { BoundExpression, Compare } from './expression-tree.ts'
import { canonical, sortValue } from './sort-value.ts'

/** Values that DuckDB compares as Snowflake compares the given ones: one type, instants of TIMESTAMP_TZ, keys of collations. */
export function comparable(expressions: readonly BoundExpression[]): readonly BoundExpression[] {
  if (isTooWide(expressions)) return expressions.map(inParts)
  const values = unifyForComparison(expressions).map((value) =>
    value.type.kind === 'TIMESTAMP_TZ' ? form('$instant', [value], timestampNtz(), value.span) : value,
  )
  return collationKeys(values, expressions).map(canonical)
}

/** Whether no NUMBER has room for all digits of these. Comparing fails for no number, so they are compared in two parts. */
function isTooWide(expressions: readonly BoundExpression[]): boolean {
  const numbers = expressions.flatMap(({ type }) => (type.kind === 'NUMBER' ? [type] : []))
  if (numbers.length < 2 || expressions.some(({ type }) => type.kind !== 'NUMBER' && type.kind !== 'NULL'))
    return false
  return (
    Math.max(...numbers.map(wholeDigits)) + Math.max(...numbers.map(({ scale }) => scale)) > maximumPrecision
  )
}

function inParts(expr: BoundExpression): BoundExpression {
  const value = expr.type.kind === 'NULL' ? coerce(expr, integer) : expr
  return form('$numberParts', [value], value.type, value.span)
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
