import type { Clock } from '../../common/clock.ts'
import type { SessionValues } from '../bind/tree.ts'
import type { StreamRecord } from '../catalog/objects/stream.ts'
import { parameterValue } from '../session-parameters.ts'

/** What a view's query is bound with where no session reads the stream: its owner, under default parameters. */
export function ownValues(
  { id, owner, database, schema }: StreamRecord,
  clock: Pick<Clock, 'now'>,
): SessionValues {
  return {
    now: clock.now(),
    sessionId: `stream-${id}`,
    account: 'SNOWMELT',
    region: 'LOCAL',
    user: 'SNOWMELT',
    role: owner,
    warehouse: undefined,
    database,
    schema,
    parameter: (name) => parameterValue(new Map(), name),
    variable: () => undefined,
    bind: () => undefined,
    queryId: () => undefined,
    transactionId: undefined,
    streamHasData: () => false,
  }
}
