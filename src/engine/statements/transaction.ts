import type { Begin, Commit, Rollback } from '../../sql/statement/transaction.ts'
import type { Context } from '../context.ts'
import { status, type Outcome } from './outcome.ts'

const done = 'Statement executed successfully.'

/** A name given to the transaction only shows in Snowflake's SHOW TRANSACTIONS. https://docs.snowflake.com/en/sql-reference/sql/begin */
async function begin(_statement: Begin, { control }: Context): Promise<Outcome> {
  await control.begin()
  return status(done)
}

async function commit(_statement: Commit, { control }: Context): Promise<Outcome> {
  await control.commit()
  return status(done)
}

async function rollback(_statement: Rollback, { control }: Context): Promise<Outcome> {
  await control.rollback()
  return status(done)
}

export const transactionExecutors = { Begin: begin, Commit: commit, Rollback: rollback }
