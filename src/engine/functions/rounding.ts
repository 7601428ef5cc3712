import { duckType } from '../duck/data-type.ts'
import { decimal, duck, integer, type Sql } from '../duck/sql.ts'
import type { DataType, NumberType } from '../types/data-type.ts'
import * as types from '../types/standard.ts'
import { powerOfTen, rescaled, unscaled, within38Digits } from './exact-number.ts'
import { at } from './forms.ts'
import { once } from './once.ts'
import * as take from './parameters.ts'
import type { CallFacts, Form, FunctionRow } from './row.ts'

/** How a value between two neighbours is rounded; `HalfUp` away from zero. */
type Rule = 'HalfUp' | 'HalfEven' | 'Up' | 'Down' | 'TowardZero'

const most = types.maximumPrecision

function numberType(type: DataType | undefined): NumberType {
  return type?.kind === 'NUMBER' ? type : types.count
}

/**
 * The constant scale that is asked for, none being 0; undefined where it is not known when binding. "Specifying a scale that is greater
 * than +38 or less than -38 is the same as specifying +38 or -38."
 */
function askedScale(constants: readonly (string | null | undefined)[]): number | undefined {
  if (constants.length < 2) return 0
  const [, scale] = constants
  return typeof scale === 'string' && /^-?\d+$/.test(scale)
    ? Math.max(-most, Math.min(most, Number(scale)))
    : undefined
}

/**
 * One digit more for the carry, at the scale asked for: `TRUNCATE(3.14, 1)` is a NUMBER(4,1), `TRUNCATE(33.33, -1)` a NUMBER(5,0). A scale
 * that is not constant leaves that of the value. https://docs.snowflake.com/en/sql-reference/functions/trunc
 */
const roundedType: FunctionRow['returns'] = (list, constants) => {
  const type = numberType(list[0])
  const asked = askedScale(constants) ?? type.scale - 1
  if (asked >= type.scale) return type
  const scale = askedScale(constants) === undefined ? type.scale : Math.max(0, asked)
  // CEIL(0.5, -3) is 1000, whatever the digits of the value are.
  const carry = Math.max(0, -asked) + 1
  const form =
    scale > 0 ? 'DECIMAL' : Math.max(types.wholeDigits(type) + 1, carry) <= 18 ? 'BIGINT' : 'HUGEINT'
  return types.number(Math.min(most, Math.max(type.precision + 1, carry)), scale, form)
}

/** What is added to the whole part `t` of a value, given the rest `r` and the step to the next neighbour. */
function carried(rule: Rule, t: Sql, r: Sql, step: Sql, half: Sql): Sql {
  const away = (when: Sql) =>
    duck`(${t} + CASE WHEN ${when} THEN ${step} * CAST(sign(${r}) AS TINYINT) ELSE 0 END)`
  switch (rule) {
    case 'TowardZero':
      return t
    case 'Up':
      return duck`(${t} + CASE WHEN ${r} > 0 THEN ${step} ELSE 0 END)`
    case 'Down':
      return duck`(${t} - CASE WHEN ${r} < 0 THEN ${step} ELSE 0 END)`
    case 'HalfUp':
      return away(duck`abs(${r}) >= ${half}`)
    case 'HalfEven':
      return away(duck`abs(${r}) > ${half} OR (abs(${r}) = ${half} AND ${t} % (2 * ${step}) <> 0)`)
  }
}

/** The value at `scale`, which is less than it has and not below 0. The carry is added at that scale, where there is room for it. */
function atScale(rule: Rule, x: Sql, from: NumberType, scale: number, to: NumberType): Sql {
  if (rule === 'HalfUp') return duck`CAST(${x} AS ${duckType(to)})`
  const digits = Math.max(from.precision, from.scale + 1)
  const places = from.scale - scale
  const rest = duck`(${x} % ${decimal(10n ** BigInt(places), digits, from.scale)})`
  const half = decimal(5n * 10n ** BigInt(places - 1), digits, from.scale)
  const whole = duck`CAST(${x} - ${rest} AS ${duckType(to)})`
  const step = scale === 0 ? duck`1` : decimal(1n, scale + 1, scale)
  return duck`CAST(${carried(rule, whole, rest, step, half)} AS ${duckType(to)})`
}

