import { parseExpression } from '../../sql/parse.ts'
import { visit } from '../../sql/walk.ts'
import type { TableRecord } from '../catalog/objects/table.ts'

/** The columns that a table's clustering key reads. */
export function clusteredBy({ clusterBy }: TableRecord): ReadonlySet<string> {
  const names = new Set<string>()
  if (clusterBy === '') return names
  visit(parseExpression(clusterBy), {
    enter: (node) => {
      if (node.kind === 'ColumnReference') names.add(node.parts.at(-1)?.text ?? '')
    },
  })
  return names
}
