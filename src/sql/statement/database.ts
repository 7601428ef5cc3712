import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { ObjectName } from '../expression/name.ts'
import type { Cursor } from '../text/cursor.ts'
import { sql, type Sql } from '../text/print.ts'
import { parseClone, type CreateClone } from './create-clone.ts'
import { parseCreated, printCreate, refuseVariant } from './modifiers.ts'
import type { Parsed } from './parsed.ts'
import { parseProperties, printProperties, type CreateModifiers, type Property } from './property.ts'

/** https://docs.snowflake.com/en/sql-reference/sql/create-database */
export interface CreateDatabase extends CreateModifiers {
  readonly kind: 'CreateDatabase'
  readonly name: ObjectName
  readonly properties: readonly Property[]
  readonly span: Span
}
export type DatabaseStatement = CreateDatabase

/**
 * CREATE [OR REPLACE] [TRANSIENT] DATABASE [IF NOT EXISTS] name [property …]
 * https://docs.snowflake.com/en/sql-reference/sql/create-database
 */
function parseCreateDatabase(
  cursor: Cursor,
  modifiers: CreateModifiers,
): Parsed<CreateDatabase | CreateClone> {
  const created = parseCreated(cursor, modifiers, 'DATABASE', 'transient')
  if (cursor.is('CLONE')) return parseClone(cursor, 'DATABASE', created)
  refuseVariant(cursor, 'CREATE DATABASE', 'FROM', 'SHARE')
  refuseVariant(cursor, 'CREATE DATABASE', 'FROM', 'LISTING')
  refuseVariant(cursor, 'CREATE DATABASE', 'AS', 'REPLICA', 'OF')
  return { kind: 'CreateDatabase', ...created, properties: parseProperties(cursor) }
}

export const parseDatabase = { 'CREATE DATABASE': parseCreateDatabase }
export const printDatabase: ByKind<DatabaseStatement, [], Sql> = {
  CreateDatabase: (s) => sql`${printCreate('DATABASE', s)}${printProperties(s.properties)}`,
}
