import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { Expression } from '../expression/expression.ts'
import type { Identifier } from '../expression/name.ts'
import type { Cursor } from '../text/cursor.ts'
import { sql, type Sql } from '../text/print.ts'
import { parseCondition } from './if.ts'
import type { Step } from './script.ts'
import { parseLabel, parseSteps, printLabel, printSteps } from './steps.ts'

/** https://docs.snowflake.com/en/sql-reference/snowflake-scripting/repeat */
export interface Repeat {
  readonly kind: 'Repeat'
  readonly steps: readonly Step[]
  readonly until: Expression
  readonly label?: Identifier
  readonly span: Span
}

/** REPEAT statement; … UNTIL ( condition ) END REPEAT [label] */
function parseRepeatStep(cursor: Cursor): Omit<Repeat, 'span'> {
  cursor.expect('REPEAT')
  const steps = parseSteps(cursor, 'UNTIL')
  cursor.expect('UNTIL')
  const until = parseCondition(cursor)
  cursor.expect('END', 'REPEAT')
  return { kind: 'Repeat', steps, until, ...parseLabel(cursor) }
}

export const parseRepeat = { REPEAT: parseRepeatStep }
export const printRepeat: ByKind<Repeat, [], Sql> = {
  Repeat: (s) => sql`REPEAT ${printSteps(s.steps)}UNTIL (${s.until}) END REPEAT${printLabel(s.label)}`,
}
