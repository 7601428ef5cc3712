import type { Identifier } from '../expression/name.ts'
import type { Cursor } from '../text/cursor.ts'
import { reservedInFrom } from '../text/keywords.ts'
import { sql, type Sql } from '../text/print.ts'

/** `AS alias (c1, c2)`. */
export interface TableAlias {
  readonly name: Identifier
  readonly columns: readonly Identifier[]
}

/** Words that are not reserved, but go on with the query: they are no alias without AS. */
const continuations: ReadonlySet<string> = new Set(['EXCEPT', 'FETCH', 'LIMIT', 'OFFSET'])
/** The same before a parenthesis. */
const clauses: ReadonlySet<string> = new Set([
  'AT', 'BEFORE', 'CHANGES', 'FIRST', 'LAST', 'MATCH_RECOGNIZE', 'PIVOT', 'RESAMPLE', 'UNPIVOT',
]) // prettier-ignore

/** [AS] name [ ( column, … ) ] */
export function parseTableAlias(cursor: Cursor): TableAlias | undefined {
  const { word } = cursor.peek()
  if (!cursor.take('AS') && !atAlias(cursor)) return undefined
  if (word === 'AS' && reservedInFrom.has(cursor.peek().word)) cursor.unexpected()
  const name = cursor.identifier()
  const columns = cursor.is('(') ? cursor.parenthesized(() => cursor.list(() => cursor.identifier())) : []
  return { name, columns }
}

function atAlias(cursor: Cursor): boolean {
  const { word } = cursor.peek()
  if (!cursor.isIdentifier() || reservedInFrom.has(word) || continuations.has(word)) return false
  if (cursor.is('UNPIVOT', 'INCLUDE', 'NULLS') || cursor.is('UNPIVOT', 'EXCLUDE', 'NULLS')) return false
  return !(cursor.is(word, '(') && clauses.has(word)) && word !== 'ASOF' && word !== 'MATCH_CONDITION'
}

/** ` AS name (c1, c2)`, or nothing. */
export function printTableAlias(alias: TableAlias | undefined): Sql {
  return sql.optional(alias, ({ name, columns }) => sql` AS ${sql.identifier(name)}${sql.columns(columns)}`)
}
