import { dispatch, type ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { ObjectName } from '../expression/name.ts'
import type { Cursor } from '../text/cursor.ts'
import { sql, type Sql } from '../text/print.ts'
import { parseClone, type CreateClone } from './create-clone.ts'
import { parseCreated, printCreate } from './modifiers.ts'
import type { Parsed } from './parsed.ts'
import { flag, phrase, textClause } from './phrase.ts'
import type { CreateModifiers } from './property.ts'
import { refuseUnsupportedClause } from './unsupported-clause.ts'

/** What CREATE and ALTER SEQUENCE say of a sequence; numbers as written, sign included. */
export interface SequenceOptions {
  readonly start?: string
  readonly increment?: string
  /** ORDER or NOORDER. */
  readonly ordered?: boolean
  readonly comment?: string
}

/** https://docs.snowflake.com/en/sql-reference/sql/create-sequence */
export interface CreateSequence extends CreateModifiers {
  readonly kind: 'CreateSequence'
  readonly name: ObjectName
  readonly options: SequenceOptions
  readonly span: Span
}
export type SequenceChange =
  | { readonly kind: 'RenameSequence'; readonly to: ObjectName }
  | { readonly kind: 'SetSequence'; readonly options: SequenceOptions }
  | { readonly kind: 'UnsetSequenceComment' }
/** https://docs.snowflake.com/en/sql-reference/sql/alter-sequence */
export interface AlterSequence {
  readonly kind: 'AlterSequence'
  readonly ifExists: boolean
  readonly name: ObjectName
  readonly change: SequenceChange
  readonly span: Span
}
export type SequenceStatement = CreateSequence | AlterSequence

/**
 * CREATE [OR REPLACE] SEQUENCE [IF NOT EXISTS] name [WITH] [START [WITH] [=] number] [INCREMENT [BY] [=] number]
 *   [ORDER | NOORDER] [COMMENT = 'text']
 * https://docs.snowflake.com/en/sql-reference/sql/create-sequence
 */
function parseCreateSequence(
  cursor: Cursor,
  modifiers: CreateModifiers,
): Parsed<CreateSequence | CreateClone> {
  const created = parseCreated(cursor, modifiers, 'SEQUENCE')
  if (cursor.is('CLONE')) return parseClone(cursor, 'SEQUENCE', created)
  cursor.take('WITH')
  return { kind: 'CreateSequence', ...created, options: parseOptions(cursor) }
}

/**
 * ALTER SEQUENCE [IF EXISTS] name { RENAME TO name | [SET] INCREMENT [BY] [=] number |
 *   SET [ORDER | NOORDER] [COMMENT = 'text'] | UNSET COMMENT }
 * https://docs.snowflake.com/en/sql-reference/sql/alter-sequence
 */
function parseAlterSequence(cursor: Cursor): Parsed<AlterSequence> {
  const ifExists = cursor.take('IF', 'EXISTS')
  const name = cursor.name()
  return { kind: 'AlterSequence', ifExists, name, change: parseChange(cursor) }
}

function parseChange(cursor: Cursor): SequenceChange {
  if (cursor.take('RENAME', 'TO')) return { kind: 'RenameSequence', to: cursor.name() }
  if (cursor.is('SET', 'TAG')) cursor.unsupported('ALTER SEQUENCE … SET TAG')
  if (cursor.is('UNSET', 'TAG')) cursor.unsupported('ALTER SEQUENCE … UNSET TAG')
  if (cursor.take('UNSET')) {
    cursor.expect('COMMENT')
    return { kind: 'UnsetSequenceComment' }
  }
  if (!cursor.take('SET') && !cursor.is('INCREMENT')) cursor.unexpected()
  // The first value cannot be changed once the sequence is made.
  if (cursor.is('START')) cursor.unexpected()
  const at = cursor.peek()
  const options = parseOptions(cursor)
  return Object.keys(options).length === 0 ? cursor.unexpected(at) : { kind: 'SetSequence', options }
}

type Written = { -readonly [K in keyof SequenceOptions]?: SequenceOptions[K] }

const optionParsers: Readonly<Record<string, (cursor: Cursor) => Written>> = {
  START: (cursor) => ({ start: numberAfter(cursor, 'WITH') }),
  INCREMENT: (cursor) => ({ increment: numberAfter(cursor, 'BY') }),
  ORDER: () => ({ ordered: true }),
  NOORDER: () => ({ ordered: false }),
  COMMENT: (cursor) => {
    cursor.expect('=')
    return { comment: cursor.text() }
  },
}

/** The options in any order, each once. */
function parseOptions(cursor: Cursor): SequenceOptions {
  const written: Written = {}
  for (;;) {
    refuseUnsupportedClause(cursor)
    const at = cursor.peek()
    const parser = at.kind === 'Word' ? optionParsers[at.word] : undefined
    if (parser === undefined) return written
    cursor.next()
    const option = parser(cursor)
    if (Object.keys(option).some((key) => key in written)) cursor.unexpected(at)
    Object.assign(written, option)
    cursor.take(',')
  }
}

/** [word] [=] [+ | -] number */
function numberAfter(cursor: Cursor, word: string): string {
  cursor.take(word)
  cursor.take('=')
  const sign = cursor.oneOf('-', '+') === '-' ? '-' : ''
  const { kind, text } = cursor.peek()
  if (kind !== 'Number' || !/^\d+$/.test(text)) cursor.unexpected()
  cursor.next()
  return sign + text
}

export const parseSequence = {
  'CREATE SEQUENCE': parseCreateSequence,
  'ALTER SEQUENCE': parseAlterSequence,
}
export const printSequence: ByKind<SequenceStatement, [], Sql> = {
  CreateSequence: (s) => sql`${printCreate('SEQUENCE', s)}${printOptions(s.options)}`,
  AlterSequence: (s) =>
    phrase(
      sql`ALTER SEQUENCE`,
      flag(s.ifExists, 'IF EXISTS'),
      sql` ${sql.name(s.name)}`,
      dispatch(printChange, s.change),
    ),
}

const printChange: ByKind<SequenceChange, [], Sql> = {
  RenameSequence: ({ to }) => sql` RENAME TO ${sql.name(to)}`,
  SetSequence: ({ options }) => sql` SET${printOptions(options)}`,
  UnsetSequenceComment: () => sql` UNSET COMMENT`,
}

function printOptions({ start, increment, ordered, comment }: SequenceOptions): Sql {
  return phrase(
    sql.optional(start, (number) => sql` START WITH ${sql.number(number)}`),
    sql.optional(increment, (number) => sql` INCREMENT BY ${sql.number(number)}`),
    flag(ordered === true, 'ORDER'),
    flag(ordered === false, 'NOORDER'),
    textClause('COMMENT =', comment),
  )
}
