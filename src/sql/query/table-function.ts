import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import { parseCall, type FunctionCall } from '../expression/function-call.ts'
import type { ObjectName } from '../expression/name.ts'
import { level } from '../expression/precedence.ts'
import type { Cursor } from '../text/cursor.ts'
import { parseOperand } from '../text/grammar.ts'
import { sql, type Sql } from '../text/print.ts'
import { parseTableAlias, printTableAlias, type TableAlias } from './table-alias.ts'
import { finishTableReference, type TableReference } from './table-reference.ts'

/** `TABLE(f(…))`, `LATERAL FLATTEN(…)`. https://docs.snowflake.com/en/sql-reference/functions-table */
export interface TableFunction {
  readonly kind: 'TableFunction'
  readonly call: FunctionCall
  readonly lateral: boolean
  readonly alias?: TableAlias
  readonly span: Span
}

/** TABLE ( { call | 'name' | $variable | bind | IDENTIFIER(…) } ) [alias] */
export function parseTable(cursor: Cursor, start: number, lateral: boolean): TableFunction | TableReference {
  cursor.expect('TABLE', '(')
  const inner = parseNameOrCall(cursor)
  cursor.expect(')')
  if (inner.kind === 'FunctionCall') return finishTableFunction(cursor, inner, start, lateral)
  return lateral ? cursor.unexpected() : finishTableReference(cursor, inner, start)
}

/** A text or a variable names a table here. https://docs.snowflake.com/en/sql-reference/literals-table */
function parseNameOrCall(cursor: Cursor): FunctionCall | ObjectName {
  const { kind, span } = cursor.peek()
  if (kind === 'String' || kind === 'Variable' || kind === 'Bind') {
    return { kind: 'IdentifierFunction', argument: parseOperand(cursor, level.postfix), span }
  }
  const name = cursor.name()
  return name.kind === 'IdentifierFunction' && !cursor.is('(') ? name : parseCall(cursor, name)
}

/** call [alias] */
export function parseLateralFunction(cursor: Cursor, start: number): TableFunction {
  return finishTableFunction(cursor, parseCall(cursor, cursor.name()), start, true)
}

function finishTableFunction(
  cursor: Cursor,
  call: FunctionCall,
  start: number,
  lateral: boolean,
): TableFunction {
  const alias = parseTableAlias(cursor)
  return {
    kind: 'TableFunction',
    call,
    lateral,
    ...(alias !== undefined && { alias }),
    span: cursor.span(start),
  }
}

export const printTableFunction: ByKind<TableFunction, [], Sql> = {
  TableFunction: (t) =>
    sql`${t.lateral ? sql`LATERAL ${t.call}` : sql`TABLE(${t.call})`}${printTableAlias(t.alias)}`,
}
