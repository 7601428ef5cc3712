import { fail } from '../../common/errors.ts'
import type { OrderItem } from '../../sql/expression/expression.ts'
import { bindExpression } from './expression.ts'
import { isAggregate, sameExpression, someExpression } from './expression-walk.ts'
import type { BoundExpression } from './expression-tree.ts'
import type { Frame } from './frame.ts'
import { placeOf } from './group-by.ts'
import type { QueryTail } from './limit.ts'
import { nullsFirst } from './order.ts'
import { failName, type QueryScope } from './scope.ts'
import type { SortKey } from './query-tree.ts'
import type { NamedValue } from './select-list.ts'
import { sortValue } from './sort-value.ts'

/**
 * ORDER BY: a whole number is the place of an item, a name alone is first the name of an item.
 * https://docs.snowflake.com/en/sql-reference/constructs/order-by
 */
export function bindOrderBy(
  orderBy: readonly OrderItem[],
  items: readonly NamedValue[],
  scope: QueryScope,
): readonly SortKey[] {
  return orderBy.map((order) => {
    const item = itemOf(order, items, scope)
    const value = item === undefined ? bindExpression(order.expression, scope) : valueAt(items, item)
    const place = item ?? placeOfSame(items, value)
    const how = { descending: order.descending, nullsFirst: nullsFirst(order, scope.session) }
    const key = sortValue(value)
    return { value: key, ...(place === undefined || key !== value ? {} : { item: place }), ...how }
  })
}

/** ORDER BY ALL: every item, in order. "You cannot specify ORDER BY ALL if a column in the SELECT list uses an aggregate function." */
export function bindOrderByAll(
  { orderByAll }: QueryTail,
  items: readonly NamedValue[],
  { binding }: Frame,
): readonly SortKey[] {
  if (orderByAll === undefined) return []
  const how = { descending: orderByAll.descending, nullsFirst: nullsFirst(orderByAll, binding.session) }
  return items.map((item, at) => {
    if (someExpression(item.value, isAggregate))
      fail('UNSUPPORTED', { feature: 'ORDER BY ALL with an aggregate function' }, orderByAll.span)
    const key = sortValue(item.value)
    return { value: key, ...(key === item.value ? { item: at } : {}), ...how }
  })
}

function valueAt(items: readonly NamedValue[], at: number): BoundExpression {
  const item = items[at]
  if (item === undefined) throw new Error(`Snowmelt bug: no item ${at}`)
  return item.value
}

function placeOfSame(items: readonly NamedValue[], value: BoundExpression): number | undefined {
  const at = items.findIndex((item) => item.value.kind === value.kind && sameExpression(item.value, value))
  return at === -1 ? undefined : at
}

function itemOf(order: OrderItem, items: readonly NamedValue[], scope: QueryScope): number | undefined {
  const { expression } = order
  const place = placeOf(expression)
  if (place !== undefined) {
    if (place < 1 || place > items.length)
      fail('INVALID_ORDER_BY', { expression: String(place) }, expression.span)
    return place - 1
  }
  if (expression.kind !== 'ColumnReference') return undefined
  const [name, ...more] = expression.parts
  if (name === undefined || more.length > 0) return undefined
  const first = items.findIndex((item) => item.name === name.text)
  if (first === -1) return undefined
  const differs = items.some(
    (item, at) => at > first && item.name === name.text && !sameExpression(item.value, valueAt(items, first)),
  )
  if (differs) failName('AMBIGUOUS_COLUMN', [name], expression.span, scope.text)
  return first
}
