import { dispatch, type ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { BindVariable } from '../expression/expression.ts'
import type { ObjectName } from '../expression/name.ts'
import type { Cursor } from '../text/cursor.ts'
import { sql, type Sql } from '../text/print.ts'
import type { Token } from '../text/token.ts'
import { printLocation } from './location.ts'
import { refuseUnsupportedClause } from './unsupported-clause.ts'

/** `NAME = value` of a CREATE, ALTER or COPY. Who executes the statement takes each by name and refuses the rest. */
export interface Property {
  /** Upper case, such as `STORAGE_ALLOWED_LOCATIONS`. */
  readonly name: string
  readonly value: PropertyValue
  readonly span: Span
}
export type PropertyValue =
  | { readonly kind: 'Text'; readonly text: string; readonly span: Span }
  /** As written, sign included. */
  | { readonly kind: 'Number'; readonly text: string; readonly span: Span }
  /** TRUE, NONE, CSV, AUTO, or an object's name (`my_format`, `db.schema.fmt`). */
  | { readonly kind: 'Name'; readonly name: ObjectName; readonly span: Span }
  /** `('a', 'b')`. */
  | { readonly kind: 'List'; readonly items: readonly PropertyValue[]; readonly span: Span }
  /** `(TYPE = CSV SKIP_HEADER = 1)`; commas between are allowed. */
  | { readonly kind: 'Properties'; readonly properties: readonly Property[]; readonly span: Span }
  /** `@stage/path`, as written. */
  | { readonly kind: 'Stage'; readonly location: string; readonly span: Span }
  /** `:name`, `:1` or `?`: the session puts the value in its place before the statement runs. */
  | { readonly kind: 'Bind'; readonly variable: BindVariable; readonly span: Span }

/** `CREATE [OR REPLACE] [SECURE] [TRANSIENT | TEMPORARY] … [IF NOT EXISTS]`. */
export interface CreateModifiers {
  readonly orReplace: boolean
  /** CREATE OR ALTER was written. */
  readonly orAlter?: true
  readonly ifNotExists: boolean
  readonly temporary: boolean
  readonly transient: boolean
  readonly secure: boolean
}

/** `NAME = value { [,] NAME = value }`: as many as follow, perhaps none. */
export function parseProperties(cursor: Cursor): readonly Property[] {
  return parseClauses(cursor, {})
}

/** Like {@link parseProperties}, but at least one. */
export function parseSomeProperties(cursor: Cursor): readonly Property[] {
  refuseTag(cursor)
  const properties = parseProperties(cursor)
  return properties.length === 0 ? cursor.unexpected() : properties
}

/**
 * Reads properties and the clauses of `clauses` (leading words → what reads the rest) in any order, until neither
 * follows. Properties may have a comma between them. A clause that stands twice is a syntax error at its second
 * place; a property that does is for {@link takeProperties} to refuse.
 */
export function parseClauses(
  cursor: Cursor,
  clauses: Readonly<Record<string, (start: number) => void>>,
): readonly Property[] {
  const properties: Property[] = []
  const rows = Object.entries(clauses).map(([words, read]) => ({ words: words.split(' '), read }))
  const seen = new Set<string>()
  for (;;) {
    refuseUnsupportedClause(cursor)
    if (atProperty(cursor)) {
      properties.push(parseProperty(cursor))
      if (cursor.take(',') && !atProperty(cursor)) cursor.unexpected()
      continue
    }
    const row = rows.find(({ words }) => cursor.is(...words))
    if (row === undefined) return properties
    const name = row.words.join(' ')
    if (seen.has(name)) cursor.unexpected()
    seen.add(name)
    const start = cursor.start()
    cursor.take(...row.words)
    row.read(start)
  }
}

/** `NAME { , NAME }` of an UNSET. */
export function parsePropertyNames(cursor: Cursor): readonly string[] {
  refuseTag(cursor)
  return cursor.list(() => {
    if (cursor.peek().kind !== 'Word') cursor.unexpected()
    return cursor.next().word
  })
}

/** SET TAG name = 'text', UNSET TAG name. */
function refuseTag(cursor: Cursor): void {
  if (cursor.is('TAG') && cursor.isIdentifier(1)) cursor.unsupported('TAG')
}

/** `NAME = value`. */
export function parseProperty(cursor: Cursor): Property {
  const start = cursor.start()
  const name = cursor.next().word
  cursor.expect('=')
  const value = parsePropertyValue(cursor)
  return { name, value, span: cursor.span(start) }
}

/** Whether `NAME =` follows. */
export function atProperty(cursor: Cursor): boolean {
  return cursor.peek().kind === 'Word' && cursor.peek(1).word === '='
}

/** `'text' | number | name | @stage | ( value, … ) | ( NAME = value … )`. */
export function parsePropertyValue(cursor: Cursor): PropertyValue {
  const read = cursor.is('(') ? parseInParentheses : (valueParsers[cursor.peek().kind] ?? parseNumber)
  return read(cursor)
}

const valueParsers: Readonly<Partial<Record<Token['kind'], (cursor: Cursor) => PropertyValue>>> = {
  String: (cursor) => {
    const { text, span } = cursor.next()
    return { kind: 'Text', text, span }
  },
  Stage: (cursor) => {
    if (cursor.peek().text === '@') cursor.unexpected()
    const { text, span } = cursor.next()
    return { kind: 'Stage', location: text, span }
  },
  Bind: (cursor) => {
    const variable = cursor.bind()
    return { kind: 'Bind', variable, span: variable.span }
  },
  Word: parseWordOrName,
  QuotedIdentifier: parseWordOrName,
}

/** `[+ | -] number`, or a word that begins with digits: `WAREHOUSE_SIZE = 2XLARGE`. */
function parseNumber(cursor: Cursor): PropertyValue {
  const start = cursor.start()
  const sign = cursor.oneOf('-', '+') ?? ''
  if (cursor.peek().kind !== 'Number') cursor.unexpected()
  const digits = cursor.next()
  const next = cursor.peek()
  if (sign === '' && next.kind === 'Word' && next.span.start === digits.span.end) {
    cursor.next()
    return { kind: 'Text', text: digits.text + next.text, span: cursor.span(start) }
  }
  return { kind: 'Number', text: sign + digits.text, span: cursor.span(start) }
}

/** A word may be reserved here (TRUE, NULL), a name may not. */
function parseWordOrName(cursor: Cursor): PropertyValue {
  const { kind, word, span } = cursor.peek()
  const after = cursor.peek(1).word
  if (kind !== 'Word' || after === '.' || (word === 'IDENTIFIER' && after === '(')) {
    const name = cursor.name()
    return { kind: 'Name', name, span: name.span }
  }
  cursor.next()
  return { kind: 'Name', name: { kind: 'Name', parts: [{ text: word, quoted: false, span }], span }, span }
}

function parseInParentheses(cursor: Cursor): PropertyValue {
  const start = cursor.start()
  cursor.expect('(')
  if (atProperty(cursor)) {
    const properties = parseProperties(cursor)
    cursor.expect(')')
    return { kind: 'Properties', properties, span: cursor.span(start) }
  }
  const items = cursor.is(')') ? [] : cursor.list(() => parsePropertyValue(cursor))
  cursor.expect(')')
  return { kind: 'List', items, span: cursor.span(start) }
}

/** ` NAME = value …`, each with a blank before it. */
export function printProperties(properties: readonly Property[]): Sql {
  return sql.join(
    properties.map((property) => sql` ${printProperty(property)}`),
    '',
  )
}

/** A property's value as it stands after the `=`. */
export function printPropertyValue(value: PropertyValue): Sql {
  return dispatch(valuePrinters, value)
}

const valuePrinters: ByKind<PropertyValue, [], Sql> = {
  Text: (v) => sql.text(v.text),
  Number: (v) => sql.number(v.text),
  Stage: (v) => printLocation(v.location),
  Bind: (v) => sql`${v.variable}`,
  Name: (v) => printWordOrName(v.name),
  List: (v) => sql`(${sql.join(v.items.map(printPropertyValue))})`,
  Properties: (v) => sql`(${sql.join(v.properties.map(printProperty), ' ')})`,
}

/** `NAME = value`. */
function printProperty({ name, value }: Property): Sql {
  return sql`${sql.words(name)} = ${printPropertyValue(value)}`
}

function printWordOrName(name: ObjectName): Sql {
  const [part, ...rest] = name.kind === 'Name' ? name.parts : []
  const isWord = part !== undefined && rest.length === 0 && !part.quoted
  return isWord ? sql.words(part.text) : sql.name(name)
}

/** ` a, b` of an UNSET, with a blank before it; nothing when there are none. */
export function printPropertyNames(names: readonly string[]): Sql {
  return names.length === 0 ? sql.empty : sql` ${sql.join(names.map((name) => sql.words(name)))}`
}
