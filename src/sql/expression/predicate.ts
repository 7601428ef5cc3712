import type { ByKind } from '../../common/by-kind.ts'
import type { Query } from '../query/query.ts'
import type { Cursor } from '../text/cursor.ts'
import { parseOperand, parseQuery } from '../text/grammar.ts'
import { sql, type Sql } from '../text/print.ts'
import type { Expression } from './expression.ts'
import type { Node } from './node.ts'
import { parseBinary } from './operators.ts'
import { level, operand } from './precedence.ts'
import { parseQueryOrItems } from './subquery.ts'

export interface IsNull extends Node {
  readonly kind: 'IsNull'
  readonly operand: Expression
  readonly negated: boolean
}
/** `IS [NOT] TRUE`, `IS [NOT] FALSE`. */
export interface IsBoolean extends Node {
  readonly kind: 'IsBoolean'
  readonly operand: Expression
  readonly value: boolean
  readonly negated: boolean
}
/** https://docs.snowflake.com/en/sql-reference/functions/is-distinct-from */
export interface IsDistinctFrom extends Node {
  readonly kind: 'IsDistinctFrom'
  readonly left: Expression
  readonly right: Expression
  readonly negated: boolean
}
/** https://docs.snowflake.com/en/sql-reference/functions/between */
export interface Between extends Node {
  readonly kind: 'Between'
  readonly operand: Expression
  readonly low: Expression
  readonly high: Expression
  readonly negated: boolean
}
/** https://docs.snowflake.com/en/sql-reference/functions/in */
export interface InList extends Node {
  readonly kind: 'InList'
  readonly operand: Expression
  readonly items: readonly Expression[]
  readonly negated: boolean
}
export interface InQuery extends Node {
  readonly kind: 'InQuery'
  readonly operand: Expression
  readonly query: Query
  readonly negated: boolean
}
export interface Exists extends Node {
  readonly kind: 'Exists'
  readonly query: Query
}
/** `x = ANY (query)`, `x < ALL (query)`. SOME parses to ANY. */
export interface Quantified extends Node {
  readonly kind: 'Quantified'
  readonly operator: '=' | '<>' | '<' | '<=' | '>' | '>='
  readonly quantifier: 'ANY' | 'ALL'
  readonly operand: Expression
  readonly query: Query
}
/**
 * `[NOT] LIKE | ILIKE | RLIKE`, with `ANY (…)` or `ALL (…)` of several patterns, and ESCAPE. REGEXP parses to RLIKE.
 * A query of patterns is one pattern, a `Subquery`.
 * https://docs.snowflake.com/en/sql-reference/functions/like
 */
export interface Like extends Node {
  readonly kind: 'Like'
  readonly operator: 'LIKE' | 'ILIKE' | 'RLIKE'
  readonly negated: boolean
  readonly quantifier?: 'ANY' | 'ALL'
  readonly operand: Expression
  readonly patterns: readonly Expression[]
  readonly escape?: Expression
}
export type Predicate =
  IsNull | IsBoolean | IsDistinctFrom | Between | InList | InQuery | Exists | Quantified | Like

/** operand IS [NOT] { NULL | TRUE | FALSE | DISTINCT FROM operand } */
function parseIs(cursor: Cursor, left: Expression): Predicate {
  const { start } = left.span
  cursor.expect('IS')
  const negated = cursor.take('NOT')
  if (cursor.take('DISTINCT', 'FROM')) {
    const right = parseOperand(cursor, level.concatenation)
    return { kind: 'IsDistinctFrom', left, right, negated, span: cursor.span(start) }
  }
  const word = cursor.oneOf('NULL', 'TRUE', 'FALSE') ?? cursor.unexpected()
  const span = cursor.span(start)
  return word === 'NULL'
    ? { kind: 'IsNull', operand: left, negated, span }
    : { kind: 'IsBoolean', operand: left, value: word === 'TRUE', negated, span }
}

/** operand NOT { IN | BETWEEN | LIKE | … } … */
function parseNegated(cursor: Cursor, left: Expression): Predicate {
  cursor.expect('NOT')
  const { word } = cursor.peek()
  const parse = negatable[word] ?? cursor.unexpected()
  return parse(cursor, left, true)
}

/** operand [NOT] IN ( { query | expression, … } ) */
function parseIn(cursor: Cursor, left: Expression, negated = false): Predicate {
  cursor.expect('IN')
  const { query, items } = cursor.parenthesized(() => parseQueryOrItems(cursor))
  const common = { operand: left, negated, span: cursor.span(left.span.start) }
  const [only, ...others] = items
  if (query !== undefined) return { kind: 'InQuery', ...common, query }
  return only?.kind === 'Subquery' && others.length === 0
    ? { kind: 'InQuery', ...common, query: only.query }
    : { kind: 'InList', ...common, items }
}

/** operand [NOT] BETWEEN low AND high */
function parseBetween(cursor: Cursor, left: Expression, negated = false): Predicate {
  cursor.expect('BETWEEN')
  const low = parseOperand(cursor, level.concatenation)
  cursor.expect('AND')
  const high = parseOperand(cursor, level.concatenation)
  return { kind: 'Between', operand: left, low, high, negated, span: cursor.span(left.span.start) }
}

