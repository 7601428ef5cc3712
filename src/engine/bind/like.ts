import { fail } from '../../common/errors.ts'
import type { Like } from '../../sql/expression/expression.ts'
import { boolean, text } from '../types/standard.ts'
import { form } from './form.ts'
import type { Binding } from './binding.ts'
import { coerce } from './coercion.ts'
import { collationKeys } from './collation.ts'
import type { BoundExpression } from './expression-tree.ts'

const forms = { LIKE: '$like', ILIKE: '$ilike', RLIKE: '$rlike' } as const

/**
 * `operand LIKE | ILIKE | RLIKE [ANY | ALL] (patterns) [ESCAPE c]`, without its NOT.
 * https://docs.snowflake.com/en/sql-reference/functions/like
 */
export function like(node: Like, { bind }: Binding): BoundExpression {
  const [operand, ...patterns] = [node.operand, ...node.patterns].map((each) => asText(bind(each)))
  if (operand === undefined) throw new Error('Snowmelt bug: LIKE without an operand')
  const [subject = operand, ...matched] = comparedAsWritten([operand, ...patterns], node)
  const escape = node.escape && asText(bind(node.escape))
  if (escape !== undefined && node.operator === 'RLIKE')
    fail('UNSUPPORTED', { feature: 'RLIKE … ESCAPE' }, node.span)
  const matches = matched.map((pattern) =>
    form(
      forms[node.operator],
      [subject, pattern, ...(escape === undefined ? [] : [escape])],
      boolean,
      node.span,
    ),
  )
  const [only] = matches
  if (only !== undefined && matches.length === 1) return only
  return {
    kind: 'Logic',
    operator: node.quantifier === 'ALL' ? 'AND' : 'OR',
    operands: matches,
    type: boolean,
    span: node.span,
  }
}

/** "Only the upper, lower, and trim collation specifications are supported" by LIKE and its kin. */
function comparedAsWritten(
  texts: readonly BoundExpression[],
  { operator, span }: Like,
): readonly BoundExpression[] {
  for (const { type } of texts) {
    const collation = type.kind === 'VARCHAR' ? (type.collation ?? '') : ''
    const isPlain = collation
      .split('-')
      .every((part) => ['', 'upper', 'lower', 'trim'].includes(part.toLowerCase()))
    if (!isPlain) fail('UNSUPPORTED', { feature: `${operator} with collation '${collation}'` }, span)
  }
  return collationKeys(texts)
}

function asText(expr: BoundExpression): BoundExpression {
  return coerce(expr, expr.type.kind === 'VARCHAR' ? expr.type : text())
}
