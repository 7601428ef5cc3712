import type { ObjectName } from '../expression/name.ts'
import type { TableAlias } from '../query/query.ts'
import type { Cursor } from '../text/cursor.ts'
import { sql, type Sql } from '../text/print.ts'

/** The table that an UPDATE, DELETE or MERGE changes. */
export interface Target {
  readonly table: ObjectName
  readonly alias?: TableAlias
}

/** table [[AS] alias] */
export function parseTarget(cursor: Cursor): Target {
  const table = cursor.name()
  if (!cursor.take('AS') && (!cursor.isIdentifier() || cursor.is('USING'))) return { table }
  return { table, alias: { name: cursor.identifier(), columns: [] } }
}

/** `table AS alias`. */
export function printTarget({ table, alias }: Target): Sql {
  return sql`${sql.name(table)}${sql.optional(alias, ({ name }) => sql` AS ${sql.identifier(name)}`)}`
}
