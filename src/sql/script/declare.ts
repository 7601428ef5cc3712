import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { Expression } from '../expression/expression.ts'
import type { Identifier } from '../expression/name.ts'
import { parseTypeName, type TypeName } from '../expression/type-name.ts'
import type { Cursor } from '../text/cursor.ts'
import { parseExpressionAt } from '../text/grammar.ts'
import { sql, type Sql } from '../text/print.ts'
import { refuseAsync } from './async.ts'
import { parseCursorDeclaration } from './cursor.ts'
import { parseExceptionDeclaration } from './exception.ts'
import { parseResultSetDeclaration } from './resultset.ts'
import type { Declaration } from './script.ts'

/** A variable; without a `type` it has that of its value. */
export interface VariableDeclaration {
  readonly kind: 'VariableDeclaration'
  readonly name: Identifier
  readonly type?: TypeName
  readonly value?: Expression
  readonly span: Span
}

/**
 * name { [type] [{ DEFAULT | := } expression] | CURSOR FOR … | RESULTSET … | EXCEPTION … }
 * https://docs.snowflake.com/en/sql-reference/snowflake-scripting/declare
 */
export function parseDeclaration(cursor: Cursor): Declaration {
  const start = cursor.start()
  const name = cursor.identifier()
  if (cursor.take('CURSOR', 'FOR')) return parseCursorDeclaration(cursor, name)
  if (cursor.take('RESULTSET')) return parseResultSetDeclaration(cursor, name)
  if (cursor.take('EXCEPTION')) return parseExceptionDeclaration(cursor, name)
  if (cursor.is('PROCEDURE', '(')) cursor.unsupported('nested stored procedure')
  const type = atValue(cursor) ? undefined : parseTypeName(cursor)
  const value = atValue(cursor) ? parseValue(cursor) : undefined
  return {
    kind: 'VariableDeclaration',
    name,
    ...(type !== undefined && { type }),
    ...(value !== undefined && { value }),
    span: cursor.span(start),
  }
}

function atValue(cursor: Cursor): boolean {
  return cursor.is('DEFAULT') || cursor.is(':=')
}

function parseValue(cursor: Cursor): Expression {
  cursor.next()
  refuseAsync(cursor)
  return parseExpressionAt(cursor)
}

/** declaration; { declaration; }… up to BEGIN, which is not consumed. */
export function parseDeclarations(cursor: Cursor): readonly Declaration[] {
  const declarations: Declaration[] = []
  while (!cursor.is('BEGIN')) {
    declarations.push(parseDeclaration(cursor))
    cursor.expect(';')
  }
  return declarations
}

export function printDeclarations(declarations: readonly Declaration[]): Sql {
  if (declarations.length === 0) return sql.empty
  return sql`DECLARE ${sql.join(
    declarations.map((each) => sql`${each}; `),
    '',
  )}`
}

export const printVariableDeclaration: ByKind<VariableDeclaration, [], Sql> = {
  VariableDeclaration: (d) =>
    sql`${sql.identifier(d.name)}${sql.optional(d.type, (type) => sql` ${sql.type(type)}`)}${sql.optional(d.value, (value) => sql` DEFAULT ${value}`)}`,
}
