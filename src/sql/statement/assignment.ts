import { fail } from '../../common/errors.ts'
import type { Expression } from '../expression/expression.ts'
import type { Identifier } from '../expression/name.ts'
import type { Cursor } from '../text/cursor.ts'
import { parseExpressionAt } from '../text/grammar.ts'
import { sql, type Sql } from '../text/print.ts'
import type { Target } from './target.ts'

/** `column = value` of an UPDATE or MERGE. */
export interface Assignment {
  readonly column: Identifier
  readonly value: Expression
}

/** [target.]column = expression, …; what stands before the column must name the target and is then dropped. */
export function parseAssignments(cursor: Cursor, target: Target): readonly Assignment[] {
  return cursor.list(() => {
    const start = cursor.start()
    const parts = [cursor.identifier()]
    while (cursor.take('.')) parts.push(cursor.identifier())
    const column = parts.at(-1)
    if (column === undefined) throw new Error('Snowmelt bug: an assignment without a column')
    const qualifier = parts.slice(0, -1)
    if (!namesTarget(qualifier, target)) {
      fail(
        'INVALID_IDENTIFIER',
        { name: parts.map((part) => part.text).join('.'), ...cursor.position(start) },
        cursor.span(start),
      )
    }
    cursor.expect('=')
    return { column, value: parseExpressionAt(cursor) }
  })
}

/** Whether `qualifier` is empty, the target's alias, or without one the end of its name. A name in IDENTIFIER(…) is not known yet. */
function namesTarget(qualifier: readonly Identifier[], { table, alias }: Target): boolean {
  if (qualifier.length === 0) return true
  if (alias === undefined && table.kind === 'IdentifierFunction') return true
  const names = alias !== undefined ? [alias.name] : table.kind === 'Name' ? table.parts : []
  return (
    qualifier.length <= names.length &&
    qualifier.every((part, index) => part.text === names[names.length - qualifier.length + index]?.text)
  )
}

/** `a = 1, b = 2`. */
export function printAssignments(assignments: readonly Assignment[]): Sql {
  return sql.join(assignments.map(({ column, value }) => sql`${sql.identifier(column)} = ${value}`))
}
