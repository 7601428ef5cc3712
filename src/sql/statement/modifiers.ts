import { fail } from '../../common/errors.ts'
import type { ObjectName } from '../expression/name.ts'
import type { Cursor } from '../text/cursor.ts'
import { sql, type Sql } from '../text/print.ts'
import type { CreateModifiers } from './property.ts'

type KindModifier = 'temporary' | 'transient' | 'secure'

/** Reads `[IF NOT EXISTS] name` and refuses the modifiers that objects of this kind do not have. */
export function parseCreated(
  cursor: Cursor,
  modifiers: CreateModifiers,
  words: string,
  ...allowed: readonly KindModifier[]
): CreateModifiers & { readonly name: ObjectName } {
  for (const modifier of ['temporary', 'transient', 'secure'] as const) {
    if (!modifiers[modifier] || allowed.includes(modifier)) continue
    cursor.unsupported(`CREATE ${modifier.toUpperCase()} ${words}`)
  }
  // https://docs.snowflake.com/en/sql-reference/sql/create-or-alter: other kinds have it too.
  if (modifiers.orAlter === true && words !== 'TABLE') cursor.unsupported(`CREATE OR ALTER ${words}`)
  const start = cursor.start()
  const ifNotExists = cursor.take('IF', 'NOT', 'EXISTS') || modifiers.ifNotExists
  if (ifNotExists && modifiers.orAlter === true) cursor.unexpected()
  if (ifNotExists && modifiers.orReplace) {
    fail('CONFLICTING_CLAUSES', { clauses: 'OR REPLACE and IF NOT EXISTS' }, cursor.span(start))
  }
  return { ...modifiers, ifNotExists, name: cursor.name() }
}

/** `CREATE [OR REPLACE] … words [IF NOT EXISTS] name`. */
export function printCreate(words: string, created: CreateModifiers & { readonly name: ObjectName }): Sql {
  const before = [
    'CREATE',
    created.orReplace && 'OR REPLACE',
    created.orAlter === true && 'OR ALTER',
    created.secure && 'SECURE',
    created.temporary && 'TEMPORARY',
    created.transient && 'TRANSIENT',
    words,
    created.ifNotExists && 'IF NOT EXISTS',
  ].filter((part) => part !== false)
  return sql`${sql.words(before.join(' '))} ${sql.name(created.name)}`
}

/** Refuses by name a variant of a CREATE that begins with `words` after the object's name. */
export function refuseVariant(cursor: Cursor, statement: string, ...words: readonly string[]): void {
  if (!cursor.is(...words)) return
  cursor.unsupported(`${statement} … ${words.join(' ')}`)
}
