import type { Expression } from '../expression/expression.ts'
import { level, type Level } from '../expression/precedence.ts'
import type { Query } from '../query/query.ts'
import type { Step } from '../script/script.ts'
import type { Statement } from '../statement/statement.ts'
import type { Cursor } from './cursor.ts'

/**
 * The families of the language, which contain each other. A cursor carries them, so that no family imports
 * another: a CASE holds queries, a query holds expressions, a task holds statements.
 */
export interface Grammar {
  readonly operand: (cursor: Cursor, level: Level) => Expression
  readonly query: (cursor: Cursor, begun?: Query) => Query
  readonly statement: (cursor: Cursor) => Statement
  /** A statement of a block of Snowflake Scripting. */
  readonly step: (cursor: Cursor) => Step
}

/** Reads an expression. */
export function parseExpressionAt(cursor: Cursor): Expression {
  return cursor.grammar.operand(cursor, level.lowest)
}

/** Reads an expression of operators that bind at least as tightly as `level`. */
export function parseOperand(cursor: Cursor, level: Level): Expression {
  return cursor.grammar.operand(cursor, level)
}

/** Reads a query: `[WITH …] SELECT …`, with set operators, ORDER BY and LIMIT. */
export function parseQuery(cursor: Cursor): Query {
  return cursor.grammar.query(cursor)
}

/** Reads what follows a query in parentheses, `begun`, in a query of which it is the first part. */
export function continueQuery(cursor: Cursor, begun: Query): Query {
  return cursor.grammar.query(cursor, begun)
}

/** Reads a statement that stands in another, such as the body of a task. */
export function parseStatementAt(cursor: Cursor): Statement {
  return cursor.grammar.statement(cursor)
}
