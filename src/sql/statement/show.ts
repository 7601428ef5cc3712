import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { Expression } from '../expression/expression.ts'
import type { ObjectName } from '../expression/name.ts'
import type { TypeName } from '../expression/type-name.ts'
import { objectKinds, type ObjectCategory, type ObjectKind } from '../object-kinds.ts'
import type { Cursor } from '../text/cursor.ts'
import { parseExpressionAt } from '../text/grammar.ts'
import { sql, type Sql } from '../text/print.ts'
import { parseKind, parsersOfKinds, parseSignature, printSignature } from './object-kind.ts'
import type { Parsed } from './parsed.ts'
import { flag, keyword, phrase, textClause } from './phrase.ts'
import {
  parseShowColumnsStatements,
  printShowColumnsStatements,
  type ShowColumnsStatement,
} from './show-columns.ts'
import {
  parseLike,
  parseLimit,
  parseScope,
  parseShowObjectsStatements,
  parseStartsWith,
  printLimit,
  printScope,
  printShowObjectsStatements,
  type ShowObjectsStatement,
  type ShowScope,
} from './show-objects.ts'

/** SHOW [TERSE] plural [HISTORY] [LIKE '…'] [IN …] [STARTS WITH '…'] [LIMIT n [FROM '…']]. https://docs.snowflake.com/en/sql-reference/sql/show */
export interface Show {
  readonly kind: 'Show'
  readonly object: ObjectKind
  /** STORAGE or NOTIFICATION before INTEGRATIONS. */
  readonly category?: ObjectCategory
  readonly terse: boolean
  readonly history: boolean
  readonly like?: string
  readonly in?: ShowScope
  readonly startsWith?: string
  /** Of tasks: those without predecessors. */
  readonly rootOnly: boolean
  readonly limit?: number
  readonly from?: string
  readonly span: Span
}
/** DESC[RIBE] kind name; a procedure with its argument types. https://docs.snowflake.com/en/sql-reference/sql/desc */
export interface Describe {
  readonly kind: 'Describe'
  readonly object: ObjectKind
  readonly name: ObjectName
  readonly argumentTypes?: readonly TypeName[]
  /** Of a table: what TYPE = asks for. */
  readonly type?: 'COLUMNS' | 'STAGE'
  readonly span: Span
}
/** The columns of an earlier result. https://docs.snowflake.com/en/sql-reference/sql/desc-result */
export interface DescribeResult {
  readonly kind: 'DescribeResult'
  /** A text, or LAST_QUERY_ID(…). */
  readonly query: Expression
  readonly span: Span
}
/** SHOW GRANTS …. https://docs.snowflake.com/en/sql-reference/sql/show-grants */
export interface ShowGrants {
  readonly kind: 'ShowGrants'
  readonly by:
    | { readonly kind: 'Current' }
    | {
        readonly kind: 'On'
        readonly object: ObjectKind | 'ACCOUNT'
        readonly name?: ObjectName
        readonly argumentTypes?: readonly TypeName[]
      }
    | { readonly kind: 'ToRole' | 'OfRole' | 'ToUser'; readonly name: ObjectName }
  readonly limit?: number
  readonly span: Span
}
/** Privileges on objects that are still to come. https://docs.snowflake.com/en/sql-reference/sql/show-grants */
export interface ShowFutureGrants {
  readonly kind: 'ShowFutureGrants'
  readonly by: { readonly scope: 'DATABASE' | 'SCHEMA' | 'ROLE'; readonly name: ObjectName }
  readonly limit?: number
  readonly span: Span
}
export type ParameterLevel = (typeof parameterLevels)[number]
export interface ShowParameters {
  readonly kind: 'ShowParameters'
  readonly like?: string
  /** Absent: the session's. Without a name the current object of that kind is meant. */
  readonly in?: { readonly level: ParameterLevel; readonly name?: ObjectName }
  readonly span: Span
}
export interface ShowVariables {
  readonly kind: 'ShowVariables'
  readonly like?: string
  readonly span: Span
}
export type ShowStatement =
  | Show
  | Describe
  | DescribeResult
  | ShowGrants
  | ShowFutureGrants
  | ShowParameters
  | ShowVariables
  | ShowColumnsStatement
  | ShowObjectsStatement

/**
 * SHOW [TERSE] kinds [HISTORY] [LIKE 'pattern'] [IN scope] [STARTS WITH 'text'] [ROOT ONLY] [LIMIT number [FROM 'text']]
 * https://docs.snowflake.com/en/sql-reference/sql/show
 */
