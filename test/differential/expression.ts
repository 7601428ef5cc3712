import type { Draw } from '../fuzz/draw.ts'
import {
  absolute, atScale, operate, power, resultType, round, roundedType, within, written,
  type Operator, type Rounding, type Type, type Value,
} from './number.ts' // prettier-ignore

/** An expression with what it must give. */
export interface Expression {
  readonly sql: string
  readonly type: Type
  /** For each row of the table. */
  readonly values: readonly Value[]
  /** The parts that are expressions too. */
  readonly parts: readonly Expression[]
}

/** A column of a table of {@link table}: an expression that has no parts. */
export interface Column extends Expression {
  readonly name: string
}

const types: readonly Type[] = [
  [38, 0], [18, 0], [19, 0], [9, 0], [1, 0], [38, 37], [38, 10], [38, 2], [12, 2], [10, 4], [18, 4], [19, 4], [5, 5], [20, 18],
  [30, 12], [38, 12], [38, 20], [3, 1], [37, 36], [4, 2],
].map(([precision = 38, scale = 0]) => ({ precision, scale })) // prettier-ignore

export function anyType(draw: Draw): Type {
  if (draw.chance(0.7)) return draw.pick(types)
  const precision = 1 + draw.below(38)
  return { precision, scale: draw.below(Math.min(precision, 37) + 1) }
}

/** A value of the type: of all sizes, small ones, borders and zero often. */
export function anyUnits({ precision, scale }: Type, draw: Draw): bigint {
  if (draw.chance(0.06)) return 0n
  const digits = draw.chance(0.6)
    ? 1 + draw.below(Math.min(precision, Math.max(3, scale + 3)))
    : 1 + draw.below(precision)
  if (draw.chance(0.08))
    return (draw.chance(0.5) ? 1n : -1n) * (power(draw.chance(0.5) ? precision : digits) - 1n)
  let units = 0n
  for (let digit = 0; digit < digits; digit += 1) units = units * 10n + BigInt(draw.below(10))
  // Halves, where rounding turns.
  if (draw.chance(0.2) && digits > 1) units -= (units % 10n) - 5n
  return draw.chance(0.5) ? -units : units
}

/** A table of NUMBER columns; the text of its rows is in {@link rowsOf}. */
export function table(draw: Draw, columns: number, rows: number): readonly Column[] {
  return Array.from({ length: columns }, (_, index) => {
    const type = anyType(draw)
    const values = Array.from({ length: rows }, () => (draw.chance(0.05) ? null : anyUnits(type, draw)))
    return { sql: `c${index}`, name: `c${index}`, type, values, parts: [] }
  })
}

const typeText = ({ precision, scale }: Type): string => `NUMBER(${precision},${scale})`

/** The columns as a CREATE TABLE has them. */
export function definition(columns: readonly Column[]): string {
  return columns.map(({ name, type }) => `${name} ${typeText(type)}`).join(', ')
}

/** The rows as an INSERT has them, `id` first. */
export function rowsOf(columns: readonly Column[], rows: number): string {
  return Array.from({ length: rows }, (_, row) => {
    const cells = columns.map(({ values, type }) => {
      const units = values[row]
      return typeof units === 'bigint' ? written(units, type.scale) : 'NULL'
    })
    return `(${[row, ...cells].join(', ')})`
  }).join(', ')
}

/** What an expression is made of. */
export interface Place {
  readonly draw: Draw
  readonly columns: readonly Column[]
  readonly rows: number
}

/** An expression of at most `depth` operations, one inside the other. */
export function expression(place: Place, depth: number): Expression {
  const { draw } = place
  if (depth === 0 || draw.chance(0.15)) return draw.chance(0.65) ? draw.pick(place.columns) : literal(place)
  if (draw.chance(0.6))
    return binary(
      draw.pick(['+', '-', '*', '/', '%']),
      expression(place, depth - 1),
      expression(place, depth - 1),
    )
  return draw.pick(unaries)(expression(place, depth - 1), draw)
}

/** A literal with a type that its text leaves no doubt about. */
function literal({ draw, rows }: Place): Expression {
  if (draw.chance(0.4)) {
    const units = absolute(anyUnits({ precision: 1 + draw.below(18), scale: 0 }, draw))
    const type = { precision: String(units).length, scale: 0 }
    return { sql: String(units), type, values: Array.from({ length: rows }, () => units), parts: [] }
  }
  const type = anyType(draw)
  const units = anyUnits(type, draw)
  const sql = `(${written(units, type.scale)})::${typeText(type)}`
  return { sql, type, values: Array.from({ length: rows }, () => units), parts: [] }
}

function binary(operator: Operator, a: Expression, b: Expression): Expression {
  const values = a.values.map((x, row) => {
    const y = b.values[row] ?? null
    if (x === 'unknown' || y === 'unknown') return 'unknown'
    if (x === 'error' || y === 'error') return 'error'
    if (x === null || y === null) return isPlain(operator, a, b, x ?? y, y) ? null : 'unknown'
    return operate(operator, x, a.type, y, b.type)
  })
  return {
    sql: `(${a.sql} ${operator} ${b.sql})`,
    type: resultType[operator](a.type, b.type),
    values,
    parts: [a, b],
  }
}

