import { dispatch, type ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { ObjectName } from '../expression/name.ts'
import type { TypeName } from '../expression/type-name.ts'
import { objectKinds, type ObjectKind } from '../object-kinds.ts'
import type { Cursor } from '../text/cursor.ts'
import { sql, type Sql } from '../text/print.ts'
import { parseKind, parsePluralKind, parseSignature, printSignature } from './object-kind.ts'
import type { Parsed } from './parsed.ts'
import { flag, keyword, phrase } from './phrase.ts'

export type GrantTarget =
  | { readonly kind: 'Account' }
  | {
      readonly kind: 'Object'
      readonly object: ObjectKind
      readonly name: ObjectName
      readonly argumentTypes?: readonly TypeName[]
    }
  /** ALL or FUTURE kinds IN DATABASE or SCHEMA. */
  | {
      readonly kind: 'Every'
      readonly which: 'ALL' | 'FUTURE'
      readonly object: ObjectKind
      readonly scope: 'DATABASE' | 'SCHEMA'
      readonly name: ObjectName
    }
/** https://docs.snowflake.com/en/sql-reference/sql/grant-privilege */
export interface GrantPrivileges {
  readonly kind: 'GrantPrivileges'
  /** Upper case; ['ALL'] for ALL [PRIVILEGES]. */
  readonly privileges: readonly string[]
  readonly on: GrantTarget
  readonly toRole: ObjectName
  readonly grantOption: boolean
  readonly span: Span
}
/** GRANT ROLE r TO ROLE x | USER u. https://docs.snowflake.com/en/sql-reference/sql/grant-role */
export interface GrantRole {
  readonly kind: 'GrantRole'
  readonly role: ObjectName
  readonly to: { readonly kind: 'ROLE' | 'USER'; readonly name: ObjectName }
  readonly span: Span
}
/** https://docs.snowflake.com/en/sql-reference/sql/revoke-privilege */
export interface RevokePrivileges {
  readonly kind: 'RevokePrivileges'
  readonly privileges: readonly string[]
  readonly grantOptionFor: boolean
  readonly on: GrantTarget
  readonly fromRole: ObjectName
  readonly behavior?: 'CASCADE' | 'RESTRICT'
  readonly span: Span
}
export interface RevokeRole {
  readonly kind: 'RevokeRole'
  readonly role: ObjectName
  readonly from: { readonly kind: 'ROLE' | 'USER'; readonly name: ObjectName }
  readonly span: Span
}
export type GrantStatement = GrantPrivileges | GrantRole | RevokePrivileges | RevokeRole

/**
 * GRANT { ROLE role TO { ROLE | USER } name | privilege, … ON target TO [ROLE] role … }
 * https://docs.snowflake.com/en/sql-reference/sql/grant-privilege
 */
function parseGrantStatement(cursor: Cursor): Parsed<GrantPrivileges | GrantRole> {
  if (cursor.take('ROLE')) {
    const role = cursor.name()
    cursor.expect('TO')
    return { kind: 'GrantRole', role, to: parseGrantee(cursor) }
  }
  return parseGrantPrivileges(cursor)
}

/**
 * GRANT privilege, … ON target TO [ROLE] role [WITH GRANT OPTION]
 * https://docs.snowflake.com/en/sql-reference/sql/grant-privilege
 */
function parseGrantPrivileges(cursor: Cursor): Parsed<GrantPrivileges> {
  const privileges = parsePrivileges(cursor)
  const on = parseGrantTarget(cursor, 'GRANT … ON')
  cursor.expect('TO')
  const toRole = parseRole(cursor)
  const grantOption = cursor.take('WITH', 'GRANT', 'OPTION')
  return {
    kind: 'GrantPrivileges',
    privileges,
    on,
    toRole,
    grantOption,
  }
}

/**
 * REVOKE { ROLE role FROM { ROLE | USER } name | [GRANT OPTION FOR] privilege, … ON target FROM [ROLE] role … }
 * https://docs.snowflake.com/en/sql-reference/sql/revoke-privilege
 */
function parseRevokeStatement(cursor: Cursor): Parsed<RevokePrivileges | RevokeRole> {
  if (cursor.take('ROLE')) {
    const role = cursor.name()
    cursor.expect('FROM')
    return { kind: 'RevokeRole', role, from: parseGrantee(cursor) }
  }
  const grantOptionFor = cursor.take('GRANT', 'OPTION', 'FOR')
  const privileges = parsePrivileges(cursor)
  const on = parseGrantTarget(cursor, 'REVOKE … ON')
  cursor.expect('FROM')
  const fromRole = parseRole(cursor)
  const behavior = cursor.oneOf('CASCADE', 'RESTRICT')
  return {
    kind: 'RevokePrivileges',
    privileges,
    grantOptionFor,
    on,
    fromRole,
    ...(behavior === undefined ? {} : { behavior }),
  }
}

/** { ROLE | USER } name */
function parseGrantee(cursor: Cursor): GrantRole['to'] {
  const kind = cursor.oneOf('ROLE', 'USER') ?? cursor.unexpected()
  return { kind, name: cursor.name() }
}

/** [ROLE] name; the other things that privileges can be granted to are refused by name. */
function parseRole(cursor: Cursor): ObjectName {
  for (const words of ['DATABASE ROLE', 'APPLICATION ROLE', 'APPLICATION', 'SHARE', 'USER']) {
    const row = words.split(' ')
    const after = cursor.peek(row.length).kind
    if (cursor.is(...row) && (after === 'Word' || after === 'QuotedIdentifier')) {
      cursor.unsupported(`privileges of ${words}`)
    }
  }
  cursor.take('ROLE')
  return cursor.name()
}

/** ALL [PRIVILEGES] ON | word …, … ON */
function parsePrivileges(cursor: Cursor): readonly string[] {
  if (cursor.take('ALL')) {
    cursor.take('PRIVILEGES')
    cursor.expect('ON')
    return ['ALL']
  }
  const privileges = cursor.list(() => {
    const words: string[] = []
    while (cursor.peek().kind === 'Word' && !cursor.is('ON')) words.push(cursor.next().word)
    return words.length === 0 ? cursor.unexpected() : words.join(' ')
  })
  cursor.expect('ON')
  return privileges
}

/** ACCOUNT | kind name [(type, …)] | { ALL | FUTURE } kinds IN { DATABASE | SCHEMA } name */
function parseGrantTarget(cursor: Cursor, verb: string): GrantTarget {
  if (cursor.take('ACCOUNT')) return { kind: 'Account' }
  const which = cursor.oneOf('ALL', 'FUTURE')
  if (which === undefined) {
    const { object } = parseKind(cursor, verb)
    return { kind: 'Object', object, name: cursor.name(), ...parseSignature(cursor, object) }
  }
  const { object } = parsePluralKind(cursor, verb)
  cursor.expect('IN')
  const scope = cursor.oneOf('DATABASE', 'SCHEMA') ?? cursor.unexpected()
  return { kind: 'Every', which, object, scope, name: cursor.name() }
}

export const parseGrant = { GRANT: parseGrantStatement, REVOKE: parseRevokeStatement }
export const printGrant: ByKind<GrantStatement, [], Sql> = {
  GrantPrivileges: (s) =>
    phrase(
      sql`GRANT ${printPrivileges(s.privileges)} ON ${dispatch(printGrantTarget, s.on)}`,
      sql` TO ROLE ${sql.name(s.toRole)}`,
      flag(s.grantOption, 'WITH GRANT OPTION'),
    ),
  GrantRole: (s) => sql`GRANT ROLE ${sql.name(s.role)} TO ${sql.words(s.to.kind)} ${sql.name(s.to.name)}`,
  RevokePrivileges: (s) =>
    phrase(
      sql`REVOKE`,
      flag(s.grantOptionFor, 'GRANT OPTION FOR'),
      sql` ${printPrivileges(s.privileges)} ON ${dispatch(printGrantTarget, s.on)}`,
      sql` FROM ROLE ${sql.name(s.fromRole)}`,
      keyword(s.behavior),
    ),
  RevokeRole: (s) =>
    sql`REVOKE ROLE ${sql.name(s.role)} FROM ${sql.words(s.from.kind)} ${sql.name(s.from.name)}`,
}

function printPrivileges(privileges: readonly string[]): Sql {
  return sql.words(privileges.join(', '))
}

const printGrantTarget: ByKind<GrantTarget, [], Sql> = {
  Account: () => sql`ACCOUNT`,
  Object: (t) =>
    sql`${sql.words(objectKinds[t.object].words)} ${sql.name(t.name)}${printSignature(t.argumentTypes)}`,
  Every: (t) =>
    sql`${sql.words(`${t.which} ${objectKinds[t.object].plural}`)} IN ${sql.words(t.scope)} ${sql.name(t.name)}`,
}
