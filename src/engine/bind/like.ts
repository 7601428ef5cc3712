import { fail } from '../../common/errors.ts'
import type { Like } from '../../sql/expression/expression.ts'
import { boolean, text } from '../types/standard.ts'
import { form } from './form.ts'
import type { Binding } from './binding.ts'
import { coerce } from './coercion.ts'
import type { BoundExpression } from './expression-tree.ts'

const forms = { LIKE: '$like', ILIKE: '$ilike', RLIKE: '$rlike' } as const

/**
 * `operand LIKE | ILIKE | RLIKE [ANY | ALL] (patterns) [ESCAPE c]`, without its NOT.
 * https://docs.snowflake.com/en/sql-reference/functions/like
 */
export function like(node: Like, { bind }: Binding): BoundExpression {
  const operand = asText(bind(node.operand))
  const escape = node.escape && asText(bind(node.escape))
  if (escape !== undefined && node.operator === 'RLIKE')
    fail('UNSUPPORTED', { feature: 'RLIKE … ESCAPE' }, node.span)
  const matches = node.patterns.map((pattern) =>
    form(
      forms[node.operator],
      [operand, asText(bind(pattern)), ...(escape === undefined ? [] : [escape])],
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

function asText(expr: BoundExpression): BoundExpression {
  return coerce(expr, expr.type.kind === 'VARCHAR' ? expr.type : text())
}
