import type { ByKind } from '../../common/by-kind.ts'
import { fail } from '../../common/errors.ts'
import type { Span } from '../../common/span.ts'
import type { Binary, BinaryOperator, Case, Cast, Collate, Unary } from '../../sql/expression/expression.ts'
import { typeOf } from '../types/type-names.ts'
import { boolean } from '../types/standard.ts'
import { addArithmetic, arithmetic, concatenation, negation } from './arithmetic.ts'
import type { Binding } from './binding.ts'
import { cast, coerce, nullOf, unify } from './coercion.ts'
import { compare } from './comparison.ts'
import { collated } from './collation.ts'
import type { BoundExpression } from './expression-tree.ts'

type BinaryBinder = (node: Binary, binding: Binding) => BoundExpression

const comparing =
  (operator: '=' | '<>' | '<' | '<=' | '>' | '>='): BinaryBinder =>
  (node, { bind }) =>
    compare(operator, bind(node.left), bind(node.right), node.span)

const logic =
  (operator: 'AND' | 'OR'): BinaryBinder =>
  (node, { bind }) => ({
    kind: 'Logic',
    operator,
    operands: flat(node, operator).map((operand) => coerce(bind(operand), boolean)),
    type: boolean,
    span: node.span,
  })

const calculating =
  (operator: '*' | '/' | '%'): BinaryBinder =>
  (node, { bind }) =>
    arithmetic(operator, bind(node.left), bind(node.right), node.span)

const binaryBinders: { readonly [O in BinaryOperator]: BinaryBinder } = {
  OR: logic('OR'),
  AND: logic('AND'),
  '=': comparing('='),
  '<>': comparing('<>'),
  '<': comparing('<'),
  '<=': comparing('<='),
  '>': comparing('>'),
  '>=': comparing('>='),
  '+': addArithmetic('+'),
  '-': addArithmetic('-'),
  '*': calculating('*'),
  '/': calculating('/'),
  '%': calculating('%'),
  '||': (node, { bind }) => concatenation(bind(node.left), bind(node.right), node.span),
}

/** `a AND b AND c` as one list: long conditions stay flat. */
function flat(node: Binary, operator: 'AND' | 'OR'): readonly Binary['left'][] {
  const side = (operand: Binary['left']) =>
    operand.kind === 'Binary' && operand.operator === operator ? flat(operand, operator) : [operand]
  return [...side(node.left), ...side(node.right)]
}

export const operatorBinders: ByKind<Unary | Binary | Case | Cast | Collate, [Binding], BoundExpression> = {
  Unary: (node, { bind }) => {
    if (node.operator === 'NOT') return not(coerce(bind(node.operand), boolean), node.span)
    if (node.operator === '-') return negation(bind(node.operand), node.span)
    if (node.operator === '+') return bind(node.operand)
    return fail('UNSUPPORTED', { feature: node.operator }, node.span)
  },
  Binary: (node, binding) => binaryBinders[node.operator](node, binding),
  Cast: (node, { bind }) => ({
    ...cast(bind(node.operand), typeOf(node.type), { try: node.try }),
    span: node.span,
  }),
  Collate: (node, { bind }) => collated(bind(node.operand), node.collation, node.span),
  Case: bindCase,
}

function not(operand: BoundExpression, span: Span): BoundExpression {
  return { kind: 'Not', operand, type: boolean, span }
}

function bindCase(node: Case, { bind }: Binding): BoundExpression {
  const operand = node.operand && bind(node.operand)
  const conditions = node.whens.map(({ when }) =>
    operand === undefined ? coerce(bind(when), boolean) : compare('=', operand, bind(when), when.span),
  )
  const otherwise = node.otherwise === undefined ? nullOf({ kind: 'NULL' }, node.span) : bind(node.otherwise)
  return caseOf(conditions, [...node.whens.map(({ then }) => bind(then)), otherwise], node.span)
}

/** CASE over bound parts; `results` has one more than `conditions`, the value where none holds. */
export function caseOf(
  conditions: readonly BoundExpression[],
  results: readonly BoundExpression[],
  span: Span,
): BoundExpression {
  const { type, values } = unify(results)
  const otherwise = values[conditions.length] ?? nullOf(type, span)
  const whens = conditions.map((when, index) => ({ when, result: values[index] ?? nullOf(type, span) }))
  return { kind: 'Case', whens, otherwise, type, span }
}
