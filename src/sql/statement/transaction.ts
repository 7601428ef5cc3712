import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { Identifier } from '../expression/name.ts'
import type { Cursor } from '../text/cursor.ts'
import { sql, type Sql } from '../text/print.ts'
import type { Parsed } from './parsed.ts'
import { flag } from './phrase.ts'

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
/** https://docs.snowflake.com/en/sql-reference/sql/show-transactions */
export interface ShowTransactions {
  readonly kind: 'ShowTransactions'
  /** IN ACCOUNT. */
  readonly inAccount: boolean
  readonly span: Span
}
/** https://docs.snowflake.com/en/sql-reference/sql/show-locks */
export interface ShowLocks {
  readonly kind: 'ShowLocks'
  /** IN ACCOUNT. */
  readonly inAccount: boolean
  readonly span: Span
}
/** https://docs.snowflake.com/en/sql-reference/sql/desc-transaction */
export interface DescribeTransaction {
  readonly kind: 'DescribeTransaction'
  readonly id: string
  readonly span: Span
}
export type TransactionStatement =
  Begin | Commit | Rollback | ShowTransactions | ShowLocks | DescribeTransaction

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

/**
 * SHOW TRANSACTIONS [IN ACCOUNT]
 * https://docs.snowflake.com/en/sql-reference/sql/show-transactions
 */
function parseShowTransactions(cursor: Cursor): Parsed<ShowTransactions> {
  return { kind: 'ShowTransactions', inAccount: cursor.take('IN', 'ACCOUNT') }
}

/**
 * SHOW LOCKS [IN ACCOUNT]
 * https://docs.snowflake.com/en/sql-reference/sql/show-locks
 */
function parseShowLocks(cursor: Cursor): Parsed<ShowLocks> {
  return { kind: 'ShowLocks', inAccount: cursor.take('IN', 'ACCOUNT') }
}

/**
 * { DESC | DESCRIBE } TRANSACTION number
 * https://docs.snowflake.com/en/sql-reference/sql/desc-transaction
 */
function parseDescribeTransaction(cursor: Cursor): Parsed<DescribeTransaction> {
  const { kind, text } = cursor.peek()
  if (kind !== 'Number' || !/^\d+$/.test(text)) cursor.unexpected()
  cursor.next()
  return { kind: 'DescribeTransaction', id: text }
}

export const parseTransaction = {
  BEGIN: parseBegin,
  'START TRANSACTION': parseTransactionName,
  COMMIT: parseCommit,
  ROLLBACK: parseRollback,
  'SHOW TRANSACTIONS': parseShowTransactions,
  'SHOW LOCKS': parseShowLocks,
  'DESC TRANSACTION': parseDescribeTransaction,
  'DESCRIBE TRANSACTION': parseDescribeTransaction,
}
export const printTransaction: ByKind<TransactionStatement, [], Sql> = {
  Begin: (s) => sql`BEGIN${sql.optional(s.name, (name) => sql` NAME ${sql.identifier(name)}`)}`,
  Commit: () => sql`COMMIT`,
  Rollback: () => sql`ROLLBACK`,
  ShowTransactions: (s) => sql`SHOW TRANSACTIONS${flag(s.inAccount, 'IN ACCOUNT')}`,
  ShowLocks: (s) => sql`SHOW LOCKS${flag(s.inAccount, 'IN ACCOUNT')}`,
  DescribeTransaction: (s) => sql`DESCRIBE TRANSACTION ${sql.number(s.id)}`,
}
