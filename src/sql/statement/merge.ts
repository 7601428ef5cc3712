import { dispatch, type ByKind } from '../../common/by-kind.ts'
import { fail } from '../../common/errors.ts'
import type { Span } from '../../common/span.ts'
import type { Expression } from '../expression/expression.ts'
import type { Identifier, ObjectName } from '../expression/name.ts'
import { parseFromItem } from '../query/from.ts'
import type { FromItem, TableAlias } from '../query/query.ts'
import type { Cursor } from '../text/cursor.ts'
import { parseExpressionAt } from '../text/grammar.ts'
import { sql, type Sql } from '../text/print.ts'
import { parseAssignments, printAssignments, type Assignment } from './assignment.ts'
import { parseColumnNames } from './column-names.ts'
import type { Parsed } from './parsed.ts'
import { flag, phrase } from './phrase.ts'
import { parseTarget, printTarget, type Target } from './target.ts'

export type MergeAction =
  | { readonly kind: 'MergeUpdate'; readonly assignments: readonly Assignment[] }
  /** UPDATE ALL BY NAME. */
  | { readonly kind: 'MergeUpdateByName' }
  /** INSERT ALL BY NAME. */
  | { readonly kind: 'MergeInsertByName' }
  | { readonly kind: 'MergeDelete' }
  | {
      readonly kind: 'MergeInsert'
      readonly columns: readonly Identifier[]
      readonly values: readonly Expression[]
    }
export interface MergeClause {
  readonly matched: boolean
  readonly condition?: Expression
  readonly action: MergeAction
  readonly span: Span
}
/** https://docs.snowflake.com/en/sql-reference/sql/merge */
export interface Merge {
  readonly kind: 'Merge'
  readonly table: ObjectName
  readonly alias?: TableAlias
  readonly source: FromItem
  readonly on: Expression
  readonly clauses: readonly MergeClause[]
  readonly span: Span
}
export type MergeStatement = Merge

/**
 * MERGE INTO table [[AS] alias] USING source ON condition clause …
 * https://docs.snowflake.com/en/sql-reference/sql/merge
 */
function parseMergeStatement(cursor: Cursor): Parsed<Merge> {
  cursor.expect('INTO')
  const target = parseTarget(cursor)
  cursor.expect('USING')
  const source = parseFromItem(cursor)
  cursor.expect('ON')
  const on = parseExpressionAt(cursor)
  const clauses = [parseClause(cursor, target)]
  while (cursor.is('WHEN')) {
    const clause = parseClause(cursor, target)
    const hidden = clauses.some(
      (earlier) => earlier.matched === clause.matched && earlier.condition === undefined,
    )
    if (hidden) fail('UNREACHABLE_CLAUSE', undefined, clause.span)
    clauses.push(clause)
  }
  return { kind: 'Merge', ...target, source, on, clauses }
}

/**
 * WHEN MATCHED [AND condition] THEN { UPDATE { SET column = expression, … | ALL BY NAME } | DELETE } |
 * WHEN NOT MATCHED [BY TARGET] [AND condition] THEN INSERT { [(column, …)] VALUES (expression, …) | ALL BY NAME }
 */
function parseClause(cursor: Cursor, target: Target): MergeClause {
  const start = cursor.start()
  cursor.expect('WHEN')
  const matched = !cursor.take('NOT')
  cursor.expect('MATCHED')
  if (!matched && cursor.is('BY', 'SOURCE')) cursor.unsupported('WHEN NOT MATCHED BY SOURCE')
  if (!matched) cursor.take('BY', 'TARGET')
  const condition = cursor.take('AND') ? parseExpressionAt(cursor) : undefined
  cursor.expect('THEN')
  const action = matched ? parseMatchedAction(cursor, target) : parseInsertAction(cursor)
  return { matched, ...(condition === undefined ? {} : { condition }), action, span: cursor.span(start) }
}

function parseMatchedAction(cursor: Cursor, target: Target): MergeAction {
  if (cursor.take('DELETE')) return { kind: 'MergeDelete' }
  cursor.expect('UPDATE')
  if (cursor.take('ALL', 'BY', 'NAME')) return { kind: 'MergeUpdateByName' }
  cursor.expect('SET')
  return { kind: 'MergeUpdate', assignments: parseAssignments(cursor, target) }
}

function parseInsertAction(cursor: Cursor): MergeAction {
  cursor.expect('INSERT')
  if (cursor.take('ALL', 'BY', 'NAME')) return { kind: 'MergeInsertByName' }
  const columns = parseColumnNames(cursor)
  cursor.expect('VALUES')
  const values = cursor.parenthesized(() => cursor.list(() => parseExpressionAt(cursor)))
  return { kind: 'MergeInsert', columns, values }
}

export const parseMerge = { MERGE: parseMergeStatement }
export const printMerge: ByKind<MergeStatement, [], Sql> = {
  Merge: (s) =>
    sql`MERGE INTO ${printTarget(s)} USING ${s.source} ON ${s.on} ${sql.join(s.clauses.map(printClause), ' ')}`,
}

function printClause(clause: MergeClause): Sql {
  return phrase(
    sql`WHEN`,
    flag(!clause.matched, 'NOT'),
    sql` MATCHED`,
    sql.optional(clause.condition, (condition) => sql` AND ${condition}`),
    sql` THEN ${dispatch(printAction, clause.action)}`,
  )
}

const printAction: ByKind<MergeAction, [], Sql> = {
  MergeUpdate: (a) => sql`UPDATE SET ${printAssignments(a.assignments)}`,
  MergeUpdateByName: () => sql`UPDATE ALL BY NAME`,
  MergeDelete: () => sql`DELETE`,
  MergeInsert: (a) => sql`INSERT${sql.columns(a.columns)} VALUES (${sql.join(a.values)})`,
  MergeInsertByName: () => sql`INSERT ALL BY NAME`,
}
