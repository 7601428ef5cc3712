import type { ByKind } from '../../common/by-kind.ts'
import type { Cursor } from '../text/cursor.ts'
import { parseExpressionAt, parseOperand } from '../text/grammar.ts'
import { sql, type Sql } from '../text/print.ts'
import type { Expression } from './expression.ts'
import { atLambda, parseLambda } from './lambda.ts'
import type { Identifier, ObjectName } from './name.ts'
import type { Node } from './node.ts'
import { level } from './precedence.ts'
import { atStar, parseStar } from './star.ts'
import {
  parseOrderBy,
  parseWindowSpecification,
  printOrderBy,
  printWindowSpecification,
  type OrderItem,
  type WindowSpecification,
} from './window.ts'

/** `f(a, b => 1)`; `args` keep their order, a named one has `name`. */
export interface Argument {
  readonly name?: Identifier
  readonly value: Expression
}
/**
 * A call. `EXTRACT(year FROM d)` parses to DATE_PART('year', d), `POSITION(a IN b)` to POSITION(a, b),
 * `X'4869'` to TO_BINARY('4869', 'HEX');
 * `CURRENT_DATE`, `CURRENT_TIMESTAMP`, `CURRENT_USER`, `LOCALTIME` … without parentheses are calls with `bare` true.
 */
export interface FunctionCall extends Node {
  readonly kind: 'FunctionCall'
  readonly name: ObjectName
  readonly args: readonly Argument[]
  readonly distinct: boolean
  readonly bare?: boolean
  /** NTH_VALUE(…) FROM LAST. */
  readonly from?: 'FIRST' | 'LAST'
  readonly nulls?: 'IGNORE' | 'RESPECT'
  readonly withinGroup?: readonly OrderItem[]
  readonly over?: WindowSpecification
}

/** ( [DISTINCT | ALL] argument, … [nulls] ) [nulls] [WITHIN GROUP ( ORDER BY … )] [nulls] [OVER ( … )] */
export function parseCall(cursor: Cursor, name: ObjectName): FunctionCall {
  cursor.expect('(')
  const distinct = cursor.take('DISTINCT')
  if (!distinct) cursor.take('ALL')
  const args = cursor.is(')') ? [] : cursor.list(() => parseArgument(cursor))
  const inside = parseNulls(cursor)
  cursor.expect(')')
  return finishCall(cursor, { name, args, distinct }, inside)
}

function finishCall(
  cursor: Cursor,
  begun: Pick<FunctionCall, 'name' | 'args' | 'distinct'>,
  inside: FunctionCall['nulls'],
): FunctionCall {
  const withinGroup = cursor.take('WITHIN', 'GROUP')
    ? cursor.parenthesized(() => (cursor.is('ORDER', 'BY') ? parseOrderBy(cursor) : cursor.unexpected()))
    : undefined
  const from = parseFrom(cursor)
  const nulls = inside ?? parseNulls(cursor)
  const over = cursor.take('OVER') ? parseWindowSpecification(cursor) : undefined
  return {
    kind: 'FunctionCall',
    ...begun,
    ...(from !== undefined && { from }),
    ...(nulls !== undefined && { nulls }),
    ...(withinGroup !== undefined && { withinGroup }),
    ...(over !== undefined && { over }),
    span: cursor.span(begun.name.span.start),
  }
}

/** FROM { FIRST | LAST }: only OVER or its NULLS tell it from a FROM clause */
function parseFrom(cursor: Cursor): FunctionCall['from'] {
  if (!['OVER', 'IGNORE', 'RESPECT'].includes(cursor.peek(2).word)) return undefined
  if (cursor.take('FROM', 'FIRST')) return 'FIRST'
  return cursor.take('FROM', 'LAST') ? 'LAST' : undefined
}

/** { IGNORE | RESPECT } NULLS */
function parseNulls(cursor: Cursor): FunctionCall['nulls'] {
  if (cursor.take('IGNORE', 'NULLS')) return 'IGNORE'
  return cursor.take('RESPECT', 'NULLS') ? 'RESPECT' : undefined
}

/** [name =>] { expression | * | parameters -> expression | query } */
export function parseArgument(cursor: Cursor): Argument {
  if (!cursor.isIdentifier() || cursor.peek(1).word !== '=>') return { value: parseArgumentValue(cursor) }
  const name = cursor.identifier()
  cursor.expect('=>')
  return { name, value: parseArgumentValue(cursor) }
}

