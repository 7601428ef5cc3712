import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { Identifier } from '../expression/name.ts'
import type { Cursor } from '../text/cursor.ts'
import { sql, type Sql } from '../text/print.ts'
import { parseStatementValue, type StatementValue } from './assignment.ts'
import { refuseAsync } from './async.ts'

/** https://docs.snowflake.com/en/developer-guide/snowflake-scripting/resultsets */
export interface ResultSetDeclaration {
  readonly kind: 'ResultSetDeclaration'
  readonly name: Identifier
  readonly value?: StatementValue
  readonly span: Span
}

/** name RESULTSET [{ DEFAULT | := } ( statement )], from behind RESULTSET. */
export function parseResultSetDeclaration(cursor: Cursor, name: Identifier): ResultSetDeclaration {
  const hasValue = cursor.take('DEFAULT') || cursor.take(':=')
  if (hasValue) refuseAsync(cursor)
  const value = hasValue ? parseStatementValue(cursor) : undefined
  const span = cursor.span(name.span.start)
  return { kind: 'ResultSetDeclaration', name, ...(value !== undefined && { value }), span }
}

export const printResultSet: ByKind<ResultSetDeclaration, [], Sql> = {
  ResultSetDeclaration: (d) =>
    sql`${sql.identifier(d.name)} RESULTSET${sql.optional(d.value, (value) => sql` DEFAULT ${value}`)}`,
}
