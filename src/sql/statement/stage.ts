import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { ObjectName } from '../expression/name.ts'
import type { Cursor } from '../text/cursor.ts'
import { sql, type Sql } from '../text/print.ts'
import { parseClone, type CreateClone } from './create-clone.ts'
import { parseCreated, printCreate } from './modifiers.ts'
import type { Parsed } from './parsed.ts'
import { parseProperties, printProperties, type CreateModifiers, type Property } from './property.ts'

/** https://docs.snowflake.com/en/sql-reference/sql/create-stage */
export interface CreateStage extends CreateModifiers {
  readonly kind: 'CreateStage'
  readonly name: ObjectName
  readonly properties: readonly Property[]
  readonly span: Span
}
export type StageStatement = CreateStage

/**
 * CREATE [OR REPLACE] [TEMPORARY] STAGE [IF NOT EXISTS] name [URL = 'url'] [property …]
 * https://docs.snowflake.com/en/sql-reference/sql/create-stage
 */
function parseCreateStage(cursor: Cursor, modifiers: CreateModifiers): Parsed<CreateStage | CreateClone> {
  const created = parseCreated(cursor, modifiers, 'STAGE', 'temporary')
  if (cursor.is('CLONE')) return parseClone(cursor, 'STAGE', created)
  return { kind: 'CreateStage', ...created, properties: parseProperties(cursor) }
}

export const parseStage = { 'CREATE STAGE': parseCreateStage }
export const printStage: ByKind<StageStatement, [], Sql> = {
  CreateStage: (s) => sql`${printCreate('STAGE', s)}${printProperties(s.properties)}`,
}
