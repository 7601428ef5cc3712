import { fail } from '../../common/errors.ts'
import type { Span } from '../../common/span.ts'
import { columnUse, typeName } from './coercion.ts'
import { collationKeys } from './collation.ts'
import type { BoundExpression, BoundOrderItem } from './expression-tree.ts'
import { sameExpression } from './expression-walk.ts'
import { canonical, identityOf, sortValue } from './sort-value.ts'
import { isSemiStructured } from '../types/standard.ts'
import type { BoundColumn } from './tree.ts'

/** Rows are told apart by DuckDB, which knows no collation: better no answer than a wrong one. */
export function refuseCollated(columns: readonly BoundColumn[], what: string, span: Span): void {
  for (const column of columns) {
    const use = columnUse(column, span)
    if (column.type.kind === 'VARCHAR' && collationKeys([use])[0] !== use)
      fail(
        'UNSUPPORTED',
        { feature: `${what} of texts with collation '${column.type.collation ?? ''}'` },
        span,
      )
  }
}

/** Aggregates of whose pages the manual says that DISTINCT is not supported. */
const indistinct: ReadonlySet<string> = new Set([
  'CORR', 'COVAR_POP', 'COVAR_SAMP', 'MEDIAN', 'MODE', 'PERCENTILE_CONT', 'PERCENTILE_DISC', 'REGR_AVGX', 'REGR_AVGY', 'REGR_COUNT',
  'REGR_INTERCEPT', 'REGR_R2', 'REGR_SLOPE', 'REGR_SXX', 'REGR_SXY', 'REGR_SYY',
]) // prettier-ignore

/** DISTINCT where the function does not take it. https://docs.snowflake.com/en/sql-reference/functions/median#usage-notes */
export function refuseDistinct(name: string, span: Span): void {
  if (indistinct.has(name)) fail('UNSUPPORTED', { feature: `${name}(DISTINCT …)` }, span)
}

/** Aggregates whose result is no value of their argument's type, so that any form of it will do. */
const counting: ReadonlySet<string> = new Set(['COUNT', 'APPROX_COUNT_DISTINCT', 'HLL'])

/** The arguments of an aggregate over distinct values: those that Snowflake takes for equal are equal for DuckDB. */
export function distinctArguments(
  name: string,
  args: readonly BoundExpression[],
): readonly BoundExpression[] {
  if (counting.has(name)) return args.map(identityOf)
  for (const arg of args)
    if (arg.type.kind === 'VARCHAR' && collationKeys([arg])[0] !== arg)
      fail(
        'UNSUPPORTED',
        { feature: `${name}(DISTINCT …) of texts with collation '${arg.type.collation ?? ''}'` },
        arg.span,
      )
  return args.map(canonical)
}

const extremes: Readonly<Record<string, string>> = { MIN: 'MIN_BY', MAX: 'MAX_BY' }
const choosing: ReadonlySet<string> = new Set([
  'GREATEST',
  'LEAST',
  'GREATEST_IGNORE_NULLS',
  'LEAST_IGNORE_NULLS',
])

/** MIN and MAX of values that DuckDB would put in another order are those of the least and the greatest sort value. */
export function ordered<C extends { readonly name: string; readonly args: readonly BoundExpression[] }>(
  call: C,
): C {
  const [value] = call.args
  const by = extremes[call.name]
  if (by !== undefined && value !== undefined) {
    const key = sortValue(value)
    return key === value ? call : { ...call, name: by, overload: 0, args: [value, key] }
  }
  if (choosing.has(call.name))
    for (const arg of call.args)
      // The functions themselves compare documents.
      if (sortValue(arg) !== arg && !isSemiStructured(arg.type))
        fail('UNSUPPORTED', { feature: `${call.name} of ${typeName(arg.type)}` }, arg.span)
  return call
}

/**
 * Distinct values can be put in no other order than their own. `text` is the statement.
 * https://docs.snowflake.com/en/sql-reference/functions/listagg#usage-notes
 */
export function refuseOtherOrder(
  text: string,
  args: readonly BoundExpression[],
  orderBy: readonly BoundOrderItem[],
): void {
  for (const { expression } of orderBy)
    if (!args.some((arg) => sameExpression(arg, expression)))
      fail(
        'INVALID_ORDER_BY',
        { expression: text.slice(expression.span.start, expression.span.end).toUpperCase() },
        expression.span,
      )
}
