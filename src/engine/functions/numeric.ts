import { duckType } from '../duck/data-type.ts'
import { raise } from '../duck/raise.ts'
import { decimal, duck, integer, type Sql } from '../duck/sql.ts'
import type { DataType, NumberType } from '../types/data-type.ts'
import * as types from '../types/standard.ts'
import { at, renamed, renamedCast } from './forms.ts'
import { once } from './once.ts'
import * as take from './parameters.ts'
import type { CallFacts, Chapter, Form, FunctionRow } from './row.ts'

const special = { special: true } as const

const own = (list: readonly DataType[]): DataType => list[0] ?? types.count

const floating = (name: Sql, args = 1): readonly FunctionRow[] => [
  { args: Array.from({ length: args }, () => take.float), returns: types.float, duck: renamed(name) },
]

const exactThenFloat = (exact: Omit<FunctionRow, 'args'>, float: Form): readonly FunctionRow[] => [
  { args: [take.exact], ...exact },
  { args: [take.float], returns: types.float, duck: float },
]

function numberType(type: DataType | undefined): NumberType {
  return type?.kind === 'NUMBER' ? type : types.count
}

/** The scale that a constant second argument asks for; undefined where it is not known when binding. */
function askedScale(constants: readonly (string | null | undefined)[]): number | undefined {
  if (constants.length < 2) return 0
  const [, scale] = constants
  return typeof scale === 'string' && /^-?\d+$/.test(scale) ? Number(scale) : undefined
}

/** ROUND may carry into one more digit; the scale shrinks to the one asked for. */
const roundedType: FunctionRow['returns'] = (list, constants) => {
  const type = numberType(list[0])
  const scale = Math.max(0, Math.min(type.scale, askedScale(constants) ?? type.scale))
  const precision = Math.min(38, type.precision - type.scale + scale + 1)
  const narrow = type.form === 'BIGINT' || types.wholeDigits(type) + 1 <= 18
  return types.number(precision, scale, scale > 0 ? 'DECIMAL' : narrow ? 'BIGINT' : 'HUGEINT')
}

type Rounding = (value: Sql, unit: Sql, type: NumberType) => Sql

/** The value without what is below `unit`. */
const toUnit: Rounding = (x, unit) => duck`(${x} - ${x} % ${unit})`
const away: Rounding = (x, unit, type) =>
  duck`(${toUnit(x, unit, type)} + CASE WHEN 2 * abs(${x} % ${unit}) >= ${unit} THEN ${unit} * sign(${x}) ELSE 0 END)`
const toEven: Rounding = (x, unit, type) =>
  duck`(${toUnit(x, unit, type)} + CASE WHEN 2 * abs(${x} % ${unit}) > ${unit} OR (2 * abs(${x} % ${unit}) = ${unit} AND (${toUnit(x, unit, type)} // ${unit}) % 2 <> 0) THEN ${unit} * sign(${x}) ELSE 0 END)`
const up: Rounding = (x, unit, type) =>
  duck`(${toUnit(x, unit, type)} + CASE WHEN ${x} % ${unit} > 0 THEN ${unit} ELSE 0 END)`
const down: Rounding = (x, unit, type) =>
  duck`(${toUnit(x, unit, type)} - CASE WHEN ${x} % ${unit} < 0 THEN ${unit} ELSE 0 END)`

/** Rounds a NUMBER at a constant scale. Works on units of the last place, so that nothing but whole numbers is involved. */
function rounding(rule: (facts: CallFacts) => Rounding): Form {
  return (args, facts) => {
    const from = numberType(facts.types[0])
    const to = numberType(facts.type)
    const asked = askedScale(facts.constants)
    const x = at(args, 0)
    if (asked === undefined) throw new Error('Snowmelt bug: a scale that is not constant')
    if (asked >= from.scale)
      return from.form === 'DECIMAL' || from.form === to.form
        ? duck`CAST(${x} AS ${duckType(to)})`
        : duck`CAST(${x} AS ${duckType(to)})`
    // All in DECIMAL(38) of the argument's own scale: `%` and `+` of equal DECIMALs are exact.
    const wide = types.number(38, from.scale, from.scale > 0 ? 'DECIMAL' : 'HUGEINT')
    const value = duck`CAST(${x} AS ${duckType(wide)})`
    const step = from.scale - asked
    if (step > 37) return duck`CASE WHEN ${x} IS NULL THEN NULL ELSE CAST(0 AS ${duckType(to)}) END`
    const unit =
      from.scale > 0
        ? decimal(10n ** BigInt(step), 38, from.scale)
        : duck`CAST(${integer(10n ** BigInt(step))} AS HUGEINT)`
    return once([value], [false], (v = value) => duck`CAST(${rule(facts)(v, unit, from)} AS ${duckType(to)})`)
  }
}

