import type { ByKind } from '../../common/by-kind.ts'
import type { Cursor } from '../text/cursor.ts'
import { sql, type Sql } from '../text/print.ts'
import type { Identifier } from './name.ts'
import type { Node } from './node.ts'

/** `column`, `table.column`, … up to `db.schema.table.column`. */
export interface ColumnReference extends Node {
  readonly kind: 'ColumnReference'
  readonly parts: readonly Identifier[]
  /** Written with `(+)`: its table's rows may be missing. https://docs.snowflake.com/en/sql-reference/constructs/where */
  readonly optional?: true
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

/** name [. name]… */
export function parseColumn(cursor: Cursor): ColumnReference {
  const name = cursor.name()
  if (name.kind !== 'Name') return cursor.unsupported('IDENTIFIER(…) at this place')
  return { kind: 'ColumnReference', parts: name.parts, span: name.span }
}

/** $number */
export function parsePositionalColumn(cursor: Cursor, qualifier?: Identifier): PositionalColumn {
  const token = cursor.next()
  const { text, span } = token
  const index = Number(text)
  // More digits than a number of JavaScript has would not print as they were read.
  if (!Number.isSafeInteger(index)) cursor.unexpected(token)
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
  ColumnReference: (e) => {
    const name = sql.name({ kind: 'Name', parts: e.parts, span: e.span })
    return e.optional === true ? sql`${name}(+)` : name
  },
  PositionalColumn: (e) =>
    sql`${sql.optional(e.qualifier, (id) => sql`${sql.identifier(id)}.`)}$${sql.number(String(e.index))}`,
  SessionVariable: (e) => sql`$${sql.words(e.name)}`,
  BindVariable: (e) => (e.name === '' ? sql`?` : sql`:${sql.words(e.name)}`),
}
