import { dispatch, type ByKind } from '../../common/by-kind.ts'
import type { BoundExpression } from './expression-tree.ts'
import type { Relation } from './query-tree.ts'
import type { BoundColumn } from './tree.ts'

const none = (): readonly BoundColumn[] => []

const columns: ByKind<Relation, [], readonly BoundColumn[]> = {
  Scan: (scan) => scan.columns.map(({ column }) => column),
  CteUse: (use) => use.columns.map(({ column }) => column),
  Derived: (derived) => derived.query.columns,
  Join: (join) => [...columnsOf(join.left), ...columnsOf(join.right)],
  Flatten: (flatten) => Object.values<BoundColumn>({ ...flatten.columns }),
  NextValues: (values) => [values.column],
  RowList: (list) => list.columns,
  Grouped: (grouped) => [...grouped.keys, ...grouped.aggregates].map(({ column }) => column),
  Generator: none,
  SingleRow: none,
}

/** The columns that a relation has, in no order that means anything. */
export function columnsOf(relation: Relation): readonly BoundColumn[] {
  return dispatch(columns, relation)
}

/** The id of the column that `value` is a use of. */
export function usedColumn(value: BoundExpression): number | undefined {
  return value.kind === 'ColumnUse' ? value.id : undefined
}
