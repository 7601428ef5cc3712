import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { Identifier } from '../expression/name.ts'
import type { Cursor } from '../text/cursor.ts'
import { sql, type Sql } from '../text/print.ts'
import type { Parsed } from './parsed.ts'

/** BEGIN [WORK | TRANSACTION] [NAME n], START TRANSACTION. https://docs.snowflake.com/en/sql-reference/sql/begin */
export interface Begin {
  readonly kind: 'Begin'
  readonly name?: Identifier
  readonly span: Span
}
export interface Commit {
  readonly kind: 'Commit'
  readonly span: Span
}
export interface Rollback {
  readonly kind: 'Rollback'
  readonly span: Span
}
export type TransactionStatement = Begin | Commit | Rollback

/**
 * BEGIN [WORK | TRANSACTION] [NAME name]
 * https://docs.snowflake.com/en/sql-reference/sql/begin
 */
function parseBegin(cursor: Cursor): Parsed<Begin> {
  cursor.oneOf('WORK', 'TRANSACTION')
  return parseTransactionName(cursor)
}

/** [NAME name] */
function parseTransactionName(cursor: Cursor): Parsed<Begin> {
  return cursor.take('NAME') ? { kind: 'Begin', name: cursor.identifier() } : { kind: 'Begin' }
}

/**
 * COMMIT [WORK]
 * https://docs.snowflake.com/en/sql-reference/sql/commit
 */
function parseCommit(cursor: Cursor): Parsed<Commit> {
  cursor.take('WORK')
  return { kind: 'Commit' }
}

/**
 * ROLLBACK [WORK]
 * https://docs.snowflake.com/en/sql-reference/sql/rollback
 */
function parseRollback(cursor: Cursor): Parsed<Rollback> {
  cursor.take('WORK')
  return { kind: 'Rollback' }
}

export const parseTransaction = {
  BEGIN: parseBegin,
  'START TRANSACTION': parseTransactionName,
  COMMIT: parseCommit,
  ROLLBACK: parseRollback,
}
export const printTransaction: ByKind<TransactionStatement, [], Sql> = {
  Begin: (s) => sql`BEGIN${sql.optional(s.name, (name) => sql` NAME ${sql.identifier(name)}`)}`,
  Commit: () => sql`COMMIT`,
  Rollback: () => sql`ROLLBACK`,
}
