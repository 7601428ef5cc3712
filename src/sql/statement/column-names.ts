import type { Identifier } from '../expression/name.ts'
import type { Cursor } from '../text/cursor.ts'

/** `[(column, …)]` after the name of a table; empty where no parenthesis follows. */
export function parseColumnNames(cursor: Cursor): readonly Identifier[] {
  return cursor.is('(') ? cursor.parenthesized(() => cursor.list(() => cursor.identifier())) : []
}
