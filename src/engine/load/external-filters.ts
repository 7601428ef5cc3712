import type { Expression } from '../../sql/expression/expression.ts'
import type { FromItem, Query, Select, TableReference } from '../../sql/query/query.ts'
import type { Statement } from '../../sql/statement/statement.ts'
import { visit } from '../../sql/walk.ts'
import { conjuncts } from '../bind/conjuncts.ts'

/**
 * Conditions that every row of a relation meets of which anything comes of the query: those of WHERE, and of the inner joins that it
 * is in. None is given for a relation that an outer join may fill up with NULLs: a row that is left out there becomes another one.
 */
export function filtersOn(tree: Statement | Query, wanted: TableReference): readonly Expression[] {
  const found: Expression[] = []
  visit(tree, {
    enter: (node) => {
      if (node.kind === 'Select') found.push(...filtersIn(node, wanted))
    },
  })
  return found
}

function filtersIn(select: Select, wanted: TableReference): readonly Expression[] {
  // What CONNECT BY walks to need not meet the condition that its start has.
  if (select.connectBy !== undefined) return []
  for (const item of select.from) {
    const conditions = conditionsOn(item, wanted)
    if (conditions !== undefined)
      return [...conditions, ...(select.where === undefined ? [] : [select.where])].flatMap((each) => [
        ...conjuncts(each),
      ])
  }
  return []
}

/** The conditions of the joins on the way to the relation; undefined where it is not below, or may be filled up with NULLs. */
function conditionsOn(item: FromItem, wanted: TableReference): readonly Expression[] | undefined {
  if (item === wanted) return []
  if (item.kind !== 'Join') return undefined
  const { type, natural, left, right, on } = item
  const own = type === 'INNER' && on !== undefined ? [on] : []
  if (type !== 'FULL' && type !== 'RIGHT' && !natural) {
    const found = conditionsOn(left, wanted)
    if (found !== undefined) return [...own, ...found]
  }
  if (type === 'INNER' || type === 'CROSS' || type === 'RIGHT') {
    const found = conditionsOn(right, wanted)
    if (found !== undefined) return [...own, ...found]
  }
  return undefined
}
