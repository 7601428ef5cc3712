import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { ObjectName } from '../expression/name.ts'
import type { Cursor } from '../text/cursor.ts'
import { sql, type Sql } from '../text/print.ts'
import { parseCreated, printCreate } from './modifiers.ts'
import type { Parsed } from './parsed.ts'
import { parseProperties, printProperties, type CreateModifiers, type Property } from './property.ts'

/** https://docs.snowflake.com/en/sql-reference/sql/create-role */
export interface CreateRole extends CreateModifiers {
  readonly kind: 'CreateRole'
  readonly name: ObjectName
  readonly properties: readonly Property[]
  readonly span: Span
}
export type RoleStatement = CreateRole

/**
 * CREATE [OR REPLACE] ROLE [IF NOT EXISTS] name [COMMENT = 'text']
 * https://docs.snowflake.com/en/sql-reference/sql/create-role
 */
function parseCreateRole(cursor: Cursor, modifiers: CreateModifiers): Parsed<CreateRole> {
  const created = parseCreated(cursor, modifiers, 'ROLE')
  return { kind: 'CreateRole', ...created, properties: parseProperties(cursor) }
}

export const parseRole = { 'CREATE ROLE': parseCreateRole }
export const printRole: ByKind<RoleStatement, [], Sql> = {
  CreateRole: (s) => sql`${printCreate('ROLE', s)}${printProperties(s.properties)}`,
}
