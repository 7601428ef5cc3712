import type { Binary, Expression } from '../../sql/expression/expression.ts'
import { arithmeticType } from '../types/arithmetic.ts'
import { boolean, number, text } from '../types/standard.ts'
import { lookUp } from './scripting-names.ts'
import type { Frame } from './scripting-frame.ts'
import type { Value } from './scripting-values.ts'

/**
 * The value of an expression that needs no SQL: variables and literals, sums and comparisons of whole numbers, AND, OR, NOT, IS NULL and
 * texts put together. Undefined for all else, also where SQL would fail. A loop that counts to 1000 takes milliseconds this way;
 * with a query for each step it took more than a second.
 */
export function trivialValue(expression: Expression, frame: Frame): Value | undefined {
  switch (expression.kind) {
    case 'NumberLiteral':
      return /^\d{1,38}$/.test(expression.text) ? wholeNumber(BigInt(expression.text)) : undefined
    case 'StringLiteral':
      return { type: text(), value: expression.value }
    case 'BooleanLiteral':
      return { type: boolean, value: String(expression.value) }
    case 'ColumnReference':
      return lookUp(expression.parts.map((part) => part.text).join('.'), frame)
    case 'BindVariable':
      return expression.name === '' ? undefined : lookUp(expression.name, frame)
    case 'IsNull': {
      const operand = trivialValue(expression.operand, frame)
      return operand === undefined ? undefined : truth((operand.value === null) !== expression.negated)
    }
    case 'Unary': {
      const operand = expression.operator === 'NOT' ? truthOf(expression.operand, frame) : undefined
      return operand === undefined ? undefined : truth(operand === null ? null : !operand)
    }
    case 'Binary':
      return binary(expression, frame)
    default:
      return undefined
  }
}

function binary({ operator, left, right }: Binary, frame: Frame): Value | undefined {
  if (operator === 'AND' || operator === 'OR') {
    const a = truthOf(left, frame)
    const b = a === undefined ? undefined : truthOf(right, frame)
    return a === undefined || b === undefined ? undefined : truth(joined(operator, a, b))
  }
  const a = trivialValue(left, frame)
  const b = a === undefined ? undefined : trivialValue(right, frame)
  if (a === undefined || b === undefined) return undefined
  if (operator === '||') return concatenated(a, b)
  if (a.type.kind === 'VARCHAR' && b.type.kind === 'VARCHAR') return sameText(operator, a, b)
  return arithmetic(operator, a, b)
}

/** SQL's logic of three values. */
function joined(operator: 'AND' | 'OR', a: boolean | null, b: boolean | null): boolean | null {
  const deciding = operator === 'OR'
  if (a === deciding || b === deciding) return deciding
  return a === null || b === null ? null : !deciding
}

function concatenated(a: Value, b: Value): Value | undefined {
  const plain = [a, b].every(({ type }) => type.kind === 'VARCHAR' || type.kind === 'NUMBER')
  if (!plain) return undefined
  return { type: text(), value: a.value === null || b.value === null ? null : a.value + b.value }
}

function sameText(operator: Binary['operator'], a: Value, b: Value): Value | undefined {
  if (operator !== '=' && operator !== '<>') return undefined
  if ([a, b].some(({ type }) => type.kind === 'VARCHAR' && type.collation !== undefined)) return undefined
  return truth(a.value === null || b.value === null ? null : (a.value === b.value) === (operator === '='))
}

const sums: Readonly<Partial<Record<Binary['operator'], (a: bigint, b: bigint) => bigint>>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
}
const comparisons: Readonly<Partial<Record<Binary['operator'], (a: bigint, b: bigint) => boolean>>> = {
  '=': (a, b) => a === b,
  '<>': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
}

function arithmetic(operator: Binary['operator'], a: Value, b: Value): Value | undefined {
  if (a.type.kind !== 'NUMBER' || b.type.kind !== 'NUMBER') return undefined
  if (a.type.scale !== 0 || b.type.scale !== 0) return undefined
  const isNull = a.value === null || b.value === null
  const compare = comparisons[operator]
  if (compare !== undefined) return truth(isNull ? null : compare(BigInt(a.value ?? 0), BigInt(b.value ?? 0)))
  const sum = sums[operator]
  if (sum === undefined || (operator !== '+' && operator !== '-' && operator !== '*')) return undefined
  const { precision } = arithmeticType(operator, a.type, b.type)
  if (isNull) return { type: number(precision, 0), value: null }
  const value = sum(BigInt(a.value ?? 0), BigInt(b.value ?? 0))
  // Beyond 38 digits SQL has its own word to say.
  return digitsOf(value) > 38 ? undefined : { type: number(precision, 0), value: String(value) }
}

const digitsOf = (value: bigint) => String(value < 0n ? -value : value).length

function wholeNumber(value: bigint): Value {
  return { type: number(digitsOf(value), 0), value: String(value) }
}

function truth(value: boolean | null): Value {
  return { type: boolean, value: value === null ? null : String(value) }
}

/** Undefined for what is no BOOLEAN without SQL. */
function truthOf(expression: Expression, frame: Frame): boolean | null | undefined {
  const known = trivialValue(expression, frame)
  if (known?.type.kind !== 'BOOLEAN') return undefined
  return known.value === null ? null : known.value === 'true'
}
