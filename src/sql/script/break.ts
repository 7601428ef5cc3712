import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { Identifier } from '../expression/name.ts'
import type { Cursor } from '../text/cursor.ts'
import { sql, type Sql } from '../text/print.ts'
import { parseLabel, printLabel } from './steps.ts'

/** EXIT parses to it too. https://docs.snowflake.com/en/sql-reference/snowflake-scripting/break */
export interface Break {
  readonly kind: 'Break'
  readonly label?: Identifier
  readonly span: Span
}
/** ITERATE parses to it too. https://docs.snowflake.com/en/sql-reference/snowflake-scripting/continue */
export interface Continue {
  readonly kind: 'Continue'
  readonly label?: Identifier
  readonly span: Span
}

/** { BREAK | EXIT } [label] */
function parseBreakStep(cursor: Cursor): Omit<Break, 'span'> {
  cursor.next()
  return { kind: 'Break', ...parseLabel(cursor) }
}

/** { CONTINUE | ITERATE } [label] */
function parseContinueStep(cursor: Cursor): Omit<Continue, 'span'> {
  cursor.next()
  return { kind: 'Continue', ...parseLabel(cursor) }
}

export const parseBreak = {
  BREAK: parseBreakStep,
  EXIT: parseBreakStep,
  CONTINUE: parseContinueStep,
  ITERATE: parseContinueStep,
}
export const printBreak: ByKind<Break | Continue, [], Sql> = {
  Break: (s) => sql`BREAK${printLabel(s.label)}`,
  Continue: (s) => sql`CONTINUE${printLabel(s.label)}`,
}
