import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { ObjectName } from '../expression/name.ts'
import type { Cursor } from '../text/cursor.ts'
import { sql, type Sql } from '../text/print.ts'
import type { Parsed } from './parsed.ts'
import { keyword, phrase, textClause } from './phrase.ts'

/** Of which tables something is shown; without a name the current container, or all that is in the current schema. */
export interface TableScope {
  readonly scope: 'ACCOUNT' | 'DATABASE' | 'SCHEMA' | 'TABLE' | 'VIEW'
  readonly name?: ObjectName
}
/** https://docs.snowflake.com/en/sql-reference/sql/show-columns */
export interface ShowColumns {
  readonly kind: 'ShowColumns'
  readonly like?: string
  readonly in?: TableScope
  readonly span: Span
}
/** SHOW PRIMARY KEYS and its kin. https://docs.snowflake.com/en/sql-reference/sql/show-primary-keys */
export interface ShowKeys {
  readonly kind: 'ShowKeys'
  readonly keys: 'PRIMARY' | 'UNIQUE' | 'IMPORTED' | 'EXPORTED'
  readonly in?: TableScope
  readonly span: Span
}
export type ShowColumnsStatement = ShowColumns | ShowKeys

/**
 * SHOW COLUMNS [LIKE 'pattern'] [IN { ACCOUNT | DATABASE [name] | SCHEMA [name] | [TABLE] [name] | [VIEW] [name] }]
 * https://docs.snowflake.com/en/sql-reference/sql/show-columns
 */
function parseShowColumns(cursor: Cursor): Parsed<ShowColumns> {
  const like = cursor.take('LIKE') ? { like: cursor.text() } : {}
  return { kind: 'ShowColumns', ...like, ...parseTableScope(cursor, 'SHOW COLUMNS') }
}

/**
 * SHOW [TERSE] { PRIMARY | UNIQUE | IMPORTED | EXPORTED } KEYS [IN { ACCOUNT | DATABASE [name] | SCHEMA [name] | [TABLE] [name] }]
 * TERSE "is accepted in the syntax but has no effect on the output".
 * https://docs.snowflake.com/en/sql-reference/sql/show-primary-keys
 */
function parseShowKeys(keys: ShowKeys['keys']): (cursor: Cursor) => Parsed<ShowKeys> {
  return (cursor) => ({ kind: 'ShowKeys', keys, ...parseTableScope(cursor, `SHOW ${keys} KEYS`) })
}

function parseTableScope(cursor: Cursor, statement: string): { readonly in?: TableScope } {
  if (!cursor.take('IN')) return {}
  if (cursor.is('APPLICATION')) cursor.unsupported(`${statement} IN APPLICATION`)
  const scope = cursor.oneOf('ACCOUNT', 'DATABASE', 'SCHEMA', 'TABLE', 'VIEW')
  if (scope === undefined) return { in: { scope: 'TABLE', name: cursor.name() } }
  if (scope === 'ACCOUNT' || !cursor.isIdentifier()) return { in: { scope } }
  return { in: { scope, name: cursor.name() } }
}

const keyKinds = ['PRIMARY', 'UNIQUE', 'IMPORTED', 'EXPORTED'] as const

export const parseShowColumnsStatements = {
  'SHOW COLUMNS': parseShowColumns,
  ...Object.fromEntries(
    keyKinds.flatMap((keys) => [
      [`SHOW ${keys} KEYS`, parseShowKeys(keys)] as const,
      [`SHOW TERSE ${keys} KEYS`, parseShowKeys(keys)] as const,
    ]),
  ),
}
export const printShowColumnsStatements: ByKind<ShowColumnsStatement, [], Sql> = {
  ShowColumns: (s) =>
    phrase(sql`SHOW COLUMNS`, textClause('LIKE', s.like), sql.optional(s.in, printTableScope)),
  ShowKeys: (s) => phrase(sql`SHOW${keyword(s.keys)} KEYS`, sql.optional(s.in, printTableScope)),
}

function printTableScope({ scope, name }: TableScope): Sql {
  return sql` IN ${sql.words(scope)}${sql.optional(name, (n) => sql` ${sql.name(n)}`)}`
}
