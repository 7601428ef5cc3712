import type { BoundExpression } from '../bind/expression-tree.ts'
import { columnUse, toText } from '../bind/coercion.ts'
import type { CteDefinition, Defined, QueryTree, SelectTree, SortKey } from '../bind/query-tree.ts'
import type { BoundQuery, SessionValues } from '../bind/tree.ts'
import { duck, empty, ident, integer, join, type Sql } from '../duck/sql.ts'
import { lowerExpression, type LowerTarget } from './expression.ts'
import { lowerRelation, type RelationTarget } from './relation.ts'

/** A SELECT of DuckDB's that gives the query's columns in order, each under an alias made of its id, never of its name. */
export function lowerQuery(query: BoundQuery, session: SessionValues): Sql {
  return startLowering(session).query(query)
}

/** Like {@link lowerQuery}, each column as the text that a result shows. The rows keep the order that the query gives them. */
export function lowerQueryAsText(query: BoundQuery, session: SessionValues): Sql {
  const target = startLowering(session)
  const shown = { ...target, session: session.shown ?? session }
  const rows = target.query(query)
  const texts = query.columns.map((column) => {
    target.put(column.id, ident('q', alias(column.id)))
    return duck`${lowerExpression(toText(columnUse(column)), shown)} AS ${ident(alias(column.id))}`
  })
  // DuckDB keeps a subquery's order where nothing but a projection stands around it (tested in test/unit).
  return duck`SELECT ${join(texts)} FROM (${rows}) AS q`
}

/**
 * The parts of a SELECT that is nothing but items over its FROM, for those who put something around each item (COPY wraps
 * them in TRY); undefined for any other query.
 */
export function lowerSelectParts(
  query: BoundQuery,
  session: SessionValues,
): { readonly items: readonly Sql[]; readonly from: Sql; readonly where?: Sql } | undefined {
  const { tree } = query
  if (tree.kind !== 'Select' || !isPlain(tree)) return undefined
  const target = startLowering(session)
  const from = lowerRelation(tree.from, target)
  const where = tree.where === undefined ? undefined : lowerExpression(tree.where, target)
  return {
    items: tree.items.map(({ value }) => lowerExpression(value, target)),
    from,
    ...(where === undefined ? {} : { where }),
  }
}

function isPlain(tree: SelectTree): boolean {
  return (
    !tree.distinct &&
    tree.with.length === 0 &&
    tree.qualify === undefined &&
    tree.orderBy.length === 0 &&
    tree.limit === undefined &&
    tree.offset === undefined &&
    tree.from.kind !== 'Grouped'
  )
}

/** The name of a column in DuckDB. */
export function alias(id: number): string {
  return `c${id}`
}

/** What lowering knows on its way: how each column is written, and what each common table is. */
export function startLowering(session: SessionValues): RelationTarget {
  const columns = new Map<number, Sql>()
  const ctes = new Map<number, CteDefinition>()
  const target: RelationTarget = {
    session,
    column: (id) => {
      const known = columns.get(id)
      if (known === undefined) throw new Error(`Snowmelt bug: column ${id} is not in sight`)
      return known
    },
    put: (id, sql) => void columns.set(id, sql),
    cte: (number) => {
      const known = ctes.get(number)
      if (known === undefined) throw new Error(`Snowmelt bug: common table ${number} is not in sight`)
      return known
    },
    query: (query) => lowerTree(query.tree, target, (definition) => ctes.set(definition.cte, definition)),
    lower: (value) => lowerExpression(value, target),
  }
  return target
}

function lowerTree(tree: QueryTree, target: RelationTarget, define: (cte: CteDefinition) => void): Sql {
  if (tree.kind === 'Select') return lowerSelect(tree, target, define)
  const operator = { UNION: duck`UNION`, INTERSECT: duck`INTERSECT`, EXCEPT: duck`EXCEPT` }[tree.operator]
  const all = tree.all ? duck` ALL` : empty
  return duck`(${target.query(tree.left)}) ${operator}${all} (${target.query(tree.right)})`
}

function lowerSelect(tree: SelectTree, target: RelationTarget, define: (cte: CteDefinition) => void): Sql {
  tree.with.forEach(define)
  // A literal orders nothing, and DuckDB refuses it.
  const orderBy = tree.orderBy.filter((key) => key.item !== undefined || key.value.kind !== 'Constant')
  const clauses = [
    ...lowerWith(tree.with, target),
    ...lowerBody(tree, target),
    ...(orderBy.length === 0 ? [] : [duck`ORDER BY ${join(orderBy.map((key) => sortKey(key, target)))}`]),
    ...(tree.limit === undefined ? [] : [duck`LIMIT ${lowerExpression(tree.limit, target)}`]),
    ...(tree.offset === undefined ? [] : [duck`OFFSET ${lowerExpression(tree.offset, target)}`]),
  ]
  return join(clauses, ' ')
}

function lowerBody(tree: SelectTree, target: RelationTarget): readonly Sql[] {
  const from = tree.from.kind === 'SingleRow' ? [] : [duck`FROM ${lowerRelation(tree.from, target)}`]
  const condition = (word: Sql, value: BoundExpression | undefined) =>
    value === undefined ? [] : [duck`${word} ${lowerExpression(value, target)}`]
  return [
    tree.distinct ? duck`SELECT DISTINCT` : duck`SELECT`,
    tree.items.length === 0 ? duck`1` : join(tree.items.map((item) => lowerDefined(item, target))),
    ...from,
    ...condition(duck`WHERE`, tree.where),
    ...condition(duck`QUALIFY`, tree.qualify),
  ]
}

/** `value AS c12`. */
export function lowerDefined(defined: Defined, target: LowerTarget): Sql {
  return duck`${lowerExpression(defined.value, target)} AS ${ident(alias(defined.column.id))}`
}

/** A key that is an item is sorted by as such: DuckDB would compute it twice, and a random one to two values. */
function sortKey(key: SortKey, target: LowerTarget): Sql {
  const value = key.item === undefined ? lowerExpression(key.value, target) : integer(key.item + 1)
  const direction = key.descending ? duck`DESC` : duck`ASC`
  return duck`${value} ${direction} ${key.nullsFirst ? duck`NULLS FIRST` : duck`NULLS LAST`}`
}

/** WITH for the common tables that are read more than once, or by themselves; others stand where they are read. */
function lowerWith(definitions: readonly CteDefinition[], target: RelationTarget): readonly Sql[] {
  const named = definitions.filter((definition) => !isInlined(definition))
  if (named.length === 0) return []
  const recursive = named.some((definition) => definition.recursive !== undefined) ? duck` RECURSIVE` : empty
  return [duck`WITH${recursive} ${join(named.map((definition) => lowerDefinition(definition, target)))}`]
}

/** True for a common table that is read once: it needs no name. */
export function isInlined(definition: CteDefinition): boolean {
  return definition.uses === 1 && definition.recursive === undefined
}

function lowerDefinition(definition: CteDefinition, target: RelationTarget): Sql {
  const columns = join(definition.query.columns.map(({ id }) => ident(alias(id))))
  const name = duck`${ident(`t${definition.cte}`)}(${columns})`
  const query = target.query(definition.query)
  return definition.recursive === undefined
    ? duck`${name} AS (${query})`
    : duck`${name} AS ((${query}) UNION ALL (${target.query(definition.recursive)}))`
}
