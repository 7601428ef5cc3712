import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { Expression } from '../expression/expression.ts'
import type { Identifier } from '../expression/name.ts'
import type { Statement } from '../statement/statement.ts'
import type { Cursor } from '../text/cursor.ts'
import { parseExpressionAt, parseStatementAt } from '../text/grammar.ts'
import { sql, type Sql } from '../text/print.ts'
import { refuseAsync } from './async.ts'

/** https://docs.snowflake.com/en/developer-guide/snowflake-scripting/variables#assigning-a-value-to-a-declared-variable */
export interface Assignment {
  readonly kind: 'Assignment'
  readonly target: Identifier
  /** A query in parentheses is a `Subquery`: what it means depends on the target. */
  readonly value: Expression | StatementValue
  readonly span: Span
}
/** `(CALL …)`, `(EXECUTE IMMEDIATE …)`, `(SHOW …)`: a statement whose result a RESULTSET takes. */
export interface StatementValue {
  readonly kind: 'StatementValue'
  readonly statement: Statement
  readonly span: Span
}

/** target := { expression | ( statement ) } */
export function parseAssignment(cursor: Cursor): Omit<Assignment, 'span'> {
  const target = cursor.identifier()
  cursor.expect(':=')
  return { kind: 'Assignment', target, value: parseValue(cursor) }
}

function parseValue(cursor: Cursor): Assignment['value'] {
  refuseAsync(cursor)
  return atStatement(cursor) ? parseStatementValue(cursor) : parseExpressionAt(cursor)
}

/** ( statement ) */
export function parseStatementValue(cursor: Cursor): StatementValue {
  const start = cursor.start()
  const statement = cursor.parenthesized(() => cursor.countingBinds(() => parseStatementAt(cursor)))
  return { kind: 'StatementValue', statement, span: cursor.span(start) }
}

/** Words that begin a statement in parentheses when another word, a name or a stage follows. */
const leading: ReadonlySet<string> = new Set([
  'ALTER', 'CALL', 'COPY', 'CREATE', 'DELETE', 'DESC', 'DESCRIBE', 'DROP', 'EXECUTE', 'INSERT', 'LIST', 'LS', 'MERGE', 'SHOW',
  'TRUNCATE', 'UPDATE',
]) // prettier-ignore

function atStatement(cursor: Cursor): boolean {
  if (!cursor.is('(')) return false
  if (!leading.has(cursor.peek(1).word)) return atFlow(cursor)
  return ['Word', 'QuotedIdentifier', 'Stage'].includes(cursor.peek(2).kind)
}

/** ( query ->> … ): only what stands behind the query tells it from a value. */
function atFlow(cursor: Cursor): boolean {
  if (!['SELECT', 'WITH'].includes(cursor.peek(1).word)) return false
  for (let ahead = 1, depth = 1; depth > 0; ahead += 1) {
    const { kind, word } = cursor.peek(ahead)
    if (kind === 'End') return false
    if (word === '->>' && depth === 1) return true
    if (word === '(') depth += 1
    if (word === ')') depth -= 1
  }
  return false
}

export const printAssignment: ByKind<Assignment | StatementValue, [], Sql> = {
  Assignment: (s) => sql`${sql.identifier(s.target)} := ${s.value}`,
  StatementValue: (v) => sql`(${v.statement})`,
}
