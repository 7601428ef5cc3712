import type { ByKind } from '../../common/by-kind.ts'
import type { Cursor } from '../text/cursor.ts'
import { sql, type Sql } from '../text/print.ts'
import type { Identifier } from './name.ts'
import type { Node } from './node.ts'

/** `column`, `table.column`, … up to `db.schema.table.column`. */
export interface ColumnReference extends Node {
  readonly kind: 'ColumnReference'
  readonly parts: readonly Identifier[]
}
/** `$1` or `alias.$1`: a column by its place, from 1. */
export interface PositionalColumn extends Node {
  readonly kind: 'PositionalColumn'
  readonly qualifier?: Identifier
  readonly index: number
}
/** `$name`. https://docs.snowflake.com/en/sql-reference/session-variables */
export interface SessionVariable extends Node {
  readonly kind: 'SessionVariable'
  readonly name: string
}
/** `?` (name is empty, `index` counts the `?` of the statement from 1), `:1` or `:name` (folded). */
export interface BindVariable extends Node {
  readonly kind: 'BindVariable'
  readonly name: string
  readonly index?: number
}
export type Reference = ColumnReference | PositionalColumn | SessionVariable | BindVariable

/** $number */
export function parsePositionalColumn(cursor: Cursor, qualifier?: Identifier): PositionalColumn {
  const { text, span } = cursor.next()
  const index = Number(text)
  const start = qualifier?.span.start ?? span.start
  return {
    kind: 'PositionalColumn',
    ...(qualifier !== undefined && { qualifier }),
    index,
    span: cursor.span(start),
  }
}

/** $name */
export function parseSessionVariable(cursor: Cursor): SessionVariable {
  const { text, span } = cursor.next()
  return { kind: 'SessionVariable', name: text, span }
}

export const printReference: ByKind<Reference, [], Sql> = {
  ColumnReference: (e) => sql.name({ kind: 'Name', parts: e.parts, span: e.span }),
  PositionalColumn: (e) =>
    sql`${sql.optional(e.qualifier, (id) => sql`${sql.identifier(id)}.`)}$${sql.number(String(e.index))}`,
  SessionVariable: (e) => sql`$${sql.words(e.name)}`,
  BindVariable: (e) => (e.name === '' ? sql`?` : sql`:${sql.words(e.name)}`),
}
