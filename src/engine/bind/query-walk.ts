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

function mapRelation(relation: Relation, change: Change): Relation {
  switch (relation.kind) {
    case 'Scan':
    case 'CteUse':
    case 'SingleRow':
      return relation
    case 'Derived':
      return { ...relation, query: mapQuery(relation.query, change) }
    case 'Join':
      return {
        ...relation,
        left: mapRelation(relation.left, change),
        right: mapRelation(relation.right, change),
        ...(relation.on === undefined ? {} : { on: change(relation.on) }),
      }
    case 'Flatten':
      return { ...relation, input: change(relation.input) }
    case 'Generator':
      return { ...relation, rowCount: change(relation.rowCount) }
    case 'RowList':
      return { ...relation, rows: relation.rows.map((row) => row.map(change)) }
    case 'Grouped':
      return {
        ...relation,
        input: mapRelation(relation.input, change),
        keys: relation.keys.map((key) => mapDefined(key, change)),
        aggregates: relation.aggregates.map((aggregate) => mapDefined(aggregate, change)),
        ...(relation.where === undefined ? {} : { where: change(relation.where) }),
      }
  }
}
