/** NUMBER(precision, scale) as Snowflake's manual has it. https://docs.snowflake.com/en/sql-reference/data-types-numeric */
export interface Type {
  readonly precision: number
  readonly scale: number
}

/** What an expression gives for a row: units of the last place, NULL, or an error. `unknown` where the manual does not say. */
export type Value = bigint | null | 'error' | 'unknown'

/** Most digits of a NUMBER. */
const most = 38

export const power = (digits: number): bigint => 10n ** BigInt(digits)
export const absolute = (units: bigint): bigint => (units < 0n ? -units : units)

/** The number as SQL and results write it. */
export function written(units: bigint, scale: number): string {
  const digits = String(absolute(units)).padStart(scale + 1, '0')
  const point = digits.length - scale
  return `${units < 0n ? '-' : ''}${digits.slice(0, point)}${scale === 0 ? '' : `.${digits.slice(point)}`}`
}

/** `numerator / denominator` as a whole number, rounded half away from zero. */
export function divided(numerator: bigint, denominator: bigint): bigint {
  const magnitude = (2n * absolute(numerator) + absolute(denominator)) / (2n * absolute(denominator))
  return numerator < 0n !== denominator < 0n ? -magnitude : magnitude
}

/** The value at another scale; rounded half away from zero where that has fewer digits. */
export function atScale(units: bigint, from: number, to: number): bigint {
  return to >= from ? units * power(to - from) : divided(units, power(from - to))
}

/** The value, or an error where it needs more digits than there are. */
export function within(units: bigint, precision = most): Value {
  return absolute(units) < power(precision) ? units : 'error'
}

export type Operator = '+' | '-' | '*' | '/' | '%'

const leading = ({ precision, scale }: Type): number => precision - scale

function typeOf(digits: number, scale: number): Type {
  return { precision: Math.min(most, digits + scale), scale }
}

/** https://docs.snowflake.com/en/sql-reference/operators-arithmetic#scale-and-precision-in-arithmetic-operations */
export const resultType: Readonly<Record<Operator, (a: Type, b: Type) => Type>> = {
  '+': sumType,
  '-': sumType,
  '*': (a, b) => typeOf(leading(a) + leading(b), Math.min(a.scale + b.scale, Math.max(a.scale, b.scale, 12))),
  '/': (a, b) => typeOf(leading(a) + b.scale, Math.max(a.scale, Math.min(a.scale + 6, 12))),
  '%': (a, b) => typeOf(Math.max(leading(a), leading(b)), Math.max(a.scale, b.scale)),
}

function sumType(a: Type, b: Type): Type {
  return typeOf(Math.max(leading(a), leading(b)) + 1, Math.max(a.scale, b.scale))
}

/** The units of `a operator b` at the scale of the result. */
export function operate(operator: Operator, a: bigint, aType: Type, b: bigint, bType: Type): Value {
  const { scale } = resultType[operator](aType, bType)
  switch (operator) {
    case '*':
      return within(atScale(a * b, aType.scale + bType.scale, scale))
    case '/':
      if (b === 0n) return 'error'
      return within(divided(a * power(scale - aType.scale + bType.scale), b))
    case '+':
    case '-':
    case '%': {
      // Both are first brought to the scale of the result, where they must have a place.
      const [x, y] = [within(atScale(a, aType.scale, scale)), within(atScale(b, bType.scale, scale))]
      if (typeof x !== 'bigint' || typeof y !== 'bigint') return 'error'
      if (operator === '%') return y === 0n ? 'error' : x % y
      return within(operator === '+' ? x + y : x - y)
    }
  }
}

export type Rounding = 'ROUND' | 'CEIL' | 'FLOOR' | 'TRUNC'

/**
 * One digit more than the argument has, at the scale asked for: `TRUNCATE(3.14, 1)` is a NUMBER(4,1), `TRUNCATE(33.33, -1)` a
 * NUMBER(5,0). https://docs.snowflake.com/en/sql-reference/functions/trunc
 */
export function roundedType(type: Type, asked: number): Type {
  if (asked >= type.scale) return type
  // CEIL(0.5, -3) is 1000: "a precision large enough to encompass any possible result".
  const precision = Math.max(type.precision + 1, Math.max(0, -asked) + 1)
  return { precision: Math.min(most, precision), scale: Math.max(0, asked) }
}

/** The units of the value cut at `asked` places after the point, at the scale of {@link roundedType}. */
export function round(rule: Rounding, units: bigint, type: Type, asked: number): Value {
  if (asked >= type.scale) return units
  const unit = power(type.scale - asked)
  const floor = units / unit - (units < 0n && units % unit !== 0n ? 1n : 0n)
  const cut = {
    ROUND: () => divided(units, unit),
    TRUNC: () => units / unit,
    FLOOR: () => floor,
    CEIL: () => (units % unit === 0n ? floor : floor + 1n),
  }[rule]()
  return within(cut * (asked < 0 ? power(-asked) : 1n))
}