/** The manual does not say whether NULL / 0 fails, or NULL + a number that has no place at the scale of the sum. */
function isPlain(
  operator: Operator,
  a: Expression,
  b: Expression,
  known: bigint | null,
  divisor: bigint | null,
): boolean {
  if (known === null) return true
  const { scale } = resultType[operator](a.type, b.type)
  const own = known === divisor ? b.type.scale : a.type.scale
  return divisor !== 0n && within(atScale(known, Math.min(own, scale), scale)) !== 'error'
}

const mapped = (
  inner: Expression,
  sql: string,
  type: Type,
  change: (units: bigint) => Value,
): Expression => ({
  sql,
  type,
  values: inner.values.map((value) => (typeof value === 'bigint' ? change(value) : value)),
  parts: [inner],
})

const rounded =
  (rule: Rounding) =>
  (inner: Expression, draw: Draw): Expression => {
    if (draw.chance(0.15)) return roundedByRow(rule, inner)
    const asked = draw.chance(0.3) ? undefined : draw.below(inner.type.scale + 4) - 3
    const sql = `${rule}(${inner.sql}${asked === undefined ? '' : `, ${asked}`})`
    return mapped(inner, sql, roundedType(inner.type, asked ?? 0), (units) =>
      round(rule, units, inner.type, asked ?? 0),
    )
  }

/** At a scale that is another one for each row: the scale of the type stays. */
function roundedByRow(rule: Rounding, inner: Expression): Expression {
  const { type } = inner
  const wider = { precision: Math.min(38, type.precision + 1), scale: type.scale }
  const values = inner.values.map((value, row): Value => {
    if (typeof value !== 'bigint') return value
    const cut = round(rule, value, type, row - 1)
    return typeof cut === 'bigint' && row - 1 < type.scale
      ? within(atScale(cut, Math.max(0, row - 1), type.scale), wider.precision)
      : cut
  })
  return { sql: `${rule}(${inner.sql}, id - 1)`, type: wider, values, parts: [inner] }
}

const unaries: readonly ((inner: Expression, draw: Draw) => Expression)[] = [
  (inner) => mapped(inner, `(-${inner.sql})`, inner.type, (units) => -units),
  (inner) => mapped(inner, `ABS(${inner.sql})`, inner.type, absolute),
  rounded('ROUND'),
  rounded('CEIL'),
  rounded('FLOOR'),
  rounded('TRUNC'),
  cast,
  cast,
]

function cast(inner: Expression, draw: Draw): Expression {
  const type = draw.chance(0.4)
    ? {
        precision: Math.max(inner.type.precision, 1),
        scale: Math.min(draw.below(inner.type.scale + 1), inner.type.precision),
      }
    : anyType(draw)
  return mapped(inner, `(${inner.sql})::${typeText(type)}`, type, (units) =>
    within(atScale(units, inner.type.scale, type.scale), type.precision),
  )
}

/** What a query may ask of expressions: a value of a row, a comparison, or one value of all rows. */
export interface Question {
  readonly sql: string
  /** `BOOLEAN` for a comparison. */
  readonly type: Type | 'BOOLEAN'
  /** The text for each row, or the one of an aggregate. */
  readonly answers: readonly (string | null)[] | 'error' | 'unknown'
  readonly aggregate: boolean
  /** The questions about its parts. */
  readonly parts: readonly Question[]
}

/** The question what an expression gives. */
export function valueOf(asked: Expression): Question {
  const { sql, type, values, parts } = asked
  return {
    sql,
    type,
    answers: answersOf(values, (units) => written(units, type.scale)),
    aggregate: false,
    parts: parts.map(valueOf),
  }
}

function answersOf(
  values: readonly Value[],
  text: (units: bigint, row: number) => string,
): Question['answers'] {
  if (values.includes('unknown')) return 'unknown'
  if (values.includes('error')) return 'error'
  return values.map((value, row) => (typeof value === 'bigint' ? text(value, row) : null))
}

const comparisons: Readonly<Record<string, (a: bigint, b: bigint) => boolean>> = {
  '=': (a, b) => a === b,
  '<>': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
}

/** Whether a comparison of two expressions holds: one of exact numbers, whatever their scales. */
export function comparison(a: Expression, b: Expression, draw: Draw): Question {
  const [operator, holds] = draw.pick(Object.entries(comparisons))
  const scale = Math.max(a.type.scale, b.type.scale)
  const values = a.values.map((x, row): Value => {
    const y = b.values[row] ?? null
    if (x === 'unknown' || y === 'unknown') return 'unknown'
    if (x === 'error' || y === 'error') return 'error'
    if (x === null || y === null) return null
    return holds(atScale(x, a.type.scale, scale), atScale(y, b.type.scale, scale)) ? 1n : 0n
  })
  return {
    sql: `${a.sql} ${operator} ${b.sql}`,
    type: 'BOOLEAN',
    answers: answersOf(values, (value) => String(value === 1n)),
    aggregate: false,
    parts: [valueOf(a), valueOf(b)],
  }
}

/** The sum over all rows: all 38 digits at the scale of what is summed. */
export function sum(inner: Expression): Question {
  const known = inner.values.filter((value) => typeof value === 'bigint')
  const { scale } = inner.type
  const total = within(known.reduce((all, value) => all + value, 0n))
  const single: Value = known.length === 0 ? null : total
  const broken =
    inner.values.find((value) => value === 'unknown') ?? inner.values.find((value) => value === 'error')
  return {
    sql: `SUM(${inner.sql})`,
    type: { precision: 38, scale },
    answers: answersOf([broken ?? single], (units) => written(units, scale)),
    aggregate: true,
    parts: [valueOf(inner)],
  }
}
