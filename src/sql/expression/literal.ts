import type { ByKind } from '../../common/by-kind.ts'
import type { Cursor } from '../text/cursor.ts'
import { parseExpressionAt } from '../text/grammar.ts'
import { sql, type Sql } from '../text/print.ts'
import type { Expression } from './expression.ts'
import type { Node } from './node.ts'
import { atStar, parseStar, type Star } from './star.ts'
import { parseTypeName, type TypeName } from './type-name.ts'

export interface NumberLiteral extends Node {
  readonly kind: 'NumberLiteral'
  /** As written: `12`, `1.50`, `1e-3`. */
  readonly text: string
}
export interface StringLiteral extends Node {
  readonly kind: 'StringLiteral'
  readonly value: string
}
export interface BooleanLiteral extends Node {
  readonly kind: 'BooleanLiteral'
  readonly value: boolean
}
export interface NullLiteral extends Node {
  readonly kind: 'NullLiteral'
}
/** `DATE '2024-01-31'`, `TIMESTAMP '…'`, `TIME '…'`. */
export interface TypedLiteral extends Node {
  readonly kind: 'TypedLiteral'
  readonly type: TypeName
  readonly value: string
}
/** `INTERVAL '1 day, 2 hours'`. https://docs.snowflake.com/en/sql-reference/data-types-datetime#interval-constants */
export interface IntervalLiteral extends Node {
  readonly kind: 'IntervalLiteral'
  readonly value: string
}
/** `[1, 2]`. https://docs.snowflake.com/en/sql-reference/data-types-semistructured#array-constants */
export interface ArrayLiteral extends Node {
  readonly kind: 'ArrayLiteral'
  readonly items: readonly Expression[]
}
/** `{'a': 1}`. https://docs.snowflake.com/en/sql-reference/data-types-semistructured#object-constants */
export interface ObjectLiteral extends Node {
  readonly kind: 'ObjectLiteral'
  readonly entries: readonly { readonly key: string; readonly value: Expression }[]
  /** `{*}`, `{t.*}`: the columns, by their names. */
  readonly star?: Star
}
/** `DEFAULT` in VALUES and UPDATE SET. */
export interface DefaultValue extends Node {
  readonly kind: 'DefaultValue'
}
export type Literal =
  | NumberLiteral | StringLiteral | BooleanLiteral | NullLiteral | TypedLiteral | IntervalLiteral | ArrayLiteral
  | ObjectLiteral | DefaultValue // prettier-ignore

export function parseNumberLiteral(cursor: Cursor): NumberLiteral {
  const { text, span } = cursor.next()
  return { kind: 'NumberLiteral', text, span }
}

export function parseStringLiteral(cursor: Cursor): StringLiteral {
  const { text, span } = cursor.next()
  return { kind: 'StringLiteral', value: text, span }
}

function parseBooleanLiteral(cursor: Cursor): BooleanLiteral {
  const { word, span } = cursor.next()
  return { kind: 'BooleanLiteral', value: word === 'TRUE', span }
}

/** { DATE | TIME | TIMESTAMP } 'text' */
function parseTypedLiteral(cursor: Cursor): TypedLiteral | undefined {
  if (cursor.peek(1).kind !== 'String') return undefined
  const start = cursor.start()
  const type = parseTypeName(cursor)
  return { kind: 'TypedLiteral', type, value: cursor.text(), span: cursor.span(start) }
}

const intervalUnits: ReadonlySet<string> = new Set(['YEAR', 'MONTH', 'DAY', 'HOUR', 'MINUTE', 'SECOND'])

/** INTERVAL 'text' */
function parseIntervalLiteral(cursor: Cursor): IntervalLiteral | undefined {
  if (cursor.peek(1).kind !== 'String') return undefined
  const start = cursor.start()
  cursor.expect('INTERVAL')
  const value = cursor.text()
  const unit = cursor.peek().word
  if (intervalUnits.has(unit)) cursor.unsupported(`INTERVAL '…' ${unit}`)
  return { kind: 'IntervalLiteral', value, span: cursor.span(start) }
}

/** DEFAULT, where it stands alone */
function parseDefaultValue(cursor: Cursor): DefaultValue | undefined {
  if (['.', '(', ':', '[', '::'].includes(cursor.peek(1).word)) return undefined
  return { kind: 'DefaultValue', span: cursor.next().span }
}

/** [ expression, … ] */
function parseArrayLiteral(cursor: Cursor): ArrayLiteral {
  const start = cursor.start()
  cursor.expect('[')
  const items = cursor.is(']') ? [] : cursor.list(() => parseExpressionAt(cursor))
  cursor.expect(']')
  return { kind: 'ArrayLiteral', items, span: cursor.span(start) }
}

/** { 'key' : expression, … } | { [name.]* … } */
function parseObjectLiteral(cursor: Cursor): ObjectLiteral {
  const start = cursor.start()
  cursor.expect('{')
  if (atStar(cursor)) {
    const star = parseStar(cursor)
    cursor.expect('}')
    return { kind: 'ObjectLiteral', entries: [], star, span: cursor.span(start) }
  }
  const entries = cursor.is('}') ? [] : cursor.list(() => parseEntry(cursor))
  cursor.expect('}')
  return { kind: 'ObjectLiteral', entries, span: cursor.span(start) }
}

function parseEntry(cursor: Cursor): ObjectLiteral['entries'][number] {
  const key = cursor.text()
  cursor.expect(':')
  return { key, value: parseExpressionAt(cursor) }
}

export const parseLiteral = {
  NULL: (cursor: Cursor): NullLiteral => ({ kind: 'NullLiteral', span: cursor.next().span }),
  TRUE: parseBooleanLiteral,
  FALSE: parseBooleanLiteral,
  DATE: parseTypedLiteral,
  TIME: parseTypedLiteral,
  TIMESTAMP: parseTypedLiteral,
  TIMESTAMP_LTZ: parseTypedLiteral,
  TIMESTAMP_NTZ: parseTypedLiteral,
  TIMESTAMP_TZ: parseTypedLiteral,
  INTERVAL: parseIntervalLiteral,
  DEFAULT: parseDefaultValue,
  '[': parseArrayLiteral,
  '{': parseObjectLiteral,
}
export const printLiteral: ByKind<Literal, [], Sql> = {
  NumberLiteral: (e) => sql.number(e.text),
  StringLiteral: (e) => sql.text(e.value),
  BooleanLiteral: (e) => (e.value ? sql`TRUE` : sql`FALSE`),
  NullLiteral: () => sql`NULL`,
  TypedLiteral: (e) => sql`${sql.type(e.type)} ${sql.text(e.value)}`,
  IntervalLiteral: (e) => sql`INTERVAL ${sql.text(e.value)}`,
  ArrayLiteral: (e) => sql`[${sql.join(e.items)}]`,
  ObjectLiteral: (e) =>
    sql`{${sql.optional(e.star, (star) => sql`${star}`)}${sql.join(e.entries.map(({ key, value }) => sql`${sql.text(key)}: ${value}`))}}`,
  DefaultValue: () => sql`DEFAULT`,
}
