import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { ObjectName } from '../expression/name.ts'
import type { Cursor } from '../text/cursor.ts'
import { sql, type Sql } from '../text/print.ts'
import type { Parsed } from './parsed.ts'
import { flag, phrase, textClause } from './phrase.ts'

/** Where SHOW looks; a scope without a name is the current one. */
export interface ShowScope {
  readonly scope: 'ACCOUNT' | 'DATABASE' | 'SCHEMA'
  readonly name?: ObjectName
}
/** Tables and views together. https://docs.snowflake.com/en/sql-reference/sql/show-objects */
export interface ShowObjects {
  readonly kind: 'ShowObjects'
  readonly terse: boolean
  readonly like?: string
  readonly in?: ShowScope
  readonly startsWith?: string
  readonly limit?: number
  readonly from?: string
  readonly span: Span
}
/** https://docs.snowflake.com/en/sql-reference/sql/show-functions */
export interface ShowFunctions {
  readonly kind: 'ShowFunctions'
  /** Only those that come with the account. */
  readonly builtin: boolean
  readonly like?: string
  readonly in?: ShowScope
  readonly span: Span
}
export type ShowObjectsStatement = ShowObjects | ShowFunctions

/** [LIKE 'pattern'] */
export function parseLike(cursor: Cursor): { readonly like?: string } {
  return cursor.take('LIKE') ? { like: cursor.text() } : {}
}

/** [IN { ACCOUNT | DATABASE [name] | SCHEMA [name] | name }]; `bare`: what a name alone is the name of. */
export function parseScope(cursor: Cursor, bare: 'DATABASE' | 'SCHEMA'): { readonly in?: ShowScope } {
  if (!cursor.take('IN')) return {}
  const scope = cursor.oneOf('ACCOUNT', 'DATABASE', 'SCHEMA')
  if (scope === 'ACCOUNT') return { in: { scope } }
  if (scope !== undefined) return { in: atName(cursor) ? { scope, name: cursor.name() } : { scope } }
  const refused = ['TABLE', 'VIEW', 'APPLICATION', 'CLASS', 'MODEL'].find(
    (word) => cursor.is(word) && cursor.isIdentifier(1),
  )
  if (refused !== undefined) cursor.unsupported(`SHOW … IN ${refused}`)
  return { in: { scope: bare, name: cursor.name() } }
}

/** STARTS and LIMIT are names too, but not here. */
function atName(cursor: Cursor): boolean {
  return (
    cursor.isIdentifier() &&
    !cursor.is('STARTS', 'WITH') &&
    !cursor.is('LIMIT') &&
    !cursor.is('ROOT', 'ONLY') &&
    !cursor.is('WITH')
  )
}

/** [STARTS WITH 'text'] */
export function parseStartsWith(cursor: Cursor): { readonly startsWith?: string } {
  return cursor.take('STARTS', 'WITH') ? { startsWith: cursor.text() } : {}
}

/** [LIMIT number [FROM 'text']] */
export function parseLimit(cursor: Cursor): { readonly limit?: number; readonly from?: string } {
  if (!cursor.take('LIMIT')) return {}
  const limit = cursor.integer()
  return cursor.take('FROM') ? { limit, from: cursor.text() } : { limit }
}

/**
 * SHOW [TERSE] OBJECTS [LIKE 'pattern'] [IN scope] [STARTS WITH 'text'] [LIMIT number [FROM 'text']]
 * https://docs.snowflake.com/en/sql-reference/sql/show-objects
 */
function parseShowObjects(terse: boolean): (cursor: Cursor) => Parsed<ShowObjects> {
  return (cursor) => ({
    kind: 'ShowObjects',
    terse,
    ...parseLike(cursor),
    ...parseScope(cursor, 'SCHEMA'),
    ...parseStartsWith(cursor),
    ...parseLimit(cursor),
  })
}

/**
 * SHOW [BUILTIN] FUNCTIONS [LIKE 'pattern'] [IN scope]
 * https://docs.snowflake.com/en/sql-reference/sql/show-functions
 */
function parseShowFunctions(builtin: boolean): (cursor: Cursor) => Parsed<ShowFunctions> {
  return (cursor) => ({
    kind: 'ShowFunctions',
    builtin,
    ...parseLike(cursor),
    ...parseScope(cursor, 'SCHEMA'),
  })
}

export const parseShowObjectsStatements = {
  'SHOW OBJECTS': parseShowObjects(false),
  'SHOW TERSE OBJECTS': parseShowObjects(true),
  'SHOW FUNCTIONS': parseShowFunctions(false),
  'SHOW BUILTIN FUNCTIONS': parseShowFunctions(true),
}
export const printShowObjectsStatements: ByKind<ShowObjectsStatement, [], Sql> = {
  ShowObjects: (s) =>
    phrase(
      sql`SHOW`,
      flag(s.terse, 'TERSE'),
      sql` OBJECTS`,
      textClause('LIKE', s.like),
      sql.optional(s.in, printScope),
      textClause('STARTS WITH', s.startsWith),
      printLimit(s),
    ),
  ShowFunctions: (s) =>
    phrase(
      sql`SHOW`,
      flag(s.builtin, 'BUILTIN'),
      sql` FUNCTIONS`,
      textClause('LIKE', s.like),
      sql.optional(s.in, printScope),
    ),
}

/** ` LIMIT number [FROM 'text']`; nothing when there is none. */
export function printLimit({ limit, from }: { readonly limit?: number; readonly from?: string }): Sql {
  return sql.optional(limit, (n) => sql` LIMIT ${sql.number(String(n))}${textClause('FROM', from)}`)
}

/** ` IN scope [name]` */
export function printScope({ scope, name }: ShowScope): Sql {
  return sql` IN ${sql.words(scope)}${sql.optional(name, (n) => sql` ${sql.name(n)}`)}`
}
