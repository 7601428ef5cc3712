import type { Insert } from '../../sql/statement/insert.ts'
import { bindInsert } from '../bind/dml-insert.ts'
import type { Context } from '../context.ts'
import { lowerInsert } from '../lower/dml.ts'
import { nextValue } from '../storage/physical.ts'
import { counts, type Outcome } from './outcome.ts'

/** https://docs.snowflake.com/en/sql-reference/sql/insert */
async function insert(statement: Insert, context: Context): Promise<Outcome> {
  const { transaction, values, storage } = context
  const table = context.catalog.get('TABLE', statement.table, context.state)
  const bound = bindInsert(statement, table, await context.sources(statement), values, context.text)
  const rows = lowerInsert(bound, values, ({ column }) => nextValue(table, column))
  const inserted = await storage.insert(transaction, table, rows, { overwrite: statement.overwrite })
  await context.consumeStreams(bound.rows.streams)
  return counts({ 'number of rows inserted': inserted })
}

export const insertExecutors = { Insert: insert }
