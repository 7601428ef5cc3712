import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { Expression } from '../expression/expression.ts'
import type { Identifier } from '../expression/name.ts'
import { atQuery, atQueryContinuation } from '../expression/subquery.ts'
import type { Cursor } from '../text/cursor.ts'
import { continueQuery, parseExpressionAt, parseQuery } from '../text/grammar.ts'
import { sql, type Sql } from '../text/print.ts'
import type { Query } from './query.ts'
import { parseStageReference, printStageReference, type StageReference } from './stage-reference.ts'
import { parseTableAlias, printTableAlias, type TableAlias } from './table-alias.ts'
import { parseLateralFunction, parseTable, printTableFunction, type TableFunction } from './table-function.ts'
import { parseTableReference, printTableReference, type TableReference } from './table-reference.ts'
import { parseValues } from './values.ts'

export type { StageReference } from './stage-reference.ts'
export type { TableAlias } from './table-alias.ts'
export type { TableFunction } from './table-function.ts'
export type { TableReference } from './table-reference.ts'

export interface DerivedTable {
  readonly kind: 'DerivedTable'
  readonly query: Query
  readonly lateral: boolean
  readonly alias?: TableAlias
  readonly span: Span
}
/** https://docs.snowflake.com/en/sql-reference/constructs/join */
export interface Join {
  readonly kind: 'Join'
  readonly type: 'INNER' | 'LEFT' | 'RIGHT' | 'FULL' | 'CROSS'
  readonly natural: boolean
  readonly left: FromItem
  readonly right: FromItem
  readonly on?: Expression
  readonly using?: readonly Identifier[]
  readonly span: Span
}
export type FromItem = TableReference | StageReference | DerivedTable | TableFunction | Join

/** item { , item } */
export function parseFromList(cursor: Cursor): readonly FromItem[] {
  return cursor.list(() => parseFromItem(cursor))
}

/** factor { join factor [ON condition | USING ( column, … )] }…; joins group to the left */
export function parseFromItem(cursor: Cursor): FromItem {
  let left = parseFactor(cursor)
  for (;;) {
    const join = parseJoinWords(cursor)
    if (join === undefined) return left
    const right = parseFactor(cursor)
    const condition = parseJoinCondition(cursor, join)
    left = { kind: 'Join', ...join, left, right, ...condition, span: cursor.span(left.span.start) }
  }
}

/** CROSS JOIN | [NATURAL] [INNER | { LEFT | RIGHT | FULL } [OUTER]] JOIN */
function parseJoinWords(cursor: Cursor): Pick<Join, 'type' | 'natural'> | undefined {
  if (cursor.is('ASOF', 'JOIN')) cursor.unsupported('ASOF JOIN')
  if (cursor.take('CROSS', 'JOIN')) return { type: 'CROSS', natural: false }
  const natural = cursor.take('NATURAL')
  const type = cursor.oneOf('INNER', 'LEFT', 'RIGHT', 'FULL')
  if (type !== undefined && type !== 'INNER') cursor.take('OUTER')
  if (!natural && type === undefined && !cursor.is('JOIN')) return undefined
  if (cursor.is('DIRECTED')) cursor.unsupported('DIRECTED JOIN')
  cursor.expect('JOIN')
  return { type: type ?? 'INNER', natural }
}

function parseJoinCondition(
  cursor: Cursor,
  { type, natural }: Pick<Join, 'type' | 'natural'>,
): Pick<Join, 'on' | 'using'> {
  if (type === 'CROSS' || natural) return {}
  if (cursor.take('ON')) return { on: parseExpressionAt(cursor) }
  if (!cursor.take('USING')) return {}
  return { using: cursor.parenthesized(() => cursor.list(() => cursor.identifier())) }
}

/** Constructs that may follow a factor and that Snowmelt does not have. */
const unsupportedSuffixes = [
  ['PIVOT', '('],
  ['UNPIVOT', '('],
  ['MATCH_RECOGNIZE', '('],
  ['SAMPLE'],
  ['TABLESAMPLE'],
]

