import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { Expression } from '../expression/expression.ts'
import type { Cursor } from '../text/cursor.ts'
import { parseExpressionAt } from '../text/grammar.ts'
import { sql, type Sql } from '../text/print.ts'

/** `VALUES (1, 'a'), (2, 'b')`. https://docs.snowflake.com/en/sql-reference/constructs/values */
export interface Values {
  readonly kind: 'Values'
  readonly rows: readonly (readonly Expression[])[]
  readonly span: Span
}

/** VALUES ( expression, … ), … */
export function parseValues(cursor: Cursor): Values {
  const start = cursor.start()
  cursor.expect('VALUES')
  const rows = cursor.list(() => cursor.parenthesized(() => cursor.list(() => parseExpressionAt(cursor))))
  return { kind: 'Values', rows, span: cursor.span(start) }
}

export const printValues: ByKind<Values, [], Sql> = {
  Values: (q) => sql`VALUES ${sql.join(q.rows.map((row) => sql`(${sql.join(row)})`))}`,
}