function parseShowObjects(
  cursor: Cursor,
  { object, category }: Pick<Show, 'object' | 'category'>,
  terse: boolean,
): Parsed<Show> {
  const history = cursor.take('HISTORY')
  const like = parseLike(cursor)
  const scope = parseScope(cursor, objectKinds[object].container === 'SCHEMA' ? 'SCHEMA' : 'DATABASE')
  const startsWith = parseStartsWith(cursor)
  const rootOnly = object === 'TASK' && cursor.take('ROOT', 'ONLY')
  const limit = parseLimit(cursor)
  if (cursor.is('WITH', 'PRIVILEGES')) cursor.unsupported('SHOW … WITH PRIVILEGES')
  return {
    kind: 'Show',
    object,
    ...(category === undefined ? {} : { category }),
    terse,
    history,
    ...like,
    ...scope,
    ...startsWith,
    rootOnly,
    ...limit,
  }
}

/**
 * SHOW GRANTS [ON ACCOUNT | ON kind name | TO { ROLE | USER } name | OF ROLE name] [LIMIT number]
 * https://docs.snowflake.com/en/sql-reference/sql/show-grants
 */
function parseShowGrants(cursor: Cursor): Parsed<ShowGrants> {
  return { kind: 'ShowGrants', by: parseGrantsBy(cursor), ...parseCount(cursor) }
}

/** [LIMIT number] */
function parseCount(cursor: Cursor): { readonly limit?: number } {
  return cursor.take('LIMIT') ? { limit: cursor.integer() } : {}
}

/**
 * SHOW FUTURE GRANTS { IN { DATABASE | SCHEMA } name | TO ROLE name } [LIMIT number]
 * https://docs.snowflake.com/en/sql-reference/sql/show-grants
 */
function parseShowFutureGrants(cursor: Cursor): Parsed<ShowFutureGrants> {
  const scope = cursor.take('TO') ? 'ROLE' : parseFutureScope(cursor)
  if (scope === 'ROLE' && cursor.is('DATABASE', 'ROLE'))
    cursor.unsupported('SHOW FUTURE GRANTS TO DATABASE ROLE')
  if (scope === 'ROLE') cursor.expect('ROLE')
  return { kind: 'ShowFutureGrants', by: { scope, name: cursor.name() }, ...parseCount(cursor) }
}

function parseFutureScope(cursor: Cursor): 'DATABASE' | 'SCHEMA' {
  cursor.expect('IN')
  return cursor.oneOf('DATABASE', 'SCHEMA') ?? cursor.unexpected()
}

function parseGrantsBy(cursor: Cursor): ShowGrants['by'] {
  if (cursor.take('ON', 'ACCOUNT')) return { kind: 'On', object: 'ACCOUNT' }
  if (cursor.take('ON')) {
    const { object } = parseKind(cursor, 'SHOW GRANTS ON')
    return { kind: 'On', object, name: cursor.name(), ...parseSignature(cursor, object) }
  }
  const grantee = granteeWords.find(({ words }) => cursor.take(...words.split(' ')))
  if (grantee !== undefined) return { kind: grantee.kind, name: cursor.name() }
  if (cursor.is('TO') || cursor.is('OF')) {
    cursor.next()
    return cursor.unsupported(`SHOW GRANTS TO ${cursor.peek().word}`)
  }
  return { kind: 'Current' }
}

const granteeWords = [
  { words: 'TO ROLE', kind: 'ToRole' },
  { words: 'OF ROLE', kind: 'OfRole' },
  { words: 'TO USER', kind: 'ToUser' },
] as const

/**
 * SHOW PARAMETERS [LIKE 'pattern']
 *   [{ IN | FOR } { SESSION | ACCOUNT | { USER | WAREHOUSE | DATABASE | SCHEMA | TASK | TABLE } [name] }]
 * https://docs.snowflake.com/en/sql-reference/sql/show-parameters
 */
function parseShowParameters(cursor: Cursor): Parsed<ShowParameters> {
  const like = parseLike(cursor)
  if (cursor.oneOf('IN', 'FOR') === undefined) return { kind: 'ShowParameters', ...like }
  const level = cursor.oneOf(...parameterLevels) ?? cursor.unexpected()
  const isNamed = level !== 'SESSION' && level !== 'ACCOUNT' && cursor.isIdentifier()
  const name = isNamed ? { name: cursor.name() } : {}
  return { kind: 'ShowParameters', ...like, in: { level, ...name } }
}

const parameterLevels = [
  'SESSION', 'ACCOUNT', 'USER', 'WAREHOUSE', 'DATABASE', 'SCHEMA', 'TASK', 'TABLE',
] as const // prettier-ignore

