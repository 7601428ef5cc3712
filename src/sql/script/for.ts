import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { Expression } from '../expression/expression.ts'
import type { Identifier } from '../expression/name.ts'
import type { Cursor } from '../text/cursor.ts'
import { parseExpressionAt } from '../text/grammar.ts'
import { sql, type Sql } from '../text/print.ts'
import type { Step } from './script.ts'
import { parseLabel, parseSteps, printLabel, printSteps } from './steps.ts'

/** https://docs.snowflake.com/en/sql-reference/snowflake-scripting/for */
export interface ForCounter {
  readonly kind: 'ForCounter'
  readonly variable: Identifier
  readonly reverse: boolean
  readonly from: Expression
  readonly to: Expression
  readonly steps: readonly Step[]
  readonly label?: Identifier
  readonly span: Span
}
/** A loop over the rows of a cursor or RESULTSET. */
export interface ForRow {
  readonly kind: 'ForRow'
  readonly variable: Identifier
  readonly source: Identifier
  readonly steps: readonly Step[]
  readonly label?: Identifier
  readonly span: Span
}

/**
 * FOR variable IN { [REVERSE] start TO end { DO | LOOP } | source DO } statement; … END { FOR | LOOP } [label]
 */
function parseForStep(cursor: Cursor): Omit<ForCounter, 'span'> | Omit<ForRow, 'span'> {
  cursor.expect('FOR')
  const variable = cursor.identifier()
  cursor.expect('IN')
  const reverse = cursor.peek(1).word !== '(' && cursor.take('REVERSE')
  const first = cursor.peek()
  const from = parseExpressionAt(cursor)
  if (cursor.take('TO')) {
    const to = parseExpressionAt(cursor)
    return { kind: 'ForCounter', variable, reverse, from, to, ...parseBody(cursor, cursor.is('LOOP')) }
  }
  const [source, ...more] = from.kind === 'ColumnReference' ? from.parts : []
  if (source === undefined || more.length > 0 || reverse) cursor.unexpected(reverse ? undefined : first)
  return { kind: 'ForRow', variable, source, ...parseBody(cursor, false) }
}

/** { DO statement; … END FOR | LOOP statement; … END LOOP } [label] */
function parseBody(cursor: Cursor, isLoop: boolean): Pick<ForRow, 'steps' | 'label'> {
  cursor.expect(isLoop ? 'LOOP' : 'DO')
  const steps = parseSteps(cursor, 'END')
  cursor.expect('END', isLoop ? 'LOOP' : 'FOR')
  return { steps, ...parseLabel(cursor) }
}

export const parseFor = { FOR: parseForStep }
export const printFor: ByKind<ForCounter | ForRow, [], Sql> = {
  ForCounter: (s) =>
    sql`FOR ${sql.identifier(s.variable)} IN ${s.reverse ? sql`REVERSE ` : sql.empty}${s.from} TO ${s.to} DO ${printSteps(s.steps)}END FOR${printLabel(s.label)}`,
  ForRow: (s) =>
    sql`FOR ${sql.identifier(s.variable)} IN ${sql.identifier(s.source)} DO ${printSteps(s.steps)}END FOR${printLabel(s.label)}`,
}
