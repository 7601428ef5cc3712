import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { Expression } from '../expression/expression.ts'
import { parseUsing, printUsing } from '../script/cursor.ts'
import type { Cursor } from '../text/cursor.ts'
import { parseExpressionAt } from '../text/grammar.ts'
import { sql, type Sql } from '../text/print.ts'
import { printLocation } from './location.ts'
import type { Parsed } from './parsed.ts'

/** https://docs.snowflake.com/en/sql-reference/sql/execute-immediate */
export interface ExecuteImmediate {
  readonly kind: 'ExecuteImmediate'
  /** A text with one statement. */
  readonly statement: Expression
  readonly using: readonly Expression[]
  readonly span: Span
}
/** https://docs.snowflake.com/en/sql-reference/sql/execute-immediate-from */
export interface ExecuteImmediateFrom {
  readonly kind: 'ExecuteImmediateFrom'
  /** `@stage/path`; or a path from the file that is being executed. */
  readonly location: string
  readonly span: Span
}
export type ExecuteImmediateStatement = ExecuteImmediate | ExecuteImmediateFrom

/**
 * EXECUTE IMMEDIATE { expression [USING ( variable, … )] | FROM { @stage/path | 'path' } }
 * https://docs.snowflake.com/en/sql-reference/sql/execute-immediate
 */
function parseExecuteImmediateStatement(cursor: Cursor): Parsed<ExecuteImmediateStatement> {
  if (cursor.take('FROM')) return parseFrom(cursor)
  return { kind: 'ExecuteImmediate', statement: parseExpressionAt(cursor), using: parseUsing(cursor) }
}

function parseFrom(cursor: Cursor): Parsed<ExecuteImmediateFrom> {
  const { kind } = cursor.peek()
  if (kind !== 'Stage' && kind !== 'String') cursor.unexpected()
  const location = cursor.next().text
  if (cursor.is('USING')) cursor.unsupported('EXECUTE IMMEDIATE FROM … USING')
  if (cursor.is('DRY_RUN')) cursor.unsupported('EXECUTE IMMEDIATE FROM … DRY_RUN')
  return { kind: 'ExecuteImmediateFrom', location }
}

export const parseExecuteImmediate = { 'EXECUTE IMMEDIATE': parseExecuteImmediateStatement }
export const printExecuteImmediate: ByKind<ExecuteImmediateStatement, [], Sql> = {
  ExecuteImmediate: (s) => sql`EXECUTE IMMEDIATE ${s.statement}${printUsing(s.using)}`,
  ExecuteImmediateFrom: (s) =>
    s.location.startsWith('@')
      ? sql`EXECUTE IMMEDIATE FROM ${printLocation(s.location)}`
      : sql`EXECUTE IMMEDIATE FROM ${sql.text(s.location)}`,
}
