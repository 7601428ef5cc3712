import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { Identifier } from '../expression/name.ts'
import type { Cursor } from '../text/cursor.ts'
import { sql, type Sql } from '../text/print.ts'
import type { Step } from './script.ts'
import { parseLabel, parseSteps, printLabel, printSteps } from './steps.ts'

/** https://docs.snowflake.com/en/sql-reference/snowflake-scripting/loop */
export interface Loop {
  readonly kind: 'Loop'
  readonly steps: readonly Step[]
  readonly label?: Identifier
  readonly span: Span
}

/** LOOP statement; … END LOOP [label] */
function parseLoopStep(cursor: Cursor): Omit<Loop, 'span'> {
  cursor.expect('LOOP')
  const steps = parseSteps(cursor, 'END')
  cursor.expect('END', 'LOOP')
  return { kind: 'Loop', steps, ...parseLabel(cursor) }
}

export const parseLoop = { LOOP: parseLoopStep }
export const printLoop: ByKind<Loop, [], Sql> = {
  Loop: (s) => sql`LOOP ${printSteps(s.steps)}END LOOP${printLabel(s.label)}`,
}
