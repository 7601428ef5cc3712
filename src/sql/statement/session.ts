import type { ByKind } from '../../common/by-kind.ts'
import { fail } from '../../common/errors.ts'
import type { Span } from '../../common/span.ts'
import type { Expression } from '../expression/expression.ts'
import type { Identifier, ObjectName } from '../expression/name.ts'
import type { UsableKind } from '../object-kinds.ts'
import type { Cursor } from '../text/cursor.ts'
import { parseExpressionAt } from '../text/grammar.ts'
import { sql, type Sql } from '../text/print.ts'
import { usableKinds } from './object-kind.ts'
import type { Parsed } from './parsed.ts'
import {
  parsePropertyNames,
  parseSomeProperties,
  printProperties,
  printPropertyNames,
  type Property,
} from './property.ts'

/** SET v = expression, SET (a, b) = (1, 2). https://docs.snowflake.com/en/sql-reference/sql/set */
export interface SetVariables {
  readonly kind: 'SetVariables'
  readonly variables: readonly { readonly name: Identifier; readonly value: Expression }[]
  readonly span: Span
}
/** https://docs.snowflake.com/en/sql-reference/sql/unset */
export interface UnsetVariables {
  readonly kind: 'UnsetVariables'
  readonly names: readonly Identifier[]
  readonly span: Span
}
/** USE [DATABASE | SCHEMA | WAREHOUSE | ROLE] name; bare USE name is a database. https://docs.snowflake.com/en/sql-reference/sql/use */
export interface Use {
  readonly kind: 'Use'
  readonly object: UsableKind
  readonly name: ObjectName
  readonly span: Span
}
/** https://docs.snowflake.com/en/sql-reference/sql/use-secondary-roles */
export interface UseSecondaryRoles {
  readonly kind: 'UseSecondaryRoles'
  readonly roles: 'ALL' | 'NONE' | readonly ObjectName[]
  readonly span: Span
}
/** https://docs.snowflake.com/en/sql-reference/sql/alter-session */
export interface AlterSession {
  readonly kind: 'AlterSession'
  readonly set: readonly Property[]
  readonly unset: readonly string[]
  readonly span: Span
}
export type SessionStatement = SetVariables | UnsetVariables | Use | UseSecondaryRoles | AlterSession

/**
 * SET name = expression | SET (name, …) = (expression, …)
 * https://docs.snowflake.com/en/sql-reference/sql/set
 */
function parseSet(cursor: Cursor): Parsed<SetVariables> {
  if (!cursor.is('(')) {
    const name = cursor.identifier()
    cursor.expect('=')
    return { kind: 'SetVariables', variables: [{ name, value: parseExpressionAt(cursor) }] }
  }
  const names = cursor.parenthesized(() => cursor.list(() => cursor.identifier()))
  cursor.expect('=')
  if (cursor.is('(', 'SELECT') || cursor.is('(', 'WITH')) cursor.unsupported('SET (…) = (query)')
  const start = cursor.start()
  const values = cursor.parenthesized(() => cursor.list(() => parseExpressionAt(cursor)))
  if (values.length !== names.length) {
    const counts = { names: names.length, values: values.length }
    fail('VARIABLE_COUNT', counts, cursor.span(start))
  }
  const variables = names.flatMap((name, index) =>
    values.slice(index, index + 1).map((value) => ({ name, value })),
  )
  return { kind: 'SetVariables', variables }
}

/**
 * UNSET name | UNSET (name, …)
 * https://docs.snowflake.com/en/sql-reference/sql/unset
 */
function parseUnset(cursor: Cursor): Parsed<UnsetVariables> {
  const names = cursor.is('(')
    ? cursor.parenthesized(() => cursor.list(() => cursor.identifier()))
    : [cursor.identifier()]
  return { kind: 'UnsetVariables', names }
}

/**
 * USE { DATABASE | SCHEMA | WAREHOUSE | ROLE } name | USE database | USE database.schema
 * https://docs.snowflake.com/en/sql-reference/sql/use
 */
function parseUse(cursor: Cursor): Parsed<Use> {
  const object = usableKinds.find((kind) => cursor.is(kind) && isNameAt(cursor, 1))
  if (object !== undefined) cursor.take(object)
  const name = cursor.name()
  const parts = name.kind === 'Name' ? name.parts.length : 1
  return { kind: 'Use', object: object ?? (parts === 2 ? 'SCHEMA' : 'DATABASE'), name }
}

/**
 * USE SECONDARY ROLES { ALL | NONE | role, … }
 * https://docs.snowflake.com/en/sql-reference/sql/use-secondary-roles
 */
function parseUseSecondaryRoles(cursor: Cursor): Parsed<UseSecondaryRoles> {
  const roles = cursor.oneOf('ALL', 'NONE') ?? cursor.list(() => cursor.name())
  return { kind: 'UseSecondaryRoles', roles }
}

/** `USE warehouse` alone names a database, as `USE WAREHOUSE w` does not. */
function isNameAt(cursor: Cursor, ahead: number): boolean {
  const { kind } = cursor.peek(ahead)
  return kind === 'Word' || kind === 'QuotedIdentifier'
}

/**
 * ALTER SESSION { SET name = value … | UNSET name, … }
 * https://docs.snowflake.com/en/sql-reference/sql/alter-session
 */
function parseAlterSession(cursor: Cursor): Parsed<AlterSession> {
  const action = cursor.oneOf('SET', 'UNSET') ?? cursor.unexpected()
  return {
    kind: 'AlterSession',
    set: action === 'SET' ? parseSomeProperties(cursor) : [],
    unset: action === 'UNSET' ? parsePropertyNames(cursor) : [],
  }
}

export const parseSession = {
  SET: parseSet,
  UNSET: parseUnset,
  USE: parseUse,
  'USE SECONDARY ROLES': parseUseSecondaryRoles,
  'ALTER SESSION': parseAlterSession,
}
export const printSession: ByKind<SessionStatement, [], Sql> = {
  SetVariables: (s) => {
    const [only, ...more] = s.variables
    if (only !== undefined && more.length === 0) return sql`SET ${sql.identifier(only.name)} = ${only.value}`
    const names = s.variables.map(({ name }) => name)
    const values = s.variables.map(({ value }) => value)
    return sql`SET${sql.columns(names)} = (${sql.join(values)})`
  },
  UnsetVariables: (s) => sql`UNSET${sql.columns(s.names)}`,
  Use: (s) => sql`USE ${sql.words(s.object)} ${sql.name(s.name)}`,
  UseSecondaryRoles: ({ roles }) =>
    typeof roles === 'string'
      ? sql`USE SECONDARY ROLES ${sql.words(roles)}`
      : sql`USE SECONDARY ROLES ${sql.join(roles.map((role) => sql.name(role)))}`,
  AlterSession: (s) =>
    s.unset.length === 0
      ? sql`ALTER SESSION SET${printProperties(s.set)}`
      : sql`ALTER SESSION UNSET${printPropertyNames(s.unset)}`,
}
