import type { OrderItem } from '../../sql/expression/expression.ts'
import type { Binding } from './binding.ts'
import type { BoundOrderItem } from './expression-tree.ts'
import { sortValue } from './sort-value.ts'
import type { SessionValues } from './tree.ts'

/** ORDER BY inside a function call. https://docs.snowflake.com/en/sql-reference/constructs/order-by */
export function orderItems(
  items: readonly OrderItem[],
  binding: Pick<Binding, 'bind' | 'scope'>,
): readonly BoundOrderItem[] {
  return items.map((item) => ({
    expression: sortValue(binding.bind(item.expression)),
    descending: item.descending,
    nullsFirst: nullsFirst(item, binding.scope.session),
  }))
}

/** By default NULL counts as the greatest value: DEFAULT_NULL_ORDERING = LAST. */
export function nullsFirst(
  order: Pick<OrderItem, 'nulls' | 'descending'>,
  session: Pick<SessionValues, 'parameter'>,
): boolean {
  if (order.nulls !== undefined) return order.nulls === 'FIRST'
  return session.parameter('DEFAULT_NULL_ORDERING').toUpperCase() === 'FIRST'
    ? !order.descending
    : order.descending
}
