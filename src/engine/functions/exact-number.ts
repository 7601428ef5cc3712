import { duckType } from '../duck/data-type.ts'
import { raise } from '../duck/raise.ts'
import { decimal, duck, integer, type Sql } from '../duck/sql.ts'
import type { NumberType } from '../types/data-type.ts'
import { once } from './once.ts'

/** 10 to the power `digits`, as HUGEINT where it is large. */
export function powerOfTen(digits: number): Sql {
  const value = 10n ** BigInt(digits)
  return digits <= 18 ? duck`CAST(${integer(value)} AS BIGINT)` : duck`CAST(${integer(value)} AS HUGEINT)`
}

/** The number without its point: 12.34 of scale 2 gives 1234, as BIGINT where it fits, else HUGEINT. */
export function unscaled(value: Sql, type: NumberType): Sql {
  if (type.form !== 'DECIMAL') return value
  const power = decimal(10n ** BigInt(type.scale), type.scale + 1, 0)
  if (type.precision + type.scale < 18) return duck`CAST(${value} * ${power} AS BIGINT)`
  if (type.precision + type.scale < 38) return duck`CAST(${widened(value, type)} * ${power} AS HUGEINT)`
  // The product would not always fit 38 digits, and texts of decimals are exact. Rare values pay for it, not all.
  const bound = decimal(10n ** BigInt(37 - type.scale) - 1n, type.precision, type.scale)
  const fast = duck`CAST(${widened(value, type)} * ${power} AS HUGEINT)`
  const slow = duck`CAST(replace(CAST(${value} AS VARCHAR), '.', '') AS HUGEINT)`
  return duck`CASE WHEN abs(${value}) <= ${bound} THEN ${fast} ELSE ${slow} END`
}

/** A DECIMAL of 128 bits: the product of two of 64 bits stays in 64 bits in DuckDB, and overflows. */
function widened(value: Sql, type: NumberType): Sql {
  return type.precision > 18 ? value : duck`CAST(${value} AS DECIMAL(19, ${integer(type.scale)}))`
}

/** The opposite of {@link unscaled}: a whole number of units of the last place becomes a value of `type`. */
export function rescaled(value: Sql, type: NumberType): Sql {
  if (type.scale === 0) return duck`CAST(${value} AS ${duckType(type)})`
  const unit = decimal(1n, type.scale, type.scale)
  const product = duck`CAST(${value} AS DECIMAL(38, 0)) * ${unit}`
  return type.precision === 38 ? duck`(${product})` : duck`CAST(${product} AS ${duckType(type)})`
}

/**
 * `a / b` at the scale of `result`, rounded half away from zero. DuckDB would divide in DOUBLE; whole numbers of units are
 * divided instead, in 64 bits where they fit (DuckDB's 128-bit division takes 0.8 µs), in 128 where not, and digit by digit
 * where the shifted numerator is longer than that.
 */
export function divide(
  [a, b]: readonly [Sql, Sql],
  [aType, bType]: readonly [NumberType, NumberType],
  atomic: readonly boolean[],
  result: NumberType,
): Sql {
  const shift = result.scale - aType.scale + bType.scale
  const units = once([a, b], atomic, (x, y) =>
    once(
      [unscaled(x, aType), unscaled(y, bType)],
      [aType, bType].map((type, index) => type.form !== 'DECIMAL' && atomic[index] === true),
      (n, d) => dividedUnits(n, d, shift),
    ),
  )
  return rescaled(units, result)
}

/** The quotient of `n * 10^shift` and `d`, rounded half away from zero, as HUGEINT. */
export function dividedUnits(n: Sql, d: Sql, shift: number): Sql {
  const limit = (bits: bigint) => integer(2n ** bits / 4n / 10n ** BigInt(shift))
  const power = powerOfTen(shift)
  const within = (bits: bigint, type: Sql) =>
    duck`${n} BETWEEN CAST(-${limit(bits)} AS ${type}) AND CAST(${limit(bits)} AS ${type}) AND ${d} BETWEEN CAST(-${integer(2n ** bits / 4n)} AS ${type}) AND CAST(${integer(2n ** bits / 4n)} AS ${type})`
  const short = rounded(duck`(CAST(${n} AS BIGINT) * ${power})`, duck`CAST(${d} AS BIGINT)`)
  const long = rounded(duck`(CAST(${n} AS HUGEINT) * ${power})`, duck`CAST(${d} AS HUGEINT)`)
  const small = shift <= 18 ? duck`WHEN ${within(63n, duck`BIGINT`)} THEN CAST(${short} AS HUGEINT)` : duck``
  const middle = shift <= 37 ? duck`WHEN ${within(127n, duck`HUGEINT`)} THEN ${long}` : duck``
  return duck`CASE WHEN ${d} = 0 THEN ${raise('DIVISION_BY_ZERO', {})} ${small} ${middle} ELSE snow_divide_long(CAST(${n} AS HUGEINT), CAST(${d} AS HUGEINT), ${integer(shift)}) END`
}

