import type { ByKind } from '../../common/by-kind.ts'
import type { Cursor } from '../text/cursor.ts'
import { parseOperand } from '../text/grammar.ts'
import { sql, type Sql } from '../text/print.ts'
import type { Expression } from './expression.ts'
import type { Node } from './node.ts'
import { above, level, levelOfBinary, operand, type Level } from './precedence.ts'

/** `-x`, `NOT x`, and in a query with CONNECT BY `PRIOR x` and `CONNECT_BY_ROOT x`. */
export interface Unary extends Node {
  readonly kind: 'Unary'
  readonly operator: '-' | '+' | 'NOT' | 'PRIOR' | 'CONNECT_BY_ROOT'
  readonly operand: Expression
}
export type BinaryOperator = keyof typeof levelOfBinary
/** `!=` parses to `<>`. */
export interface Binary extends Node {
  readonly kind: 'Binary'
  readonly operator: BinaryOperator
  readonly left: Expression
  readonly right: Expression
}
export type Operation = Unary | Binary

/** The level of a unary operator's operand. */
const levelOfUnary: Readonly<Record<Unary['operator'], Level>> = {
  NOT: level.not,
  '-': level.sign,
  '+': level.sign,
  PRIOR: level.sign,
  CONNECT_BY_ROOT: level.sign,
}

/** { NOT | - | + | PRIOR | CONNECT_BY_ROOT } operand */
function parseUnary(operator: Unary['operator']): (cursor: Cursor, least: Level) => Unary | undefined {
  return (cursor, least) => {
    if (levelOfUnary[operator] < least || !isOperator(cursor, operator)) return undefined
    const start = cursor.start()
    cursor.next()
    const operand = parseOperand(cursor, levelOfUnary[operator])
    return { kind: 'Unary', operator, operand, span: cursor.span(start) }
  }
}

/** PRIOR and CONNECT_BY_ROOT are not reserved: they are operators before the name of a column only. */
function isOperator(cursor: Cursor, operator: Unary['operator']): boolean {
  return (operator !== 'PRIOR' && operator !== 'CONNECT_BY_ROOT') || cursor.isIdentifier(1)
}

/** operand operator operand; operators of one level group to the left */
export function parseBinary(operator: BinaryOperator) {
  return (cursor: Cursor, left: Expression): Binary => {
    cursor.next()
    const right = parseOperand(cursor, above[levelOfBinary[operator]])
    return { kind: 'Binary', operator, left, right, span: cursor.span(left.span.start) }
  }
}

/** The parsers of operators before their operand. */
export const parseUnaryOperators = {
  NOT: parseUnary('NOT'),
  '-': parseUnary('-'),
  '+': parseUnary('+'),
  PRIOR: parseUnary('PRIOR'),
  CONNECT_BY_ROOT: parseUnary('CONNECT_BY_ROOT'),
}
export const printOperation: ByKind<Operation, [], Sql> = {
  Unary: (e) => {
    // `--` would begin a comment.
    const isSignTwice = e.operand.kind === 'Unary' && levelOfUnary[e.operator] === level.sign
    const inner = isSignTwice ? sql`(${e.operand})` : operand(e.operand, levelOfUnary[e.operator])
    const isWord = e.operator.length > 1
    return sql`${sql.words(e.operator)}${isWord ? sql` ` : sql.empty}${inner}`
  },
  Binary: (e) => {
    const own = levelOfBinary[e.operator]
    return sql`${operand(e.left, own)} ${sql.words(e.operator)} ${operand(e.right, above[own])}`
  },
}
