import type { Merge } from '../../sql/statement/merge.ts'
import { bindMerge, type BoundMerge, type BoundMergeClause } from '../bind/dml-merge.ts'
import type { Context } from '../context.ts'
import { lowerMerge, oneForEachRow } from '../lower/dml.ts'
import { nextValue } from '../storage/physical.ts'
import type { MergePlan } from '../storage/table-storage.ts'
import { counts, type Outcome } from './outcome.ts'

/** https://docs.snowflake.com/en/sql-reference/sql/merge */
async function merge(statement: Merge, context: Context): Promise<Outcome> {
  const { storage, transaction, values } = context
  const table = context.catalog.get('TABLE', statement.table, context.state)
  const sources = await context.sources(statement)
  const bound = bindMerge(statement, table, storage.live(table), sources, values, context.text)
  const rows = lowerMerge(bound, values, ({ column }) => nextValue(table, column))
  const strict = values.parameter('ERROR_ON_NONDETERMINISTIC_MERGE').toUpperCase() !== 'FALSE'
  const done = await storage.merge(transaction, table, {
    rows: strict ? rows : oneForEachRow(rows),
    refuseDuplicates: strict,
    clauses: bound.clauses.map(planned),
  })
  await context.consumeStreams(bound.rows.streams)
  return outcome(bound, done)
}

function planned({ kind, columns }: BoundMergeClause): MergePlan['clauses'][number] {
  return kind === 'Delete' ? { kind } : { kind, columns }
}

/** A count for each kind of clause that the statement has, and for no other. */
function outcome(
  bound: BoundMerge,
  done: { readonly inserted: number; readonly updated: number; readonly deleted: number },
): Outcome {
  const has = (kind: BoundMergeClause['kind']) => bound.clauses.some((clause) => clause.kind === kind)
  return counts({
    ...(has('Insert') ? { 'number of rows inserted': done.inserted } : {}),
    ...(has('Update') ? { 'number of rows updated': done.updated } : {}),
    ...(has('Delete') ? { 'number of rows deleted': done.deleted } : {}),
  })
}

export const mergeExecutors = { Merge: merge }
