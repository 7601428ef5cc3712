import { dispatch, type ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { Identifier, ObjectName } from '../expression/name.ts'
import type { TypeName } from '../expression/type-name.ts'
import { objectKinds, type ObjectCategory, type ObjectKind } from '../object-kinds.ts'
import type { Cursor } from '../text/cursor.ts'
import { sql, type Sql } from '../text/print.ts'
import { parserOfKind, parseSignature, printSignature, type FoundKind } from './object-kind.ts'
import type { Parsed } from './parsed.ts'
import { flag, phrase } from './phrase.ts'
import {
  parseProperties,
  parsePropertyNames,
  parseSomeProperties,
  printProperties,
  printPropertyNames,
  type Property,
} from './property.ts'

/** The kinds whose ALTER has nothing but the changes of {@link ObjectChange}. */
export type AlterableKind = Extract<
  ObjectKind,
  'DATABASE' | 'SCHEMA' | 'VIEW' | 'STAGE' | 'FILE_FORMAT' | 'STREAM' | 'PROCEDURE' | 'INTEGRATION' | 'ROLE'
>

export type ObjectChange =
  | { readonly kind: 'RenameObject'; readonly to: ObjectName }
  | { readonly kind: 'SwapObject'; readonly with: ObjectName }
  | { readonly kind: 'SetObject'; readonly properties: readonly Property[] }
  | { readonly kind: 'UnsetObject'; readonly names: readonly string[] }
  /** REFRESH [SUBPATH = 'path'] of a stage's directory table. */
  | { readonly kind: 'RefreshStage'; readonly properties: readonly Property[] }
  /** SET SECURE, UNSET SECURE of a view. */
  | { readonly kind: 'Secure'; readonly on: boolean }
  /** { ENABLE | DISABLE } MANAGED ACCESS of a schema. */
  | { readonly kind: 'ManagedAccess'; readonly on: boolean }
  /** EXECUTE AS … of a procedure. */
  | { readonly kind: 'ExecuteAs'; readonly rights: 'OWNER' | 'CALLER' | 'RESTRICTED CALLER' }
  /** The comment of a view's column; without one, UNSET COMMENT. */
  | { readonly kind: 'ColumnComment'; readonly column: Identifier; readonly comment?: string }

/** https://docs.snowflake.com/en/sql-reference/sql/alter */
export interface AlterObject {
  readonly kind: 'AlterObject'
  readonly object: AlterableKind
  readonly category?: ObjectCategory
  readonly ifExists: boolean
  readonly name: ObjectName
  readonly argumentTypes?: readonly TypeName[]
  readonly change: ObjectChange
  readonly span: Span
}
export type AlterStatement = AlterObject

type Verb = (cursor: Cursor) => ObjectChange

const rename: Readonly<Record<string, Verb>> = {
  'RENAME TO': (cursor) => ({ kind: 'RenameObject', to: cursor.name() }),
}
const swap: Readonly<Record<string, Verb>> = {
  'SWAP WITH': (cursor) => ({ kind: 'SwapObject', with: cursor.name() }),
}
const set: Readonly<Record<string, Verb>> = {
  SET: (cursor) => ({ kind: 'SetObject', properties: parseSomeProperties(cursor) }),
}
const unset: Readonly<Record<string, Verb>> = {
  UNSET: (cursor) => ({ kind: 'UnsetObject', names: parsePropertyNames(cursor) }),
}
const rights = ['OWNER', 'CALLER', 'RESTRICTED CALLER'] as const

/** The changes that ALTER of a kind has; of words that begin alike the longer come first. */
const verbs: Readonly<Record<AlterableKind, Readonly<Record<string, Verb>>>> = {
  DATABASE: { ...rename, ...swap, ...set, ...unset },
  SCHEMA: {
    ...rename,
    ...swap,
    ...set,
    ...unset,
    'ENABLE MANAGED ACCESS': () => ({ kind: 'ManagedAccess', on: true }),
    'DISABLE MANAGED ACCESS': () => ({ kind: 'ManagedAccess', on: false }),
  },
  VIEW: {
    ...rename,
    'SET SECURE': () => ({ kind: 'Secure', on: true }),
    'UNSET SECURE': () => ({ kind: 'Secure', on: false }),
    ...set,
    ...unset,
    ALTER: parseColumnComment,
    MODIFY: parseColumnComment,
  },
  STAGE: {
    ...rename,
    ...set,
    ...unset,
    REFRESH: (cursor) => ({ kind: 'RefreshStage', properties: parseProperties(cursor) }),
  },
  FILE_FORMAT: { ...rename, ...set, ...unset },
  STREAM: { ...set, ...unset },
  PROCEDURE: {
    ...rename,
    ...set,
    ...unset,
    'EXECUTE AS': (cursor) => ({
      kind: 'ExecuteAs',
      rights: rights.find((words) => cursor.take(...words.split(' '))) ?? cursor.unexpected(),
    }),
  },
  INTEGRATION: { ...set, ...unset },
  ROLE: { ...rename, ...set, ...unset },
}

/** What the manual has besides, by kind: refused by name. */
const unsupported: Readonly<Partial<Record<AlterableKind, readonly string[]>>> = {
  DATABASE: ['REFRESH', 'PRIMARY', 'ENABLE', 'DISABLE'],
  VIEW: [
    'ADD',
    'DROP',
    'SET AGGREGATION POLICY',
    'UNSET AGGREGATION POLICY',
    'SET JOIN POLICY',
    'UNSET JOIN POLICY',
  ],
}

/** [COLUMN] name { COMMENT 'text' | UNSET COMMENT } */
function parseColumnComment(cursor: Cursor): ObjectChange {
  cursor.take('COLUMN')
  const column = cursor.identifier()
  if (cursor.take('UNSET', 'COMMENT')) return { kind: 'ColumnComment', column }
  if (cursor.is('SET') || cursor.is('UNSET')) cursor.unsupported('ALTER VIEW … MODIFY COLUMN … SET')
  cursor.expect('COMMENT')
  return { kind: 'ColumnComment', column, comment: cursor.text() }
}

/**
 * ALTER kind [IF EXISTS] name [(type, …)] { RENAME TO name | SWAP WITH name | SET property … | UNSET name, … | … }
 * https://docs.snowflake.com/en/sql-reference/sql/alter
 */
function parserOf(object: AlterableKind) {
  return (cursor: Cursor, { category }: Pick<FoundKind, 'category'>): Parsed<AlterObject> => {
    const ifExists = cursor.take('IF', 'EXISTS')
    const name = cursor.name()
    const signature = parseSignature(cursor, object)
    const { words } = objectKinds[object]
    const refused = unsupported[object]?.find((each) => cursor.is(...each.split(' ')))
    if (refused !== undefined) cursor.unsupported(`ALTER ${words} … ${refused}`)
    const verb = Object.keys(verbs[object]).find((each) => cursor.take(...each.split(' ')))
    const change = verb === undefined ? cursor.unexpected() : verbs[object][verb]?.(cursor)
    return {
      kind: 'AlterObject',
      object,
      ...(category === undefined ? {} : { category }),
      ifExists,
      name,
      ...signature,
      change: change ?? cursor.unexpected(),
    }
  }
}

const isAlterable = (object: string): object is AlterableKind => Object.hasOwn(verbs, object)

export const parseAlter = Object.assign(
  {},
  ...Object.keys(verbs)
    .filter(isAlterable)
    .map((object) => parserOfKind('ALTER', object, parserOf(object))),
) as Readonly<Record<string, (cursor: Cursor) => Parsed<AlterObject>>>

export const printAlter: ByKind<AlterStatement, [], Sql> = {
  AlterObject: (s) =>
    phrase(
      sql`ALTER`,
      sql.optional(s.category, (word) => sql` ${sql.words(word)}`),
      sql` ${sql.words(objectKinds[s.object].words)}`,
      flag(s.ifExists, 'IF EXISTS'),
      sql` ${sql.name(s.name)}`,
      printSignature(s.argumentTypes),
      sql` ${dispatch(changePrinters, s.change)}`,
    ),
}

const changePrinters: ByKind<ObjectChange, [], Sql> = {
  RenameObject: (c) => sql`RENAME TO ${sql.name(c.to)}`,
  SwapObject: (c) => sql`SWAP WITH ${sql.name(c.with)}`,
  SetObject: (c) => sql`SET${printProperties(c.properties)}`,
  RefreshStage: (c) => sql`REFRESH${printProperties(c.properties)}`,
  UnsetObject: (c) => sql`UNSET${printPropertyNames(c.names)}`,
  Secure: (c) => sql`${sql.words(c.on ? 'SET' : 'UNSET')} SECURE`,
  ManagedAccess: (c) => sql`${sql.words(c.on ? 'ENABLE' : 'DISABLE')} MANAGED ACCESS`,
  ExecuteAs: (c) => sql`EXECUTE AS ${sql.words(c.rights)}`,
  ColumnComment: (c) =>
    sql`ALTER COLUMN ${sql.identifier(c.column)} ${c.comment === undefined ? sql`UNSET COMMENT` : sql`COMMENT ${sql.text(c.comment)}`}`,
}
