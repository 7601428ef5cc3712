import { fail } from '../../common/errors.ts'
import type { Update } from '../../sql/statement/update.ts'
import { bindUpdate, type BoundUpdate } from '../bind/dml-update.ts'
import type { TableRecord } from '../catalog/objects/table.ts'
import type { Context } from '../context.ts'
import { duck, ident, join } from '../duck/sql.ts'
import { lowerJoinedUpdate, lowerUpdate, type NextValueSql } from '../lower/dml.ts'
import { nextValue } from '../storage/physical.ts'
import { counts, type Outcome } from './outcome.ts'

/** https://docs.snowflake.com/en/sql-reference/sql/update */
async function update(statement: Update, context: Context): Promise<Outcome> {
  const { storage, transaction, values } = context
  const table = context.catalog.get('TABLE', statement.table, context.state)
  const sources = await context.sources(statement)
  const bound = bindUpdate(statement, table, storage.live(table), sources, values, context.text)
  const next: NextValueSql = ({ column }) => nextValue(table, column)
  const done = bound.joined
    ? await updateJoined(bound, table, next, context)
    : {
        updated: await storage.update(transaction, table, bound.columns, lowerUpdate(bound, values, next)),
        multiJoined: 0,
      }
  await context.consumeStreams(bound.rows.streams)
  return {
    ...counts({
      'number of rows updated': done.updated,
      'number of multi-joined rows updated': done.multiJoined,
    }),
    rowCount: done.updated,
  }
}

/** The join is made once, into a temporary table: how often rows were met is asked of it, and then they are changed. */
async function updateJoined(
  bound: BoundUpdate,
  table: TableRecord,
  next: NextValueSql,
  context: Context,
): Promise<{ readonly updated: number; readonly multiJoined: number }> {
  const { storage, transaction, values } = context
  // Writers queue here, so that the rows that the join finds are still there when they are changed.
  await transaction.write(table)
  const joined = duck`temp.main.${ident(transaction.temporaryName('joined'))}`
  await transaction.run(duck`CREATE TEMPORARY TABLE ${joined} AS ${lowerJoinedUpdate(bound, values, next)}`)
  const [[count] = []] = await transaction.rows(duck`SELECT count(*) FROM ${joined} WHERE "$met" > 1`)
  const multiJoined = Number(count ?? 0)
  if (multiJoined > 0 && values.parameter('ERROR_ON_NONDETERMINISTIC_UPDATE').toUpperCase() === 'TRUE')
    fail('DUPLICATE_ROW_IN_DML', undefined)
  const columns = join(['$at', ...bound.columns.map((_, at) => `$${at + 1}`)].map((name) => ident(name)))
  const changes = duck`SELECT ${columns} FROM ${joined}`
  return { updated: await storage.update(transaction, table, bound.columns, changes), multiJoined }
}

export const updateExecutors = { Update: update }