const scaled = (
  rule: (facts: CallFacts) => Rounding,
  float: (x: Sql, scale: Sql) => Sql,
  extra: Partial<FunctionRow> = {},
): readonly FunctionRow[] => [
  {
    args: [take.exact],
    optional: [take.constantInteger, ...(extra.optional ?? [])],
    names: ['EXPR', 'SCALE', 'ROUNDING_MODE'],
    returns: roundedType,
    duck: rounding(rule),
  },
  {
    args: [take.float],
    optional: [take.integer],
    names: ['EXPR', 'SCALE'],
    returns: types.float,
    duck: (args) => float(at(args, 0), args[1] ?? duck`0`),
  },
]

/** DuckDB rounds a DOUBLE half away from zero at a scale of its own; it is asked for an INTEGER. */
const floatScaled = (name: Sql) => (x: Sql, scale: Sql) =>
  duck`(${name}(${x} * power(10, ${scale})) / power(10, ${scale}))`

const positive = (name: string, form: Sql): readonly FunctionRow[] => [
  {
    args: [take.float],
    returns: types.float,
    duck: (args, facts) =>
      once(
        args,
        facts.atomic,
        (x = at(args, 0)) =>
          duck`CASE WHEN ${x} <= 0 THEN ${raise('INVALID_FLOATING_POINT', { operation: name })} ELSE ${form}(${x}) END`,
      ),
  },
]

/** https://docs.snowflake.com/en/sql-reference/functions-numeric */
export const numeric: Chapter = {
  ABS: exactThenFloat({ returns: own, duck: renamed(duck`abs`) }, renamed(duck`abs`)),
  SIGN: exactThenFloat(
    { returns: types.number(1, 0), duck: renamedCast(duck`sign`) },
    renamedCast(duck`sign`),
  ),
  ROUND: scaled(
    (facts) => (facts.constants[2] === 'HALF_TO_EVEN' ? toEven : away),
    (x, scale) => duck`round(${x}, CAST(${scale} AS INTEGER))`,
    { optional: [take.text] },
  ),
  TRUNC: special,
  TRUNCATE: special,
  CEIL: scaled(() => up, floatScaled(duck`ceil`)),
  FLOOR: scaled(() => down, floatScaled(duck`floor`)),
  MOD: special,
  DIV0: special,
  DIV0NULL: special,
  POWER: floating(duck`power`, 2),
  POW: floating(duck`power`, 2),
  SQUARE: [{ args: [take.float], returns: types.float, duck: (args) => duck`power(${at(args, 0)}, 2)` }],
  SQRT: [
    {
      args: [take.float],
      returns: types.float,
      duck: (args, facts) =>
        once(
          args,
          facts.atomic,
          (x = at(args, 0)) =>
            duck`CASE WHEN ${x} < 0 THEN ${raise('INVALID_FLOATING_POINT', { operation: 'sqrt' })} ELSE sqrt(${x}) END`,
        ),
    },
  ],
  CBRT: floating(duck`cbrt`),
  EXP: floating(duck`exp`),
  LN: positive('ln', duck`ln`),
  LOG: [
    {
      args: [take.float, take.float],
      returns: types.float,
      duck: (args, facts) =>
        once(
          args,
          facts.atomic,
          (base = at(args, 0), x = at(args, 1)) =>
            duck`CASE WHEN ${base} <= 0 OR ${x} <= 0 THEN ${raise('INVALID_FLOATING_POINT', { operation: 'log' })} ELSE ln(${x}) / ln(${base}) END`,
        ),
    },
  ],
  PI: [{ args: [], returns: types.float, duck: renamed(duck`pi`) }],
  SIN: floating(duck`sin`),
  COS: floating(duck`cos`),
  TAN: floating(duck`tan`),
  COT: floating(duck`cot`),
  ASIN: floating(duck`asin`),
  ACOS: floating(duck`acos`),
  ATAN: floating(duck`atan`),
  ATAN2: floating(duck`atan2`, 2),
  SINH: floating(duck`sinh`),
  COSH: floating(duck`cosh`),
  TANH: floating(duck`tanh`),
  DEGREES: floating(duck`degrees`),
  RADIANS: floating(duck`radians`),
  BITAND: bitwise((a, b) => duck`(${a} & ${b})`),
  BITOR: bitwise((a, b) => duck`(${a} | ${b})`),
  BITXOR: bitwise((a, b) => duck`xor(${a}, ${b})`),
  BITNOT: [{ args: [take.integer], returns: types.count, duck: (args) => duck`(~${at(args, 0)})` }],
  BITSHIFTLEFT: bitwise((a, b) => duck`(${a} << ${b})`),
  BITSHIFTRIGHT: bitwise((a, b) => duck`(${a} >> ${b})`),
  FACTORIAL: [
    {
      args: [take.integer],
      returns: types.integer,
      duck: (args) => duck`factorial(CAST(${at(args, 0)} AS INTEGER))`,
    },
  ],
}

function bitwise(form: (a: Sql, b: Sql) => Sql): readonly FunctionRow[] {
  return [
    {
      args: [take.integer, take.integer],
      returns: types.count,
      duck: (args) => form(at(args, 0), at(args, 1)),
    },
  ]
}

/** Rounds toward zero at the constant scale of the second argument, for TRUNC. */
export const truncating: readonly FunctionRow[] = scaled(() => toUnit, floatScaled(duck`trunc`))
