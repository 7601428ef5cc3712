import type { ByKind } from '../../common/by-kind.ts'
import { fail } from '../../common/errors.ts'
import type { Span } from '../../common/span.ts'
import type { Binary, BinaryOperator, Case, Cast, Collate, Unary } from '../../sql/expression/expression.ts'
import type { ValueType } from '../types/data-type.ts'
import { typeIn } from '../types/type-names.ts'
import { boolean } from '../types/standard.ts'
import { addArithmetic, arithmetic, concatenation, negation } from './arithmetic.ts'
import type { Binding } from './binding.ts'
import { cast, coerce, nullOf, typeName, unify } from './coercion.ts'
import { compare } from './comparison.ts'
import { collated } from './collation.ts'
import { logic as allOrAny } from './expression-predicate.ts'
import type { BoundExpression } from './expression-tree.ts'

type BinaryBinder = (node: Binary, binding: Binding) => BoundExpression

const comparing =
  (operator: '=' | '<>' | '<' | '<=' | '>' | '>='): BinaryBinder =>
  (node, { bind }) =>
    node.left.kind === 'RowValue' && node.right.kind === 'RowValue'
      ? compareRows(operator, node.left.items.map(bind), node.right.items.map(bind), node)
      : compare(operator, bind(node.left), bind(node.right), node.span)

/** `(a, b) = (1, 2)`, spelled out: DuckDB compares NULLs inside rows by other rules. */
function compareRows(
  operator: string,
  left: readonly BoundExpression[],
  right: readonly BoundExpression[],
  node: Binary,
): BoundExpression {
  if (operator !== '=' && operator !== '<>')
    fail('UNSUPPORTED', { feature: `${operator} of row values` }, node.span)
  if (left.length !== right.length) fail('ROW_LENGTH_MISMATCH', { expected: left.length }, node.right.span)
  const pairs = left.map((value, at) => compare(operator, value, right[at] ?? value, node.span))
  return allOrAny(operator === '=' ? 'AND' : 'OR', pairs, node.span)
}

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
  Unary: (node, { bind, scope }) => {
    if (node.operator === 'PRIOR' && scope.prior !== undefined) return scope.prior(node.operand)
    if (node.operator === 'NOT') return not(coerce(bind(node.operand), boolean), node.span)
    if (node.operator === '-') return negation(bind(node.operand), node.span)
    if (node.operator === '+') return bind(node.operand)
    return fail('UNSUPPORTED', { feature: node.operator }, node.span)
  },
  Binary: (node, binding) => binaryBinders[node.operator](node, binding),
  Cast: (node, { bind, scope }) => {
    const type = typeIn(node.type, scope.session.parameter('TIMESTAMP_TYPE_MAPPING'))
    const operand = bind(node.operand)
    if (node.try && !tried.has(type.kind))
      fail(
        'CANNOT_CAST',
        { function: 'TRY_CAST', from: typeName(operand.type), to: typeName(type) },
        node.span,
      )
    return { ...cast(operand, type, { try: node.try }), span: node.span }
  },
  Collate: (node, { bind }) => collated(bind(node.operand), node.collation, node.span),
  Case: bindCase,
}

/** The types that TRY_CAST makes. https://docs.snowflake.com/en/sql-reference/functions/try_cast */
const tried: ReadonlySet<ValueType['kind']> = new Set([
  'VARCHAR', 'NUMBER', 'FLOAT', 'BOOLEAN', 'DATE', 'TIME', 'TIMESTAMP_NTZ', 'TIMESTAMP_LTZ', 'TIMESTAMP_TZ',
]) // prettier-ignore

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
