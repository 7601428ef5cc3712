import type { Cursor } from '../text/cursor.ts'
import { reservedFunctions, reservedInExpressions } from '../text/keywords.ts'
import type { Token } from '../text/token.ts'
import { parseCase } from './case.ts'
import { parseCast, parseCastOperator, parseCollate } from './cast.ts'
import type { Expression } from './expression.ts'
import { parseCall, parseFunctionWords } from './function-call.ts'
import { parseLiteral, parseNumberLiteral, parseStringLiteral } from './literal.ts'
import type { Identifier } from './name.ts'
import { parseBinary, parseUnaryOperators } from './operators.ts'
import { parsePath } from './path.ts'
import { level, type Level } from './precedence.ts'
import { parsePredicate, parsePrefixPredicate } from './predicate.ts'
import { parsePositionalColumn, parseSessionVariable } from './reference.ts'
import { parseParentheses } from './subquery.ts'

/** Reads what begins with a word or symbol; undefined, having consumed nothing, when it means something else here. */
type Prefix = (cursor: Cursor, least: Level) => Expression | undefined
/** Reads what follows the operand `left`. */
interface Infix {
  readonly level: Level
  readonly parse: (cursor: Cursor, left: Expression) => Expression
}

const prefixes: ReadonlyMap<string, Prefix> = new Map<string, Prefix>(
  Object.entries({
    ...parseCase,
    ...parseCast,
    ...parseFunctionWords,
    ...parseLiteral,
    ...parseParentheses,
    ...parsePrefixPredicate,
    ...parseUnaryOperators,
  }),
)

const byKind: Readonly<Partial<Record<Token['kind'], (cursor: Cursor) => Expression>>> = {
  Number: parseNumberLiteral,
  String: parseStringLiteral,
  Position: (cursor) => parsePositionalColumn(cursor),
  Variable: parseSessionVariable,
  Bind: (cursor) => cursor.bind(),
  QuotedIdentifier: parseNamed,
}

const infixes: ReadonlyMap<string, Infix> = new Map<string, Infix>([
  ['OR', { level: level.or, parse: parseBinary('OR') }],
  ['AND', { level: level.and, parse: parseBinary('AND') }],
  ...Object.entries(parsePredicate).map(
    ([word, parse]) => [word, { level: level.comparison, parse }] as const,
  ),
  ['||', { level: level.concatenation, parse: parseBinary('||') }],
  ['+', { level: level.addition, parse: parseBinary('+') }],
  ['-', { level: level.addition, parse: parseBinary('-') }],
  ['*', { level: level.multiplication, parse: parseBinary('*') }],
  ['/', { level: level.multiplication, parse: parseBinary('/') }],
  ['%', { level: level.multiplication, parse: parseBinary('%') }],
  ['COLLATE', { level: level.collate, parse: parseCollate }],
  ['::', { level: level.postfix, parse: parseCastOperator }],
  [':', { level: level.postfix, parse: parsePath }],
  ['[', { level: level.postfix, parse: parsePath }],
])

/** Reads an expression of operators that bind at least as tightly as `least`, by precedence climbing. */
export function parseExpressionOf(cursor: Cursor, least: Level): Expression {
  return cursor.nested(() => climb(cursor, least))
}

function climb(cursor: Cursor, least: Level): Expression {
  let left = parsePrefix(cursor, least)
  for (;;) {
    const infix = infixes.get(cursor.peek().word)
    if (infix === undefined || infix.level < least || endsBefore(cursor)) return left
    left = infix.parse(cursor, left)
  }
}

/** NOT behind an operand belongs to it only when a predicate follows: `DEFAULT 1 NOT NULL` is two clauses. */
function endsBefore(cursor: Cursor): boolean {
  return cursor.is('NOT') && !predicatesAfterNot.has(cursor.peek(1).word)
}

const predicatesAfterNot: ReadonlySet<string> = new Set(['IN', 'BETWEEN', 'LIKE', 'ILIKE', 'RLIKE', 'REGEXP'])

function parsePrefix(cursor: Cursor, least: Level): Expression {
  const { kind, word } = cursor.peek()
  const special = prefixes.get(word)?.(cursor, least)
  if (special !== undefined) return special
  const parse = byKind[kind]
  if (parse !== undefined) return parse(cursor)
  if (kind !== 'Word') return cursor.unexpected()
  return parseNamed(cursor)
}

/** name | name ( … ) | name.$1 */
function parseNamed(cursor: Cursor): Expression {
  const { kind, word } = cursor.peek()
  if (kind === 'Word') {
    if (reservedFunctions.has(word) && cursor.peek(1).word === '(') return parseReservedCall(cursor)
    if (reservedInExpressions.has(word)) return cursor.unexpected()
  }
  const parts = [cursor.identifier()]
  while (cursor.take('.')) {
    const [only, ...others] = parts
    if (cursor.peek().kind === 'Position' && others.length === 0) return parsePositionalColumn(cursor, only)
    parts.push(parts.length === 1 && cursor.is('.') ? emptyPart(cursor) : cursor.identifier())
  }
  const span = cursor.span(parts[0]?.span.start ?? cursor.start())
  if (!cursor.is('(')) return { kind: 'ColumnReference', parts, span }
  if (cursor.take('(', '+', ')'))
    return { kind: 'ColumnReference', parts, optional: true, span: cursor.span(span.start) }
  return parseNamedCall(cursor, parts)
}

/** IDENTIFIER('f')(…) calls a function by name; a lone IDENTIFIER('c') is left to who resolves it. */
function parseNamedCall(cursor: Cursor, parts: readonly Identifier[]): Expression {
  const call = parseCall(cursor, {
    kind: 'Name',
    parts,
    span: cursor.span(parts[0]?.span.start ?? cursor.start()),
  })
  const [argument] = call.args
  const isIdentifier = parts.length === 1 && parts[0]?.text === 'IDENTIFIER' && !parts[0].quoted
  if (!isIdentifier || argument === undefined || !cursor.is('(')) return call
  return parseCall(cursor, { kind: 'IdentifierFunction', argument: argument.value, span: call.span })
}

function parseReservedCall(cursor: Cursor): Expression {
  const { word, span } = cursor.next()
  return parseCall(cursor, { kind: 'Name', parts: [{ text: word, quoted: false, span }], span })
}

function emptyPart(cursor: Cursor): Identifier {
  const start = cursor.start()
  return { text: '', quoted: false, span: { start, end: start } }
}
