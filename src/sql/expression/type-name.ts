import type { Span } from '../../common/span.ts'
import type { Cursor } from '../text/cursor.ts'

/**
 * A data type as written. `name` is upper case with single spaces (`NUMBER`, `DOUBLE PRECISION`, `CHAR VARYING`);
 * what it means is decided where types live.
 * https://docs.snowflake.com/en/sql-reference/intro-summary-data-types
 */
export interface TypeName {
  readonly name: string
  /** `(38,0)` → [38, 0]. */
  readonly parameters: readonly number[]
  /** Element types of structured types: `ARRAY(NUMBER)`. Empty for others. */
  readonly elements: readonly TypeName[]
  readonly span: Span
}

/** Names of more than one word, by their first. */
const longNames: Readonly<Record<string, readonly (readonly string[])[]>> = {
  CHAR: [['VARYING']],
  CHARACTER: [['VARYING']],
  DOUBLE: [['PRECISION']],
  NCHAR: [['VARYING']],
  TIMESTAMP: [
    ['WITH', 'LOCAL', 'TIME', 'ZONE'],
    ['WITH', 'TIME', 'ZONE'],
    ['WITHOUT', 'TIME', 'ZONE'],
  ],
}

/** Types whose parameters are types. https://docs.snowflake.com/en/sql-reference/data-types-structured */
const structured: ReadonlySet<string> = new Set(['ARRAY', 'MAP', 'VECTOR'])

/** name [ ( number | type , … ) ] */
export function parseTypeName(cursor: Cursor): TypeName {
  const start = cursor.start()
  if (cursor.peek().kind !== 'Word') cursor.unexpected()
  const first = cursor.identifier().text
  const rest = longNames[first]?.find((words) => cursor.take(...words)) ?? []
  const name = [first, ...rest].join(' ')
  if (!cursor.is('(')) return { name, parameters: [], elements: [], span: cursor.span(start) }
  if (name === 'OBJECT') cursor.unsupported('structured OBJECT')
  const inner = cursor.parenthesized(() =>
    cursor.list(() => (cursor.peek().kind === 'Word' ? parseElement(cursor, name) : cursor.integer())),
  )
  return {
    name,
    parameters: inner.filter((item) => typeof item === 'number'),
    elements: inner.filter((item) => typeof item !== 'number'),
    span: cursor.span(start),
  }
}

function parseElement(cursor: Cursor, name: string): TypeName {
  if (!structured.has(name)) cursor.unexpected()
  const element = parseTypeName(cursor)
  if (cursor.is('NOT', 'NULL')) cursor.unsupported(`NOT NULL in ${name}`)
  return element
}
