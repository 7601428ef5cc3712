import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { Expression } from '../expression/expression.ts'
import type { Identifier } from '../expression/name.ts'
import type { Cursor } from '../text/cursor.ts'
import { sql, type Sql } from '../text/print.ts'
import { parseCondition } from './if.ts'
import type { Step } from './script.ts'
import { parseLabel, parseSteps, printLabel, printSteps } from './steps.ts'

/** https://docs.snowflake.com/en/sql-reference/snowflake-scripting/while */
export interface While {
  readonly kind: 'While'
  readonly condition: Expression
  readonly steps: readonly Step[]
  readonly label?: Identifier
  readonly span: Span
}

/** WHILE ( condition ) { DO statement; … END WHILE | LOOP statement; … END LOOP } [label] */
function parseWhileStep(cursor: Cursor): Omit<While, 'span'> {
  cursor.expect('WHILE')
  const condition = parseCondition(cursor)
  const isLoop = cursor.take('LOOP')
  if (!isLoop) cursor.expect('DO')
  const steps = parseSteps(cursor, 'END')
  cursor.expect('END', isLoop ? 'LOOP' : 'WHILE')
  return { kind: 'While', condition, steps, ...parseLabel(cursor) }
}

export const parseWhile = { WHILE: parseWhileStep }
export const printWhile: ByKind<While, [], Sql> = {
  While: (s) => sql`WHILE (${s.condition}) DO ${printSteps(s.steps)}END WHILE${printLabel(s.label)}`,
}
