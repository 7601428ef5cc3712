import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { Expression } from '../expression/expression.ts'
import type { Identifier } from '../expression/name.ts'
import type { Cursor } from '../text/cursor.ts'
import { parseExpressionAt } from '../text/grammar.ts'
import { sql, type Sql } from '../text/print.ts'

/** https://docs.snowflake.com/en/sql-reference/snowflake-scripting/return */
export interface Return {
  readonly kind: 'Return'
  readonly value?: Expression
  /** TABLE(name): the RESULTSET, or the cursor of RESULTSET_FROM_CURSOR(name). */
  readonly table?: Identifier
  readonly fromCursor: boolean
  readonly span: Span
}

/** RETURN { expression | TABLE ( { resultset | RESULTSET_FROM_CURSOR ( cursor ) } ) } */
function parseReturnStep(cursor: Cursor): Omit<Return, 'span'> {
  cursor.expect('RETURN')
  if (cursor.take('TABLE')) return { kind: 'Return', ...cursor.parenthesized(() => parseTable(cursor)) }
  return { kind: 'Return', value: parseExpressionAt(cursor), fromCursor: false }
}

function parseTable(cursor: Cursor): { readonly table: Identifier; readonly fromCursor: boolean } {
  if (!cursor.take('RESULTSET_FROM_CURSOR')) return { table: cursor.identifier(), fromCursor: false }
  return { table: cursor.parenthesized(() => cursor.identifier()), fromCursor: true }
}

export const parseReturn = { RETURN: parseReturnStep }
export const printReturn: ByKind<Return, [], Sql> = {
  Return: (s) =>
    sql`RETURN${sql.optional(s.value, (value) => sql` ${value}`)}${sql.optional(s.table, (name) =>
      s.fromCursor
        ? sql` TABLE(RESULTSET_FROM_CURSOR(${sql.identifier(name)}))`
        : sql` TABLE(${sql.identifier(name)})`,
    )}`,
}
