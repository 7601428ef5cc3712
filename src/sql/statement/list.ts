import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { Cursor } from '../text/cursor.ts'
import { sql, type Sql } from '../text/print.ts'
import { printLocation } from './location.ts'
import type { Parsed } from './parsed.ts'
import { phrase, textClause } from './phrase.ts'

/** LIST | LS @stage[/path] [PATTERN = '…']. https://docs.snowflake.com/en/sql-reference/sql/list */
export interface List {
  readonly kind: 'List'
  readonly location: string
  readonly pattern?: string
  readonly span: Span
}
export type ListStatement = List

/**
 * { LIST | LS } @stage[/path] [PATTERN = 'expression']
 * https://docs.snowflake.com/en/sql-reference/sql/list
 */
function parseListStatement(cursor: Cursor): Parsed<List> {
  const location = cursor.stage()
  if (!cursor.take('PATTERN')) return { kind: 'List', location }
  cursor.expect('=')
  return { kind: 'List', location, pattern: cursor.text() }
}

export const parseList = { LIST: parseListStatement, LS: parseListStatement }
export const printList: ByKind<ListStatement, [], Sql> = {
  List: (s) => phrase(sql`LIST ${printLocation(s.location)}`, textClause('PATTERN =', s.pattern)),
}
