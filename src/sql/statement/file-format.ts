import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { ObjectName } from '../expression/name.ts'
import type { Cursor } from '../text/cursor.ts'
import { sql, type Sql } from '../text/print.ts'
import { parseClone, type CreateClone } from './create-clone.ts'
import { parseCreated, printCreate } from './modifiers.ts'
import type { Parsed } from './parsed.ts'
import { parseProperties, printProperties, type CreateModifiers, type Property } from './property.ts'

/** https://docs.snowflake.com/en/sql-reference/sql/create-file-format */
export interface CreateFileFormat extends CreateModifiers {
  readonly kind: 'CreateFileFormat'
  readonly name: ObjectName
  readonly properties: readonly Property[]
  readonly span: Span
}
export type FileFormatStatement = CreateFileFormat

/**
 * CREATE [OR REPLACE] [TEMPORARY] FILE FORMAT [IF NOT EXISTS] name [TYPE = type] [property …]
 * https://docs.snowflake.com/en/sql-reference/sql/create-file-format
 */
function parseCreateFileFormat(
  cursor: Cursor,
  modifiers: CreateModifiers,
): Parsed<CreateFileFormat | CreateClone> {
  const created = parseCreated(cursor, modifiers, 'FILE FORMAT', 'temporary')
  if (cursor.is('CLONE')) return parseClone(cursor, 'FILE_FORMAT', created)
  return { kind: 'CreateFileFormat', ...created, properties: parseProperties(cursor) }
}

export const parseFileFormat = { 'CREATE FILE FORMAT': parseCreateFileFormat }
export const printFileFormat: ByKind<FileFormatStatement, [], Sql> = {
  CreateFileFormat: (s) => sql`${printCreate('FILE FORMAT', s)}${printProperties(s.properties)}`,
}