/**
 * DESC[RIBE] kind name [(type, …)] [TYPE = { COLUMNS | STAGE }]
 * https://docs.snowflake.com/en/sql-reference/sql/desc
 */
function parseDescribe(cursor: Cursor, { object }: Pick<Describe, 'object'>): Parsed<Describe> {
  const name = cursor.name()
  const signature = parseSignature(cursor, object)
  const type = cursor.take('TYPE', '=') ? describedType(cursor) : {}
  return { kind: 'Describe', object, name, ...signature, ...type }
}

function describedType(cursor: Cursor): Pick<Describe, 'type'> {
  return { type: cursor.oneOf('COLUMNS', 'STAGE') ?? cursor.unexpected() }
}

/**
 * DESC[RIBE] RESULT { 'query id' | LAST_QUERY_ID() }
 * https://docs.snowflake.com/en/sql-reference/sql/desc-result
 */
function parseDescribeResult(cursor: Cursor): Parsed<DescribeResult> {
  return { kind: 'DescribeResult', query: parseExpressionAt(cursor) }
}

/**
 * SHOW VARIABLES [LIKE 'pattern']
 * https://docs.snowflake.com/en/sql-reference/sql/show-variables
 */
function parseShowVariables(cursor: Cursor): Parsed<ShowVariables> {
  return { kind: 'ShowVariables', ...parseLike(cursor) }
}

export const parseShow = {
  ...parsersOfKinds('SHOW', 'plural', (cursor, kind) => parseShowObjects(cursor, kind, false)),
  ...parsersOfKinds('SHOW TERSE', 'plural', (cursor, kind) => parseShowObjects(cursor, kind, true)),
  ...parsersOfKinds('DESCRIBE', 'words', parseDescribe),
  ...parsersOfKinds('DESC', 'words', parseDescribe),
  'DESCRIBE RESULT': parseDescribeResult,
  'DESC RESULT': parseDescribeResult,
  'SHOW GRANTS': parseShowGrants,
  'SHOW FUTURE GRANTS': parseShowFutureGrants,
  'SHOW PARAMETERS': parseShowParameters,
  'SHOW VARIABLES': parseShowVariables,
  ...parseShowColumnsStatements,
  ...parseShowObjectsStatements,
}
export const printShow: ByKind<ShowStatement, [], Sql> = {
  Show: (s) =>
    phrase(
      sql`SHOW`,
      flag(s.terse, 'TERSE'),
      keyword(s.category),
      keyword(objectKinds[s.object].plural),
      flag(s.history, 'HISTORY'),
      textClause('LIKE', s.like),
      sql.optional(s.in, printScope),
      textClause('STARTS WITH', s.startsWith),
      flag(s.rootOnly, 'ROOT ONLY'),
      printLimit(s),
    ),
  Describe: (s) =>
    phrase(
      sql`DESCRIBE ${sql.words(objectKinds[s.object].words)} ${sql.name(s.name)}${printSignature(s.argumentTypes)}`,
      sql.optional(s.type, (type) => sql` TYPE = ${sql.words(type)}`),
    ),
  DescribeResult: (s) => sql`DESCRIBE RESULT ${s.query}`,
  ShowGrants: (s) => sql`SHOW GRANTS${printGrantsBy(s.by)}${printLimit(s)}`,
  ShowFutureGrants: (s) =>
    sql`SHOW FUTURE GRANTS ${sql.words(s.by.scope === 'ROLE' ? 'TO ROLE' : `IN ${s.by.scope}`)} ${sql.name(s.by.name)}${printLimit(s)}`,
  ShowParameters: (s) =>
    sql`SHOW PARAMETERS${textClause('LIKE', s.like)}${sql.optional(
      s.in,
      ({ level, name }) => sql` IN ${sql.words(level)}${sql.optional(name, (it) => sql` ${sql.name(it)}`)}`,
    )}`,
  ShowVariables: (s) => sql`SHOW VARIABLES${textClause('LIKE', s.like)}`,
  ...printShowColumnsStatements,
  ...printShowObjectsStatements,
}

function printGrantsBy(by: ShowGrants['by']): Sql {
  if (by.kind === 'Current') return sql.empty
  if (by.kind !== 'On') {
    return sql`${keyword(granteeWords.find(({ kind }) => kind === by.kind)?.words)} ${sql.name(by.name)}`
  }
  return phrase(
    sql` ON`,
    keyword(by.object === 'ACCOUNT' ? 'ACCOUNT' : objectKinds[by.object].words),
    sql.optional(by.name, (name) => sql` ${sql.name(name)}`),
    printSignature(by.argumentTypes),
  )
}
