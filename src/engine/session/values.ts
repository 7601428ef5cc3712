import { fail } from '../../common/errors.ts'
import type { Instant } from '../../common/clock.ts'
import type { SessionRoles, SessionValues } from '../bind/tree.ts'
import { parameterValue } from '../session-parameters.ts'
import type { SessionState } from '../session-state.ts'
import type { BoundValue } from './binds.ts'
import type { History } from './history.ts'

/** What a statement's values are made of. */
export interface ValueSources {
  readonly state: SessionState
  readonly now: Instant
  readonly history: History
  readonly bind: (name: string | number) => BoundValue | undefined
  readonly transactionId: () => string | undefined
  readonly lastTransactionId?: () => string | undefined
  /** CURRENT_SECONDARY_ROLES. */
  readonly secondaryRoles?: () => string
  readonly roles?: SessionRoles
  /** The answers for the streams that the statement asks about, by the name as written. */
  readonly streamHasData: ReadonlyMap<string, boolean>
  /** The values of calls that were asked before binding, by the call. */
  readonly answers?: ReadonlyMap<object, string | null>
  /** The result is to have {@link exactFormats}, whatever the session's are. */
  readonly exact: boolean
}

/** Formats in which no value loses anything. */
const exactFormats: Readonly<Record<string, string>> = {
  BINARY_OUTPUT_FORMAT: 'HEX',
  DATE_OUTPUT_FORMAT: 'YYYY-MM-DD',
  TIME_OUTPUT_FORMAT: 'HH24:MI:SS.FF9',
  TIMESTAMP_NTZ_OUTPUT_FORMAT: 'YYYY-MM-DD HH24:MI:SS.FF9',
  TIMESTAMP_LTZ_OUTPUT_FORMAT: 'YYYY-MM-DD HH24:MI:SS.FF9 TZHTZM',
  TIMESTAMP_TZ_OUTPUT_FORMAT: 'YYYY-MM-DD HH24:MI:SS.FF9 TZHTZM',
}

/** What context functions and implicit conversions see of the session, at one moment for the whole statement. */
export function valuesOf(sources: ValueSources): SessionValues {
  const values = plainValues(sources)
  if (!sources.exact) return values
  const parameter = (name: string) => exactFormats[name] ?? parameterValue(sources.state.parameters, name)
  return Object.assign(plainValues(sources), { shown: Object.assign(values, { parameter }) })
}

function plainValues(sources: ValueSources): SessionValues {
  const { state, history } = sources
  return {
    now: sources.now,
    sessionId: state.id,
    account: 'SNOWMELT',
    region: 'LOCAL',
    user: state.user,
    get role() {
      return state.role
    },
    get warehouse() {
      return state.warehouse
    },
    get database() {
      return state.database
    },
    get schema() {
      return state.schema
    },
    get lastTransactionId() {
      return sources.lastTransactionId?.()
    },
    get secondaryRoles() {
      return sources.secondaryRoles?.()
    },
    roles: sources.roles,
    get transactionId() {
      return sources.transactionId()
    },
    parameter: (name) => parameterValue(state.parameters, name),
    variable: (name) => state.variables.get(name.toUpperCase()),
    bind: sources.bind,
    queryId: (n) => history.id(n),
    answer: (call) => sources.answers?.get(call),
    result: (queryId) => history.result(queryId),
    streamHasData: (name) =>
      sources.streamHasData.get(name) ??
      fail('UNSUPPORTED', { feature: `SYSTEM$STREAM_HAS_DATA of a name that is not a literal (${name})` }),
  }
}
