import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { ObjectName } from '../expression/name.ts'
import type { TypeName } from '../expression/type-name.ts'
import { objectKinds, type ObjectKind } from '../object-kinds.ts'
import type { Cursor } from '../text/cursor.ts'
import { sql, type Sql } from '../text/print.ts'
import { parsersOfKinds, parseSignature, printSignature } from './object-kind.ts'
import type { Parsed } from './parsed.ts'
import { flag, keyword, phrase } from './phrase.ts'

/** DROP kind [IF EXISTS] name [(types)] [CASCADE | RESTRICT]. https://docs.snowflake.com/en/sql-reference/sql/drop */
export interface Drop {
  readonly kind: 'Drop'
  readonly object: ObjectKind
  readonly ifExists: boolean
  readonly name: ObjectName
  readonly argumentTypes?: readonly TypeName[]
  readonly behavior?: 'CASCADE' | 'RESTRICT'
  readonly span: Span
}
export type DropStatement = Drop

/**
 * DROP kind [IF EXISTS] name [(type, …)] [CASCADE | RESTRICT]
 * https://docs.snowflake.com/en/sql-reference/sql/drop
 */
function parseDropObject(cursor: Cursor, { object }: { readonly object: ObjectKind }): Parsed<Drop> {
  const ifExists = cursor.take('IF', 'EXISTS')
  const name = cursor.name()
  const signature = parseSignature(cursor, object)
  const behavior = cursor.oneOf('CASCADE', 'RESTRICT')
  return {
    kind: 'Drop',
    object,
    ifExists,
    name,
    ...signature,
    ...(behavior === undefined ? {} : { behavior }),
  }
}

export const parseDrop = parsersOfKinds('DROP', 'words', parseDropObject)
export const printDrop: ByKind<DropStatement, [], Sql> = {
  Drop: (s) =>
    phrase(
      sql`DROP ${sql.words(objectKinds[s.object].words)}`,
      flag(s.ifExists, 'IF EXISTS'),
      sql` ${sql.name(s.name)}`,
      printSignature(s.argumentTypes),
      keyword(s.behavior),
    ),
}
