import type { Span } from '../../common/span.ts'
import type { Cursor } from '../text/cursor.ts'
import { parseExpressionAt, parseOperand } from '../text/grammar.ts'
import { sql, type Sql } from '../text/print.ts'
import type { Expression } from './expression.ts'
import type { Node } from './node.ts'
import { level, operand } from './precedence.ts'

/** `expression [ASC | DESC] [NULLS FIRST | LAST]`. https://docs.snowflake.com/en/sql-reference/constructs/order-by */
export interface OrderItem {
  readonly expression: Expression
  readonly descending: boolean
  readonly nulls?: 'FIRST' | 'LAST'
  readonly span: Span
}
/** https://docs.snowflake.com/en/sql-reference/functions-window-syntax */
export interface WindowSpecification extends Node {
  readonly partitionBy: readonly Expression[]
  readonly orderBy: readonly OrderItem[]
  readonly frame?: WindowFrame
}
export interface WindowFrame {
  readonly unit: 'ROWS' | 'RANGE'
  readonly start: FrameBound
  readonly end: FrameBound
}
export type FrameBound =
  | { readonly kind: 'UnboundedPreceding' | 'CurrentRow' | 'UnboundedFollowing' }
  | { readonly kind: 'Preceding' | 'Following'; readonly offset: Expression }

/** ORDER BY item, … */
export function parseOrderBy(cursor: Cursor): readonly OrderItem[] {
  if (!cursor.take('ORDER', 'BY')) return []
  return cursor.list(() => parseOrderItem(cursor))
}

function parseOrderItem(cursor: Cursor): OrderItem {
  const start = cursor.start()
  const expression = parseExpressionAt(cursor)
  return { expression, ...parseDirection(cursor), span: cursor.span(start) }
}

/** [ASC | DESC] [NULLS { FIRST | LAST }] */
export function parseDirection(cursor: Cursor): Pick<OrderItem, 'descending' | 'nulls'> {
  const descending = cursor.oneOf('ASC', 'DESC') === 'DESC'
  const nulls = cursor.take('NULLS') ? (cursor.oneOf('FIRST', 'LAST') ?? cursor.unexpected()) : undefined
  return { descending, ...(nulls !== undefined && { nulls }) }
}

/** ( [PARTITION BY expression, …] [ORDER BY item, …] [frame] ) */
export function parseWindowSpecification(cursor: Cursor): WindowSpecification {
  const start = cursor.start()
  cursor.expect('(')
  const partitionBy = cursor.take('PARTITION', 'BY') ? cursor.list(() => parseExpressionAt(cursor)) : []
  const orderBy = parseOrderBy(cursor)
  const frame = parseFrame(cursor)
  cursor.expect(')')
  return { partitionBy, orderBy, ...(frame !== undefined && { frame }), span: cursor.span(start) }
}

/** { ROWS | RANGE } { BETWEEN bound AND bound | bound }; a single bound reaches to the current row */
function parseFrame(cursor: Cursor): WindowFrame | undefined {
  const unit = cursor.oneOf('ROWS', 'RANGE')
  if (unit === undefined) return undefined
  if (!cursor.take('BETWEEN')) return { unit, start: parseBound(cursor), end: { kind: 'CurrentRow' } }
  const start = parseBound(cursor)
  cursor.expect('AND')
  return { unit, start, end: parseBound(cursor) }
}

function parseBound(cursor: Cursor): FrameBound {
  if (cursor.take('CURRENT', 'ROW')) return { kind: 'CurrentRow' }
  if (cursor.take('UNBOUNDED', 'PRECEDING')) return { kind: 'UnboundedPreceding' }
  if (cursor.take('UNBOUNDED', 'FOLLOWING')) return { kind: 'UnboundedFollowing' }
  const offset = parseOperand(cursor, level.concatenation)
  const side = cursor.oneOf('PRECEDING', 'FOLLOWING') ?? cursor.unexpected()
  return { kind: side === 'PRECEDING' ? 'Preceding' : 'Following', offset }
}

/** `ORDER BY item, …`. */
export function printOrderBy(items: readonly OrderItem[]): Sql {
  return sql`ORDER BY ${sql.join(items.map(printOrderItem))}`
}

function printOrderItem({ expression, ...direction }: OrderItem): Sql {
  return sql`${expression}${printDirection(direction)}`
}

/** ` DESC NULLS LAST`, as far as it is given. */
export function printDirection({ descending, nulls }: Pick<OrderItem, 'descending' | 'nulls'>): Sql {
  const order = descending ? sql` DESC` : sql.empty
  return sql`${order}${sql.optional(nulls, (place) => sql` NULLS ${sql.words(place)}`)}`
}

/** `(PARTITION BY … ORDER BY … frame)`. */
export function printWindowSpecification({ partitionBy, orderBy, frame }: WindowSpecification): Sql {
  const parts = [
    ...(partitionBy.length === 0 ? [] : [sql`PARTITION BY ${sql.join(partitionBy)}`]),
    ...(orderBy.length === 0 ? [] : [printOrderBy(orderBy)]),
    ...(frame === undefined ? [] : [printFrame(frame)]),
  ]
  return sql`(${sql.join(parts, ' ')})`
}

function printFrame({ unit, start, end }: WindowFrame): Sql {
  return sql`${sql.words(unit)} BETWEEN ${printBound(start)} AND ${printBound(end)}`
}

const printBounds = {
  UnboundedPreceding: sql`UNBOUNDED PRECEDING`,
  CurrentRow: sql`CURRENT ROW`,
  UnboundedFollowing: sql`UNBOUNDED FOLLOWING`,
  Preceding: sql` PRECEDING`,
  Following: sql` FOLLOWING`,
}

function printBound(bound: FrameBound): Sql {
  const words = printBounds[bound.kind]
  return 'offset' in bound ? sql`${operand(bound.offset, level.concatenation)}${words}` : words
}
