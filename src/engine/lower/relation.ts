import { dispatch, type ByKind } from '../../common/by-kind.ts'
import { fail } from '../../common/errors.ts'
import type { BoundExpression } from '../bind/expression-tree.ts'
import { columnsOf } from '../bind/columns.ts'
import type {
  CteDefinition,
  Flatten,
  Grouped,
  JoinedRelation,
  NextValues,
  Relation,
} from '../bind/query-tree.ts'
import type { BoundColumn } from '../bind/tree.ts'
import { duck, empty, ident, integer, join, type Sql } from '../duck/sql.ts'
import type { LowerTarget } from './expression.ts'
import { lowerFlatten } from './flatten.ts'

/** What lowering a relation asks and tells: it puts how its columns are written. */
export interface RelationTarget extends LowerTarget {
  put(id: number, sql: Sql): void
  cte(number: number): CteDefinition
  lower(value: BoundExpression): Sql
}

/** What stands after FROM. */
export function lowerRelation(relation: Relation, target: RelationTarget): Sql {
  return dispatch(relations, relation, target)
}

/** The name of a relation in DuckDB. */
export function tableName(table: number): Sql {
  return ident(`t${table}`)
}

const column = (id: number) => `c${id}`

/** The columns are those of the table, each under the alias of its id. */
function putAll(columns: readonly BoundColumn[], table: number, target: RelationTarget): void {
  for (const { id } of columns) target.put(id, ident(`t${table}`, column(id)))
}

const relations: ByKind<Relation, [RelationTarget], Sql> = {
  Scan: (scan, target) => {
    for (const each of scan.columns) target.put(each.column.id, ident(`t${scan.table}`, each.physical))
    return duck`${scan.rows} AS ${tableName(scan.table)}`
  },
  Derived: (derived, target) => {
    const query = target.query(derived.query)
    putAll(derived.query.columns, derived.table, target)
    return duck`${derived.lateral ? duck`LATERAL ` : empty}(${query}) AS ${tableName(derived.table)}`
  },
  CteUse: (use, target) => {
    for (const each of use.columns) target.put(each.column.id, ident(`t${use.table}`, column(each.from.id)))
    const definition = target.cte(use.cte)
    return definition.uses === 1 && definition.recursive === undefined
      ? duck`(${target.query(definition.query)}) AS ${tableName(use.table)}`
      : duck`${tableName(use.cte)} AS ${tableName(use.table)}`
  },
  Join: lowerJoin,
  Flatten: (flatten, target) => lowerFlatten(flatten, target, undefined),
  NextValues: (values, target) => lowerNextValues({ kind: 'SingleRow' }, values, target),
  Generator: (generator, target) =>
    duck`range(${target.lower(generator.rowCount)}) AS ${tableName(generator.table)}`,
  RowList: (list, target) => {
    putAll(list.columns, list.table, target)
    const rows = list.rows.map((row) => duck`(${join(row.map((value) => target.lower(value)))})`)
    const names = list.columns.map(({ id }) => ident(column(id)))
    return duck`(VALUES ${join(rows)}) AS ${tableName(list.table)}(${join(names)})`
  },
  Grouped: lowerGrouped,
  SingleRow: () => duck`(SELECT 1) AS t0`,
}

const joins: { readonly [T in JoinedRelation['type']]: Sql } = {
  INNER: duck`INNER JOIN`,
  LEFT: duck`LEFT JOIN`,
  RIGHT: duck`RIGHT JOIN`,
  FULL: duck`FULL JOIN`,
  CROSS: duck`CROSS JOIN`,
  ASOF: duck`ASOF LEFT JOIN`,
}

function lowerJoin(joined: JoinedRelation, target: RelationTarget): Sql {
  const { right } = joined
  if (right.kind === 'NextValues') {
    if (joined.type !== 'CROSS') fail('UNSUPPORTED', { feature: 'GETNEXTVAL in a join with a condition' })
    return lowerNextValues(joined.left, right, target)
  }
  const numbered = right.kind === 'Flatten' && right.seq.isRead ? right : undefined
  const left =
    numbered === undefined ? lowerRelation(joined.left, target) : lowerNumbered(joined.left, numbered, target)
  const lowered =
    numbered === undefined
      ? lowerRelation(right, target)
      : lowerFlatten(numbered, target, ident(numberedName(numbered), 'n'))
  const operand = right.kind === 'Join' ? duck`(${lowered})` : lowered
  const on =
    joined.type === 'CROSS'
      ? empty
      : duck` ON ${joined.on === undefined ? duck`TRUE` : target.lower(joined.on)}`
  // A row without elements is left out even by LEFT JOIN: https://docs.snowflake.com/en/sql-reference/functions/split_to_table
  const type = right.kind === 'Flatten' && joined.type === 'LEFT' ? 'INNER' : joined.type
  return duck`${left} ${joins[type]} ${operand}${on}`
}

const numberedName = (flatten: Flatten) => `n${flatten.table}`

/** The rows to the left of a FLATTEN whose SEQ is read, numbered. */
function lowerNumbered(left: Relation, flatten: Flatten, target: RelationTarget): Sql {
  const from = lowerRelation(left, target)
  const name = numberedName(flatten)
  const columns = columnsOf(left)
  const items = columns.map(({ id }) => duck`${target.column(id)} AS ${ident(column(id))}`)
  for (const { id } of columns) target.put(id, ident(name, column(id)))
  return duck`(SELECT ${join([...items, duck`row_number() OVER () AS n`])} FROM ${from}) AS ${ident(name)}`
}

/** The rows to the left with a value of the sequence each: as a table of their own, so that no value is taken for a row that is joined later. */
function lowerNextValues(
  left: Relation,
  { table, value, column: next }: NextValues,
  target: RelationTarget,
): Sql {
  const from = lowerRelation(left, target)
  const columns = columnsOf(left)
  const items = columns.map(({ id }) => duck`${target.column(id)} AS ${ident(column(id))}`)
  const values = duck`${target.lower(value)} AS ${ident(column(next.id))}`
  putAll([...columns, next], table, target)
  return duck`(SELECT ${join([...items, values])} FROM ${from}) AS ${tableName(table)}`
}

/** Groups are a table of their own: what is computed from them then needs no matching of expressions by DuckDB. */
function lowerGrouped(grouped: Grouped, target: RelationTarget): Sql {
  const input =
    grouped.input.kind === 'SingleRow' ? empty : duck` FROM ${lowerRelation(grouped.input, target)}`
  const defined = [...grouped.keys, ...grouped.aggregates]
  const items = defined.map(
    ({ column: each, value }) => duck`${target.lower(value)} AS ${ident(column(each.id))}`,
  )
  const where = grouped.where === undefined ? empty : duck` WHERE ${target.lower(grouped.where)}`
  putAll(
    defined.map(({ column: each }) => each),
    grouped.table,
    target,
  )
  const select = items.length === 0 ? duck`count(*) AS n` : join(items)
  return duck`(SELECT ${select}${input}${where}${groupBy(grouped)}) AS ${tableName(grouped.table)}`
}

function groupBy(grouped: Grouped): Sql {
  const place = (key: number) => integer(key + 1)
  if (grouped.sets !== undefined) {
    const sets = grouped.sets.map((set) => duck`(${join(set.map(place))})`)
    return duck` GROUP BY GROUPING SETS (${join(sets)})`
  }
  return grouped.keys.length === 0 ? empty : duck` GROUP BY ${join(grouped.keys.map((_, at) => place(at)))}`
}