/** A whole number at `places` before the point. */
function beforePoint(rule: Rule, n: Sql, places: number, to: NumberType): Sql {
  const step = duck`CAST(${integer(10n ** BigInt(places))} AS HUGEINT)`
  const half = duck`CAST(${integer(5n * 10n ** BigInt(places - 1))} AS HUGEINT)`
  return once([duck`CAST(${n} AS HUGEINT)`], [false], (v = n) => {
    const rest = duck`(${v} % ${step})`
    const value = carried(rule, duck`(${v} - ${rest})`, rest, step, half)
    return to.precision === most ? within38Digits(value) : duck`CAST(${value} AS ${duckType(to)})`
  })
}

/** The whole number from which the places before the point can be rounded: what is behind it decides about floor and ceiling only. */
const wholePart: Readonly<Record<Rule, Rule>> = {
  Up: 'Up',
  Down: 'Down',
  HalfUp: 'TowardZero',
  HalfEven: 'TowardZero',
  TowardZero: 'TowardZero',
}

function constantScale(
  rule: Rule,
  x: Sql,
  atomic: boolean,
  from: NumberType,
  asked: number,
  to: NumberType,
): Sql {
  if (asked >= from.scale) return x
  return once([x], [atomic], (v = x) => {
    if (asked >= 0) return atScale(rule, v, from, asked, to)
    const whole = types.number(most, 0, 'HUGEINT')
    if (rule === 'HalfEven' && from.scale > 0) return anyScale(rule, v, true, from, integer(asked), to)
    const n = from.scale === 0 ? v : atScale(wholePart[rule], v, from, 0, whole)
    return beforePoint(rule, n, -asked, to)
  })
}

/** At a scale that differs from row to row: on whole numbers of units of the last place. */
function anyScale(rule: Rule, x: Sql, atomic: boolean, from: NumberType, scale: Sql, to: NumberType): Sql {
  // DuckDB's `least` and `greatest` leave NULL out.
  const asked = duck`CASE WHEN ${scale} IS NOT NULL THEN greatest(-${integer(most)}, least(${integer(most)}, ${scale})) END`
  const places = duck`(${integer(from.scale)} - ${asked})`
  return once([x, places], [atomic, false], (v = x, p = places) => {
    const units = unscaled(v, from)
    return duck`CASE WHEN ${v} IS NULL OR ${p} IS NULL THEN NULL WHEN ${p} <= 0 THEN CAST(${v} AS ${duckType(to)}) ELSE ${once(
      [duck`CAST(${units} AS HUGEINT)`, power(p), duck`(${power(p)} // 2)`],
      [false, false, false],
      (n = units, step = p, half = p) => {
        const rest = duck`(${n} % ${step})`
        const value = carried(rule, duck`(${n} - ${rest})`, rest, step, half)
        const exact = from.scale === 0 || to.scale > 0 ? value : duck`(${value} // ${powerOfTen(from.scale)})`
        return to.form === 'HUGEINT' ? within38Digits(exact) : rescaled(exact, to)
      },
    )} END`
  })
}

/** A power of ten that no 38 digits reach counts as 10^38: what is rounded at it is 0 or out of range. */
function power(places: Sql): Sql {
  return duck`CAST('1' || repeat('0', least(${integer(most)}, greatest(0, ${places}))) AS HUGEINT)`
}

const form =
  (rule: (facts: CallFacts) => Rule): Form =>
  (args, facts) => {
    const [from, to] = [numberType(facts.types[0]), numberType(facts.type)]
    const asked = askedScale(facts.constants)
    const [x, atomic] = [at(args, 0), facts.atomic[0] === true]
    if (asked !== undefined) return constantScale(rule(facts), x, atomic, from, asked, to)
    return anyScale(rule(facts), x, atomic, from, at(args, 1), to)
  }

/** The rows of a function that rounds a NUMBER or a FLOAT at a scale. */
export function roundingRows(
  rule: Rule,
  float: (x: Sql, scale: Sql) => Sql,
  mode?: take.Parameter,
): readonly FunctionRow[] {
  const ruleOf = ({ constants }: CallFacts): Rule => (constants[2] === 'HALF_TO_EVEN' ? 'HalfEven' : rule)
  return [
    {
      args: [take.exact],
      optional: [take.integer, ...(mode === undefined ? [] : [mode])],
      names: ['EXPR', 'SCALE', 'ROUNDING_MODE'],
      returns: roundedType,
      duck: form(ruleOf),
    },
    {
      args: [take.float],
      optional: [take.integer],
      names: ['EXPR', 'SCALE'],
      returns: types.float,
      duck: (args) => float(at(args, 0), args[1] ?? duck`0`),
    },
  ]
}
