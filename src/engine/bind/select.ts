import { fail } from '../../common/errors.ts'
import type { Expression } from '../../sql/expression/expression.ts'
import type { Select } from '../../sql/query/query.ts'
import { columnUse } from './coercion.ts'
import { columnsOf, usedColumn } from './columns.ts'
import { bindCondition } from './condition.ts'
import { bindHierarchy } from './connect-by.ts'
import { refuseCollated } from './distinct.ts'
import { isAggregate, isWindow, mapChildren, sameExpression, someExpression } from './expression-walk.ts'
import type { BoundExpression } from './expression-tree.ts'
import { isNullable, newColumn, streamsSince, type Frame } from './frame.ts'
import { bindFrom } from './from.ts'
import { bindGroupBy } from './group-by.ts'
import { startGrouping, type GroupKeys } from './grouping.ts'
import { bindLimit, type QueryTail } from './limit.ts'
import { bindOrderBy, bindOrderByAll } from './order-by.ts'
import { bindOuterJoins, hasOptionalColumns } from './outer-join.ts'
import { separateWindows } from './nested-window.ts'
import type { Defined, SelectTree, SortKey } from './query-tree.ts'
import { derived, type BoundFrom } from './relation.ts'
import { scopeOf, type ScopeOptions } from './scope.ts'
import { canonical } from './sort-value.ts'
import { bindSelectList, type NamedValue } from './select-list.ts'
import type { BoundQuery, Scope } from './tree.ts'

/** The clauses of a SELECT, bound over the rows of its FROM, before they are grouped. */
interface Clauses {
  readonly items: readonly NamedValue[]
  readonly where: BoundExpression | undefined
  readonly keys: GroupKeys | undefined
  readonly having: BoundExpression | undefined
  readonly qualify: BoundExpression | undefined
  readonly orderBy: readonly SortKey[]
}

/** A SELECT with the ORDER BY and LIMIT of its query. https://docs.snowflake.com/en/sql-reference/sql/select */
export function bindSelect(
  written: Select,
  writtenTail: QueryTail,
  frame: Frame,
  outer: Scope | undefined,
): BoundQuery {
  if (written.into !== undefined) fail('INTO_NOT_ALLOWED', undefined, written.span)
  const start = frame.binding.streams.length
  const { select, tail, from, with: definitions } = bindRows(written, writtenTail, frame, outer)
  const bound = group(bindClauses(select, tail, frame, from, outer), from, frame)
  const items = bound.items.map(({ name, value }): Defined => ({
    column: newColumn(frame.binding, { name, type: value.type, nullable: isNullable(frame.binding, value) }),
    value,
  }))
  const columns = items.map(({ column }) => column)
  if (select.distinct) refuseCollated(columns, 'DISTINCT', select.span)
  const limit = bindLimit(select.top === undefined ? tail : { ...tail, limit: select.top }, frame)
  const whole: SelectTree = {
    kind: 'Select',
    with: definitions,
    distinct: select.distinct,
    items,
    from: bound.from,
    orderBy: bound.orderBy,
    ...(bound.where === undefined ? {} : { where: bound.where }),
    ...(bound.qualify === undefined ? {} : { qualify: bound.qualify }),
    ...limit,
  }
  const tree = separateWindows(whole, frame.binding)
  const query: BoundQuery = {
    columns,
    tree,
    streams: streamsSince(frame.binding, start),
  }
  return select.distinct && bound.orderBy.some((key) => key.item === undefined)
    ? orderDistinct(query, tree, frame)
    : query
}

/** What the clauses of a SELECT are bound over. */
interface Rows {
  readonly select: Select
  readonly tail: QueryTail
  readonly from: BoundFrom
  readonly with: SelectTree['with']
}

/** FROM, with the outer joins and the hierarchy that other clauses make of it; the clauses without them. */
function bindRows(written: Select, tail: QueryTail, frame: Frame, outer: Scope | undefined): Rows {
  const { select, from } = hasOptionalColumns(written)
    ? bindMarkedRows(written, frame, outer)
    : { select: written, from: bindFrom(written.from, frame, outer) }
  if (select.connectBy === undefined) return { select, tail, from, with: [] }
  const hierarchy = bindHierarchy(select, tail.orderBy, from, frame, outer)
  return { ...hierarchy, tail: { ...tail, orderBy: hierarchy.orderBy } }
}

function bindMarkedRows(
  written: Select,
  frame: Frame,
  outer: Scope | undefined,
): Pick<Rows, 'select' | 'from'> {
  const { from, where } = bindOuterJoins(written, frame, outer)
  const { where: _marked, ...rest } = written
  return { select: { ...rest, ...(where === undefined ? {} : { where }) }, from }
}

