import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { arithmetic } from '../../../../src/engine/bind/arithmetic.ts'
import type { BoundExpression, Constant } from '../../../../src/engine/bind/expression-tree.ts'
import type { DuckConnection } from '../../../../src/engine/duck/connection.ts'
import { duckType } from '../../../../src/engine/duck/data-type.ts'
import { openDuck, type OpenedDuck } from '../../../../src/engine/duck/instance.ts'
import { installMacros } from '../../../../src/engine/duck/macros/index.ts'
import { duck, ident, join, text } from '../../../../src/engine/duck/sql.ts'
import { lowerExpression } from '../../../../src/engine/lower/expression.ts'
import { arithmeticType, type ArithmeticOperator } from '../../../../src/engine/types/arithmetic.ts'
import type { NumberType } from '../../../../src/engine/types/data-type.ts'
import { count, integer, number } from '../../../../src/engine/types/standard.ts'
import { defaultSession } from '../default-session.ts'

let opened: OpenedDuck
let connection: DuckConnection

beforeAll(async () => {
  opened = await openDuck({ folders: [], prepare: installMacros })
  connection = await opened.connect()
})
afterAll(async () => {
  connection.close()
  await opened.close()
})

/** Numbers that are the same in every run. */
function generator(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0
    const mixed = Math.imul(state ^ (state >>> 13), 0x297a2d39)
    return ((mixed ^ (mixed >>> 16)) >>> 0) % below
  }
}

const power = (digits: number) => 10n ** BigInt(digits)
const abs = (n: bigint) => (n < 0n ? -n : n)

/** `n / d` half away from zero. */
function rounded(n: bigint, d: bigint): bigint {
  const magnitude = (2n * abs(n) + abs(d)) / (2n * abs(d))
  return n < 0n !== d < 0n ? -magnitude : magnitude
}

/** The units of the last place of `a operator b`; undefined where Snowflake fails. */
function oracle(
  operator: ArithmeticOperator,
  a: bigint,
  aType: NumberType,
  b: bigint,
  bType: NumberType,
): bigint | undefined {
  const type = arithmeticType(operator, aType, bType)
  const scale = Math.max(aType.scale, bType.scale)
  const [x, y] = [a * power(scale - aType.scale), b * power(scale - bType.scale)]
  const exact = (): bigint | undefined => {
    if (operator === '+') return x + y
    if (operator === '-') return x - y
    if (operator === '*') return rounded(a * b, power(aType.scale + bType.scale - type.scale))
    if (b === 0n) return undefined
    if (operator === '%') return x % y
    return rounded(a * power(type.scale - aType.scale + bType.scale), b)
  }
  const units = exact()
  return units === undefined || abs(units) >= power(38) ? undefined : units
}

function decimalText(units: bigint, scale: number): string {
  const digits = String(abs(units)).padStart(scale + 1, '0')
  const point = digits.length - scale
  return `${units < 0n ? '-' : ''}${digits.slice(0, point)}${scale === 0 ? '' : `.${digits.slice(point)}`}`
}

const types: readonly NumberType[] = [
  count, integer, number(5, 0), number(18, 0), number(10, 2), number(18, 4), number(38, 2), number(12, 9), number(38, 6),
  number(30, 12), number(38, 12), number(20, 18), number(3, 1),
] // prettier-ignore

interface Case {
  readonly a: bigint
  readonly b: bigint
}

/** Values of all sizes that the type can hold, small ones and borders often. */
function unitsOf(type: NumberType, below: (n: number) => number): bigint {
  const most = type.form === 'BIGINT' ? Math.min(18, type.precision) : type.precision
  const digits = below(4) === 0 ? most : 1 + below(Math.min(most, 14))
  let value = 0n
  for (let index = 0; index < digits; index++) value = value * 10n + BigInt(below(10))
  if (below(12) === 0) value = power(digits) - 1n
  return below(2) === 0 ? -value : value
}

const operators: readonly ArithmeticOperator[] = ['+', '-', '*', '/', '%']
const span = { start: 0, end: 0 }

