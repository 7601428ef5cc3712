import { columnUse } from './coercion.ts'
import { columnsOf } from './columns.ts'
import { expressionKey, isWindow, mapChildren, someExpression } from './expression-walk.ts'
import type { BoundExpression } from './expression-tree.ts'
import { newColumn, newTable, type StatementBinding } from './frame.ts'
import type { Defined, SelectTree } from './query-tree.ts'

const sequences: ReadonlySet<string> = new Set(['SEQ1', 'SEQ2', 'SEQ4', 'SEQ8'])

/** Window functions, and what is one for DuckDB. */
const isNumbered = (value: BoundExpression) =>
  isWindow(value) || (value.kind === 'Call' && sequences.has(value.name))

/** A window function with another inside. */
function holdsWindow(value: BoundExpression): boolean {
  if (!isWindow(value)) return false
  let inner = false
  mapChildren(value, (child) => {
    inner ||= someExpression(child, isNumbered)
    return child
  })
  return inner
}

/**
 * Window functions among the arguments of window functions, which DuckDB does not take, are computed in a query of their own around
 * the rows: `f(LAG(x) OVER w) OVER w`, `ROW_NUMBER() OVER (ORDER BY SEQ4())`.
 * https://docs.snowflake.com/en/sql-reference/functions/conditional_true_event
 */
export function separateWindows(tree: SelectTree, binding: StatementBinding): SelectTree {
  const values = [
    ...tree.items.map(({ value }) => value),
    ...tree.orderBy.map(({ value }) => value),
    ...(tree.qualify === undefined ? [] : [tree.qualify]),
  ]
  if (!values.some((value) => someExpression(value, holdsWindow))) return tree
  const inner = new Map<string, Defined>()
  const separate = (value: BoundExpression): BoundExpression => {
    const key = expressionKey(value)
    const known = inner.get(key) ?? {
      column: newColumn(binding, { name: '', type: value.type, nullable: true }),
      value,
    }
    inner.set(key, known)
    return columnUse(known.column, value.span)
  }
  const below = (value: BoundExpression): BoundExpression =>
    isNumbered(value) ? separate(value) : mapChildren(value, below)
  const rewrite = (value: BoundExpression): BoundExpression =>
    isWindow(value) ? mapChildren(value, below) : mapChildren(value, rewrite)
  const items = tree.items.map((item) => ({ ...item, value: rewrite(item.value) }))
  const orderBy = tree.orderBy.map((key) => ({ ...key, value: rewrite(key.value) }))
  const qualify = tree.qualify === undefined ? undefined : rewrite(tree.qualify)
  const kept = columnsOf(tree.from).map((column): Defined => ({ column, value: columnUse(column) }))
  const own = [...kept, ...inner.values()]
  const { where, ...outer } = tree
  const rows: SelectTree = {
    kind: 'Select',
    with: [],
    distinct: false,
    items: own,
    from: tree.from,
    orderBy: [],
    ...(where === undefined ? {} : { where }),
  }
  return {
    ...outer,
    items,
    orderBy,
    ...(qualify === undefined ? {} : { qualify }),
    from: {
      kind: 'Derived',
      table: newTable(binding),
      query: { columns: own.map(({ column }) => column), tree: rows, streams: [] },
      lateral: false,
    },
  }
}
