import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { Expression } from '../expression/expression.ts'
import type { Cursor } from '../text/cursor.ts'
import { parseExpressionAt } from '../text/grammar.ts'
import { sql, type Sql } from '../text/print.ts'
import type { Step } from './script.ts'
import { parseSteps, printSteps } from './steps.ts'

/** A condition and what is done when it holds. */
export interface Branch {
  readonly condition: Expression
  readonly steps: readonly Step[]
}
/** https://docs.snowflake.com/en/sql-reference/snowflake-scripting/if */
export interface If {
  readonly kind: 'If'
  readonly branches: readonly Branch[]
  readonly otherwise?: readonly Step[]
  readonly span: Span
}

/** IF ( condition ) THEN statement; … [ELSEIF ( condition ) THEN statement; …]… [ELSE statement; …] END IF */
function parseIfStep(cursor: Cursor): Omit<If, 'span'> {
  const branches: Branch[] = []
  cursor.expect('IF')
  do {
    const condition = parseCondition(cursor)
    cursor.expect('THEN')
    branches.push({ condition, steps: parseSteps(cursor, 'ELSEIF', 'ELSE', 'END') })
  } while (cursor.take('ELSEIF'))
  const otherwise = cursor.take('ELSE') ? parseSteps(cursor, 'END') : undefined
  cursor.expect('END', 'IF')
  return { kind: 'If', branches, ...(otherwise !== undefined && { otherwise }) }
}

/** ( condition ) */
export function parseCondition(cursor: Cursor): Expression {
  return cursor.is('(') ? parseExpressionAt(cursor) : cursor.unexpected()
}

export const parseIf = { IF: parseIfStep }
export const printIf: ByKind<If, [], Sql> = {
  If: (s) =>
    sql`IF ${sql.join(
      s.branches.map((branch) => sql`(${branch.condition}) THEN ${printSteps(branch.steps)}`),
      'ELSEIF ',
    )}${sql.optional(s.otherwise, (steps) => sql`ELSE ${printSteps(steps)}`)}END IF`,
}
