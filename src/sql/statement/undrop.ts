import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { ObjectName } from '../expression/name.ts'
import { objectKinds, type ObjectKind } from '../object-kinds.ts'
import type { Cursor } from '../text/cursor.ts'
import { sql, type Sql } from '../text/print.ts'
import type { Parsed } from './parsed.ts'

/** The kinds that can be restored. https://docs.snowflake.com/en/sql-reference/sql/undrop */
export type RestorableKind = Extract<ObjectKind, 'DATABASE' | 'SCHEMA' | 'TABLE'>

/** https://docs.snowflake.com/en/sql-reference/sql/undrop */
export interface Undrop {
  readonly kind: 'Undrop'
  readonly object: RestorableKind
  /** The object by its name, or by the id that the account gave it: `IDENTIFIER(408578)`. */
  readonly name: ObjectName | { readonly id: number }
  readonly span: Span
}
export type UndropStatement = Undrop

/**
 * UNDROP { TABLE | SCHEMA | DATABASE } { name | IDENTIFIER(id) }
 * https://docs.snowflake.com/en/sql-reference/sql/undrop-table
 */
function parserOf(object: RestorableKind) {
  return (cursor: Cursor): Parsed<Undrop> => ({ kind: 'Undrop', object, name: parseRestored(cursor) })
}

function parseRestored(cursor: Cursor): Undrop['name'] {
  if (!cursor.is('IDENTIFIER', '(') || cursor.peek(2).kind !== 'Number') return cursor.name()
  cursor.take('IDENTIFIER', '(')
  const id = cursor.integer()
  cursor.expect(')')
  return { id }
}

export const parseUndrop = {
  'UNDROP TABLE': parserOf('TABLE'),
  'UNDROP SCHEMA': parserOf('SCHEMA'),
  'UNDROP DATABASE': parserOf('DATABASE'),
}
export const printUndrop: ByKind<UndropStatement, [], Sql> = {
  Undrop: (s) =>
    sql`UNDROP ${sql.words(objectKinds[s.object].words)} ${'id' in s.name ? sql`IDENTIFIER(${sql.number(String(s.name.id))})` : sql.name(s.name)}`,
}
