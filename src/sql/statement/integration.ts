import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { ObjectName } from '../expression/name.ts'
import type { ObjectCategory } from '../object-kinds.ts'
import type { Cursor } from '../text/cursor.ts'
import { sql, type Sql } from '../text/print.ts'
import { parseCreated, printCreate } from './modifiers.ts'
import type { Parsed } from './parsed.ts'
import { parseProperties, printProperties, type CreateModifiers, type Property } from './property.ts'

/**
 * CREATE STORAGE INTEGRATION, CREATE NOTIFICATION INTEGRATION.
 * https://docs.snowflake.com/en/sql-reference/sql/create-integration
 */
export interface CreateIntegration extends CreateModifiers {
  readonly kind: 'CreateIntegration'
  readonly category: ObjectCategory
  readonly name: ObjectName
  readonly properties: readonly Property[]
  readonly span: Span
}
export type IntegrationStatement = CreateIntegration

/**
 * CREATE [OR REPLACE] { STORAGE | NOTIFICATION } INTEGRATION [IF NOT EXISTS] name property …
 * https://docs.snowflake.com/en/sql-reference/sql/create-integration
 */
function parseCreateIntegration(category: CreateIntegration['category']) {
  return (cursor: Cursor, modifiers: CreateModifiers): Parsed<CreateIntegration> => {
    const created = parseCreated(cursor, modifiers, `${category} INTEGRATION`)
    return {
      kind: 'CreateIntegration',
      category,
      ...created,
      properties: parseProperties(cursor),
    }
  }
}

export const parseIntegration = {
  'CREATE STORAGE INTEGRATION': parseCreateIntegration('STORAGE'),
  'CREATE NOTIFICATION INTEGRATION': parseCreateIntegration('NOTIFICATION'),
}
export const printIntegration: ByKind<IntegrationStatement, [], Sql> = {
  CreateIntegration: (s) =>
    sql`${printCreate(`${s.category} INTEGRATION`, s)}${printProperties(s.properties)}`,
}
