import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { Cursor } from '../text/cursor.ts'
import { sql, type Sql } from '../text/print.ts'
import { printLocation } from './location.ts'
import type { Parsed } from './parsed.ts'
import { phrase, textClause } from './phrase.ts'

/** REMOVE | RM @stage[/path] [PATTERN = '…']. https://docs.snowflake.com/en/sql-reference/sql/remove */
export interface Remove {
  readonly kind: 'Remove'
  readonly location: string
  readonly pattern?: string
  readonly span: Span
}
export type RemoveStatement = Remove

/**
 * { REMOVE | RM } @stage[/path] [PATTERN = 'expression']
 * https://docs.snowflake.com/en/sql-reference/sql/remove
 */
function parseRemoveStatement(cursor: Cursor): Parsed<Remove> {
  const token = cursor.peek()
  const location = cursor.stage()
  if (!location.startsWith('@')) cursor.unexpected(token)
  if (!cursor.take('PATTERN')) return { kind: 'Remove', location }
  cursor.expect('=')
  return { kind: 'Remove', location, pattern: cursor.text() }
}

export const parseRemove = { REMOVE: parseRemoveStatement, RM: parseRemoveStatement }
export const printRemove: ByKind<RemoveStatement, [], Sql> = {
  Remove: (s) => phrase(sql`REMOVE ${printLocation(s.location)}`, textClause('PATTERN =', s.pattern)),
}
