import type { ByKind } from '../../common/by-kind.ts'
import type { Cursor } from '../text/cursor.ts'
import { parseExpressionAt } from '../text/grammar.ts'
import { sql, type Sql } from '../text/print.ts'
import type { Expression } from './expression.ts'
import type { Node } from './node.ts'

/** https://docs.snowflake.com/en/sql-reference/functions/case */
export interface Case extends Node {
  readonly kind: 'Case'
  readonly operand?: Expression
  readonly whens: readonly { readonly when: Expression; readonly then: Expression }[]
  readonly otherwise?: Expression
}

/** CASE [operand] WHEN expression THEN expression … [ELSE expression] END */
function parseCaseExpression(cursor: Cursor): Case {
  const start = cursor.start()
  cursor.expect('CASE')
  const operand = cursor.is('WHEN') ? undefined : parseExpressionAt(cursor)
  const whens = [parseWhen(cursor)]
  while (cursor.is('WHEN')) whens.push(parseWhen(cursor))
  const otherwise = cursor.take('ELSE') ? parseExpressionAt(cursor) : undefined
  cursor.expect('END')
  return {
    kind: 'Case',
    ...(operand !== undefined && { operand }),
    whens,
    ...(otherwise !== undefined && { otherwise }),
    span: cursor.span(start),
  }
}

function parseWhen(cursor: Cursor): Case['whens'][number] {
  cursor.expect('WHEN')
  const when = parseExpressionAt(cursor)
  cursor.expect('THEN')
  // oxlint-disable-next-line unicorn/no-thenable -- named as in SQL; it is a tree, so that awaiting it does nothing
  return { when, then: parseExpressionAt(cursor) }
}

export const parseCase = { CASE: parseCaseExpression }
export const printCase: ByKind<Case, [], Sql> = {
  Case: (e) =>
    sql`CASE${sql.optional(e.operand, (operand) => sql` ${operand}`)}${sql.join(
      e.whens.map(({ when, then }) => sql` WHEN ${when} THEN ${then}`),
      '',
    )}${sql.optional(e.otherwise, (value) => sql` ELSE ${value}`)} END`,
}