function parseArgumentValue(cursor: Cursor): Expression {
  if (atStar(cursor)) return parseStar(cursor)
  if (atLambda(cursor)) return parseLambda(cursor)
  return parseExpressionAt(cursor)
}

/** { EXTRACT | DATE_PART } ( part FROM expression ); its part is a word or a text */
function parseExtract(cursor: Cursor): FunctionCall | undefined {
  if (!cursor.is('EXTRACT', '(') && !cursor.is('DATE_PART', '(')) return undefined
  if (cursor.peek(3).word !== 'FROM') return undefined
  const name = functionName(cursor, 'DATE_PART')
  cursor.expect('(')
  const { kind, text, span } = cursor.peek()
  if (kind !== 'Word' && kind !== 'String' && kind !== 'QuotedIdentifier') cursor.unexpected()
  cursor.next()
  cursor.expect('FROM')
  const value = parseExpressionAt(cursor)
  cursor.expect(')')
  const args = [{ value: { kind: 'StringLiteral', value: text, span } }, { value }] as const
  return finishCall(cursor, { name, args, distinct: false }, undefined)
}

/** POSITION ( expression { IN expression | , expression [, expression] } ) */
function parsePosition(cursor: Cursor): FunctionCall | undefined {
  if (!cursor.is('POSITION', '(')) return undefined
  const name = functionName(cursor, 'POSITION')
  cursor.expect('(')
  const args: Argument[] = [{ value: parseOperand(cursor, level.concatenation) }]
  if (cursor.take('IN')) args.push({ value: parseExpressionAt(cursor) })
  else while (cursor.take(',')) args.push({ value: parseExpressionAt(cursor) })
  cursor.expect(')')
  return finishCall(cursor, { name, args, distinct: false }, undefined)
}

/** X'hexadecimal digits': parses to TO_BINARY('…', 'HEX'), which it means */
function parseHexadecimal(cursor: Cursor): FunctionCall | undefined {
  const digits = cursor.peek(1)
  if (digits.kind !== 'String' || digits.span.start !== cursor.peek().span.end) return undefined
  const name = functionName(cursor, 'TO_BINARY')
  const value = { kind: 'StringLiteral', value: cursor.text(), span: digits.span } as const
  const args = [{ value }, { value: { ...value, value: 'HEX' } }]
  return { kind: 'FunctionCall', name, args, distinct: false, span: cursor.span(name.span.start) }
}

/** A context function of ANSI SQL, which may stand without parentheses. */
function parseContextFunction(cursor: Cursor): FunctionCall {
  const name = functionName(cursor, cursor.peek().word)
  if (cursor.is('(')) return parseCall(cursor, name)
  return { kind: 'FunctionCall', name, args: [], distinct: false, bare: true, span: name.span }
}

function functionName(cursor: Cursor, text: string): ObjectName {
  const { span } = cursor.next()
  return { kind: 'Name', parts: [{ text, quoted: false, span }], span }
}

export const parseFunctionWords = {
  EXTRACT: parseExtract,
  DATE_PART: parseExtract,
  POSITION: parsePosition,
  X: parseHexadecimal,
  CURRENT_DATE: parseContextFunction,
  CURRENT_TIME: parseContextFunction,
  CURRENT_TIMESTAMP: parseContextFunction,
  CURRENT_USER: parseContextFunction,
  LOCALTIME: parseContextFunction,
  LOCALTIMESTAMP: parseContextFunction,
}
export const printFunctionCall: ByKind<FunctionCall, [], Sql> = {
  FunctionCall: (e) =>
    sql.join(
      [
        sql.functionName(e.name),
        e.bare === true
          ? sql.empty
          : sql`(${e.distinct ? sql`DISTINCT ` : sql.empty}${sql.join(e.args.map(printArgument))})`,
        sql.optional(e.withinGroup, (items) => sql` WITHIN GROUP (${printOrderBy(items)})`),
        sql.optional(e.from, (end) => sql` FROM ${sql.words(end)}`),
        sql.optional(e.nulls, (nulls) => sql` ${sql.words(nulls)} NULLS`),
        sql.optional(e.over, (over) => sql` OVER ${printWindowSpecification(over)}`),
      ],
      '',
    ),
}

/** `name => value`. */
export function printArgument({ name, value }: Argument): Sql {
  return sql`${sql.optional(name, (id) => sql`${sql.identifier(id)} => `)}${value}`
}
