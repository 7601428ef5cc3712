import { fail } from '../../common/errors.ts'
import type { TimeTravel } from '../../sql/query/query.ts'
import type { CreateStream } from '../../sql/statement/stream.ts'
import { takeProperties } from '../../sql/statement/typed-properties.ts'
import { printName } from '../catalog/names.ts'
import type { StreamRecord } from '../catalog/objects/stream.ts'
import type { TableRecord } from '../catalog/objects/table.ts'
import { readName } from '../catalog/written-name.ts'
import type { Offset } from '../change/offsets.ts'
import type { Context } from '../context.ts'
import { keepsHistory } from '../storage/table-storage.ts'
import { create } from './creation.ts'
import { evaluate } from './evaluate.ts'
import type { Outcome } from './outcome.ts'

/** https://docs.snowflake.com/en/sql-reference/sql/create-stream */
async function createStream(statement: CreateStream, context: Context): Promise<Outcome> {
  const { sourceKind, span } = statement
  if (sourceKind !== 'TABLE') fail('UNSUPPORTED', { feature: `CREATE STREAM … ON ${sourceKind}` }, span)
  const options = readOptions(statement)
  const table = context.catalog.get('TABLE', statement.source, context.state)
  if (table.sessionId !== undefined)
    fail('UNSUPPORTED', { feature: 'CREATE STREAM … ON a temporary TABLE' }, span)
  if (!keepsHistory(table))
    fail(
      'UNSUPPORTED',
      {
        feature:
          'CREATE STREAM … ON a TABLE with DATA_RETENTION_TIME_IN_DAYS = 0 and without CHANGE_TRACKING = TRUE',
      },
      span,
    )
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
      await context.streams.create(context.transaction, stream, copied)
      return stream
    },
  })
}

function readOptions({
  properties,
}: CreateStream): Pick<StreamRecord, 'mode' | 'showInitialRows' | 'comment'> {
  const taken = takeProperties(properties, 'STREAM')
  const appendOnly = taken.boolean('APPEND_ONLY') ?? false
  // INSERT_ONLY is for external tables; for a table its only value is FALSE.
  if (taken.boolean('INSERT_ONLY') === true)
    fail('UNSUPPORTED', { feature: 'INSERT_ONLY of a stream on a table' })
  const showInitialRows = taken.boolean('SHOW_INITIAL_ROWS') ?? false
  const comment = taken.text('COMMENT') ?? ''
  taken.rejectRest()
  return { mode: appendOnly ? 'APPEND_ONLY' : 'DEFAULT', showInitialRows, comment }
}

/** The offset of the stream that AT (STREAM => 'name') names. */
async function offsetAt(travel: TimeTravel, table: TableRecord, context: Context): Promise<Offset> {
  const { when, by, value, span } = travel
  if (by !== 'STREAM' || when !== 'AT')
    fail('UNSUPPORTED', { feature: `CREATE STREAM … ${when} (${by} => …)` }, span)
  const [name] = await evaluate([value], span, context)
  const stream = context.catalog.get('STREAM', readName(name?.value ?? '', span), context.state)
  if (stream.sourceId !== table.id) fail('INVALID_VALUE', { value: stream.name, property: 'STREAM' }, span)
  return context.streams.offset(stream)
}

export const streamExecutors = { CreateStream: createStream }
