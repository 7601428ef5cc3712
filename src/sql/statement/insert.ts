import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { Identifier, ObjectName } from '../expression/name.ts'
import type { Query } from '../query/query.ts'
import type { Cursor } from '../text/cursor.ts'
import { parseQuery } from '../text/grammar.ts'
import { sql, type Sql } from '../text/print.ts'
import { parseColumnNames } from './column-names.ts'
import type { Parsed } from './parsed.ts'
import { flag } from './phrase.ts'

/** INSERT [OVERWRITE] INTO t [(columns)] query or VALUES. https://docs.snowflake.com/en/sql-reference/sql/insert */
export interface Insert {
  readonly kind: 'Insert'
  readonly overwrite: boolean
  readonly table: ObjectName
  readonly columns: readonly Identifier[]
  /** `VALUES (…)` is a query too; there DEFAULT may stand. */
  readonly query: Query
  readonly span: Span
}
export type InsertStatement = Insert

/**
 * INSERT [OVERWRITE] INTO table [(column, …)] { query | VALUES (value, …), … }
 * https://docs.snowflake.com/en/sql-reference/sql/insert
 */
function parseInsertStatement(cursor: Cursor): Parsed<Insert> {
  const overwrite = cursor.take('OVERWRITE')
  cursor.expect('INTO')
  const table = cursor.name()
  const columns = atQueryInParentheses(cursor) ? [] : parseColumnNames(cursor)
  return { kind: 'Insert', overwrite, table, columns, query: parseQuery(cursor) }
}

/** `((…` and `(SELECT …` are the query, not the columns. */
function atQueryInParentheses(cursor: Cursor): boolean {
  return cursor.is('(') && ['(', 'SELECT', 'WITH', 'VALUES'].includes(cursor.peek(1).word)
}

export const parseInsert = { INSERT: parseInsertStatement }
export const printInsert: ByKind<InsertStatement, [], Sql> = {
  Insert: (s) =>
    sql`INSERT${flag(s.overwrite, 'OVERWRITE')} INTO ${sql.name(s.table)}${sql.columns(s.columns)} ${s.query}`,
}
