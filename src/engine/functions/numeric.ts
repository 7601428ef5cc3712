import { raise } from '../duck/raise.ts'
import { duck, text, type Sql } from '../duck/sql.ts'
import type { DataType } from '../types/data-type.ts'
import * as types from '../types/standard.ts'
import { strict } from './array.ts'
import { floatText } from './float-text.ts'
import { at, renamed, renamedCast } from './forms.ts'
import * as take from './parameters.ts'
import { roundingRows } from './rounding.ts'
import type { Chapter, Form, FunctionRow } from './row.ts'
import { widthBucket } from './width-bucket.ts'

const special = { special: true } as const

const own = (list: readonly DataType[]): DataType => list[0] ?? types.count

const floating = (name: Sql, args = 1): readonly FunctionRow[] => [
  { args: Array.from({ length: args }, () => take.float), returns: types.float, duck: renamed(name) },
]

const exactThenFloat = (exact: Omit<FunctionRow, 'args'>, float: Form): readonly FunctionRow[] => [
  { args: [take.exact], ...exact },
  { args: [take.float], returns: types.float, duck: float },
]

/** DuckDB rounds a DOUBLE half away from zero at a scale of its own; it is asked for an INTEGER. */
const floatScaled = (name: Sql) => (x: Sql, scale: Sql) =>
  duck`(${name}(${x} * power(10, ${scale})) / power(10, ${scale}))`

/** A function of DuckDB's that is defined where `holds` does. */
const defined = (name: string, holds: (x: Sql) => Sql, form: Sql): readonly FunctionRow[] => [
  {
    args: [take.float],
    returns: types.float,
    duck: strict((x = duck``) => {
      const fault = raise('INVALID_FLOATING_POINT', {
        operation: duck`${text(`${name}(`)} || ${floatText(x, true)} || ')'`,
      })
      return duck`CASE WHEN ${holds(x)} THEN ${form}(${x}) ELSE ${fault} END`
    }),
  },
]

const positive = (x: Sql) => duck`${x} > 0`
const upToOne = (x: Sql) => duck`abs(${x}) <= 1`

/** DuckDB's root of 27 is 3.0000000000000004 (tried with 1.5.6): a whole root is taken where it is one. */
const cubeRoot: Form = strict((x = duck``) => {
  const whole = duck`round(cbrt(${x}))`
  return duck`CASE WHEN ${whole} * ${whole} * ${whole} = ${x} THEN ${whole} ELSE cbrt(${x}) END`
})

/** Kilometres between two points of the Earth, its radius taken as 6371. */
const haversine: Form = (args) => {
  const [lat1, lon1, lat2, lon2] = [at(args, 0), at(args, 1), at(args, 2), at(args, 3)]
  const half = (a: Sql, b: Sql) => duck`pow(sin(radians(${b} - ${a}) / 2), 2)`
  return duck`(2 * 6371 * asin(sqrt(${half(lat1, lat2)} + cos(radians(${lat1})) * cos(radians(${lat2})) * ${half(lon1, lon2)})))`
}

/** https://docs.snowflake.com/en/sql-reference/functions-numeric */
export const numeric: Chapter = {
  ABS: exactThenFloat({ returns: own, duck: renamed(duck`abs`) }, renamed(duck`abs`)),
  SIGN: exactThenFloat(
    { returns: types.number(1, 0), duck: renamedCast(duck`sign`) },
    renamedCast(duck`sign`),
  ),
  ROUND: roundingRows('HalfUp', (x, scale) => duck`round(${x}, CAST(${scale} AS INTEGER))`, {
    ...take.constantText,
    only: ['HALF_AWAY_FROM_ZERO', 'HALF_TO_EVEN'],
  }),
  TRUNC: special,
  TRUNCATE: special,
  CEIL: roundingRows('Up', floatScaled(duck`ceil`)),
  FLOOR: roundingRows('Down', floatScaled(duck`floor`)),
  MOD: special,
  DIV0: special,
  DIV0NULL: special,
  POWER: floating(duck`power`, 2),
  POW: floating(duck`power`, 2),
  SQUARE: [{ args: [take.float], returns: types.float, duck: (args) => duck`power(${at(args, 0)}, 2)` }],
  SQRT: defined('sqrt', (x) => duck`${x} >= 0`, duck`sqrt`),
  CBRT: [{ args: [take.float], returns: types.float, duck: cubeRoot }],
  EXP: floating(duck`exp`),
  LN: defined('ln', positive, duck`ln`),
  LOG: [
    {
      args: [take.float, take.float],
      returns: types.float,
      duck: strict((base = duck``, x = duck``) => {
        const fault = raise('INVALID_FLOATING_POINT', {
          operation: duck`'log(' || ${floatText(base, true)} || ',' || ${floatText(x, true)} || ')'`,
        })
        // Powers of these bases have whole logarithms, which a quotient of two others may miss by a bit.
        const quotient = duck`CASE WHEN ${base} = 10 THEN log10(${x}) WHEN ${base} = 2 THEN log2(${x}) ELSE ln(${x}) / ln(${base}) END`
        return duck`CASE WHEN ${base} <= 0 OR ${base} = 1 OR ${x} <= 0 THEN ${fault} ELSE ${quotient} END`
      }),
    },
  ],
  PI: [{ args: [], returns: types.float, duck: renamed(duck`pi`) }],
  SIN: floating(duck`sin`),
  COS: floating(duck`cos`),
  TAN: floating(duck`tan`),
  COT: [{ args: [take.float], returns: types.float, duck: (args) => duck`(1 / tan(${at(args, 0)}))` }],
  ASIN: defined('asin', upToOne, duck`asin`),
  ASINH: floating(duck`asinh`),
  ACOS: defined('acos', upToOne, duck`acos`),
  ACOSH: defined('acosh', (x) => duck`${x} >= 1`, duck`acosh`),
  ATANH: defined('atanh', (x) => duck`abs(${x}) < 1`, duck`atanh`),
  ATAN: floating(duck`atan`),
  ATAN2: floating(duck`atan2`, 2),
  SINH: floating(duck`sinh`),
  COSH: floating(duck`cosh`),
  TANH: floating(duck`tanh`),
  DEGREES: floating(duck`degrees`),
  RADIANS: floating(duck`radians`),
  FACTORIAL: [
    {
      args: [take.integer],
      returns: types.integer,
      duck: strict((n = duck``) => {
        const fault = raise('NUMERIC_VALUE_OUT_OF_RANGE', { value: n })
        return duck`CASE WHEN ${n} BETWEEN 0 AND 33 THEN factorial(CAST(${n} AS INTEGER)) ELSE ${fault} END`
      }),
    },
  ],
  HAVERSINE: [{ args: Array.from({ length: 4 }, () => take.float), returns: types.float, duck: haversine }],
  WIDTH_BUCKET: widthBucket,
}

/** Rounds toward zero at the constant scale of the second argument, for TRUNC. */
export const truncating: readonly FunctionRow[] = roundingRows('TowardZero', floatScaled(duck`trunc`))