/** operand [NOT] { LIKE | ILIKE | RLIKE | REGEXP } { pattern | { ANY | ALL } ( patterns ) } [ESCAPE character] */
function parseLike(operator: Like['operator']) {
  return (cursor: Cursor, left: Expression, negated = false): Like => {
    cursor.next()
    const quantifier = operator === 'RLIKE' ? undefined : cursor.oneOf('ANY', 'ALL')
    const patterns =
      quantifier === undefined ? [parseOperand(cursor, level.concatenation)] : parsePatterns(cursor)
    const hasEscape = operator !== 'RLIKE' && cursor.take('ESCAPE')
    const escape = hasEscape ? parseOperand(cursor, level.concatenation) : undefined
    return {
      kind: 'Like',
      operator,
      negated,
      ...(quantifier !== undefined && { quantifier }),
      operand: left,
      patterns,
      ...(escape !== undefined && { escape }),
      span: cursor.span(left.span.start),
    }
  }
}

function parsePatterns(cursor: Cursor): readonly Expression[] {
  const { query, items } = cursor.parenthesized(() => parseQueryOrItems(cursor))
  return query === undefined ? items : [{ kind: 'Subquery', query, span: query.span }]
}

/** operand operator { operand | { ANY | SOME | ALL } ( query ) } */
function parseComparison(operator: Quantified['operator']) {
  const parsePlain = parseBinary(operator)
  return (cursor: Cursor, left: Expression): Expression => {
    const word = cursor.peek(1).word
    if ((word !== 'ANY' && word !== 'ALL' && word !== 'SOME') || cursor.peek(2).word !== '(') {
      return parsePlain(cursor, left)
    }
    cursor.next()
    cursor.next()
    const query = cursor.parenthesized(() => parseQuery(cursor))
    const quantifier = word === 'ALL' ? 'ALL' : 'ANY'
    return {
      kind: 'Quantified',
      operator,
      quantifier,
      operand: left,
      query,
      span: cursor.span(left.span.start),
    }
  }
}

/** EXISTS ( query ) */
function parseExists(cursor: Cursor): Exists {
  const start = cursor.start()
  cursor.expect('EXISTS')
  const query = cursor.parenthesized(() => parseQuery(cursor))
  return { kind: 'Exists', query, span: cursor.span(start) }
}

const negatable: Readonly<Record<string, (cursor: Cursor, left: Expression, negated: true) => Predicate>> = {
  IN: parseIn,
  BETWEEN: parseBetween,
  LIKE: parseLike('LIKE'),
  ILIKE: parseLike('ILIKE'),
  RLIKE: parseLike('RLIKE'),
  REGEXP: parseLike('RLIKE'),
}

export const parsePrefixPredicate = { EXISTS: parseExists }
/** The parsers of what follows an operand, by the word or symbol behind it. */
export const parsePredicate: Readonly<Record<string, (cursor: Cursor, left: Expression) => Expression>> = {
  '=': parseComparison('='),
  '<>': parseComparison('<>'),
  '!=': parseComparison('<>'),
  '<': parseComparison('<'),
  '<=': parseComparison('<='),
  '>': parseComparison('>'),
  '>=': parseComparison('>='),
  IS: parseIs,
  NOT: parseNegated,
  IN: parseIn,
  BETWEEN: parseBetween,
  LIKE: parseLike('LIKE'),
  ILIKE: parseLike('ILIKE'),
  RLIKE: parseLike('RLIKE'),
  REGEXP: parseLike('RLIKE'),
}

const left = (node: Expression): Sql => operand(node, level.comparison)
const right = (node: Expression): Sql => operand(node, level.concatenation)
const not = ({ negated }: { readonly negated: boolean }): Sql => (negated ? sql` NOT` : sql.empty)

export const printPredicate: ByKind<Predicate, [], Sql> = {
  IsNull: (e) => sql`${left(e.operand)} IS${not(e)} NULL`,
  IsBoolean: (e) => sql`${left(e.operand)} IS${not(e)} ${e.value ? sql`TRUE` : sql`FALSE`}`,
  IsDistinctFrom: (e) => sql`${left(e.left)} IS${not(e)} DISTINCT FROM ${right(e.right)}`,
  Between: (e) => sql`${left(e.operand)}${not(e)} BETWEEN ${right(e.low)} AND ${right(e.high)}`,
  InList: (e) => sql`${left(e.operand)}${not(e)} IN (${sql.join(e.items)})`,
  InQuery: (e) => sql`${left(e.operand)}${not(e)} IN (${e.query})`,
  Exists: (e) => sql`EXISTS (${e.query})`,
  Quantified: (e) => sql`${left(e.operand)} ${sql.words(e.operator)} ${sql.words(e.quantifier)} (${e.query})`,
  Like: (e) =>
    sql`${left(e.operand)}${not(e)} ${sql.words(e.operator)} ${patterns(e)}${sql.optional(
      e.escape,
      (escape) => sql` ESCAPE ${right(escape)}`,
    )}`,
}

function patterns({ quantifier, patterns: list }: Like): Sql {
  const [only, ...others] = list
  if (only === undefined) throw new Error('Snowmelt bug: LIKE without a pattern')
  if (quantifier === undefined) return right(only)
  const inner = only.kind === 'Subquery' && others.length === 0 ? sql`${only.query}` : sql.join(list)
  return sql`${sql.words(quantifier)} (${inner})`
}