function bindClauses(
  select: Select,
  tail: QueryTail,
  frame: Frame,
  from: BoundFrom,
  outer: Scope | undefined,
): Clauses {
  const { items: written, aliases } = bindSelectList(select, frame, from.names, outer)
  const items = select.distinct ? written.map((item) => ({ ...item, value: canonical(item.value) })) : written
  const scope = (options: ScopeOptions) => scopeOf(frame, from.names, { aliases, outer, ...options })
  const condition = (expression: Expression | undefined, options: ScopeOptions) =>
    expression === undefined ? undefined : bindCondition(expression, scope(options))
  const everything = scope({})
  const qualify = condition(select.qualify, {})
  if (qualify !== undefined && ![qualify, ...items.map(({ value }) => value)].some(hasWindow))
    fail('QUALIFY_WITHOUT_WINDOW', undefined, qualify.span)
  const values = items.map(({ value }) => value)
  const grouped = scope({ noWindows: 'group by clause' })
  return {
    items,
    where: condition(select.where, {
      noAggregates: 'where',
      noWindows: 'where clause',
      acceptAlias: plainAlias('where', frame),
    }),
    keys: select.groupBy === undefined ? undefined : bindGroupBy(select.groupBy, values, grouped),
    having: condition(select.having, { noWindows: 'having clause' }),
    qualify,
    orderBy: [...bindOrderBy(tail.orderBy, items, everything), ...bindOrderByAll(tail, items, frame)],
  }
}

const hasWindow = (value: BoundExpression): boolean => someExpression(value, isWindow)

/** Refuses an alias whose expression may not stand in the clause. */
function plainAlias(clause: string, frame: Frame): NonNullable<ScopeOptions['acceptAlias']> {
  return (value, span) => {
    const call = frame.text.slice(value.span.start, value.span.end)
    if (someExpression(value, isWindow)) fail('WINDOW_NOT_ALLOWED', { place: `${clause} clause`, call }, span)
    if (someExpression(value, isAggregate)) fail('AGGREGATE_NOT_ALLOWED', { place: clause, call }, span)
  }
}

interface GroupedClauses {
  readonly items: readonly NamedValue[]
  readonly from: BoundFrom['relation']
  readonly where: BoundExpression | undefined
  readonly qualify: BoundExpression | undefined
  readonly orderBy: readonly SortKey[]
}

/** Groups where GROUP BY, HAVING or an aggregate says so: HAVING is then what filters the groups. */
function group(clauses: Clauses, from: BoundFrom, frame: Frame): GroupedClauses {
  const { items, where, having, qualify, orderBy } = clauses
  const values = [...items, ...orderBy].map(({ value }) => value)
  const isGrouped =
    clauses.keys !== undefined ||
    having !== undefined ||
    [...values, ...(qualify === undefined ? [] : [qualify])].some((value) =>
      someExpression(value, isAggregate),
    )
  if (!isGrouped) return { items, from: from.relation, where, qualify, orderBy }
  const grouping = startGrouping(from, where, clauses.keys ?? { keys: [], written: false }, frame)
  const rewritten = {
    items: items.map((item) => ({ name: item.name, value: grouping.rewrite(item.value, 'select') })),
    where: having === undefined ? undefined : grouping.rewrite(having, 'other'),
    qualify: qualify === undefined ? undefined : grouping.rewrite(qualify, 'other'),
    orderBy: orderBy.map((key) => ({ ...key, value: grouping.rewrite(key.value, 'other') })),
  }
  return { ...rewritten, from: grouping.relation() }
}

/**
 * SELECT DISTINCT … ORDER BY an expression: it can only be made of the items, and sorts their distinct rows. DuckDB would
 * take any column and sort by one of its values.
 */
function orderDistinct(query: BoundQuery, tree: SelectTree, frame: Frame): BoundQuery {
  const { limit, offset, ...rest } = tree
  const own = new Set(columnsOf(tree.from).map(({ id }) => id))
  const overItems = (value: BoundExpression, key: BoundExpression): BoundExpression => {
    const item = tree.items.find(
      (each) => sameExpression(each.value, value) || sameExpression(each.value, canonical(value)),
    )
    if (item !== undefined) return columnUse(item.column, value.span)
    const id = usedColumn(value)
    if (id !== undefined && own.has(id))
      fail(
        'INVALID_ORDER_BY',
        { expression: frame.text.slice(key.span.start, key.span.end).toUpperCase() },
        key.span,
      )
    return mapChildren(value, (child) => overItems(child, key))
  }
  const orderBy = tree.orderBy.map((key) => ({ ...key, value: overItems(key.value, key.value) }))
  return selectAll({ ...query, tree: { ...rest, orderBy: [] } }, frame, {
    orderBy,
    ...(limit === undefined ? {} : { limit }),
    ...(offset === undefined ? {} : { offset }),
  })
}

/** What {@link selectAll} adds to the rows that it selects. */
export type Around = Partial<Pick<SelectTree, 'orderBy' | 'limit' | 'offset' | 'with'>>

/** `SELECT *` from `query`, ordered and cut, under the same names. */
export function selectAll(
  query: BoundQuery,
  frame: Frame,
  around: Around | ((from: BoundFrom, items: readonly NamedValue[]) => Around),
): BoundQuery {
  const from = derived(query, frame, { path: [], alias: undefined, lateral: false })
  const items = query.columns.map((column): Defined => ({
    column: newColumn(frame.binding, column),
    value: columnUse(column),
  }))
  const named = items.map(({ column, value }) => ({ name: column.name, value }))
  const tree: SelectTree = {
    kind: 'Select',
    with: [],
    distinct: false,
    items,
    from: from.relation,
    orderBy: [],
    ...(typeof around === 'function' ? around(from, named) : around),
  }
  return { columns: items.map(({ column }) => column), tree, streams: query.streams }
}