function parseFactor(cursor: Cursor): FromItem {
  const factor = parseUnsuffixed(cursor)
  const suffix = unsupportedSuffixes.find((words) => cursor.is(...words))
  if (suffix?.[0] !== undefined) cursor.unsupported(suffix[0])
  return factor
}

/** name … | @stage … | TABLE ( … ) | LATERAL … | VALUES … | ( query ) | ( item ) */
function parseUnsuffixed(cursor: Cursor): FromItem {
  const start = cursor.start()
  const { kind } = cursor.peek()
  if (kind === 'Stage' || kind === 'String') return parseStageReference(cursor)
  if (cursor.is('TABLE', '(')) return parseTable(cursor, start, false)
  if (cursor.is('DIRECTORY', '(')) cursor.unsupported('DIRECTORY')
  if (cursor.take('LATERAL')) return parseLateral(cursor, start)
  if (cursor.is('(')) return parseParenthesized(cursor)
  if (cursor.is('VALUES', '(')) return parseValuesTable(cursor)
  return parseTableReference(cursor)
}

/** { ( query ) | TABLE ( call ) | call } [alias] */
function parseLateral(cursor: Cursor, start: number): FromItem {
  if (cursor.is('TABLE', '(')) return parseTable(cursor, start, true)
  if (!cursor.is('(')) return parseLateralFunction(cursor, start)
  const query = cursor.parenthesized(() => parseQuery(cursor))
  return finishDerivedTable(cursor, query, start, true)
}

/** VALUES ( … ), … [alias]: the same without parentheses around it */
function parseValuesTable(cursor: Cursor): DerivedTable {
  const body = parseValues(cursor)
  const query: Query = { kind: 'Query', with: [], recursive: false, body, orderBy: [], span: body.span }
  return finishDerivedTable(cursor, query, body.span.start, false)
}

/** ( { query | item } ) [alias]: only what follows `((SELECT 1)` tells which it is */
function parseParenthesized(cursor: Cursor): FromItem {
  const start = cursor.start()
  const inner = cursor.parenthesized(() => cursor.nested(() => parseQueryOrItem(cursor)))
  if (inner.kind === 'Query') return finishDerivedTable(cursor, inner, start, false)
  if (inner.kind === 'Join' || inner.alias !== undefined) return inner
  const alias = parseTableAlias(cursor)
  return alias === undefined ? inner : { ...inner, alias, span: cursor.span(start) }
}

function parseQueryOrItem(cursor: Cursor): Query | FromItem {
  if (atQuery(cursor)) return parseQuery(cursor)
  const item = parseFromItem(cursor)
  const isQuery = item.kind === 'DerivedTable' && !item.lateral && item.alias === undefined
  return isQuery && atQueryContinuation(cursor) ? continueQuery(cursor, item.query) : item
}

function finishDerivedTable(cursor: Cursor, query: Query, start: number, lateral: boolean): DerivedTable {
  const alias = parseTableAlias(cursor)
  return {
    kind: 'DerivedTable',
    query,
    lateral,
    ...(alias !== undefined && { alias }),
    span: cursor.span(start),
  }
}

export const printFrom: ByKind<FromItem, [], Sql> = {
  ...printTableReference,
  ...printStageReference,
  ...printTableFunction,
  DerivedTable: (t) => sql`${t.lateral ? sql`LATERAL ` : sql.empty}(${t.query})${printTableAlias(t.alias)}`,
  Join: (t) => sql`${t.left} ${printJoinWords(t)} ${printRight(t.right)}${printJoinCondition(t)}`,
}

function printRight(right: FromItem): Sql {
  return right.kind === 'Join' ? sql`(${right})` : sql`${right}`
}

function printJoinWords({ type, natural }: Join): Sql {
  return sql`${natural ? sql`NATURAL ` : sql.empty}${sql.words(type)} JOIN`
}

function printJoinCondition({ on, using }: Join): Sql {
  if (on !== undefined) return sql` ON ${on}`
  return using === undefined ? sql.empty : sql` USING${sql.columns(using)}`
}
