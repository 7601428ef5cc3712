import type { Span } from '../../common/span.ts'
import type { Expression } from '../expression/expression.ts'
import type { Cursor } from '../text/cursor.ts'
import { parseExpressionAt } from '../text/grammar.ts'
import { sql, type Sql } from '../text/print.ts'

/** `AT (TIMESTAMP => …)`, `BEFORE (STATEMENT => …)`. https://docs.snowflake.com/en/sql-reference/constructs/at-before */
export interface TimeTravel {
  readonly when: 'AT' | 'BEFORE'
  readonly by: 'TIMESTAMP' | 'OFFSET' | 'STATEMENT' | 'STREAM'
  readonly value: Expression
  readonly span: Span
}
/**
 * `CHANGES (INFORMATION => DEFAULT | APPEND_ONLY) AT (…) [END (…)]`; the `when` of an end is AT.
 * https://docs.snowflake.com/en/sql-reference/constructs/changes
 */
export interface Changes {
  readonly information: 'DEFAULT' | 'APPEND_ONLY'
  readonly at: TimeTravel
  readonly end?: TimeTravel
}

/** Whether AT (…) or BEFORE (…) comes next. */
export function atTimeTravel(cursor: Cursor): boolean {
  return cursor.is('AT', '(') || cursor.is('BEFORE', '(')
}

/** { AT | BEFORE } ( { TIMESTAMP | OFFSET | STATEMENT | STREAM } => expression ) */
export function parseTimeTravel(cursor: Cursor): TimeTravel {
  const start = cursor.start()
  const when = cursor.oneOf('AT', 'BEFORE') ?? cursor.unexpected()
  return parsePoint(cursor, when, start)
}

function parsePoint(cursor: Cursor, when: TimeTravel['when'], start: number): TimeTravel {
  cursor.expect('(')
  const by = cursor.oneOf('TIMESTAMP', 'OFFSET', 'STATEMENT', 'STREAM') ?? cursor.unexpected()
  cursor.expect('=>')
  const value = parseExpressionAt(cursor)
  cursor.expect(')')
  return { when, by, value, span: cursor.span(start) }
}

/** CHANGES ( INFORMATION => { DEFAULT | APPEND_ONLY } ) { AT | BEFORE } (…) [END (…)] */
export function parseChanges(cursor: Cursor): Changes {
  cursor.expect('CHANGES', '(', 'INFORMATION', '=>')
  const information = cursor.oneOf('DEFAULT', 'APPEND_ONLY') ?? cursor.unexpected()
  cursor.expect(')')
  const at = parseTimeTravel(cursor)
  const start = cursor.start()
  const end = cursor.is('END', '(') ? parseEnd(cursor, start) : undefined
  return { information, at, ...(end !== undefined && { end }) }
}

function parseEnd(cursor: Cursor, start: number): TimeTravel {
  cursor.expect('END')
  return parsePoint(cursor, 'AT', start)
}

/** `AT (TIMESTAMP => …)`. */
export function printTimeTravel({ when, ...point }: TimeTravel): Sql {
  return sql`${sql.words(when)} ${printPoint(point)}`
}

function printPoint({ by, value }: Pick<TimeTravel, 'by' | 'value'>): Sql {
  return sql`(${sql.words(by)} => ${value})`
}

/** `CHANGES (INFORMATION => …) AT (…) [END (…)]`. */
export function printChanges({ information, at, end }: Changes): Sql {
  const from = sql`CHANGES (INFORMATION => ${sql.words(information)}) ${printTimeTravel(at)}`
  return end === undefined ? from : sql`${from} END ${printPoint(end)}`
}
