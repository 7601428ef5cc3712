import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { Expression, FunctionCall, OrderItem } from '../expression/expression.ts'
import { parseCall } from '../expression/function-call.ts'
import type { Identifier } from '../expression/name.ts'
import { parseColumn, type ColumnReference } from '../expression/reference.ts'
import { atQuery } from '../expression/subquery.ts'
import { parseOrderBy, printOrderBy } from '../expression/window.ts'
import type { Cursor } from '../text/cursor.ts'
import { parseExpressionAt, parseQuery } from '../text/grammar.ts'
import { sql, type Sql } from '../text/print.ts'
import type { FromItem } from './from.ts'
import { printOperand } from './join.ts'
import type { Query } from './query.ts'
import { parseTableAlias, printTableAlias, type TableAlias } from './table-alias.ts'

/** `item PIVOT (SUM(amount) FOR quarter IN (…))`. https://docs.snowflake.com/en/sql-reference/constructs/pivot */
export interface Pivot {
  readonly kind: 'Pivot'
  readonly input: FromItem
  readonly aggregate: FunctionCall
  /** Goes behind the name of each column, with an underscore. */
  readonly suffix?: Identifier
  readonly column: ColumnReference
  readonly values: PivotValues
  readonly defaultOnNull?: Expression
  readonly alias?: TableAlias
  readonly span: Span
}
/** What becomes a column each: what is written, every value that there is, or what a query gives. */
export type PivotValues =
  | { readonly from: 'LIST'; readonly items: readonly PivotValue[] }
  | { readonly from: 'ANY'; readonly orderBy: readonly OrderItem[] }
  | { readonly from: 'QUERY'; readonly query: Query }
/** A value and the name of its column, which is the value itself where none is given. */
export interface PivotValue {
  readonly value: Expression
  readonly alias?: Identifier
}

/**
 * PIVOT ( aggregate ( column ) [[AS] alias] FOR column IN ( { value [[AS] alias], … | ANY [ORDER BY …] | query } )
 * [DEFAULT ON NULL ( value )] ) [alias]
 */
export function parsePivot(cursor: Cursor, input: FromItem): Pivot {
  cursor.expect('PIVOT', '(')
  const aggregate = parseCall(cursor, cursor.name())
  if (cursor.is(',')) cursor.unsupported('PIVOT with several aggregates')
  const suffix = parseAlias(cursor)
  cursor.expect('FOR')
  const column = parseColumn(cursor)
  cursor.expect('IN')
  const values = cursor.parenthesized(() => parseValues(cursor))
  const defaultOnNull = cursor.take('DEFAULT', 'ON', 'NULL')
    ? cursor.parenthesized(() => parseExpressionAt(cursor))
    : undefined
  cursor.expect(')')
  const alias = parseTableAlias(cursor)
  return {
    kind: 'Pivot',
    input,
    aggregate,
    ...(suffix !== undefined && { suffix }),
    column,
    values,
    ...(defaultOnNull !== undefined && { defaultOnNull }),
    ...(alias !== undefined && { alias }),
    span: cursor.span(input.span.start),
  }
}

/** [[AS] name] */
function parseAlias(cursor: Cursor): Identifier | undefined {
  return cursor.take('AS') || cursor.isIdentifier() ? cursor.identifier() : undefined
}

function parseValues(cursor: Cursor): PivotValues {
  if (cursor.take('ANY')) return { from: 'ANY', orderBy: parseOrderBy(cursor) }
  if (atQuery(cursor)) return { from: 'QUERY', query: parseQuery(cursor) }
  return { from: 'LIST', items: cursor.list(() => parseValue(cursor)) }
}

function parseValue(cursor: Cursor): PivotValue {
  const value = parseExpressionAt(cursor)
  const alias = parseAlias(cursor)
  return { value, ...(alias !== undefined && { alias }) }
}

export const printPivot: ByKind<Pivot, [], Sql> = {
  Pivot: (p) =>
    sql.join(
      [
        sql`${printOperand(p.input)} PIVOT (${p.aggregate}${printAlias(p.suffix)} FOR ${p.column} IN (${printValues(p.values)})`,
        sql.optional(p.defaultOnNull, (value) => sql` DEFAULT ON NULL (${value})`),
        sql`)${printTableAlias(p.alias)}`,
      ],
      '',
    ),
}

function printValues(values: PivotValues): Sql {
  if (values.from === 'QUERY') return sql`${values.query}`
  if (values.from === 'LIST')
    return sql.join(values.items.map(({ value, alias }) => sql`${value}${printAlias(alias)}`))
  return values.orderBy.length === 0 ? sql`ANY` : sql`ANY ${printOrderBy(values.orderBy)}`
}

function printAlias(alias: Identifier | undefined): Sql {
  return sql.optional(alias, (name) => sql` AS ${sql.identifier(name)}`)
}
