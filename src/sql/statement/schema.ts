import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { ObjectName } from '../expression/name.ts'
import type { Cursor } from '../text/cursor.ts'
import type { Sql } from '../text/print.ts'
import { parseClone, type CreateClone } from './create-clone.ts'
import { parseCreated, printCreate } from './modifiers.ts'
import type { Parsed } from './parsed.ts'
import { flag, phrase } from './phrase.ts'
import { parseClauses, printProperties, type CreateModifiers, type Property } from './property.ts'

/** https://docs.snowflake.com/en/sql-reference/sql/create-schema */
export interface CreateSchema extends CreateModifiers {
  readonly kind: 'CreateSchema'
  readonly name: ObjectName
  readonly managedAccess: boolean
  readonly properties: readonly Property[]
  readonly span: Span
}
export type SchemaStatement = CreateSchema

/**
 * CREATE [OR REPLACE] [TRANSIENT] SCHEMA [IF NOT EXISTS] name [WITH MANAGED ACCESS] [property …]
 * https://docs.snowflake.com/en/sql-reference/sql/create-schema
 */
function parseCreateSchema(cursor: Cursor, modifiers: CreateModifiers): Parsed<CreateSchema | CreateClone> {
  const created = parseCreated(cursor, modifiers, 'SCHEMA', 'transient')
  if (cursor.is('CLONE')) return parseClone(cursor, 'SCHEMA', created)
  let managedAccess = false
  const properties = parseClauses(cursor, {
    'WITH MANAGED ACCESS': () => {
      managedAccess = true
    },
  })
  return { kind: 'CreateSchema', ...created, managedAccess, properties }
}

export const parseSchema = { 'CREATE SCHEMA': parseCreateSchema }
export const printSchema: ByKind<SchemaStatement, [], Sql> = {
  CreateSchema: (s) =>
    phrase(
      printCreate('SCHEMA', s),
      flag(s.managedAccess, 'WITH MANAGED ACCESS'),
      printProperties(s.properties),
    ),
}
