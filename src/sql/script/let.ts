import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { Cursor } from '../text/cursor.ts'
import { sql, type Sql } from '../text/print.ts'
import { parseDeclaration } from './declare.ts'
import type { Declaration } from './script.ts'

/** https://docs.snowflake.com/en/sql-reference/snowflake-scripting/let */
export interface Let {
  readonly kind: 'Let'
  readonly declaration: Declaration
  readonly span: Span
}

/** LET { name [type] { DEFAULT | := } expression | name CURSOR FOR … | name RESULTSET … } */
function parseLetStep(cursor: Cursor): Omit<Let, 'span'> {
  cursor.expect('LET')
  const { span } = cursor.peek()
  const declaration = parseDeclaration(cursor)
  if (declaration.kind === 'ExceptionDeclaration') cursor.unexpected({ ...cursor.peek(), span })
  return { kind: 'Let', declaration }
}

export const parseLet = { LET: parseLetStep }
export const printLet: ByKind<Let, [], Sql> = { Let: (s) => sql`LET ${s.declaration}` }
