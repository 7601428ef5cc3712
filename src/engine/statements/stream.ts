import { fail } from '../../common/errors.ts'
import type { CreateStream } from '../../sql/statement/stream.ts'
import { takeProperties } from '../../sql/statement/typed-properties.ts'
import { printName } from '../catalog/names.ts'
import type { TableRecord } from '../catalog/objects/table.ts'
import type { StreamRecord } from '../catalog/objects/stream.ts'
import type { Context } from '../context.ts'
import { create } from './creation.ts'
import { createExternalStream } from './external-stream.ts'
import type { Outcome } from './outcome.ts'
import { offsetAt } from './time-travel.ts'
import { tracked, withHistory } from './tracking.ts'
import { createViewStream } from './view-stream.ts'

/** https://docs.snowflake.com/en/sql-reference/sql/create-stream */
async function createStream(statement: CreateStream, context: Context): Promise<Outcome> {
  const { sourceKind, span } = statement
  if (sourceKind === 'STAGE') return await createStageStream(statement, context)
  if (sourceKind === 'EXTERNAL TABLE') return await createExternalStream(statement, context)
  if (sourceKind === 'VIEW') return await createViewStream(statement, readOptions(statement), context, track)
  if (sourceKind !== 'TABLE') fail('UNSUPPORTED', { feature: `CREATE STREAM … ON ${sourceKind}` }, span)
  const options = readOptions(statement)
  const table = context.catalog.get('TABLE', statement.source, context.state)
  if (table.sessionId !== undefined)
    fail('UNSUPPORTED', { feature: 'CREATE STREAM … ON a temporary TABLE' }, span)
  // An earlier stream of the same name may be named in AT (STREAM => …): its offset is read before it is replaced.
  const copied =
    statement.timeTravel === undefined ? undefined : await offsetAt(statement.timeTravel, table, context)
  return await create(statement, context, {
    kind: 'STREAM',
    copyGrants: statement.copyGrants,
    make: async (base) => {
      const stream: StreamRecord = {
        ...base,
        ...options,
        kind: 'STREAM',
        sourceKind,
        sourceId: table.id,
        source: printName(table),
      }
      await track(table, context)
      await context.streams.create(context.transaction, stream, copied)
      return stream
    },
  })
}

/** CREATE STREAM … ON STAGE: a stream of the stage's directory table, which has neither modes nor a past. */
async function createStageStream(statement: CreateStream, context: Context): Promise<Outcome> {
  const { source, timeTravel, properties, copyGrants, span } = statement
  const taken = takeProperties(properties, 'STREAM')
  const comment = taken.text('COMMENT') ?? ''
  taken.rejectRest()
  if (timeTravel !== undefined)
    fail('UNSUPPORTED', { feature: `CREATE STREAM … ON STAGE … ${timeTravel.when}` }, span)
  const stage = context.catalog.get('STAGE', source, context.state)
  if (stage.sessionId !== undefined)
    fail('UNSUPPORTED', { feature: 'CREATE STREAM … ON a temporary STAGE' }, span)
  if (!stage.directory.enable) fail('DIRECTORY_DISABLED', { stage: stage.name }, source.span)
  return await create(statement, context, {
    kind: 'STREAM',
    copyGrants,
    make: async (base) => {
      const stream: StreamRecord = {
        ...base,
        kind: 'STREAM',
        sourceKind: 'STAGE',
        sourceId: stage.id,
        source: printName(stage),
        mode: 'DEFAULT',
        showInitialRows: false,
        comment,
      }
      await context.streams.create(context.transaction, stream)
      return stream
    },
  })
}

function readOptions({
  properties,
}: CreateStream): Pick<StreamRecord, 'mode' | 'showInitialRows' | 'comment'> {
  const taken = takeProperties(properties, 'STREAM')
  const appendOnly = taken.boolean('APPEND_ONLY') ?? false
  if (taken.boolean('INSERT_ONLY') === true) fail('STREAM_INSERT_ONLY', undefined)
  const showInitialRows = taken.boolean('SHOW_INITIAL_ROWS') ?? false
  const comment = taken.text('COMMENT') ?? ''
  taken.rejectRest()
  return { mode: appendOnly ? 'APPEND_ONLY' : 'DEFAULT', showInitialRows, comment }
}

/** "Change tracking can be enabled … implicitly when a stream … is created": the table keeps what changes from now on. */
async function track(table: TableRecord, context: Context): Promise<void> {
  if (table.changeTracking) return
  // Who is writing the table does so by its record as it is: it ends first.
  await context.transaction.lock(table.id, table.name)
  const changed = withHistory(table, tracked(table, true, context), context)
  await context.catalog.put(context.transaction, changed)
}

export const streamExecutors = { CreateStream: createStream }
