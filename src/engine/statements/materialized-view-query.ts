import { fail } from '../../common/errors.ts'
import type { Span } from '../../common/span.ts'
import type { Expression, FunctionCall } from '../../sql/expression/expression.ts'
import type { FromItem, Query, QueryBody, Select, TableReference } from '../../sql/query/query.ts'
import { print } from '../../sql/print.ts'
import { visit, type Node } from '../../sql/walk.ts'
import { lookup } from '../functions/registry.ts'

/** Aggregates that a materialized view may hold. */
const allowedAggregates: ReadonlySet<string> = new Set([
  'APPROX_COUNT_DISTINCT', 'HLL', 'AVG', 'BITAND_AGG', 'BITOR_AGG', 'BITXOR_AGG', 'COUNT', 'COUNT_IF', 'MAX', 'MIN', 'STDDEV',
  'STDDEV_SAMP', 'STDDEV_POP', 'SUM', 'VARIANCE', 'VARIANCE_SAMP', 'VAR_SAMP', 'VARIANCE_POP', 'VAR_POP',
]) // prettier-ignore

/** Functions that do not always give the same for the same row. */
const changing: ReadonlySet<string> = new Set([
  'CURRENT_DATE', 'CURRENT_TIME', 'CURRENT_TIMESTAMP', 'GETDATE', 'LOCALTIME', 'LOCALTIMESTAMP', 'SYSDATE', 'SYSTIMESTAMP',
  'CURRENT_USER', 'CURRENT_ROLE', 'CURRENT_WAREHOUSE', 'CURRENT_SESSION', 'CURRENT_TRANSACTION', 'LAST_QUERY_ID', 'RANDOM',
  'RANDSTR', 'UNIFORM', 'NORMAL', 'ZIPF', 'UUID_STRING', 'SEQ1', 'SEQ2', 'SEQ4', 'SEQ8',
]) // prettier-ignore

/**
 * Refuses what the query of a materialized view may not have, and gives the table that it is of.
 * https://docs.snowflake.com/en/user-guide/views-materialized#limitations-on-creating-materialized-views
 */
export function restrictedQuery(query: Query, view: string): TableReference {
  const refuse = (reason: string, span: Span): never =>
    fail('MATERIALIZED_VIEW_RESTRICTION', { view, reason }, span)
  const { limit, offset } = query
  if (query.with.length > 0) refuse('subqueries are not supported', query.span)
  if (query.orderBy.length > 0 || query.orderByAll !== undefined)
    refuse('ORDER BY is not supported', query.span)
  if (limit !== undefined || offset !== undefined) refuse('LIMIT is not supported', query.span)
  visit(query, {
    enter: (node) => {
      if (node !== query) checkNode(node, refuse)
    },
  })
  const tables = selectsOf(query.body, refuse).map((select) => tableOf(select, refuse))
  const [first, ...more] = tables
  if (first === undefined) return refuse('a table is missing', query.span)
  for (const table of more)
    if (print(table.name) !== print(first.name)) refuse('more than one table is referenced', table.span)
  return first
}

type Refuse = (reason: string, span: Span) => never

function checkNode(node: Node, refuse: Refuse): void {
  if (subqueries.has(node.kind)) refuse('subqueries are not supported', node.span)
  if (node.kind === 'FunctionCall') checkCall(node, refuse)
  if (node.kind === 'ColumnReference' && node.parts.length > 1 && node.parts.at(-1)?.text === 'NEXTVAL')
    refuse('functions must be deterministic', node.span)
  if (node.kind === 'TableReference' && (node.timeTravel !== undefined || node.changes !== undefined))
    refuse('Time Travel is not supported', node.span)
}

const subqueries: ReadonlySet<string> = new Set([
  'Query',
  'Subquery',
  'Exists',
  'InQuery',
  'Quantified',
  'DerivedTable',
])

function checkCall(call: FunctionCall, refuse: Refuse): void {
  if (call.over !== undefined) refuse('window functions are not supported', call.span)
  const name = call.name.kind === 'Name' ? (call.name.parts.at(-1)?.text ?? '') : ''
  if (changing.has(name)) refuse(`function ${name} is not deterministic`, call.span)
  const entry = lookup(name)
  const role = entry === undefined || 'special' in entry ? undefined : entry[0]?.role
  if (role === undefined) return
  if (!allowedAggregates.has(name)) refuse(`aggregate function ${name} is not supported`, call.span)
  if (call.distinct) refuse('DISTINCT in an aggregate function is not supported', call.span)
}

/** The SELECTs of UNION; other set operators are not supported. */
function selectsOf(body: QueryBody, refuse: Refuse): readonly Select[] {
  if (body.kind === 'Select') return [body]
  if (body.kind !== 'SetOperation') return refuse('the query must be a SELECT', body.span)
  if (body.operator !== 'UNION') refuse(`${body.operator} is not supported`, body.span)
  return [...selectsOf(body.left, refuse), ...selectsOf(body.right, refuse)]
}

function tableOf(select: Select, refuse: Refuse): TableReference {
  if (select.having !== undefined) refuse('HAVING is not supported', select.having.span)
  if (select.qualify !== undefined) refuse('window functions are not supported', select.qualify.span)
  if (select.top !== undefined) refuse('LIMIT is not supported', select.top.span)
  if (select.connectBy !== undefined) refuse('CONNECT BY is not supported', select.connectBy.span)
  checkGroupBy(select, refuse)
  const [table, ...others] = select.from.flatMap((item) => tablesOf(item, refuse))
  if (table === undefined) return refuse('a table is missing', select.span)
  if (others.length > 0) refuse('joins are not supported', select.span)
  return table
}

/** The tables of a FROM item; FLATTEN may stand beside one. */
function tablesOf(item: FromItem, refuse: Refuse): readonly TableReference[] {
  if (item.kind === 'TableReference') return [item]
  if (item.kind === 'TableFunction' && item.call.name.kind === 'Name') {
    const name = item.call.name.parts.at(-1)?.text
    if (name === 'FLATTEN') return []
    return refuse(`table function ${name ?? ''} is not supported`, item.span)
  }
  if (item.kind === 'Join') return refuse('joins are not supported', item.span)
  return refuse('only a table can be queried', item.span)
}

/** Plain keys, each of which is in the select list: by itself, by its alias or by its number. */
function checkGroupBy({ groupBy, items }: Select, refuse: Refuse): void {
  if (groupBy === undefined || groupBy.kind === 'GroupByAll') return
  const selected = new Set(
    items.flatMap((item) =>
      item.kind === 'Item'
        ? [lastName(item.expression), ...(item.alias === undefined ? [] : [item.alias.text])]
        : [],
    ),
  )
  const hasStar = items.some((item) => item.kind !== 'Item')
  for (const item of groupBy.items) {
    if (item.kind !== 'Group') return refuse('GROUPING SETS, ROLLUP and CUBE are not supported', groupBy.span)
    const { expression } = item
    if (expression.kind === 'NumberLiteral' || hasStar || selected.has(lastName(expression))) continue
    refuse('all GROUP BY keys must be in the SELECT list', expression.span)
  }
}

/** The name of a column without its qualifier; of any other expression its text. */
function lastName(expression: Expression): string {
  return expression.kind === 'ColumnReference'
    ? (expression.parts.at(-1)?.text ?? '')
    : `(${print(expression)})`
}
