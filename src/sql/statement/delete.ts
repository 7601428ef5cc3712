import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { Expression } from '../expression/expression.ts'
import type { ObjectName } from '../expression/name.ts'
import { parseFromItem } from '../query/from.ts'
import type { FromItem, TableAlias } from '../query/query.ts'
import type { Cursor } from '../text/cursor.ts'
import { parseExpressionAt } from '../text/grammar.ts'
import { sql, type Sql } from '../text/print.ts'
import type { Parsed } from './parsed.ts'
import { listClause, phrase } from './phrase.ts'
import { parseTarget, printTarget } from './target.ts'

/** https://docs.snowflake.com/en/sql-reference/sql/delete */
export interface Delete {
  readonly kind: 'Delete'
  readonly table: ObjectName
  readonly alias?: TableAlias
  readonly using: readonly FromItem[]
  readonly where?: Expression
  readonly span: Span
}
export type DeleteStatement = Delete

/**
 * DELETE FROM table [[AS] alias] [USING item, …] [WHERE condition]
 * https://docs.snowflake.com/en/sql-reference/sql/delete
 */
function parseDeleteStatement(cursor: Cursor): Parsed<Delete> {
  cursor.expect('FROM')
  const target = parseTarget(cursor)
  const using = cursor.take('USING') ? cursor.list(() => parseFromItem(cursor)) : []
  const where = cursor.take('WHERE') ? parseExpressionAt(cursor) : undefined
  return { kind: 'Delete', ...target, using, ...(where === undefined ? {} : { where }) }
}

export const parseDelete = { DELETE: parseDeleteStatement }
export const printDelete: ByKind<DeleteStatement, [], Sql> = {
  Delete: (s) =>
    phrase(
      sql`DELETE FROM ${printTarget(s)}`,
      listClause('USING', s.using),
      sql.optional(s.where, (where) => sql` WHERE ${where}`),
    ),
}
