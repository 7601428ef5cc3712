import { fail } from '../../common/errors.ts'
import type { Span } from '../../common/span.ts'
import type { Binary, IntervalLiteral } from '../../sql/expression/expression.ts'
import { arithmeticType, type ArithmeticOperator } from '../types/arithmetic.ts'
import type { DataType, NumberType } from '../types/data-type.ts'
import * as types from '../types/standard.ts'
import type { Binding } from './binding.ts'
import { cast, coerce, typeName } from './coercion.ts'
import { dateAdd } from './date-add.ts'
import type { BoundExpression } from './expression-tree.ts'
import { form } from './form.ts'
import { addInterval } from './interval.ts'

const exactForms = {
  '+': '$add',
  '-': '$subtract',
  '*': '$multiply',
  '/': '$divide',
  '%': '$modulo',
} as const
const floatForms = {
  '+': '$add',
  '-': '$subtract',
  '*': '$multiplyFloat',
  '/': '$divideFloat',
  '%': '$moduloFloat',
} as const

/** `+` and `-`, which also know dates and intervals. */
export function addArithmetic(operator: '+' | '-') {
  return (node: Binary, { bind }: Binding): BoundExpression => {
    if (node.right.kind === 'IntervalLiteral')
      return withInterval(operator, bind(node.left), node.right, node.span)
    if (node.left.kind === 'IntervalLiteral' && operator === '+')
      return withInterval(operator, bind(node.right), node.left, node.span)
    return sum(operator, bind(node.left), bind(node.right), node.span)
  }
}

function withInterval(operator: '+' | '-', value: BoundExpression, interval: IntervalLiteral, span: Span) {
  return addInterval(value, operator === '-' ? -1 : 1, interval, span)
}

/** https://docs.snowflake.com/en/sql-reference/data-types-datetime#simple-arithmetic-for-dates */
function sum(
  operator: '+' | '-',
  left: BoundExpression,
  right: BoundExpression,
  span: Span,
): BoundExpression {
  const dateLike = (type: DataType) => type.kind === 'DATE' || types.isTimestamp(type)
  if (left.type.kind === 'DATE' && right.type.kind === 'DATE' && operator === '-')
    return form('$daysBetween', [left, right], types.number(9, 0, 'BIGINT'), span)
  if (dateLike(left.type) && isNumberOrNull(right.type)) return addDays(left, operator, right, span)
  if (operator === '+' && isNumberOrNull(left.type) && dateLike(right.type))
    return addDays(right, operator, left, span)
  return arithmetic(operator, left, right, span)
}

const isNumberOrNull = (type: DataType) => type.kind === 'NUMBER' || type.kind === 'NULL'

function addDays(
  value: BoundExpression,
  operator: '+' | '-',
  days: BoundExpression,
  span: Span,
): BoundExpression {
  const whole = cast(days, types.count)
  const signed = operator === '-' ? negation(whole, span) : whole
  return value.type.kind === 'DATE'
    ? form('$addDays', [value, signed], value.type, span)
    : dateAdd('day', signed, value, span)
}

/** An arithmetic operator over bound operands. */
export function arithmetic(
  operator: ArithmeticOperator,
  left: BoundExpression,
  right: BoundExpression,
  span: Span,
): BoundExpression {
  const [a, b] = [operand(operator, left, right, span), operand(operator, right, left, span)]
  if (a.type.kind === 'FLOAT' || b.type.kind === 'FLOAT')
    return form(floatForms[operator], [coerce(a, types.float), coerce(b, types.float)], types.float, span)
  const [aType, bType] = [numberOf(a.type), numberOf(b.type)]
  const type = arithmeticType(operator, aType, bType)
  return form(exactForms[operator], operandsFor(operator, a, b, type), type, span)
}

function operandsFor(operator: ArithmeticOperator, a: BoundExpression, b: BoundExpression, type: NumberType) {
  if (operator === '*' || operator === '/') return [a, b]
  // DuckDB gives a sum one digit more than its operands, unless they have all 38, or the 18 of 64 bits.
  const grows = type.precision < types.maximumPrecision && type.precision !== 19
  const spare = operator !== '%' && type.form === 'DECIMAL' && grows ? 1 : 0
  const target = types.number(Math.max(type.scale, type.precision - spare), type.scale, type.form)
  const whole = types.number(type.precision, 0, type.form)
  return [coerce(a, type.scale === 0 ? whole : target), coerce(b, type.scale === 0 ? whole : target)]
}

function numberOf(type: DataType): NumberType {
  return type.kind === 'NUMBER' ? type : types.number(1, 0)
}

/** The operand as a NUMBER or FLOAT: a text counts as NUMBER(38,5), a value in a VARIANT as FLOAT. */
function operand(
  operator: string,
  expr: BoundExpression,
  other: BoundExpression,
  span: Span,
): BoundExpression {
  const { kind } = expr.type
  if (kind === 'NUMBER' || kind === 'FLOAT') return expr
  if (kind === 'NULL') return coerce(expr, other.type.kind === 'FLOAT' ? types.float : types.number(1, 0))
  if (kind === 'VARCHAR') return coerce(expr, other.type.kind === 'FLOAT' ? types.float : types.number(38, 5))
  if (kind === 'VARIANT') return coerce(expr, types.float)
  const names = [expr, other].sort((x, y) => x.span.start - y.span.start).map((each) => typeName(each.type))
  return fail('CANNOT_CAST', { function: operator, from: names[0] ?? '', to: names[1] ?? '' }, span)
}

/** `-x`; of a literal, the negative literal. */
export function negation(expr: BoundExpression, span: Span): BoundExpression {
  const value = operand('-', expr, expr, span)
  if (value.kind === 'Constant' && value.value !== null)
    return { ...value, value: value.value.startsWith('-') ? value.value.slice(1) : `-${value.value}`, span }
  return form('$negate', [value], value.type, span)
}

/** `a || b`: texts, or binaries. https://docs.snowflake.com/en/sql-reference/functions/concat */
export function concatenation(left: BoundExpression, right: BoundExpression, span: Span): BoundExpression {
  if (left.type.kind === 'BINARY' && right.type.kind === 'BINARY')
    return form('$concat', [left, right], types.binary(), span)
  const [a, b] = [coerce(left, textType(left.type)), coerce(right, textType(right.type))]
  return form('$concat', [a, b], types.text(), span)
}

function textType(type: DataType) {
  return type.kind === 'VARCHAR' ? type : types.text()
}
