import { parseTypeName, type TypeName } from '../expression/type-name.ts'
import {
  objectKinds,
  pluralOf,
  unsupportedKinds,
  type ObjectCategory,
  type ObjectKind,
  type UsableKind,
} from '../object-kinds.ts'
import type { Cursor } from '../text/cursor.ts'
import { sql, type Sql } from '../text/print.ts'

type Row = (typeof objectKinds)[ObjectKind]

interface Match {
  readonly words: readonly string[]
  readonly kind?: ObjectKind
  readonly category?: ObjectCategory
}

const isKind = (text: string): text is ObjectKind => Object.hasOwn(objectKinds, text)
const kinds = Object.keys(objectKinds).filter(isKind)
const isUsable = (kind: ObjectKind): kind is UsableKind => 'usable' in objectKinds[kind]

/** The kinds that USE takes; each is one word. */
export const usableKinds: readonly UsableKind[] = kinds.filter(isUsable)

const singular = matches(
  (row) => row.words,
  (words) => words,
)
const plural = matches((row) => row.plural, pluralOf)

/** Every way to write a kind, the longest first. */
function matches(ofKind: (row: Row) => string, ofUnsupported: (words: string) => string): readonly Match[] {
  const supported = kinds.flatMap((kind): readonly Match[] => {
    const row = objectKinds[kind]
    const words = ofKind(row).split(' ')
    const categories = 'categories' in row ? row.categories : []
    return [
      { words, kind },
      ...categories.map((category) => ({ words: [category, ...words], kind, category })),
    ]
  })
  const unsupported = unsupportedKinds.map((words) => ({ words: ofUnsupported(words).split(' ') }))
  return [...supported, ...unsupported].sort((a, b) => b.words.length - a.words.length)
}

/** A kind that was written, with its category where that was written too. */
export interface FoundKind {
  readonly object: ObjectKind
  readonly category?: ObjectCategory
}

/** A table of parsers keyed by `verb` and the words (or the plural) of each kind of object that we have. */
export function parsersOfKinds<S>(
  verb: string,
  form: 'words' | 'plural',
  parse: (cursor: Cursor, kind: FoundKind) => S,
): Readonly<Record<string, (cursor: Cursor) => S>> {
  const rows = (form === 'words' ? singular : plural).flatMap((match) => {
    const { kind, words } = match
    if (kind === undefined) return []
    const found = foundKind(kind, match.category)
    return [[`${verb} ${words.join(' ')}`, (cursor: Cursor) => parse(cursor, found)] as const]
  })
  return Object.fromEntries(rows)
}

/** Like {@link parsersOfKinds} of the words of one kind. */
export function parserOfKind<S>(
  verb: string,
  object: ObjectKind,
  parse: (cursor: Cursor, kind: FoundKind) => S,
): Readonly<Record<string, (cursor: Cursor) => S>> {
  const rows = singular
    .filter(({ kind }) => kind === object)
    .map(({ words, category }) => {
      const found = foundKind(object, category)
      return [`${verb} ${words.join(' ')}`, (cursor: Cursor) => parse(cursor, found)] as const
    })
  return Object.fromEntries(rows)
}

/** Reads the words of a kind such as FILE FORMAT; `before` says in what a kind is refused that we do not have. */
export function parseKind(cursor: Cursor, before: string): FoundKind {
  return findKind(cursor, before, singular)
}

/** Like {@link parseKind}, but the plural, such as FILE FORMATS. */
export function parsePluralKind(cursor: Cursor, before: string): FoundKind {
  return findKind(cursor, before, plural)
}

function findKind(cursor: Cursor, before: string, table: readonly Match[]): FoundKind {
  const match = table.find(({ words }) => cursor.is(...words))
  if (match === undefined) return cursor.unexpected()
  if (match.kind === undefined) return cursor.unsupported(`${before} ${match.words.join(' ')}`)
  cursor.take(...match.words)
  return foundKind(match.kind, match.category)
}

function foundKind(object: ObjectKind, category: ObjectCategory | undefined): FoundKind {
  return category === undefined ? { object } : { object, category }
}

/** `(type, …)` after the name of an object whose name it is part of. */
export function parseSignature(
  cursor: Cursor,
  object: ObjectKind,
): { readonly argumentTypes?: readonly TypeName[] } {
  if (!('signature' in objectKinds[object]) || !cursor.is('(')) return {}
  const argumentTypes = cursor.parenthesized(() =>
    cursor.is(')') ? [] : cursor.list(() => parseTypeName(cursor)),
  )
  return { argumentTypes }
}

/** `(type, …)`, or nothing. */
export function printSignature(argumentTypes: readonly TypeName[] | undefined): Sql {
  return sql.optional(argumentTypes, (types) => sql`(${sql.join(types.map((type) => sql.type(type)))})`)
}
