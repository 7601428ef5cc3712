import type { NumberType } from './data-type.ts'
import { maximumPrecision, number, wholeDigits } from './standard.ts'

/** Operators whose result is exact when both operands are. */
export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%'

const leading = (type: NumberType) => type.precision - type.scale

/** Scale, digits before the point as declared, and digits that values can really have (which choose the form). */
interface Shape {
  readonly scale: number
  readonly leading: number
  readonly digits: number
}

/**
 * "Leading digits" and scale of each operator.
 * https://docs.snowflake.com/en/sql-reference/operators-arithmetic#calculating-the-output-precision-and-scale
 */
const shapes: Readonly<Record<ArithmeticOperator, (a: NumberType, b: NumberType) => Shape>> = {
  '+': sum,
  '-': sum,
  '*': (a, b) => ({
    scale: Math.min(a.scale + b.scale, Math.max(a.scale, b.scale, 12)),
    leading: leading(a) + leading(b),
    digits: wholeDigits(a) + wholeDigits(b),
  }),
  '/': (a, b) => ({
    scale: Math.max(a.scale, Math.min(a.scale + 6, 12)),
    leading: leading(a) + b.scale,
    digits: wholeDigits(a) + b.scale,
  }),
  '%': (a, b) => ({
    scale: Math.max(a.scale, b.scale),
    leading: Math.max(leading(a), leading(b)),
    digits: Math.max(wholeDigits(a), wholeDigits(b)),
  }),
}

function sum(a: NumberType, b: NumberType): Shape {
  return {
    scale: Math.max(a.scale, b.scale),
    leading: Math.max(leading(a), leading(b)) + 1,
    digits: Math.max(wholeDigits(a), wholeDigits(b)) + 1,
  }
}

/** The type of `a operator b`. */
export function arithmeticType(operator: ArithmeticOperator, a: NumberType, b: NumberType): NumberType {
  const shape = shapes[operator](a, b)
  const scale = Math.min(shape.scale, maximumPrecision - 1)
  const precision = Math.max(1, Math.min(maximumPrecision, shape.leading + scale))
  return number(precision, scale, scale > 0 ? 'DECIMAL' : shape.digits <= 18 ? 'BIGINT' : 'HUGEINT')
}

/** The smallest NUMBER that holds all values of both. */
export function widerNumber(a: NumberType, b: NumberType): NumberType {
  const scale = Math.max(a.scale, b.scale)
  const precision = Math.min(maximumPrecision, Math.max(leading(a), leading(b)) + scale)
  const narrow = a.form === 'BIGINT' && b.form === 'BIGINT'
  return number(precision, scale, scale > 0 ? 'DECIMAL' : narrow ? 'BIGINT' : 'HUGEINT')
}

/** SUM: all 38 digits at the scale of what is summed. https://docs.snowflake.com/en/sql-reference/functions/sum */
export function sumType(type: NumberType): NumberType {
  return number(maximumPrecision, type.scale)
}

/** AVG divides by a whole number: https://docs.snowflake.com/en/sql-reference/functions/avg */
export function averageType(type: NumberType): NumberType {
  return number(maximumPrecision, Math.max(type.scale, Math.min(type.scale + 6, 12)))
}

/** The type of a literal such as `12`, `-3.50` or `.5`: as many digits as are written. */
export function literalType(digits: string): NumberType {
  const [whole = '', fraction = ''] = digits.replace(/^[+-]/, '').split('.')
  const leadingDigits = whole.replace(/^0+(?=.)/, '').length
  const significant = leadingDigits === 1 && whole.endsWith('0') && fraction !== '' ? 0 : leadingDigits
  return number(Math.max(1, significant + fraction.length), fraction.length)
}