function constant(units: bigint, type: NumberType): Constant {
  return { kind: 'Constant', value: decimalText(units, type.scale), type, span }
}

describe('NUMBER arithmetic', () => {
  it('is that of rational numbers at the result’s scale, rounded half away from zero', async () => {
    const below = generator(20260105)
    let compared = 0
    for (const aType of types) {
      for (const bType of types) {
        for (const operator of operators) {
          const cases = Array.from({ length: 5 }, (): Case => ({
            a: unitsOf(aType, below),
            b: unitsOf(bType, below),
          }))
          const good = cases.filter(
            ({ a, b }) =>
              oracle(operator, a, aType, b, bType) !== undefined && safe(operator, a, aType, b, bType),
          )
          compared += good.length
          if (good.length > 0) await compare(operator, good, aType, bType)
        }
      }
    }
    expect(compared).toBeGreaterThan(3000)
  })

  it('fails rather than overflows', async () => {
    const most = power(38) - 1n
    for (const [operator, a, b] of [
      ['+', most, 1n],
      ['-', -most, 1n],
      ['*', most, 2n],
      ['*', power(20), power(20)],
    ] as const)
      await expect(evaluate(operator, constant(a, integer), constant(b, integer))).rejects.toThrow(
        /out of representable range/,
      )
  })

  it('fails on division by zero', async () => {
    for (const operator of ['/', '%'] as const)
      await expect(evaluate(operator, constant(1n, count), constant(0n, count))).rejects.toThrow(
        'Division by zero',
      )
  })
})

/** DuckDB’s checks look at intermediate values: the operands at the common scale must fit too, as they must in Snowflake. */
function safe(
  operator: ArithmeticOperator,
  a: bigint,
  aType: NumberType,
  b: bigint,
  bType: NumberType,
): boolean {
  const scale = Math.max(aType.scale, bType.scale)
  if (operator === '/') return abs(b) < power(37)
  if (operator === '*') return true
  return [a * power(scale - aType.scale), b * power(scale - bType.scale)].every(
    (units) => abs(units) < power(38),
  )
}

async function evaluate(operator: ArithmeticOperator, a: BoundExpression, b: BoundExpression) {
  const bound = arithmetic(operator, a, b, span)
  const target = { column: () => ident('x'), query: () => duck``, session: defaultSession() }
  return await connection.rows(duck`SELECT CAST(${lowerExpression(bound, target)} AS VARCHAR)`)
}

async function compare(
  operator: ArithmeticOperator,
  cases: readonly Case[],
  aType: NumberType,
  bType: NumberType,
) {
  const rows = join(
    cases.map(({ a, b }) => {
      const [x, y] = [decimalText(a, aType.scale), decimalText(b, bType.scale)]
      return duck`(CAST(${text(x)} AS ${duckType(aType)}), CAST(${text(y)} AS ${duckType(bType)}))`
    }),
  )
  const [left, right]: BoundExpression[] = [
    { kind: 'ColumnUse', id: 0, type: aType, span },
    { kind: 'ColumnUse', id: 1, type: bType, span },
  ]
  if (left === undefined || right === undefined) throw new Error('two operands')
  const bound = arithmetic(operator, left, right, span)
  const target = {
    column: (id: number) => ident(id === 0 ? 'a' : 'b'),
    query: () => duck``,
    session: defaultSession(),
  }
  const value = lowerExpression(bound, target)
  const got = await connection.rows(
    duck`SELECT CAST(${value} AS VARCHAR), typeof(${value}) FROM (VALUES ${rows}) AS t(a, b)`,
  )
  const type = arithmeticType(operator, aType, bType)
  const expected = cases.map(({ a, b }) => {
    const units = oracle(operator, a, aType, b, bType)
    return [
      units === undefined ? null : decimalText(units, type.scale),
      duckType(type).toString().replace(', ', ','),
    ]
  })
  expect({ operator, aType, bType, cases, got }).toEqual({ operator, aType, bType, cases, got: expected })
}
