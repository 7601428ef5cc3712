import type { Delete } from '../../sql/statement/delete.ts'
import { bindDelete } from '../bind/dml-delete.ts'
import type { Context } from '../context.ts'
import { lowerDelete } from '../lower/dml.ts'
import { counts, type Outcome } from './outcome.ts'

/** https://docs.snowflake.com/en/sql-reference/sql/delete */
async function deleteRows(statement: Delete, context: Context): Promise<Outcome> {
  const { storage, transaction, values } = context
  const table = context.catalog.get('TABLE', statement.table, context.state)
  const sources = await context.sources(statement)
  const bound = bindDelete(statement, table, storage.live(table), sources, values, context.text)
  const deleted = bound.everything
    ? await storage.truncate(transaction, table)
    : await storage.delete(transaction, table, lowerDelete(bound, values))
  await context.consumeStreams(bound.rows.streams)
  return counts({ 'number of rows deleted': deleted })
}

export const deleteExecutors = { Delete: deleteRows }
