import type { ByKind } from '../../common/by-kind.ts'
import type { Cursor } from '../text/cursor.ts'
import { parseExpressionAt } from '../text/grammar.ts'
import { sql, type Sql } from '../text/print.ts'
import type { Expression } from './expression.ts'
import type { Identifier, ObjectName } from './name.ts'
import type { Node } from './node.ts'

/**
 * `*` or `t.*` with its modifiers; stands in select lists and as the argument of COUNT, HASH, OBJECT_CONSTRUCT ….
 * https://docs.snowflake.com/en/sql-reference/sql/select#parameters
 */
export interface Star extends Node {
  readonly kind: 'Star'
  readonly qualifier?: ObjectName
  readonly ilike?: string
  readonly exclude: readonly Identifier[]
  readonly replace: readonly { readonly expression: Expression; readonly name: Identifier }[]
  readonly rename: readonly { readonly from: Identifier; readonly to: Identifier }[]
}

/** Whether `*` or `name.*` comes next. */
export function atStar(cursor: Cursor): boolean {
  let ahead = 0
  while (cursor.isIdentifier(ahead) && cursor.peek(ahead + 1).word === '.') ahead += 2
  return cursor.peek(ahead).word === '*'
}

/** [name.]* [ILIKE 'pattern'] [EXCLUDE columns] [REPLACE (expression AS column, …)] [RENAME column AS alias, …] */
export function parseStar(cursor: Cursor): Star {
  const start = cursor.start()
  const parts: Identifier[] = []
  while (!cursor.take('*')) {
    parts.push(cursor.identifier())
    cursor.expect('.')
  }
  const [first, last] = [parts[0], parts.at(-1)]
  const qualifier =
    first !== undefined && last !== undefined
      ? ({ kind: 'Name', parts, span: { start: first.span.start, end: last.span.end } } as const)
      : undefined
  const ilike = cursor.take('ILIKE') ? cursor.text() : undefined
  if (ilike !== undefined && cursor.is('EXCLUDE')) cursor.unexpected()
  return {
    kind: 'Star',
    ...(qualifier !== undefined && { qualifier }),
    ...(ilike !== undefined && { ilike }),
    exclude: cursor.take('EXCLUDE') ? parseOneOrMore(cursor, () => cursor.identifier()) : [],
    replace: cursor.take('REPLACE')
      ? cursor.parenthesized(() => cursor.list(() => parseReplacement(cursor)))
      : [],
    rename: cursor.take('RENAME') ? parseOneOrMore(cursor, () => parseRenaming(cursor)) : [],
    span: cursor.span(start),
  }
}

function parseOneOrMore<T>(cursor: Cursor, item: () => T): readonly T[] {
  return cursor.is('(') ? cursor.parenthesized(() => cursor.list(item)) : [item()]
}

function parseReplacement(cursor: Cursor): Star['replace'][number] {
  const expression = parseExpressionAt(cursor)
  cursor.expect('AS')
  return { expression, name: cursor.identifier() }
}

function parseRenaming(cursor: Cursor): Star['rename'][number] {
  const from = cursor.identifier()
  cursor.expect('AS')
  return { from, to: cursor.identifier() }
}

export const printStar: ByKind<Star, [], Sql> = {
  Star: (e) =>
    sql.join(
      [
        sql`${sql.optional(e.qualifier, (name) => sql`${sql.name(name)}.`)}*`,
        sql.optional(e.ilike, (pattern) => sql` ILIKE ${sql.text(pattern)}`),
        e.exclude.length === 0 ? sql.empty : sql` EXCLUDE${sql.columns(e.exclude)}`,
        modifier(
          'REPLACE',
          e.replace.map((r) => sql`${r.expression} AS ${sql.identifier(r.name)}`),
        ),
        modifier(
          'RENAME',
          e.rename.map((r) => sql`${sql.identifier(r.from)} AS ${sql.identifier(r.to)}`),
        ),
      ],
      '',
    ),
}

function modifier(words: string, items: readonly Sql[]): Sql {
  return items.length === 0 ? sql.empty : sql` ${sql.words(words)} (${sql.join(items)})`
}
