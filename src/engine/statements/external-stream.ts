import { fail } from '../../common/errors.ts'
import type { CreateStream } from '../../sql/statement/stream.ts'
import { takeProperties } from '../../sql/statement/typed-properties.ts'
import { printName } from '../catalog/names.ts'
import { registryOf } from '../catalog/objects/external-files.ts'
import type { StreamRecord } from '../catalog/objects/stream.ts'
import type { Context } from '../context.ts'
import { create } from './creation.ts'
import type { Outcome } from './outcome.ts'
import { offsetAt } from './time-travel.ts'

/**
 * CREATE STREAM … ON EXTERNAL TABLE … INSERT_ONLY = TRUE, which is "required for streams on external tables".
 * https://docs.snowflake.com/en/sql-reference/sql/create-stream
 */
export async function createExternalStream(statement: CreateStream, context: Context): Promise<Outcome> {
  const { source, timeTravel, properties, copyGrants, span } = statement
  const taken = takeProperties(properties, 'STREAM')
  const insertOnly = taken.boolean('INSERT_ONLY') ?? false
  const comment = taken.text('COMMENT') ?? ''
  taken.rejectRest()
  const table = context.catalog.get('EXTERNAL_TABLE', source, context.state)
  if (!insertOnly)
    fail('MISSING_PROPERTY', { property: 'INSERT_ONLY', object: 'STREAM on an EXTERNAL TABLE' }, span)
  // An earlier stream of the same name may be named in AT (STREAM => …): its offset is read before it is replaced.
  const copied = timeTravel === undefined ? undefined : await offsetAt(timeTravel, registryOf(table), context)
  return await create(statement, context, {
    kind: 'STREAM',
    copyGrants,
    make: async (base) => {
      const stream: StreamRecord = {
        ...base,
        kind: 'STREAM',
        sourceKind: 'EXTERNAL TABLE',
        sourceId: table.id,
        source: printName(table),
        mode: 'INSERT_ONLY',
        showInitialRows: false,
        comment,
      }
      await context.streams.create(context.transaction, stream, copied)
      return stream
    },
  })
}
