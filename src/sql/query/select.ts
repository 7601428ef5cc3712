import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { Expression, Star } from '../expression/expression.ts'
import type { Identifier } from '../expression/name.ts'
import { level } from '../expression/precedence.ts'
import { atStar, parseStar } from '../expression/star.ts'
import type { Cursor } from '../text/cursor.ts'
import { parseExpressionAt, parseOperand } from '../text/grammar.ts'
import { sql, type Sql } from '../text/print.ts'
import { parseFromList, type FromItem } from './from.ts'
import { parseTarget } from '../script/steps.ts'
import { parseGroupBy, printGroupBy, type GroupBy } from './group-by.ts'

/** https://docs.snowflake.com/en/sql-reference/sql/select */
export interface Select {
  readonly kind: 'Select'
  readonly distinct: boolean
  readonly top?: Expression
  readonly items: readonly SelectItem[]
  /** Variables of Snowflake Scripting; refused where a query is bound, as only a block may have them. */
  readonly into?: readonly Identifier[]
  /** Items separated by commas; each may be a tree of joins. */
  readonly from: readonly FromItem[]
  readonly where?: Expression
  readonly startWith?: Expression
  readonly connectBy?: Expression
  readonly groupBy?: GroupBy
  readonly having?: Expression
  readonly qualify?: Expression
  readonly span: Span
}
export type SelectItem =
  | {
      readonly kind: 'Item'
      readonly expression: Expression
      readonly alias?: Identifier
      readonly span: Span
    }
  | Star

/**
 * SELECT [DISTINCT | ALL] [TOP n] item, … [INTO :variable, …] [FROM item, …] [WHERE condition] [[START WITH condition] CONNECT BY condition]
 * [GROUP BY …] [HAVING condition] [QUALIFY condition]
 */
export function parseSelect(cursor: Cursor): Select {
  const start = cursor.start()
  cursor.expect('SELECT')
  const distinct = cursor.oneOf('DISTINCT', 'ALL') === 'DISTINCT'
  const top = parseTop(cursor)
  const items = parseSelectItems(cursor)
  const into = cursor.take('INTO') ? cursor.list(() => parseTarget(cursor)) : undefined
  const from = cursor.take('FROM') ? parseFromList(cursor) : []
  const where = parseClause(cursor, 'WHERE')
  const hierarchy = parseHierarchy(cursor)
  const groupBy = parseGroupBy(cursor)
  const having = parseClause(cursor, 'HAVING')
  const qualify = parseClause(cursor, 'QUALIFY')
  if (cursor.is('WINDOW')) cursor.unsupported('WINDOW')
  return {
    kind: 'Select',
    distinct,
    ...(top !== undefined && { top }),
    items,
    ...(into !== undefined && { into }),
    from,
    ...(where !== undefined && { where }),
    ...hierarchy,
    ...(groupBy !== undefined && { groupBy }),
    ...(having !== undefined && { having }),
    ...(qualify !== undefined && { qualify }),
    span: cursor.span(start),
  }
}

function parseClause(cursor: Cursor, word: string): Expression | undefined {
  return cursor.take(word) ? parseExpressionAt(cursor) : undefined
}

/** TOP n: TOP is not reserved, so that only a number or a variable behind it makes it this clause */
function parseTop(cursor: Cursor): Expression | undefined {
  const { kind } = cursor.peek(1)
  if (!cursor.is('TOP') || (kind !== 'Number' && kind !== 'Bind' && kind !== 'Variable')) return undefined
  cursor.next()
  // What follows is the first item: `TOP 2 [1, 2]`.
  return parseOperand(cursor, level.alone)
}

/** item { , item } [,] */
function parseSelectItems(cursor: Cursor): readonly SelectItem[] {
  const items = [parseSelectItem(cursor)]
  while (cursor.take(',') && !atEndOfItems(cursor)) items.push(parseSelectItem(cursor))
  return items
}

/** Whether the list ends behind a comma, which is allowed. */
function atEndOfItems(cursor: Cursor): boolean {
  const { kind, word } = cursor.peek()
  return kind === 'End' || ['FROM', ')', ';'].includes(word)
}

/** [name.]* … | expression [[AS] alias] */
function parseSelectItem(cursor: Cursor): SelectItem {
  if (atStar(cursor)) return parseStar(cursor)
  const expression = parseExpressionAt(cursor)
  const { start } = expression.span
  const alias = cursor.take('AS') || atAlias(cursor) ? cursor.identifier() : undefined
  return { kind: 'Item', expression, ...(alias !== undefined && { alias }), span: cursor.span(start) }
}

/** Words that are not reserved, but go on with the query. */
const continuations: ReadonlySet<string> = new Set(['EXCEPT', 'FETCH', 'LIMIT', 'OFFSET'])

function atAlias(cursor: Cursor): boolean {
  return cursor.isIdentifier() && !continuations.has(cursor.peek().word)
}

/** [START WITH condition] CONNECT BY condition. https://docs.snowflake.com/en/sql-reference/constructs/connect-by */
function parseHierarchy(cursor: Cursor): Pick<Select, 'startWith' | 'connectBy'> {
  const before = cursor.take('START', 'WITH') ? parseExpressionAt(cursor) : undefined
  if (before !== undefined && !cursor.is('CONNECT')) cursor.unexpected()
  const connectBy = cursor.take('CONNECT', 'BY') ? parseConnection(cursor) : undefined
  const mayFollow = connectBy !== undefined && before === undefined
  const startWith = mayFollow && cursor.take('START', 'WITH') ? parseExpressionAt(cursor) : before
  return {
    ...(startWith !== undefined && { startWith }),
    ...(connectBy !== undefined && { connectBy }),
  }
}

/** condition { , condition }…: all must hold */
function parseConnection(cursor: Cursor): Expression {
  if (cursor.is('NOCYCLE')) cursor.unsupported('NOCYCLE')
  return cursor
    .list(() => parseExpressionAt(cursor))
    .reduce((left, right) => {
      const span = { start: left.span.start, end: right.span.end }
      return { kind: 'Binary', operator: 'AND', left, right, span }
    })
}

export const printSelect: ByKind<Select, [], Sql> = {
  Select: (q) =>
    sql.join(
      [
        sql`SELECT${q.distinct ? sql` DISTINCT` : sql.empty}${clause('TOP', q.top)} `,
        sql.join(q.items.map(printSelectItem)),
        sql.optional(
          q.into,
          (names) => sql` INTO ${sql.join(names.map((name) => sql`:${sql.identifier(name)}`))}`,
        ),
        q.from.length === 0 ? sql.empty : sql` FROM ${sql.join(q.from)}`,
        clause('WHERE', q.where),
        clause('START WITH', q.startWith),
        clause('CONNECT BY', q.connectBy),
        sql.optional(q.groupBy, (groupBy) => sql` ${printGroupBy(groupBy)}`),
        clause('HAVING', q.having),
        clause('QUALIFY', q.qualify),
      ],
      '',
    ),
}

function clause(words: string, expression: Expression | undefined): Sql {
  return sql.optional(expression, (e) => sql` ${sql.words(words)} ${e}`)
}

function printSelectItem(item: SelectItem): Sql {
  if (item.kind === 'Star') return sql`${item}`
  return sql`${item.expression}${sql.optional(item.alias, (alias) => sql` AS ${sql.identifier(alias)}`)}`
}
