import type { ByKind } from '../../common/by-kind.ts'
import { fail } from '../../common/errors.ts'
import type { Span } from '../../common/span.ts'
import type {
  Between, Expression, InList, IsBoolean, IsDistinctFrom, IsNull, Like,
} from '../../sql/expression/expression.ts' // prettier-ignore
import { boolean } from '../types/standard.ts'
import type { Binding } from './binding.ts'
import { coerce } from './coercion.ts'
import { comparable, compare, distinctFrom } from './comparison.ts'
import type { BoundExpression } from './expression-tree.ts'
import { like } from './like.ts'

type Predicate = IsNull | IsBoolean | IsDistinctFrom | Between | InList | Like

export const predicateBinders: ByKind<Predicate, [Binding], BoundExpression> = {
  IsNull: (node, { bind }) => isNull(bind(node.operand), node.negated, node.span),
  IsBoolean: (node, { bind }) => {
    const value: BoundExpression = {
      kind: 'Constant',
      value: String(node.value),
      type: boolean,
      span: node.span,
    }
    return distinctFrom(coerce(bind(node.operand), boolean), value, !node.negated, node.span)
  },
  IsDistinctFrom: (node, { bind }) =>
    distinctFrom(bind(node.left), bind(node.right), node.negated, node.span),
  Between: (node, { bind }) => {
    const operand = bind(node.operand)
    const inside = logic(
      'AND',
      [compare('>=', operand, bind(node.low), node.span), compare('<=', operand, bind(node.high), node.span)],
      node.span,
    )
    return negatedIf(node.negated, inside)
  },
  InList: (node, binding) => negatedIf(node.negated, inList(node, binding)),
  Like: (node, binding) => negatedIf(node.negated, like(node, binding)),
}

/** `operand IS [NOT] NULL`. */
export function isNull(operand: BoundExpression, negated: boolean, span: Span): BoundExpression {
  return { kind: 'IsNull', operand, negated, type: boolean, span }
}

/** AND or OR over bound conditions. */
export function logic(
  operator: 'AND' | 'OR',
  operands: readonly BoundExpression[],
  span: Span,
): BoundExpression {
  const [only] = operands
  if (only !== undefined && operands.length === 1) return only
  return { kind: 'Logic', operator, operands, type: boolean, span }
}

/** NOT, where asked for. */
export function negatedIf(negated: boolean, operand: BoundExpression): BoundExpression {
  return negated ? { kind: 'Not', operand, type: boolean, span: operand.span } : operand
}

function inList(node: InList, { bind }: Binding): BoundExpression {
  if (node.operand.kind === 'RowValue') return rowInList(node.operand.items.map(bind), node, bind)
  const [operand, ...items] = comparable([node.operand, ...node.items].map(bind))
  if (operand === undefined) throw new Error('Snowmelt bug: IN without an operand')
  return { kind: 'InList', operand, items, type: boolean, span: node.span }
}

/** `(a, b) IN ((1, 2), …)` spelled out: DuckDB compares NULLs inside rows by other rules. */
function rowInList(
  operands: readonly BoundExpression[],
  node: InList,
  bind: (node: Expression) => BoundExpression,
): BoundExpression {
  const alternatives = node.items.map((item) => {
    if (item.kind !== 'RowValue' || item.items.length !== operands.length)
      fail('ROW_LENGTH_MISMATCH', { expected: operands.length }, item.span)
    const equal = item.items.map((value, index) =>
      compare('=', operands[index] ?? bind(value), bind(value), item.span),
    )
    return logic('AND', equal, item.span)
  })
  return logic('OR', alternatives, node.span)
}
