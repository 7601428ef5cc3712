import { columnUse } from './coercion.ts'
import { usedColumn } from './columns.ts'
import type { BoundExpression } from './expression-tree.ts'
import { mapChildren, visitExpression } from './expression-walk.ts'
import { newColumn, streamsSince, type Frame } from './frame.ts'
import type { NamedColumn, Names } from './names.ts'
import type { Defined, SelectTree } from './query-tree.ts'
import type { BoundFrom } from './relation.ts'
import type { BoundColumn, BoundQuery } from './tree.ts'

/** What stands in the place of columns, by their ids. */
export type Replacements = ReadonlyMap<number, BoundExpression>

/** A FROM clause as a query of its own, and how its columns are called there. */
export interface Projection {
  readonly query: BoundQuery
  /** The column of the query for each column of the FROM clause that names can reach, by id. */
  readonly columns: ReadonlyMap<number, BoundColumn>
}

/** SELECT of all columns that names can reach, with what `around` adds. */
export function project(
  from: BoundFrom,
  frame: Frame,
  around: Partial<Pick<SelectTree, 'where' | 'qualify' | 'orderBy' | 'limit'>> = {},
): Projection {
  const { binding } = frame
  const items = reachable(from.names).map((value): readonly [number, Defined] => {
    const id = usedColumn(value) ?? 0
    const nullable = !binding.notNull.has(id)
    return [id, { column: newColumn(binding, { name: '', type: value.type, nullable }), value }]
  })
  const tree: SelectTree = {
    kind: 'Select',
    with: [],
    distinct: false,
    items: items.map(([, item]) => item),
    from: from.relation,
    orderBy: [],
    ...around,
  }
  const columns = new Map(items.map(([id, { column }]) => [id, column]))
  return {
    query: { columns: [...columns.values()], tree, streams: streamsSince(binding, 0) },
    columns,
  }
}

/** A use of each column that a name leads to. */
function reachable(names: Names): readonly BoundExpression[] {
  const uses = new Map<number, BoundExpression>()
  for (const columns of [names.columns, ...names.relations.map((relation) => relation.columns)])
    for (const column of columns)
      visitExpression(column.value, (value) => {
        const id = usedColumn(value)
        if (id !== undefined) uses.set(id, value)
      })
  return [...uses.values()]
}

/** The names, leading to what stands in the place of their columns. */
export function replaceNames(names: Names, replacements: Replacements): Names {
  const column = (named: NamedColumn): NamedColumn => ({
    ...named,
    value: replaceColumns(named.value, replacements),
  })
  return {
    columns: names.columns.map(column),
    relations: names.relations.map(({ path, columns }) => ({ path, columns: columns.map(column) })),
  }
}

/** The expression with other columns. */
export function replaceColumns(value: BoundExpression, replacements: Replacements): BoundExpression {
  const id = usedColumn(value)
  if (id === undefined) return mapChildren(value, (child) => replaceColumns(child, replacements))
  const other = replacements.get(id)
  return other === undefined ? value : { ...other, span: value.span }
}

/** Uses of the columns that a projection has made of those of a FROM clause. */
export function usesOf(columns: Projection['columns']): Replacements {
  return new Map([...columns].map(([id, column]) => [id, columnUse(column)]))
}
