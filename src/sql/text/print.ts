import type { Expression } from '../expression/expression.ts'
import type { Identifier, ObjectName } from '../expression/name.ts'
import type { TypeName } from '../expression/type-name.ts'
import type { FromItem, Query, QueryBody } from '../query/query.ts'
import type { ScriptNode } from '../script/script.ts'
import type { Statement } from '../statement/statement.ts'
import { reservedWords } from './keywords.ts'
import { escapeString } from './string-escapes.ts'
import { wordPattern } from './word.ts'

/** A tree that a printed text may contain; it is printed when the whole text is rendered. */
export type Printable = Expression | Query | QueryBody | FromItem | Statement | ObjectName | ScriptNode

/** Printed SQL, made from typed parts only: a bare string is not a part. */
export class Sql {
  readonly parts: readonly (string | Sql | Printable)[]

  constructor(parts: readonly (string | Sql | Printable)[]) {
    this.parts = parts
  }
}

/** The SQL of a template whose values are SQL or trees: sql`DROP STAGE ${sql.name(s.name)}`. */
function template(strings: TemplateStringsArray, ...values: readonly (Sql | Printable)[]): Sql {
  return new Sql(strings.flatMap((text, i) => [text, values[i] ?? empty]))
}

const empty = new Sql([])
const bareWord = new RegExp(`^${wordPattern}$`)
const words = (text: string): Sql => new Sql([text])

function identifier(id: Identifier): Sql {
  return words(identifierText(id))
}

function identifierText({ text, quoted }: Identifier): string {
  const isEmptyPart = text === '' && !quoted
  return isEmptyPart || (!quoted && isBare(text) && !reservedWords.has(text))
    ? text
    : `"${text.replaceAll('"', '""')}"`
}

function isBare(text: string): boolean {
  return bareWord.test(text) && text.toUpperCase() === text
}

function typeText({ name, parameters, elements }: TypeName): string {
  const inner = [...elements.map(typeText), ...parameters.map(String)]
  return inner.length === 0 ? name : `${name}(${inner.join(elements.length === 0 ? ',' : ', ')})`
}

const members = {
  empty,
  /** Keywords and other text as it stands. */
  words,
  /** A number as written. */
  number: words,
  identifier,
  /** A dotted name or IDENTIFIER(…). */
  name: (name: ObjectName): Sql =>
    name.kind === 'Name'
      ? words(name.parts.map(identifierText).join('.'))
      : template`IDENTIFIER(${name.argument})`,
  /** The name of a function, which may be a reserved word such as LIKE. */
  functionName: (name: ObjectName): Sql => {
    const [only, ...rest] = name.kind === 'Name' ? name.parts : []
    const isWord = only !== undefined && rest.length === 0 && !only.quoted && isBare(only.text)
    return isWord ? words(only.text) : members.name(name)
  },
  /** A text in single quotes. */
  text: (value: string): Sql => words(`'${escapeString(value)}'`),
  /** A body between `$$`; in single quotes when it contains `$$`. */
  body: (value: string): Sql =>
    value.includes('$$') || value.endsWith('$') ? members.text(value) : words(`$$${value}$$`),
  type: (type: TypeName): Sql => words(typeText(type)),
  join: (parts: readonly (Sql | Printable)[], separator = ', '): Sql =>
    new Sql(parts.flatMap((part, i) => (i === 0 ? [part] : [separator, part]))),
  /** `(a, b)`; nothing at all of no identifiers. */
  columns: (names: readonly Identifier[]): Sql =>
    names.length === 0 ? empty : words(` (${names.map(identifierText).join(', ')})`),
  /** What `make` makes when `value` is there. */
  optional: <T>(value: T | undefined, make: (value: T) => Sql): Sql =>
    value === undefined || value === false ? empty : make(value),
}

// A function's own `name` cannot be assigned to otherwise.
Object.defineProperty(template, 'name', { writable: true })

/** Makes printed SQL; its members make the parts that are not trees. */
export const sql = Object.assign(template, members)
