import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { Identifier } from '../expression/name.ts'
import { parseColumn, type ColumnReference } from '../expression/reference.ts'
import type { Cursor } from '../text/cursor.ts'
import { sql, type Sql } from '../text/print.ts'
import type { FromItem } from './from.ts'
import { printOperand } from './join.ts'
import { parseTableAlias, printTableAlias, type TableAlias } from './table-alias.ts'

/** `item UNPIVOT (sales FOR month IN (jan, feb))`. https://docs.snowflake.com/en/sql-reference/constructs/unpivot */
export interface Unpivot {
  readonly kind: 'Unpivot'
  readonly input: FromItem
  readonly includeNulls: boolean
  /** The column that gets the values. */
  readonly value: Identifier
  /** The column that gets the names. */
  readonly name: Identifier
  readonly columns: readonly UnpivotColumn[]
  readonly alias?: TableAlias
  readonly span: Span
}
export interface UnpivotColumn {
  readonly column: ColumnReference
  readonly alias?: Identifier
}

/** Whether UNPIVOT [{ INCLUDE | EXCLUDE } NULLS] ( comes next: it is not reserved. */
export function atUnpivot(cursor: Cursor): boolean {
  return (
    cursor.is('UNPIVOT', '(') ||
    cursor.is('UNPIVOT', 'INCLUDE', 'NULLS') ||
    cursor.is('UNPIVOT', 'EXCLUDE', 'NULLS')
  )
}

/** UNPIVOT [{ INCLUDE | EXCLUDE } NULLS] ( column FOR column IN ( column [[AS] alias], … ) ) [alias] */
export function parseUnpivot(cursor: Cursor, input: FromItem): Unpivot {
  cursor.expect('UNPIVOT')
  const nulls = cursor.oneOf('INCLUDE', 'EXCLUDE')
  if (nulls !== undefined) cursor.expect('NULLS')
  cursor.expect('(')
  const value = cursor.identifier()
  cursor.expect('FOR')
  const name = cursor.identifier()
  cursor.expect('IN')
  const columns = cursor.parenthesized(() => cursor.list(() => parseUnpivotColumn(cursor)))
  cursor.expect(')')
  const alias = parseTableAlias(cursor)
  return {
    kind: 'Unpivot',
    input,
    includeNulls: nulls === 'INCLUDE',
    value,
    name,
    columns,
    ...(alias !== undefined && { alias }),
    span: cursor.span(input.span.start),
  }
}

/** column [[AS] { name | 'text' }] */
function parseUnpivotColumn(cursor: Cursor): UnpivotColumn {
  const column = parseColumn(cursor)
  const hasAs = cursor.take('AS')
  const { kind, text, span } = cursor.peek()
  if (kind === 'String') {
    cursor.next()
    return { column, alias: { text, quoted: true, span } }
  }
  return hasAs || cursor.isIdentifier() ? { column, alias: cursor.identifier() } : { column }
}

export const printUnpivot: ByKind<Unpivot, [], Sql> = {
  Unpivot: (u) => {
    const columns = u.columns.map(
      ({ column, alias }) => sql`${column}${sql.optional(alias, (name) => sql` AS ${sql.identifier(name)}`)}`,
    )
    const nulls = u.includeNulls ? sql` INCLUDE NULLS` : sql.empty
    return sql`${printOperand(u.input)} UNPIVOT${nulls} (${sql.identifier(u.value)} FOR ${sql.identifier(u.name)} IN (${sql.join(columns)}))${printTableAlias(u.alias)}`
  },
}
