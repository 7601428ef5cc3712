import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { Cursor } from '../text/cursor.ts'
import { sql, type Sql } from '../text/print.ts'

/** Does nothing. https://docs.snowflake.com/en/sql-reference/snowflake-scripting/null */
export interface NullStatement {
  readonly kind: 'NullStatement'
  readonly span: Span
}

/** NULL */
function parseNullStep(cursor: Cursor): Omit<NullStatement, 'span'> {
  cursor.expect('NULL')
  return { kind: 'NullStatement' }
}

export const parseNull = { NULL: parseNullStep }
export const printNull: ByKind<NullStatement, [], Sql> = { NullStatement: () => sql`NULL` }
