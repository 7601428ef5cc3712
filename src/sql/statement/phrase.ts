import { sql, type Printable, type Sql } from '../text/print.ts'

/** The clauses of a statement one after the other; each but the first brings the blank before it. */
export function phrase(...parts: readonly Sql[]): Sql {
  return sql.join(parts, '')
}

/** ` WORDS` where `present`. */
export function flag(present: boolean | undefined, words: string): Sql {
  return present === true ? keyword(words) : sql.empty
}

/** ` WORDS`; nothing when there are none. */
export function keyword(words: string | undefined): Sql {
  return sql.optional(words, (text) => sql` ${sql.words(text)}`)
}

/** ` WORDS 'text'`; nothing when there is no text. */
export function textClause(words: string, text: string | undefined): Sql {
  return sql.optional(text, (value) => sql`${keyword(words)} ${sql.text(value)}`)
}

/** ` WORDS item, item`; nothing when there are none. */
export function listClause(words: string, items: readonly (Sql | Printable)[]): Sql {
  return items.length === 0 ? sql.empty : sql`${keyword(words)} ${sql.join(items)}`
}
