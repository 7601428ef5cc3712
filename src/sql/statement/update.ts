import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { Expression } from '../expression/expression.ts'
import type { ObjectName } from '../expression/name.ts'
import { parseFromItem } from '../query/from.ts'
import type { FromItem, TableAlias } from '../query/query.ts'
import type { Cursor } from '../text/cursor.ts'
import { parseExpressionAt } from '../text/grammar.ts'
import { sql, type Sql } from '../text/print.ts'
import { parseAssignments, printAssignments, type Assignment } from './assignment.ts'
import type { Parsed } from './parsed.ts'
import { listClause, phrase } from './phrase.ts'
import { parseTarget, printTarget } from './target.ts'

/** https://docs.snowflake.com/en/sql-reference/sql/update */
export interface Update {
  readonly kind: 'Update'
  readonly table: ObjectName
  readonly alias?: TableAlias
  readonly assignments: readonly Assignment[]
  readonly from: readonly FromItem[]
  readonly where?: Expression
  readonly span: Span
}
export type UpdateStatement = Update
export type { Assignment }

/**
 * UPDATE table [[AS] alias] SET column = expression, … [FROM item, …] [WHERE condition]
 * https://docs.snowflake.com/en/sql-reference/sql/update
 */
function parseUpdateStatement(cursor: Cursor): Parsed<Update> {
  const target = parseTarget(cursor)
  cursor.expect('SET')
  const assignments = parseAssignments(cursor, target)
  const from = cursor.take('FROM') ? cursor.list(() => parseFromItem(cursor)) : []
  const where = cursor.take('WHERE') ? parseExpressionAt(cursor) : undefined
  return {
    kind: 'Update',
    ...target,
    assignments,
    from,
    ...(where === undefined ? {} : { where }),
  }
}

export const parseUpdate = { UPDATE: parseUpdateStatement }
export const printUpdate: ByKind<UpdateStatement, [], Sql> = {
  Update: (s) =>
    phrase(
      sql`UPDATE ${printTarget(s)} SET ${printAssignments(s.assignments)}`,
      listClause('FROM', s.from),
      sql.optional(s.where, (where) => sql` WHERE ${where}`),
    ),
}
