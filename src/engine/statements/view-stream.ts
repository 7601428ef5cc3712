import { fail } from '../../common/errors.ts'
import type { CreateStream } from '../../sql/statement/stream.ts'
import { readName } from '../catalog/written-name.ts'
import { printName } from '../catalog/names.ts'
import type { StreamRecord } from '../catalog/objects/stream.ts'
import type { TableRecord } from '../catalog/objects/table.ts'
import type { ViewRecord } from '../catalog/objects/view.ts'
import type { Offset } from '../change/offsets.ts'
import { tablesBelow } from '../change/view-delta.ts'
import type { Context } from '../context.ts'
import { create } from './creation.ts'
import { evaluate } from './evaluate.ts'
import type { Outcome } from './outcome.ts'
import { offsetAt } from './time-travel.ts'

type Options = Pick<StreamRecord, 'mode' | 'showInitialRows' | 'comment'>

/**
 * CREATE STREAM … ON VIEW: "Creating the first stream on a view … enables change tracking on the view", and on the tables below it.
 * https://docs.snowflake.com/en/user-guide/streams-intro#streams-on-views
 */
export async function createViewStream(
  statement: CreateStream,
  options: Options,
  context: Context,
  track: (table: TableRecord, context: Context) => Promise<void>,
): Promise<Outcome> {
  const { catalog, state, streams, transaction } = context
  const view = catalog.get('VIEW', statement.source, state)
  if (view.sessionId !== undefined)
    fail('UNSUPPORTED', { feature: 'CREATE STREAM … ON a temporary VIEW' }, statement.span)
  const tables = tablesBelow(view, catalog)
  const copied = await offsetOf(statement, view, tables, context)
  return await create(statement, context, {
    kind: 'STREAM',
    copyGrants: statement.copyGrants,
    make: async (base) => {
      const stream: StreamRecord = {
        ...base,
        ...options,
        kind: 'STREAM',
        sourceKind: 'VIEW',
        sourceId: view.id,
        source: printName(view),
      }
      for (const table of tables) await track(table, context)
      if (view.changeTracking !== true) await catalog.put(transaction, { ...view, changeTracking: true })
      await streams.create(transaction, stream, copied, tables)
      return stream
    },
  })
}

/** AT or BEFORE a point, each table at its version then; or where another stream on the view stands. */
async function offsetOf(
  { timeTravel }: CreateStream,
  view: ViewRecord,
  tables: readonly TableRecord[],
  context: Context,
): Promise<Offset | undefined> {
  if (timeTravel === undefined) return undefined
  if (timeTravel.by === 'STREAM') {
    if (timeTravel.when === 'BEFORE')
      fail('UNSUPPORTED', { feature: 'BEFORE (STREAM => …)' }, timeTravel.span)
    const [name] = await evaluate([timeTravel.value], timeTravel.span, context)
    const stream = context.catalog.get('STREAM', readName(name?.value ?? '', timeTravel.span), context.state)
    if (stream.sourceId !== view.id)
      fail('INVALID_VALUE', { value: stream.name, property: 'STREAM' }, timeTravel.span)
    return context.streams.offset(stream)
  }
  const bases = new Map<number, bigint>()
  for (const table of tables) bases.set(table.id, (await offsetAt(timeTravel, table, context)).version)
  return { version: 0n, initial: false, movedOn: context.clock.now(), bases }
}
