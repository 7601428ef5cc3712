import type { ByKind } from '../../common/by-kind.ts'
import { fail } from '../../common/errors.ts'
import type { Span } from '../../common/span.ts'
import type { ObjectName } from '../expression/name.ts'
import type { Cursor } from '../text/cursor.ts'
import { sql, type Sql } from '../text/print.ts'
import { parseCreated, printCreate } from './modifiers.ts'
import type { Parsed } from './parsed.ts'
import { flag, keyword, phrase } from './phrase.ts'
import {
  parseProperties,
  parsePropertyNames,
  parseSomeProperties,
  printProperties,
  printPropertyNames,
  type CreateModifiers,
  type Property,
} from './property.ts'
import { refuseUnsupportedClause } from './unsupported-clause.ts'

/** https://docs.snowflake.com/en/sql-reference/sql/create-warehouse */
export interface CreateWarehouse extends CreateModifiers {
  readonly kind: 'CreateWarehouse'
  readonly name: ObjectName
  readonly properties: readonly Property[]
  readonly span: Span
}
export type WarehouseStatement = CreateWarehouse | AlterWarehouse
/** ALTER WAREHOUSE w SUSPEND | RESUME [IF SUSPENDED] | ABORT ALL QUERIES | RENAME TO … | SET … | UNSET …. https://docs.snowflake.com/en/sql-reference/sql/alter-warehouse */
export interface AlterWarehouse {
  readonly kind: 'AlterWarehouse'
  readonly name?: ObjectName
  readonly ifExists: boolean
  readonly action: 'SUSPEND' | 'RESUME' | 'ABORT ALL QUERIES' | 'RENAME' | 'SET' | 'UNSET'
  /** RESUME IF SUSPENDED. */
  readonly ifSuspended: boolean
  /** Of RENAME. */
  readonly to?: ObjectName
  readonly properties: readonly Property[]
  /** Names of an UNSET. */
  readonly unset: readonly string[]
  readonly span: Span
}

/**
 * CREATE [OR REPLACE] WAREHOUSE [IF NOT EXISTS] name [[WITH] property …]
 * https://docs.snowflake.com/en/sql-reference/sql/create-warehouse
 */
function parseCreateWarehouse(cursor: Cursor, modifiers: CreateModifiers): Parsed<CreateWarehouse> {
  const created = parseCreated(cursor, modifiers, 'WAREHOUSE')
  refuseUnsupportedClause(cursor)
  const properties = cursor.take('WITH') ? parseSomeProperties(cursor) : parseProperties(cursor)
  return { kind: 'CreateWarehouse', ...created, properties }
}

const alterActions = ['SUSPEND', 'RESUME', 'SET', 'UNSET', 'ABORT', 'RENAME', 'ADD', 'DROP'] as const

/**
 * ALTER WAREHOUSE [IF EXISTS] [name] { SUSPEND | RESUME [IF SUSPENDED] | ABORT ALL QUERIES | RENAME TO name | SET property … |
 *   UNSET name, … }
 * https://docs.snowflake.com/en/sql-reference/sql/alter-warehouse
 */
function parseAlterWarehouse(cursor: Cursor): Parsed<AlterWarehouse> {
  const ifExists = cursor.take('IF', 'EXISTS')
  const name = atActionOfCurrent(cursor) ? undefined : cursor.name()
  const start = cursor.start()
  const word = cursor.oneOf(...alterActions) ?? cursor.unexpected()
  if (word === 'ADD' || word === 'DROP')
    return fail('UNSUPPORTED', { feature: `ALTER WAREHOUSE … ${word}` }, cursor.span(start))
  if (word === 'ABORT') cursor.expect('ALL', 'QUERIES')
  if (word === 'RENAME') cursor.expect('TO')
  const action = word === 'ABORT' ? 'ABORT ALL QUERIES' : word
  return {
    kind: 'AlterWarehouse',
    ...(name === undefined ? {} : { name }),
    ifExists,
    action,
    ifSuspended: action === 'RESUME' && cursor.take('IF', 'SUSPENDED'),
    ...(action === 'RENAME' ? { to: cursor.name() } : {}),
    unset: action === 'UNSET' ? parsePropertyNames(cursor) : [],
    properties: action === 'SET' ? parseSomeProperties(cursor) : [],
  }
}

/** Without a name the statement is about the session's warehouse; then the action stands where a name would. */
function atActionOfCurrent(cursor: Cursor): boolean {
  return (
    alterActions.some((action) => cursor.is(action)) &&
    !alterActions.some((action) => cursor.peek(1).word === action)
  )
}

export const parseWarehouse = {
  'CREATE WAREHOUSE': parseCreateWarehouse,
  'ALTER WAREHOUSE': parseAlterWarehouse,
}
export const printWarehouse: ByKind<WarehouseStatement, [], Sql> = {
  CreateWarehouse: (s) => sql`${printCreate('WAREHOUSE', s)}${printProperties(s.properties)}`,
  AlterWarehouse: (s) =>
    phrase(
      sql`ALTER WAREHOUSE`,
      flag(s.ifExists, 'IF EXISTS'),
      sql.optional(s.name, (name) => sql` ${sql.name(name)}`),
      keyword(s.action),
      sql.optional(s.to, (name) => sql` TO ${sql.name(name)}`),
      flag(s.ifSuspended, 'IF SUSPENDED'),
      printProperties(s.properties),
      printPropertyNames(s.unset),
    ),
}
