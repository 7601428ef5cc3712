import { columnUse } from './coercion.ts'
import type { BoundExpression } from './expression-tree.ts'
import { newColumn, type Frame } from './frame.ts'
import type { Defined, SelectTree } from './query-tree.ts'
import { derived } from './relation.ts'
import type { BoundColumn, BoundQuery } from './tree.ts'

/** A column that a query is to give: made from its own ones by `value`. */
export interface Wanted {
  readonly name: string
  readonly nullable: boolean
  readonly value: (use: (column: BoundColumn) => BoundExpression) => BoundExpression
}

/** The query with other columns: changed in place where it is a plain SELECT, selected from elsewhere. */
export function reshape(query: BoundQuery, wanted: readonly Wanted[], frame: Frame): BoundQuery {
  const { tree } = query
  const plain = tree.kind === 'Select' && isOpen(tree) ? tree : undefined
  const values = new Map(plain?.items.map((item) => [item.column.id, item.value]))
  const use = (column: BoundColumn) => values.get(column.id) ?? columnUse(column)
  const items = wanted.map((each): Defined => {
    const value = each.value(use)
    return { column: newColumn(frame.binding, { ...each, type: value.type }), value }
  })
  const columns = items.map(({ column }) => column)
  if (plain !== undefined) return { columns, tree: { ...plain, items }, streams: query.streams }
  const from = derived(query, frame, { path: [], alias: undefined, lateral: false })
  const around: SelectTree = {
    kind: 'Select',
    with: [],
    distinct: false,
    items,
    from: from.relation,
    orderBy: [],
  }
  return { columns, tree: around, streams: query.streams }
}

/**
 * Items may be changed in place: nothing depends on them (DISTINCT, ORDER BY), and a conversion that fails meets no row that
 * LIMIT would leave out.
 */
function isOpen(tree: SelectTree): boolean {
  return !tree.distinct && tree.orderBy.length === 0 && tree.limit === undefined && tree.offset === undefined
}
