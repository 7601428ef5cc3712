import { sql, type Sql } from '../text/print.ts'
import type { Expression } from './expression.ts'

/**
 * How tightly an expression binds: an operand that binds more loosely than its place demands needs parentheses.
 * https://docs.snowflake.com/en/sql-reference/operators
 */
export const level = {
  lowest: 0,
  or: 1,
  and: 2,
  not: 3,
  comparison: 4,
  concatenation: 5,
  addition: 6,
  multiplication: 7,
  sign: 8,
  collate: 9,
  postfix: 10,
  /** Nothing may follow. */
  alone: 11,
} as const
export type Level = (typeof level)[keyof typeof level]

/** The level right above: what the right operand of an operator that groups to the left must have. */
export const above = {
  [level.or]: level.and,
  [level.and]: level.not,
  [level.comparison]: level.concatenation,
  [level.concatenation]: level.addition,
  [level.addition]: level.multiplication,
  [level.multiplication]: level.sign,
} as const

/** The level of each operator with two operands. */
export const levelOfBinary = {
  OR: level.or,
  AND: level.and,
  '=': level.comparison,
  '<>': level.comparison,
  '<': level.comparison,
  '<=': level.comparison,
  '>': level.comparison,
  '>=': level.comparison,
  '||': level.concatenation,
  '+': level.addition,
  '-': level.addition,
  '*': level.multiplication,
  '/': level.multiplication,
  '%': level.multiplication,
} as const

/** The level of each kind that has operands outside of parentheses; all others bind tightest. */
const looseKinds: ReadonlyMap<Expression['kind'], Level> = new Map([
  ['IsNull', level.comparison],
  ['IsBoolean', level.comparison],
  ['IsDistinctFrom', level.comparison],
  ['Between', level.comparison],
  ['InList', level.comparison],
  ['InQuery', level.comparison],
  ['Quantified', level.comparison],
  ['Like', level.comparison],
  ['Collate', level.collate],
  ['Lambda', level.lowest],
])

function levelOf(node: Expression): Level {
  if (node.kind === 'Binary') return levelOfBinary[node.operator]
  if (node.kind === 'Unary') return node.operator === 'NOT' ? level.not : level.sign
  return looseKinds.get(node.kind) ?? level.postfix
}

/** `node` as an operand where one of at least `least` is due: in parentheses if it binds more loosely. */
export function operand(node: Expression, least: Level): Sql {
  return levelOf(node) < least ? sql`(${node})` : sql`${node}`
}
