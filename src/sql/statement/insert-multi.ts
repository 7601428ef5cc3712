import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { Expression } from '../expression/expression.ts'
import type { Identifier, ObjectName } from '../expression/name.ts'
import type { Query } from '../query/query.ts'
import type { Cursor } from '../text/cursor.ts'
import { parseExpressionAt, parseQuery } from '../text/grammar.ts'
import { sql, type Sql } from '../text/print.ts'
import { parseColumnNames } from './column-names.ts'
import type { Parsed } from './parsed.ts'
import { flag, phrase } from './phrase.ts'

/** Where a row of the query goes, and as what: as it is where no values are written. */
export interface IntoClause {
  readonly table: ObjectName
  readonly columns: readonly Identifier[]
  /** DEFAULT may stand among them. */
  readonly values?: readonly Expression[]
  readonly span: Span
}
export interface WhenClause {
  readonly condition: Expression
  readonly into: readonly IntoClause[]
}

/** INSERT of the rows of one query into several tables. https://docs.snowflake.com/en/sql-reference/sql/insert-multi-table */
export interface InsertMulti {
  readonly kind: 'InsertMulti'
  readonly overwrite: boolean
  /** FIRST: a row takes only the first WHEN that is true for it. */
  readonly first: boolean
  /** The clauses of an unconditional INSERT ALL. */
  readonly into: readonly IntoClause[]
  readonly whens: readonly WhenClause[]
  /** ELSE. */
  readonly otherwise: readonly IntoClause[]
  readonly query: Query
  readonly span: Span
}
export type InsertMultiStatement = InsertMulti

/**
 * INSERT [OVERWRITE] ALL into … query |
 * INSERT [OVERWRITE] { FIRST | ALL } { WHEN condition THEN into … } … [ELSE into …] query
 * https://docs.snowflake.com/en/sql-reference/sql/insert-multi-table
 */
function parseInsertMulti(overwrite: boolean, first: boolean) {
  return (cursor: Cursor): Parsed<InsertMulti> => {
    const isConditional = first || cursor.is('WHEN')
    const into = isConditional ? [] : parseIntos(cursor)
    const whens = isConditional ? parseWhens(cursor) : []
    const otherwise = isConditional && cursor.take('ELSE') ? parseIntos(cursor) : []
    return { kind: 'InsertMulti', overwrite, first, into, whens, otherwise, query: parseQuery(cursor) }
  }
}

/** WHEN condition THEN into …, once or more. */
function parseWhens(cursor: Cursor): readonly WhenClause[] {
  const whens: WhenClause[] = []
  do {
    cursor.expect('WHEN')
    const condition = parseExpressionAt(cursor)
    cursor.expect('THEN')
    whens.push({ condition, into: parseIntos(cursor) })
  } while (cursor.is('WHEN'))
  return whens
}

/** INTO table [(column, …)] [VALUES (value, …)], once or more. */
function parseIntos(cursor: Cursor): readonly IntoClause[] {
  const intos: IntoClause[] = []
  do {
    const start = cursor.start()
    cursor.expect('INTO')
    const table = cursor.name()
    const columns = atColumns(cursor) ? parseColumnNames(cursor) : []
    const values = cursor.take('VALUES')
      ? cursor.parenthesized(() => cursor.list(() => parseExpressionAt(cursor)))
      : undefined
    intos.push({ table, columns, ...(values === undefined ? {} : { values }), span: cursor.span(start) })
  } while (cursor.is('INTO'))
  return intos
}

/** `(` begins the columns, unless it begins the query. */
function atColumns(cursor: Cursor): boolean {
  return cursor.is('(') && !['(', 'SELECT', 'WITH', 'VALUES'].includes(cursor.peek(1).word)
}

export const parseInsertsMulti = {
  'INSERT ALL': parseInsertMulti(false, false),
  'INSERT FIRST': parseInsertMulti(false, true),
  'INSERT OVERWRITE ALL': parseInsertMulti(true, false),
  'INSERT OVERWRITE FIRST': parseInsertMulti(true, true),
}
export const printInsertMulti: ByKind<InsertMultiStatement, [], Sql> = {
  InsertMulti: (s) =>
    phrase(
      sql`INSERT`,
      flag(s.overwrite, 'OVERWRITE'),
      sql` ${sql.words(s.first ? 'FIRST' : 'ALL')}`,
      ...s.into.map(printInto),
      ...s.whens.flatMap(({ condition, into }) => [sql` WHEN ${condition} THEN`, ...into.map(printInto)]),
      flag(s.otherwise.length > 0, 'ELSE'),
      ...s.otherwise.map(printInto),
      sql` ${s.query}`,
    ),
}

function printInto({ table, columns, values }: IntoClause): Sql {
  return phrase(
    sql` INTO ${sql.name(table)}${sql.columns(columns)}`,
    sql.optional(values, (given) => sql` VALUES (${sql.join(given)})`),
  )
}
