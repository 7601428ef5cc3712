import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { Expression } from '../expression/expression.ts'
import type { Identifier } from '../expression/name.ts'
import type { Cursor } from '../text/cursor.ts'
import { parseExpressionAt } from '../text/grammar.ts'
import { sql, type Sql } from '../text/print.ts'
import type { FromItem } from './from.ts'

/** https://docs.snowflake.com/en/sql-reference/constructs/join */
export interface Join {
  readonly kind: 'Join'
  /** ASOF is described at https://docs.snowflake.com/en/sql-reference/constructs/asof-join */
  readonly type: 'INNER' | 'LEFT' | 'RIGHT' | 'FULL' | 'CROSS' | 'ASOF'
  readonly natural: boolean
  /** The left side is to be read first, or the one that `readOrder` says. */
  readonly directed?: true
  readonly left: FromItem
  readonly right: FromItem
  /** MATCH_CONDITION of an ASOF join. */
  readonly match?: Expression
  readonly on?: Expression
  readonly using?: readonly Identifier[]
  readonly readOrder?: { readonly place: 'FIRST' | 'LAST'; readonly alias: Identifier }
  readonly span: Span
}

type JoinWords = Pick<Join, 'type' | 'natural' | 'directed'>
type JoinCondition = Pick<Join, 'match' | 'on' | 'using' | 'readOrder'>

/** factor { join factor [condition] }…; joins group to the left */
export function parseJoins(cursor: Cursor, parseFactor: (cursor: Cursor) => FromItem): FromItem {
  let left = parseFactor(cursor)
  for (;;) {
    const join = parseJoinWords(cursor)
    if (join === undefined) return left
    const right = parseFactor(cursor)
    const condition = parseJoinCondition(cursor, join)
    left = { kind: 'Join', ...join, left, right, ...condition, span: cursor.span(left.span.start) }
  }
}

/** CROSS [DIRECTED] JOIN | ASOF JOIN | [NATURAL] [INNER | { LEFT | RIGHT | FULL } [OUTER]] [DIRECTED] JOIN */
function parseJoinWords(cursor: Cursor): JoinWords | undefined {
  if (cursor.take('ASOF', 'JOIN')) return { type: 'ASOF', natural: false }
  if (cursor.is('CROSS', 'DIRECTED', 'JOIN') || cursor.is('CROSS', 'JOIN')) {
    cursor.next()
    const directed = cursor.take('DIRECTED')
    cursor.expect('JOIN')
    return { type: 'CROSS', natural: false, ...(directed && { directed }) }
  }
  const natural = cursor.take('NATURAL')
  const type = cursor.oneOf('INNER', 'LEFT', 'RIGHT', 'FULL')
  if (type !== undefined && type !== 'INNER') cursor.take('OUTER')
  if (!natural && type === undefined && !cursor.is('JOIN')) return undefined
  const directed = type !== undefined && cursor.take('DIRECTED')
  cursor.expect('JOIN')
  return { type: type ?? 'INNER', natural, ...(directed && { directed }) }
}

/** [MATCH_CONDITION ( condition )] [ON condition | USING ( column, … )] [{ FIRST | LAST } ( alias )] */
function parseJoinCondition(cursor: Cursor, { type, natural }: JoinWords): JoinCondition {
  if (type === 'CROSS' || natural) return {}
  if (type === 'ASOF') {
    cursor.expect('MATCH_CONDITION')
    const match = cursor.parenthesized(() => parseExpressionAt(cursor))
    return { match, ...parseOnOrUsing(cursor) }
  }
  const condition = parseOnOrUsing(cursor)
  const readOrder = condition.on !== undefined || condition.using !== undefined ? parseReadOrder(cursor) : {}
  return { ...condition, ...readOrder }
}

function parseOnOrUsing(cursor: Cursor): Pick<Join, 'on' | 'using'> {
  if (cursor.take('ON')) return { on: parseExpressionAt(cursor) }
  if (!cursor.take('USING')) return {}
  return { using: cursor.parenthesized(() => cursor.list(() => cursor.identifier())) }
}

/** FIRST and LAST are not reserved: only a name in parentheses makes them this clause. */
function parseReadOrder(cursor: Cursor): Pick<Join, 'readOrder'> {
  if (!cursor.is('FIRST', '(') && !cursor.is('LAST', '(')) return {}
  const place = cursor.oneOf('FIRST', 'LAST') ?? cursor.unexpected()
  return { readOrder: { place, alias: cursor.parenthesized(() => cursor.identifier()) } }
}

export const printJoin: ByKind<Join, [], Sql> = {
  Join: (t) => sql`${t.left} ${printJoinWords(t)} ${printOperand(t.right)}${printJoinCondition(t)}`,
}

/** An item that something follows or precedes: joins stand in parentheses. */
export function printOperand(item: FromItem): Sql {
  return item.kind === 'Join' ? sql`(${item})` : sql`${item}`
}

function printJoinWords({ type, natural, directed }: Join): Sql {
  return sql`${natural ? sql`NATURAL ` : sql.empty}${sql.words(type)}${directed === true ? sql` DIRECTED` : sql.empty} JOIN`
}

function printJoinCondition({ match, on, using, readOrder }: Join): Sql {
  return sql.join(
    [
      sql.optional(match, (condition) => sql` MATCH_CONDITION (${condition})`),
      sql.optional(on, (condition) => sql` ON ${condition}`),
      sql.optional(using, (columns) => sql` USING${sql.columns(columns)}`),
      sql.optional(readOrder, ({ place, alias }) => sql` ${sql.words(place)} (${sql.identifier(alias)})`),
    ],
    '',
  )
}
