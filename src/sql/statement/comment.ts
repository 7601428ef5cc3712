import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { ObjectName } from '../expression/name.ts'
import type { TypeName } from '../expression/type-name.ts'
import { objectKinds, type ObjectKind } from '../object-kinds.ts'
import type { Cursor } from '../text/cursor.ts'
import { sql, type Sql } from '../text/print.ts'
import { parseKind, parseSignature, printSignature } from './object-kind.ts'
import type { Parsed } from './parsed.ts'
import { flag, phrase } from './phrase.ts'

/** https://docs.snowflake.com/en/sql-reference/sql/comment */
export interface Comment {
  readonly kind: 'Comment'
  readonly ifExists: boolean
  readonly object: ObjectKind | 'COLUMN'
  /** Of a column: the table's name and then the column's. */
  readonly name: ObjectName
  readonly argumentTypes?: readonly TypeName[]
  readonly comment: string
  readonly span: Span
}
export type CommentStatement = Comment

/**
 * COMMENT [IF EXISTS] ON { kind name [(type, …)] | COLUMN table.column } IS 'text'
 * https://docs.snowflake.com/en/sql-reference/sql/comment
 */
function parseCommentOn(cursor: Cursor): Parsed<Comment> {
  const ifExists = cursor.take('IF', 'EXISTS')
  cursor.expect('ON')
  const object = cursor.take('COLUMN') ? 'COLUMN' : parseKind(cursor, 'COMMENT ON').object
  const name = cursor.name()
  const signature = object === 'COLUMN' ? {} : parseSignature(cursor, object)
  cursor.expect('IS')
  return { kind: 'Comment', ifExists, object, name, ...signature, comment: cursor.text() }
}

export const parseComment = { COMMENT: parseCommentOn }
export const printComment: ByKind<CommentStatement, [], Sql> = {
  Comment: (s) =>
    phrase(
      sql`COMMENT`,
      flag(s.ifExists, 'IF EXISTS'),
      sql` ON ${sql.words(s.object === 'COLUMN' ? 'COLUMN' : objectKinds[s.object].words)} ${sql.name(s.name)}`,
      printSignature(s.argumentTypes),
      sql` IS ${sql.text(s.comment)}`,
    ),
}
