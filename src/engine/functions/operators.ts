import { duckType } from '../duck/data-type.ts'
import { raise } from '../duck/raise.ts'
import { duck, empty, join, type Sql } from '../duck/sql.ts'
import type { DataType, NumberType } from '../types/data-type.ts'
import { divide, multiply, numberParts, within38Digits } from './exact-number.ts'
import { once } from './once.ts'
import { instantOfTz } from './zone.ts'
import type { CallFacts, Form } from './row.ts'

const none = empty

/** Operators and inner forms by name; user SQL cannot name them. The binder has made the operands' types fit. */
export const operators: Readonly<Record<string, Form>> = {
  $add: ([a = none, b = none], facts) => checked(duck`(${a} + ${b})`, facts),
  $subtract: ([a = none, b = none], facts) => checked(duck`(${a} - ${b})`, facts),
  $negate: ([a = none]) => duck`(-${a})`,
  $multiply: ([a = none, b = none], facts) =>
    multiply([a, b], numbers(facts), facts.atomic, asNumber(facts.type)),
  $divide: ([a = none, b = none], facts) =>
    divide([a, b], numbers(facts), facts.atomic, asNumber(facts.type)),
  $modulo: ([a = none, b = none], facts) =>
    once(
      [a, b],
      facts.atomic,
      (x, y) =>
        duck`CASE WHEN ${y} = 0 THEN ${raise('DIVISION_BY_ZERO', {})} ELSE CAST(${x} % ${y} AS ${duckType(asNumber(facts.type))}) END`,
    ),
  $numberParts: ([a = none], facts) => numberParts(a, asNumber(facts.type), facts.atomic[0] === true),
  $multiplyFloat: ([a = none, b = none]) => duck`(${a} * ${b})`,
  $divideFloat: ([a = none, b = none], facts) =>
    once(
      [a, b],
      facts.atomic,
      (x, y) => duck`CASE WHEN ${y} = 0 THEN ${raise('DIVISION_BY_ZERO', {})} ELSE ${x} / ${y} END`,
    ),
  $moduloFloat: ([a = none, b = none], facts) =>
    once(
      [a, b],
      facts.atomic,
      (x, y) => duck`CASE WHEN ${y} = 0 THEN ${raise('DIVISION_BY_ZERO', {})} ELSE fmod(${x}, ${y}) END`,
    ),
  $concat: ([a = none, b = none]) => duck`(${a} || ${b})`,
  $coalesce: (args) => duck`coalesce(${join(args)})`,
  $instant: ([a = none]) => instantOfTz(a),
  $addDays: ([a = none, days = none]) => duck`(${a} + CAST(${days} AS INTEGER))`,
  $interval: ([a = none]) => duck`CAST(${a} AS INTERVAL)`,
  $daysBetween: ([a = none, b = none]) => duck`(${a} - ${b})`,
  $lower: ([a = none]) => duck`lower(${a})`,
  $stripAccents: ([a = none]) => duck`strip_accents(${a})`,
  $trim: ([a = none]) => duck`trim(${a})`,
  $like: ([a = none, pattern = none, escape], _facts) =>
    escape === undefined ? duck`(${a} LIKE ${pattern})` : duck`(${a} LIKE ${pattern} ESCAPE ${escape})`,
  $ilike: ([a = none, pattern = none, escape], _facts) =>
    escape === undefined ? duck`(${a} ILIKE ${pattern})` : duck`(${a} ILIKE ${pattern} ESCAPE ${escape})`,
}

/** A sum in its own type: one of whole numbers may need a 39th digit, and must not. */
function checked(value: Sql, { type }: CallFacts): Sql {
  if (type.kind !== 'NUMBER') return value
  // See `operandsFor` in bind/arithmetic.ts: these operands have a digit more than needed.
  if (type.form === 'DECIMAL' && type.precision === 19) return duck`CAST(${value} AS ${duckType(type)})`
  return type.form === 'HUGEINT' && type.precision === 38 ? within38Digits(value) : value
}

function asNumber(type: DataType): NumberType {
  if (type.kind !== 'NUMBER') throw new Error(`Snowmelt bug: ${type.kind} where a NUMBER is due`)
  return type
}

function numbers(facts: CallFacts): readonly [NumberType, NumberType] {
  const [a, b] = facts.types
  if (a === undefined || b === undefined) throw new Error('Snowmelt bug: two operands are due')
  return [asNumber(a), asNumber(b)]
}
