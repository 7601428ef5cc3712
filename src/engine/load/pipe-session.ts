import type { Clock } from '../../common/clock.ts'
import type { SessionValues } from '../bind/tree.ts'
import type { PipeRecord } from '../catalog/objects/pipe.ts'
import { parameterValue } from '../session-parameters.ts'
import type { SessionState } from '../session-state.ts'

/** A pipe's COPY runs in the pipe's database and schema, as its owner, under default parameters. */
export function stateOf(pipe: PipeRecord): SessionState {
  return {
    id: `pipe-${pipe.id}`,
    user: 'SNOWMELT',
    role: pipe.owner,
    warehouse: undefined,
    database: pipe.database,
    schema: pipe.schema,
    parameters: new Map(),
    variables: new Map(),
  }
}

/** What a pipe's COPY knows of its session: time and defaults. Variables and binds are nobody's here. */
export function valuesOf(pipe: PipeRecord, clock: Clock): SessionValues {
  return {
    now: clock.now(),
    sessionId: `pipe-${pipe.id}`,
    account: 'SNOWMELT',
    region: 'LOCAL',
    user: 'SNOWMELT',
    role: pipe.owner,
    warehouse: undefined,
    database: pipe.database,
    schema: pipe.schema,
    parameter: (name) => parameterValue(new Map(), name),
    variable: () => undefined,
    bind: () => undefined,
    queryId: () => undefined,
    transactionId: undefined,
    streamHasData: () => false,
  }
}
