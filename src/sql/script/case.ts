import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { Expression } from '../expression/expression.ts'
import type { Cursor } from '../text/cursor.ts'
import { parseExpressionAt } from '../text/grammar.ts'
import { sql, type Sql } from '../text/print.ts'
import type { Branch } from './if.ts'
import type { Step } from './script.ts'
import { parseSteps, printSteps } from './steps.ts'

/** With an `operand`, the conditions are what it is compared with. https://docs.snowflake.com/en/sql-reference/snowflake-scripting/case */
export interface CaseStatement {
  readonly kind: 'CaseStatement'
  readonly operand?: Expression
  readonly branches: readonly Branch[]
  readonly otherwise?: readonly Step[]
  readonly span: Span
}

/** CASE [( operand )] WHEN expression THEN statement; … [WHEN …]… [ELSE statement; …] END [CASE] */
function parseCaseStep(cursor: Cursor): Omit<CaseStatement, 'span'> {
  cursor.expect('CASE')
  const operand = cursor.is('WHEN') ? undefined : parseExpressionAt(cursor)
  const branches: Branch[] = []
  if (!cursor.is('WHEN')) cursor.unexpected()
  while (cursor.take('WHEN')) {
    const condition = parseExpressionAt(cursor)
    cursor.expect('THEN')
    branches.push({ condition, steps: parseSteps(cursor, 'WHEN', 'ELSE', 'END') })
  }
  const otherwise = cursor.take('ELSE') ? parseSteps(cursor, 'END') : undefined
  cursor.expect('END')
  cursor.take('CASE')
  return {
    kind: 'CaseStatement',
    ...(operand !== undefined && { operand }),
    branches,
    ...(otherwise !== undefined && { otherwise }),
  }
}

export const parseCase = { CASE: parseCaseStep }
export const printCase: ByKind<CaseStatement, [], Sql> = {
  CaseStatement: (s) =>
    sql`CASE ${sql.optional(s.operand, (operand) => sql`(${operand}) `)}${sql.join(
      s.branches.map((branch) => sql`WHEN ${branch.condition} THEN ${printSteps(branch.steps)}`),
      '',
    )}${sql.optional(s.otherwise, (steps) => sql`ELSE ${printSteps(steps)}`)}END CASE`,
}
