import type { OrderItem } from '../../sql/expression/expression.ts'
import type { Binding } from './binding.ts'
import type { BoundOrderItem } from './expression-tree.ts'

/** ORDER BY items; NULL counts as greatest. https://docs.snowflake.com/en/sql-reference/constructs/order-by */
export function orderItems(
  items: readonly OrderItem[],
  binding: Pick<Binding, 'bind'>,
): readonly BoundOrderItem[] {
  return items.map((item) => ({
    expression: binding.bind(item.expression),
    descending: item.descending,
    nullsFirst: item.nulls === undefined ? item.descending : item.nulls === 'FIRST',
  }))
}
