import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { Identifier } from '../expression/name.ts'
import type { Cursor } from '../text/cursor.ts'
import { sql, type Sql } from '../text/print.ts'

/** Without a name it raises again what is being handled. https://docs.snowflake.com/en/sql-reference/snowflake-scripting/raise */
export interface Raise {
  readonly kind: 'Raise'
  readonly name?: Identifier
  readonly span: Span
}

/** RAISE [name] */
function parseRaiseStep(cursor: Cursor): Omit<Raise, 'span'> {
  cursor.expect('RAISE')
  return cursor.is(';') ? { kind: 'Raise' } : { kind: 'Raise', name: cursor.identifier() }
}

export const parseRaise = { RAISE: parseRaiseStep }
export const printRaise: ByKind<Raise, [], Sql> = {
  Raise: (s) => sql`RAISE${sql.optional(s.name, (name) => sql` ${sql.identifier(name)}`)}`,
}
