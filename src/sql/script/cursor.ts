import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { Expression } from '../expression/expression.ts'
import type { Identifier } from '../expression/name.ts'
import type { Query } from '../query/query.ts'
import type { Cursor } from '../text/cursor.ts'
import { parseExpressionAt, parseQuery } from '../text/grammar.ts'
import { sql, type Sql } from '../text/print.ts'
import { parseTarget } from './steps.ts'

/** A cursor for a query, which OPEN runs, or for a RESULTSET. https://docs.snowflake.com/en/developer-guide/snowflake-scripting/cursors */
export interface CursorDeclaration {
  readonly kind: 'CursorDeclaration'
  readonly name: Identifier
  readonly source: Query | Identifier
  readonly span: Span
}
/** https://docs.snowflake.com/en/sql-reference/snowflake-scripting/open */
export interface OpenCursor {
  readonly kind: 'OpenCursor'
  readonly name: Identifier
  readonly using: readonly Expression[]
  readonly span: Span
}
/** https://docs.snowflake.com/en/sql-reference/snowflake-scripting/fetch */
export interface FetchCursor {
  readonly kind: 'FetchCursor'
  readonly name: Identifier
  readonly into: readonly Identifier[]
  readonly span: Span
}
/** https://docs.snowflake.com/en/sql-reference/snowflake-scripting/close */
export interface CloseCursor {
  readonly kind: 'CloseCursor'
  readonly name: Identifier
  readonly span: Span
}

/** name CURSOR FOR { query | resultset }, from behind FOR. */
export function parseCursorDeclaration(cursor: Cursor, name: Identifier): CursorDeclaration {
  const isQuery = cursor.is('SELECT') || cursor.is('WITH') || cursor.is('(')
  const source = isQuery ? cursor.countingBinds(() => parseQuery(cursor)) : cursor.identifier()
  return { kind: 'CursorDeclaration', name, source, span: cursor.span(name.span.start) }
}

/** OPEN name [USING ( variable, … )] */
function parseOpen(cursor: Cursor): Omit<OpenCursor, 'span'> {
  cursor.expect('OPEN')
  return { kind: 'OpenCursor', name: cursor.identifier(), using: parseUsing(cursor) }
}

/** [USING ( variable, … )] */
export function parseUsing(cursor: Cursor): readonly Expression[] {
  if (!cursor.take('USING')) return []
  return cursor.parenthesized(() => cursor.list(() => parseExpressionAt(cursor)))
}

export function printUsing(using: readonly Expression[]): Sql {
  return using.length === 0 ? sql.empty : sql` USING (${sql.join(using)})`
}

/** FETCH name INTO variable, … */
function parseFetch(cursor: Cursor): Omit<FetchCursor, 'span'> {
  cursor.expect('FETCH')
  const name = cursor.identifier()
  cursor.expect('INTO')
  return { kind: 'FetchCursor', name, into: cursor.list(() => parseTarget(cursor)) }
}

/** CLOSE name */
function parseClose(cursor: Cursor): Omit<CloseCursor, 'span'> {
  cursor.expect('CLOSE')
  return { kind: 'CloseCursor', name: cursor.identifier() }
}

export const parseCursor = { OPEN: parseOpen, FETCH: parseFetch, CLOSE: parseClose }
export const printCursor: ByKind<CursorDeclaration | OpenCursor | FetchCursor | CloseCursor, [], Sql> = {
  CursorDeclaration: (d) =>
    sql`${sql.identifier(d.name)} CURSOR FOR ${'kind' in d.source ? d.source : sql.identifier(d.source)}`,
  OpenCursor: (s) => sql`OPEN ${sql.identifier(s.name)}${printUsing(s.using)}`,
  FetchCursor: (s) =>
    sql`FETCH ${sql.identifier(s.name)} INTO ${sql.join(s.into.map((name) => sql.identifier(name)))}`,
  CloseCursor: (s) => sql`CLOSE ${sql.identifier(s.name)}`,
}
