import { dispatch, type ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { Expression } from '../expression/expression.ts'
import type { Identifier } from '../expression/name.ts'
import { parseTypeName, type TypeName } from '../expression/type-name.ts'
import type { Cursor } from '../text/cursor.ts'
import { parseExpressionAt } from '../text/grammar.ts'
import { sql, type Sql } from '../text/print.ts'

export type ColumnChange =
  | { readonly kind: 'DropDefault' }
  | { readonly kind: 'SetDefault'; readonly value: Expression }
  | { readonly kind: 'SetNotNull' }
  | { readonly kind: 'DropNotNull' }
  | { readonly kind: 'SetType'; readonly type: TypeName; readonly collation?: string }
  | { readonly kind: 'SetComment'; readonly comment: string }
  | { readonly kind: 'UnsetComment' }

/** One change of one column. https://docs.snowflake.com/en/sql-reference/sql/alter-table-column */
export interface ColumnAlteration {
  readonly column: Identifier
  readonly change: ColumnChange
  readonly span: Span
}

/**
 * [(] [COLUMN] name { DROP DEFAULT | SET DEFAULT expression | [SET] NOT NULL | DROP NOT NULL | [[SET DATA] TYPE] type |
 *   COMMENT 'text' | UNSET COMMENT } { , … } [)]
 * https://docs.snowflake.com/en/sql-reference/sql/alter-table-column
 */
export function parseColumnAlterations(cursor: Cursor): readonly ColumnAlteration[] {
  const list = () => cursor.list(() => parseColumnAlteration(cursor))
  return cursor.is('(') ? cursor.parenthesized(list) : list()
}

function parseColumnAlteration(cursor: Cursor): ColumnAlteration {
  cursor.take('COLUMN')
  const start = cursor.start()
  const column = cursor.identifier()
  const refused = unsupported.find((words) => cursor.is(...words))
  if (refused !== undefined) cursor.unsupported(`ALTER COLUMN … ${refused.join(' ')}`)
  const words = Object.keys(changes).find((each) => cursor.take(...each.split(' ')))
  const change = words === undefined ? parseType(cursor) : (changes[words]?.(cursor) ?? cursor.unexpected())
  return { column, change, span: cursor.span(start) }
}

const unsupported = [
  'SET MASKING POLICY', 'UNSET MASKING POLICY', 'SET PROJECTION POLICY', 'UNSET PROJECTION POLICY', 'SET TAG', 'UNSET TAG',
].map((words) => words.split(' ')) // prettier-ignore

const changes: Readonly<Record<string, (cursor: Cursor) => ColumnChange>> = {
  'DROP DEFAULT': () => ({ kind: 'DropDefault' }),
  'SET DEFAULT': (cursor) => ({ kind: 'SetDefault', value: parseExpressionAt(cursor) }),
  'SET NOT NULL': () => ({ kind: 'SetNotNull' }),
  'NOT NULL': () => ({ kind: 'SetNotNull' }),
  'DROP NOT NULL': () => ({ kind: 'DropNotNull' }),
  'SET DATA TYPE': parseType,
  TYPE: parseType,
  COMMENT: (cursor) => ({ kind: 'SetComment', comment: cursor.text() }),
  'UNSET COMMENT': () => ({ kind: 'UnsetComment' }),
}

/** type [COLLATE 'text'] */
function parseType(cursor: Cursor): ColumnChange {
  const type = parseTypeName(cursor)
  return cursor.take('COLLATE')
    ? { kind: 'SetType', type, collation: cursor.text() }
    : { kind: 'SetType', type }
}

/** A change as it stands behind ALTER. */
export function printColumnAlteration({ column, change }: ColumnAlteration): Sql {
  return sql`COLUMN ${sql.identifier(column)} ${dispatch(changePrinters, change)}`
}

const changePrinters: ByKind<ColumnChange, [], Sql> = {
  DropDefault: () => sql`DROP DEFAULT`,
  SetDefault: (c) => sql`SET DEFAULT ${c.value}`,
  SetNotNull: () => sql`SET NOT NULL`,
  DropNotNull: () => sql`DROP NOT NULL`,
  SetType: (c) =>
    sql`SET DATA TYPE ${sql.type(c.type)}${sql.optional(c.collation, (text) => sql` COLLATE ${sql.text(text)}`)}`,
  SetComment: (c) => sql`COMMENT ${sql.text(c.comment)}`,
  UnsetComment: () => sql`UNSET COMMENT`,
}
