import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { ObjectName } from '../expression/name.ts'
import type { TypeName } from '../expression/type-name.ts'
import { objectKinds, type ObjectCategory, type ObjectKind } from '../object-kinds.ts'
import type { Cursor } from '../text/cursor.ts'
import { sql, type Sql } from '../text/print.ts'
import { parseKind, parsersOfKinds, parseSignature, printSignature } from './object-kind.ts'
import type { Parsed } from './parsed.ts'
import { flag, keyword, phrase, textClause } from './phrase.ts'

/** SHOW [TERSE] plural [HISTORY] [LIKE '…'] [IN …] [STARTS WITH '…'] [LIMIT n [FROM '…']]. https://docs.snowflake.com/en/sql-reference/sql/show */
export interface Show {
  readonly kind: 'Show'
  readonly object: ObjectKind
  /** STORAGE or NOTIFICATION before INTEGRATIONS. */
  readonly category?: ObjectCategory
  readonly terse: boolean
  readonly history: boolean
  readonly like?: string
  readonly in?: { readonly scope: 'ACCOUNT' | 'DATABASE' | 'SCHEMA'; readonly name?: ObjectName }
  readonly startsWith?: string
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
  readonly span: Span
}
export interface ShowParameters {
  readonly kind: 'ShowParameters'
  readonly like?: string
  readonly span: Span
}
export interface ShowVariables {
  readonly kind: 'ShowVariables'
  readonly like?: string
  readonly span: Span
}
export type ShowStatement = Show | Describe | ShowGrants | ShowParameters | ShowVariables

/**
 * SHOW [TERSE] kinds [HISTORY] [LIKE 'pattern'] [IN scope] [STARTS WITH 'text'] [LIMIT number [FROM 'text']]
 * https://docs.snowflake.com/en/sql-reference/sql/show
 */
function parseShowObjects(
  cursor: Cursor,
  { object, category }: Pick<Show, 'object' | 'category'>,
  terse: boolean,
): Parsed<Show> {
  const history = cursor.take('HISTORY')
  const like = parseLike(cursor)
  const scope = cursor.take('IN') ? parseScope(cursor, object) : undefined
  const startsWith = cursor.take('STARTS', 'WITH') ? cursor.text() : undefined
  if (cursor.is('ROOT', 'ONLY')) cursor.unsupported('SHOW TASKS … ROOT ONLY')
  const limit = cursor.take('LIMIT') ? cursor.integer() : undefined
  const from = limit !== undefined && cursor.take('FROM') ? cursor.text() : undefined
  if (cursor.is('WITH', 'PRIVILEGES')) cursor.unsupported('SHOW … WITH PRIVILEGES')
  return {
    kind: 'Show',
    object,
    ...(category === undefined ? {} : { category }),
    terse,
    history,
    ...like,
    ...(scope === undefined ? {} : { in: scope }),
    ...(startsWith === undefined ? {} : { startsWith }),
    ...(limit === undefined ? {} : { limit }),
    ...(from === undefined ? {} : { from }),
  }
}

/** [LIKE 'pattern'] */
function parseLike(cursor: Cursor): { readonly like?: string } {
  return cursor.take('LIKE') ? { like: cursor.text() } : {}
}

/** ACCOUNT | DATABASE [name] | SCHEMA [name] | name: the container of what is shown, at most a schema. */
function parseScope(cursor: Cursor, object: ObjectKind): NonNullable<Show['in']> {
  const scope = cursor.oneOf('ACCOUNT', 'DATABASE', 'SCHEMA')
  if (scope === 'ACCOUNT') return { scope }
  if (scope !== undefined) return atName(cursor) ? { scope, name: cursor.name() } : { scope }
  if (cursor.is('TABLE') || cursor.is('VIEW') || cursor.is('APPLICATION')) {
    cursor.unsupported(`SHOW … IN ${cursor.peek().word}`)
  }
  return { scope: objectKinds[object].container === 'SCHEMA' ? 'SCHEMA' : 'DATABASE', name: cursor.name() }
}

/** STARTS and LIMIT are names too, but not here. */
function atName(cursor: Cursor): boolean {
  return cursor.isIdentifier() && !cursor.is('STARTS', 'WITH') && !cursor.is('LIMIT')
}

/**
 * SHOW GRANTS [ON ACCOUNT | ON kind name | TO { ROLE | USER } name | OF ROLE name]
 * https://docs.snowflake.com/en/sql-reference/sql/show-grants
 */
function parseShowGrants(cursor: Cursor): Parsed<ShowGrants> {
  const by = parseGrantsBy(cursor)
  if (cursor.is('LIMIT')) cursor.unsupported('SHOW GRANTS … LIMIT')
  return { kind: 'ShowGrants', by }
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
 * SHOW PARAMETERS [LIKE 'pattern'] [{ IN | FOR } SESSION]
 * https://docs.snowflake.com/en/sql-reference/sql/show-parameters
 */
function parseShowParameters(cursor: Cursor): Parsed<ShowParameters> {
  const like = parseLike(cursor)
  if (cursor.oneOf('IN', 'FOR') !== undefined && !cursor.take('SESSION')) {
    cursor.unsupported(`SHOW PARAMETERS IN ${cursor.peek().word}`)
  }
  return { kind: 'ShowParameters', ...like }
}

/**
 * DESC[RIBE] kind name [(type, …)]
 * https://docs.snowflake.com/en/sql-reference/sql/desc
 */
function parseDescribe(cursor: Cursor, { object }: Pick<Describe, 'object'>): Parsed<Describe> {
  const name = cursor.name()
  const signature = parseSignature(cursor, object)
  if (cursor.is('TYPE', '=')) cursor.unsupported('DESCRIBE … TYPE')
  return { kind: 'Describe', object, name, ...signature }
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
  'SHOW GRANTS': parseShowGrants,
  'SHOW PARAMETERS': parseShowParameters,
  'SHOW VARIABLES': parseShowVariables,
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
      sql.optional(s.limit, (limit) => sql` LIMIT ${sql.number(String(limit))}`),
      textClause('FROM', s.from),
    ),
  Describe: (s) =>
    sql`DESCRIBE ${sql.words(objectKinds[s.object].words)} ${sql.name(s.name)}${printSignature(s.argumentTypes)}`,
  ShowGrants: (s) => sql`SHOW GRANTS${printGrantsBy(s.by)}`,
  ShowParameters: (s) => sql`SHOW PARAMETERS${textClause('LIKE', s.like)}`,
  ShowVariables: (s) => sql`SHOW VARIABLES${textClause('LIKE', s.like)}`,
}

function printScope({ scope, name }: NonNullable<Show['in']>): Sql {
  return sql` IN ${sql.words(scope)}${sql.optional(name, (n) => sql` ${sql.name(n)}`)}`
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
