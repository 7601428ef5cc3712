import type { Span } from '../../common/span.ts'
import type { Expression } from '../expression/expression.ts'
import type { Cursor } from '../text/cursor.ts'
import { parseExpressionAt } from '../text/grammar.ts'
import { sql, type Sql } from '../text/print.ts'

/** https://docs.snowflake.com/en/sql-reference/constructs/group-by */
export type GroupBy =
  | { readonly kind: 'GroupByAll'; readonly span: Span }
  | { readonly kind: 'GroupBy'; readonly items: readonly GroupItem[]; readonly span: Span }
export type GroupItem =
  | { readonly kind: 'Group'; readonly expression: Expression }
  | { readonly kind: 'Rollup' | 'Cube' | 'GroupingSets'; readonly sets: readonly (readonly Expression[])[] }

/** GROUP BY { ALL | item, … } */
export function parseGroupBy(cursor: Cursor): GroupBy | undefined {
  const start = cursor.start()
  if (!cursor.take('GROUP', 'BY')) return undefined
  if (cursor.take('ALL')) return { kind: 'GroupByAll', span: cursor.span(start) }
  const items = cursor.list(() => parseGroupItem(cursor))
  return { kind: 'GroupBy', items, span: cursor.span(start) }
}

/** expression | { ROLLUP | CUBE | GROUPING SETS } ( set, … ) */
function parseGroupItem(cursor: Cursor): GroupItem {
  if (cursor.is('ROLLUP', '(')) return parseSets(cursor, 'Rollup', 'ROLLUP')
  if (cursor.is('CUBE', '(')) return parseSets(cursor, 'Cube', 'CUBE')
  if (cursor.is('GROUPING', 'SETS', '(')) return parseSets(cursor, 'GroupingSets', 'GROUPING', 'SETS')
  return { kind: 'Group', expression: parseExpressionAt(cursor) }
}

function parseSets(
  cursor: Cursor,
  kind: 'Rollup' | 'Cube' | 'GroupingSets',
  ...words: readonly string[]
): GroupItem {
  cursor.expect(...words)
  return { kind, sets: cursor.parenthesized(() => cursor.list(() => parseSet(cursor))) }
}

/** expression | ( [expression, …] ) */
function parseSet(cursor: Cursor): readonly Expression[] {
  if (cursor.take('(', ')')) return []
  const expression = parseExpressionAt(cursor)
  return expression.kind === 'RowValue' ? expression.items : [expression]
}

const setWords = { Rollup: 'ROLLUP', Cube: 'CUBE', GroupingSets: 'GROUPING SETS' }

/** `GROUP BY …`. */
export function printGroupBy(groupBy: GroupBy): Sql {
  return groupBy.kind === 'GroupByAll'
    ? sql`GROUP BY ALL`
    : sql`GROUP BY ${sql.join(groupBy.items.map(printGroupItem))}`
}

function printGroupItem(item: GroupItem): Sql {
  if (item.kind === 'Group') return sql`${item.expression}`
  return sql`${sql.words(setWords[item.kind])} (${sql.join(item.sets.map((set) => sql`(${sql.join(set)})`))})`
}
