import type { BoundExpression } from './expression-tree.ts'
import type { Relation } from './query-tree.ts'
import type { BoundColumn } from './tree.ts'

/** The columns that a relation has, in no order that means anything. */
export function columnsOf(relation: Relation): readonly BoundColumn[] {
  switch (relation.kind) {
    case 'Scan':
      return relation.columns.map(({ column }) => column)
    case 'CteUse':
      return relation.columns.map(({ column }) => column)
    case 'Derived':
      return relation.query.columns
    case 'Join':
      return [...columnsOf(relation.left), ...columnsOf(relation.right)]
    case 'Flatten':
      return Object.values<BoundColumn>({ ...relation.columns })
    case 'RowList':
      return relation.columns
    case 'Grouped':
      return [...relation.keys, ...relation.aggregates].map(({ column }) => column)
    case 'Generator':
    case 'SingleRow':
      return []
  }
}

/** The id of the column that `value` is a use of. */
export function usedColumn(value: BoundExpression): number | undefined {
  return value.kind === 'ColumnUse' ? value.id : undefined
}
