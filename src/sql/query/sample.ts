import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { Expression } from '../expression/expression.ts'
import { level } from '../expression/precedence.ts'
import type { Cursor } from '../text/cursor.ts'
import { parseOperand } from '../text/grammar.ts'
import { sql, type Sql } from '../text/print.ts'
import type { FromItem } from './from.ts'
import { printOperand } from './join.ts'

/** `item SAMPLE (10)`. https://docs.snowflake.com/en/sql-reference/constructs/sample */
export interface Sample {
  readonly kind: 'Sample'
  readonly input: FromItem
  /** BERNOULLI is also written ROW, SYSTEM BLOCK. */
  readonly method: 'BERNOULLI' | 'SYSTEM'
  /** A percentage, or a number of rows. */
  readonly size: Expression
  readonly rows: boolean
  readonly seed?: Expression
  readonly span: Span
}

/** { SAMPLE | TABLESAMPLE } [BERNOULLI | ROW | SYSTEM | BLOCK] ( number [ROWS] ) [{ REPEATABLE | SEED } ( number )] */
export function parseSample(cursor: Cursor, input: FromItem): Sample {
  cursor.next()
  const word = cursor.oneOf('BERNOULLI', 'ROW', 'SYSTEM', 'BLOCK')
  cursor.expect('(')
  const size = parseOperand(cursor, level.postfix)
  const rows = cursor.take('ROWS')
  cursor.expect(')')
  const hasSeed = cursor.is('SEED', '(') || cursor.is('REPEATABLE', '(')
  if (hasSeed) cursor.next()
  const seed = hasSeed ? cursor.parenthesized(() => parseOperand(cursor, level.postfix)) : undefined
  return {
    kind: 'Sample',
    input,
    method: word === 'SYSTEM' || word === 'BLOCK' ? 'SYSTEM' : 'BERNOULLI',
    size,
    rows,
    ...(seed !== undefined && { seed }),
    span: cursor.span(input.span.start),
  }
}

export const printSample: ByKind<Sample, [], Sql> = {
  Sample: (s) => {
    const seed = sql.optional(s.seed, (value) => sql` SEED (${value})`)
    return sql`${printOperand(s.input)} SAMPLE ${sql.words(s.method)} (${s.size}${s.rows ? sql` ROWS` : sql.empty})${seed}`
  },
}
