import { dispatch, type ByKind } from '../../src/common/by-kind.ts'
import { fail } from '../../src/common/errors.ts'
import type { Context, InternalSession, Services } from '../../src/engine/context.ts'
import { bindDelete } from '../../src/engine/bind/dml-delete.ts'
import { bindInsert } from '../../src/engine/bind/dml-insert.ts'
import { bindMerge } from '../../src/engine/bind/dml-merge.ts'
import { bindUpdate } from '../../src/engine/bind/dml-update.ts'
import { bindQuery } from '../../src/engine/bind/query.ts'
import {
  lowerDelete,
  lowerInsert,
  lowerJoinedUpdate,
  lowerMerge,
  lowerUpdate,
} from '../../src/engine/lower/dml.ts'
import { lowerQueryAsText } from '../../src/engine/lower/query.ts'
import type { Sql } from '../../src/engine/duck/sql.ts'
import { readBinds } from '../../src/engine/session/binds.ts'
import { TransactionLog } from '../../src/engine/session/transaction-log.ts'
import { History } from '../../src/engine/session/history.ts'
import { resolveIdentifiers } from '../../src/engine/session/identifiers.ts'
import { answerQuestions } from '../../src/engine/session/questions.ts'
import { relationProviders } from '../../src/engine/session/providers.ts'
import { prepareSources } from '../../src/engine/session/sources.ts'
import { answerStreamQuestions } from '../../src/engine/session/stream-questions.ts'
import { valuesOf } from '../../src/engine/session/values.ts'
import { nextValue } from '../../src/engine/storage/physical.ts'
import type { Transaction } from '../../src/engine/storage/transaction.ts'
import type { Statement } from '../../src/sql/statement/statement.ts'

type Bindable = Extract<Statement, { kind: 'QueryStatement' | 'Insert' | 'Update' | 'Delete' | 'Merge' }>
type Sources = Awaited<ReturnType<Context['sources']>>

/** A statement whose sources have been fetched: what is left is bind and lower, which wait for nothing. */
export interface Prepared {
  readonly lower: () => Sql
}

/** Fetches what a query or DML reads; undefined for all other statements. Nothing is executed. */
export async function prepare(
  tree: Statement,
  text: string,
  session: InternalSession,
  services: Services,
  transaction: Transaction,
): Promise<Prepared | undefined> {
  const streams = new Map<string, boolean>()
  const calls = new Map<object, string | null>()
  const values = valuesOf({
    state: session.state,
    now: services.clock.now(),
    history: new History(),
    bind: readBinds(),
    exact: false,
    transactionId: () => undefined,
    streamHasData: streams,
    answers: calls,
  })
  const statement = resolveIdentifiers(tree, text, values)
  if (!isBindable(statement)) return undefined
  const context: Context = {
    ...services,
    state: session.state,
    values,
    queryId: '',
    transaction,
    control: {
      open: false,
      inProcedure: false,
      log: new TransactionLog(services.clock),
      begin: done,
      commit: done,
      rollback: done,
    },
    text,
    sources: async (node) => await prepareSources(node, context, relationProviders(new History())),
    consumeStreams: done,
    run: refused,
    procedureScope: refused,
  }
  await answerStreamQuestions(statement, streams, context)
  await answerQuestions(statement, calls, context)
  const sources = await context.sources(statement)
  return { lower: () => dispatch(lowering, statement, sources, context) }
}

function isBindable(statement: Statement): statement is Bindable {
  return Object.hasOwn(lowering, statement.kind)
}

const done = async (): Promise<void> => {}
const refused = async (): Promise<never> =>
  fail('UNSUPPORTED', { feature: 'a statement inside of one that is only bound' }, { start: 0, end: 0 })

const lowering: ByKind<Bindable, [Sources, Context], Sql> = {
  QueryStatement: ({ query }, sources, { values, text }) => {
    return lowerQueryAsText(bindQuery(query, sources, values, text), values)
  },
  Insert: (insert, sources, context) => {
    const { table, values, text } = target(insert, context)
    const bound = bindInsert(insert, table, sources, values, text)
    return lowerInsert(bound, values, ({ column }) => nextValue(table, column))
  },
  Update: (update, sources, context) => {
    const { table, live, values, text } = target(update, context)
    const bound = bindUpdate(update, table, live, sources, values, text)
    const lower = bound.joined ? lowerJoinedUpdate : lowerUpdate
    return lower(bound, values, ({ column }) => nextValue(table, column))
  },
  Delete: (statement, sources, context) => {
    const { table, live, values, text } = target(statement, context)
    return lowerDelete(bindDelete(statement, table, live, sources, values, text), values)
  },
  Merge: (merge, sources, context) => {
    const { table, live, values, text } = target(merge, context)
    const bound = bindMerge(merge, table, live, sources, values, text)
    return lowerMerge(bound, values, ({ column }) => nextValue(table, column))
  },
}

function target(statement: Exclude<Bindable, { kind: 'QueryStatement' }>, context: Context) {
  const { catalog, state, storage, values, text } = context
  const table = catalog.get('TABLE', statement.table, state)
  return { table, live: storage.live(table), values, text }
}