/** `n / d` of whole numbers, half away from zero; twice either must fit the type. */
function rounded(n: Sql, d: Sql): Sql {
  return duck`((2 * abs(${n}) + abs(${d})) // (2 * abs(${d})) * sign(${n}) * sign(${d}))`
}

/** `a * b` at the scale of `result`, rounded half away from zero where that is less than the product has. */
export function multiply(
  [a, b]: readonly [Sql, Sql],
  [aType, bType]: readonly [NumberType, NumberType],
  atomic: readonly boolean[],
  result: NumberType,
): Sql {
  if (result.form === 'BIGINT') return duck`(${a} * ${b})`
  if (result.form === 'HUGEINT') {
    const product = duck`(CAST(${a} AS HUGEINT) * CAST(${b} AS HUGEINT))`
    return aType.form === 'BIGINT' && bType.form === 'BIGINT' ? product : within38Digits(product)
  }
  const cut = aType.scale + bType.scale - result.scale
  if (cut > 0 && aType.precision + bType.precision > 38)
    return rescaled(
      once([a, b], atomic, (x, y) =>
        once([unscaled(x, aType), unscaled(y, bType)], [false, false], (n, m) => cutProduct(n, m, cut)),
      ),
      result,
    )
  const narrow =
    aType.form === 'DECIMAL' && bType.form === 'DECIMAL' && aType.precision + bType.precision > 18
  const left = narrow ? widened(a, aType) : asDecimal(a, aType)
  return duck`CAST(${left} * ${asDecimal(b, bType)} AS ${duckType(result)})`
}

/** `n * m / 10^cut`, rounded half away from zero, where the product may need more than 128 bits. */
function cutProduct(n: Sql, m: Sql, cut: number): Sql {
  const fits = duck`abs(CAST(${n} AS DOUBLE)) * abs(CAST(${m} AS DOUBLE)) < 8e37`
  const product = duck`(CAST(${n} AS HUGEINT) * CAST(${m} AS HUGEINT))`
  const power = powerOfTen(cut)
  return duck`CASE WHEN ${fits} THEN ${rounded(product, power)} ELSE ${longCutProduct(n, m, cut)} END`
}

/**
 * With n = q*P + r and m = s*P + t, n*m/P = q*m + r*s + r*t/P, where only the last part is not whole. `r*t` fits 128 bits while
 * P is at most 10^18; beyond, a macro multiplies r and t in halves.
 */
function longCutProduct(n: Sql, m: Sql, cut: number): Sql {
  const power = powerOfTen(cut)
  if (cut > 18)
    return duck`snow_cut_product(CAST(${n} AS HUGEINT), CAST(${m} AS HUGEINT), ${power}, ${powerOfTen(38 - cut)})`
  const [x, y] = [duck`abs(CAST(${n} AS HUGEINT))`, duck`abs(CAST(${m} AS HUGEINT))`]
  const whole = duck`(${x} // ${power}) * ${y} + (${x} % ${power}) * (${y} // ${power})`
  const rest = duck`(2 * (${x} % ${power}) * (${y} % ${power}) + ${power}) // (2 * ${power})`
  return duck`(${whole} + ${rest}) * sign(${n}) * sign(${m})`
}

/** HUGEINT has room for a 39th digit, which NUMBER does not have: the way through DECIMAL refuses it. */
export function within38Digits(value: Sql): Sql {
  return duck`CAST(CAST(${value} AS DECIMAL(38, 0)) AS HUGEINT)`
}

/** What is before the point and what is behind it, which compare as the number does, whatever the scales of two numbers are. */
export function numberParts(value: Sql, type: NumberType, atomic: boolean): Sql {
  return once([value], [atomic], (x = value) => {
    const [whole, rest] = type.scale === 0 ? [x, duck`0`] : partsAround(x, type)
    return duck`CASE WHEN ${x} IS NOT NULL THEN {w: CAST(${whole} AS HUGEINT), f: CAST(${rest} AS DECIMAL(38, 37))} END`
  })
}

function partsAround(x: Sql, { precision, scale }: NumberType): readonly [Sql, Sql] {
  const rest = duck`(${x} % ${decimal(10n ** BigInt(scale), Math.max(precision, scale + 1), scale)})`
  return [duck`(${x} - ${rest})`, rest]
}

/** A whole number as DECIMAL of enough digits: where HUGEINT meets DECIMAL, DuckDB would turn to DOUBLE. */
export function asDecimal(value: Sql, type: NumberType): Sql {
  if (type.form === 'DECIMAL') return value
  const digits = type.form === 'BIGINT' ? 19 : 38
  return duck`CAST(${value} AS DECIMAL(${integer(digits)}, 0))`
}
