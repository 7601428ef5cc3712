import { dispatch, type ByKind } from '../../common/by-kind.ts'
import type { BoundExpression } from './expression-tree.ts'
import type { Defined, QueryTree, Relation, SelectTree, SetTree } from './query-tree.ts'
import type { BoundQuery } from './tree.ts'

type Change = (value: BoundExpression) => BoundExpression

/** The query with each expression that stands in it (not those inside these) replaced by what `change` gives. */
export function mapQuery(query: BoundQuery, change: Change): BoundQuery {
  return { ...query, tree: mapTree(query.tree, change) }
}

function mapTree(tree: QueryTree, change: Change): QueryTree {
  return tree.kind === 'Set' ? mapSet(tree, change) : mapSelect(tree, change)
}

function mapSet(tree: SetTree, change: Change): SetTree {
  return { ...tree, left: mapQuery(tree.left, change), right: mapQuery(tree.right, change) }
}

function mapSelect(tree: SelectTree, change: Change): SelectTree {
  return {
    ...tree,
    with: tree.with.map((definition) => ({
      ...definition,
      query: mapQuery(definition.query, change),
      ...(definition.recursive === undefined ? {} : { recursive: mapQuery(definition.recursive, change) }),
    })),
    items: tree.items.map((item) => mapDefined(item, change)),
    from: mapRelation(tree.from, change),
    orderBy: tree.orderBy.map((key) => ({ ...key, value: change(key.value) })),
    ...(tree.where === undefined ? {} : { where: change(tree.where) }),
    ...(tree.qualify === undefined ? {} : { qualify: change(tree.qualify) }),
    ...(tree.limit === undefined ? {} : { limit: change(tree.limit) }),
    ...(tree.offset === undefined ? {} : { offset: change(tree.offset) }),
  }
}

function mapDefined(defined: Defined, change: Change): Defined {
  return { column: defined.column, value: change(defined.value) }
}

const leaf = (relation: Relation): Relation => relation

const relations: ByKind<Relation, [Change], Relation> = {
  Scan: leaf,
  CteUse: leaf,
  SingleRow: leaf,
  Derived: (derived, change) => ({ ...derived, query: mapQuery(derived.query, change) }),
  Join: (join, change) => ({
    ...join,
    left: mapRelation(join.left, change),
    right: mapRelation(join.right, change),
    ...(join.on === undefined ? {} : { on: change(join.on) }),
  }),
  Flatten: (flatten, change) => ({ ...flatten, input: change(flatten.input) }),
  Generator: (generator, change) => ({ ...generator, rowCount: change(generator.rowCount) }),
  NextValues: (values, change) => ({ ...values, value: change(values.value) }),
  RowList: (list, change) => ({ ...list, rows: list.rows.map((row) => row.map(change)) }),
  Grouped: (grouped, change) => ({
    ...grouped,
    input: mapRelation(grouped.input, change),
    keys: grouped.keys.map((key) => mapDefined(key, change)),
    aggregates: grouped.aggregates.map((aggregate) => mapDefined(aggregate, change)),
    ...(grouped.where === undefined ? {} : { where: change(grouped.where) }),
  }),
}

function mapRelation(relation: Relation, change: Change): Relation {
  return dispatch(relations, relation, change)
}
