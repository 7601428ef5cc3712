import type { ColumnType } from '../../account/types.ts'
import { fail } from '../../common/errors.ts'
import type {
  Begin,
  Commit,
  DescribeTransaction,
  Rollback,
  ShowLocks,
  ShowTransactions,
} from '../../sql/statement/transaction.ts'
import { printName } from '../catalog/names.ts'
import type { Context } from '../context.ts'
import { sceneOf } from '../describe/scene.ts'
import { liveFacts } from '../describe/facts.ts'
import { status, type Outcome } from './outcome.ts'

const done = 'Statement executed successfully.'

/** https://docs.snowflake.com/en/sql-reference/sql/begin */
async function begin({ name }: Begin, { control }: Context): Promise<Outcome> {
  await control.begin(name?.text)
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

const number: ColumnType = { kind: 'NUMBER', precision: 38, scale: 0 }
const text: ColumnType = { kind: 'VARCHAR', length: 16_777_216 }
const time: ColumnType = { kind: 'TIMESTAMP_LTZ', precision: 3 }

function table(columns: Readonly<Record<string, ColumnType>>, rows: Outcome['rows']): Outcome {
  return {
    columns: Object.entries(columns).map(([name, type]) => ({ name, type, nullable: true })),
    rows,
  }
}

/**
 * All sessions are one user's, so that IN ACCOUNT shows no more.
 * https://docs.snowflake.com/en/sql-reference/sql/show-transactions
 */
async function showTransactions({ inAccount }: ShowTransactions, context: Context): Promise<Outcome> {
  const { timestamp } = sceneOf(context, liveFacts(context))
  const seen = context.control.log.running().filter(({ user }) => inAccount || user === context.state.user)
  return table(
    { id: number, user: text, session: number, name: text, started_on: time, state: text, scope: number },
    seen.map(({ id, user, session, name, startedOn, state, scope }) => [
      id,
      user,
      session,
      name,
      timestamp(startedOn),
      state,
      String(scope),
    ]),
  )
}

/** https://docs.snowflake.com/en/sql-reference/sql/show-locks */
async function showLocks({ inAccount }: ShowLocks, context: Context): Promise<Outcome> {
  const { timestamp } = sceneOf(context, liveFacts(context))
  const locks = context.control.log
    .locks()
    .filter(({ user }) => inAccount || user === context.state.user)
    .flatMap(({ key, ...lock }) => {
      const object = typeof key === 'number' ? context.catalog.byId(key) : undefined
      return object === undefined ? [] : [{ ...lock, resource: printName(object) }]
    })
  const columns = {
    resource: text,
    type: text,
    transaction: number,
    transaction_started_on: time,
    status: text,
    acquired_on: time,
    query_id: text,
    session: number,
  }
  return table(
    columns,
    locks.map(({ resource, id, startedOn, acquiredOn, queryId, session }) => [
      resource,
      'PARTITIONS',
      id,
      timestamp(startedOn),
      acquiredOn === undefined ? 'WAITING' : 'HOLDING',
      acquiredOn === undefined ? null : timestamp(acquiredOn),
      queryId,
      session,
    ]),
  )
}

/** https://docs.snowflake.com/en/sql-reference/sql/desc-transaction */
async function describeTransaction({ id, span }: DescribeTransaction, context: Context): Promise<Outcome> {
  const { timestamp } = sceneOf(context, liveFacts(context))
  const found =
    context.control.log.find(id) ?? fail('OBJECT_NOT_FOUND', { kind: 'Transaction', name: id }, span)
  const { user, session, name, startedOn, state, endedOn } = found
  return table(
    { id: number, user: text, session: number, name: text, started_on: time, state: text, ended_on: time },
    [
      [
        id,
        user,
        session,
        name,
        timestamp(startedOn),
        state,
        endedOn === undefined ? null : timestamp(endedOn),
      ],
    ],
  )
}

export const transactionExecutors = {
  Begin: begin,
  Commit: commit,
  Rollback: rollback,
  ShowTransactions: showTransactions,
  ShowLocks: showLocks,
  DescribeTransaction: describeTransaction,
}
