import type { Bind } from '../../account/account.ts'
import type { Result } from '../../account/result.ts'
import type { Clock } from '../../common/clock.ts'
import { fail, failure, SnowmeltError } from '../../common/errors.ts'
import type { Span } from '../../common/span.ts'
import type {
  SandboxArgument,
  SandboxError,
  SandboxReply,
  SandboxRequest,
  SandboxResult,
} from './javascript-messages.ts'

/** A JavaScript procedure about to run. */
export interface JavaScriptCall {
  readonly name: string
  readonly body: string
  readonly args: readonly SandboxArgument[]
  /** Kind of the declared return type. */
  readonly returns: string
  readonly zone: string
  readonly limits: {
    readonly memoryBytes: number
    readonly milliseconds: number
  }
  readonly span?: Span
}

/** What the procedure may use of the engine. */
export interface JavaScriptHost {
  readonly clock: Clock
  /** Runs a statement in the caller's session; timestamps in the canonical format with nine digits. */
  execute(sqlText: string, binds: readonly Bind[]): Promise<Result>
}

/** 256 MB, and Snowflake's STATEMENT_TIMEOUT_IN_SECONDS (two days). */
export const defaultLimits = { memoryBytes: 256 * 1024 * 1024, milliseconds: 172_800_000 }

/**
 * Runs the body of a JavaScript procedure in a sandbox and gives the returned value as text of the declared type, or null.
 * https://docs.snowflake.com/en/developer-guide/stored-procedure/stored-procedures-javascript
 */
export async function runJavaScript(call: JavaScriptCall, host: JavaScriptHost): Promise<string | null> {
  // Loaded here: QuickJS is needed by few sessions and costs start-up time.
  const { runInSandbox } = await import('./javascript-pool.ts')
  const run = { ...call, memoryBytes: call.limits.memoryBytes }
  const { name, body, args, returns, zone, memoryBytes } = run
  const outcome = await runInSandbox(
    { name, body, args, returns, zone, memoryBytes },
    { answer: (request) => answer(request, host) },
    call.limits.milliseconds,
  )
  if (outcome === undefined)
    fail('STATEMENT_TIMEOUT', { seconds: call.limits.milliseconds / 1000 }, call.span)
  if (outcome.kind === 'returned') return outcome.text
  throw faults[outcome.error.kind](call, outcome.error)
}

async function answer(request: SandboxRequest, host: JavaScriptHost): Promise<SandboxReply> {
  if (request.kind === 'now') return { kind: 'now', now: host.clock.now() }
  try {
    return { kind: 'result', result: sandboxResult(await host.execute(request.sqlText, request.binds)) }
  } catch (error) {
    if (!(error instanceof SnowmeltError)) throw error
    return {
      kind: 'fault',
      fault: { code: Number(error.number), state: error.sqlState, message: error.message },
    }
  }
}

/** The counts of a DML are the columns of its result. */
const countColumns = {
  inserted: 'number of rows inserted',
  updated: 'number of rows updated',
  deleted: 'number of rows deleted',
  duplicates: 'number of multi-joined rows updated',
}

function sandboxResult(result: Result): SandboxResult {
  const count = (column: string) => {
    const index = result.columns.findIndex(({ name }) => name === column)
    return index === -1 ? 0 : Number(result.rows[0]?.[index] ?? 0)
  }
  const inserted = count(countColumns.inserted)
  const updated = count(countColumns.updated)
  const deleted = count(countColumns.deleted)
  return {
    queryId: result.queryId,
    columns: result.columns,
    rows: result.rows,
    affected: inserted + updated + deleted,
    inserted,
    updated,
    deleted,
    duplicates: count(countColumns.duplicates),
  }
}

type Faults = { readonly [K in SandboxError['kind']]: (call: JavaScriptCall, error: SandboxError) => Error }

/** The CALL's error for an uncaught one of the procedure; it keeps the text of the inner error. */
const faults: Faults = {
  compile: ({ name, body, span }, error) =>
    failure(
      'JAVASCRIPT_COMPILATION',
      { message: error.message, procedure: name, place: placeOf(body, error) },
      span,
    ),
  uncaught: ({ name, body, span }, error) =>
    failure(
      'JAVASCRIPT_EXECUTION',
      { message: error.message, procedure: name, place: placeOf(body, error) },
      span,
    ),
  stack: ({ name, body, span }, error) => {
    const message = 'RangeError: Maximum call stack size exceeded'
    return failure('JAVASCRIPT_EXECUTION', { message, procedure: name, place: placeOf(body, error) }, span)
  },
  api: ({ name, span }, { message, at }) =>
    failure('PROCEDURE_EXECUTION', { message, procedure: name, at }, span),
  memory: ({ limits, span }) =>
    failure('JAVASCRIPT_OUT_OF_MEMORY', { megabytes: Math.round(limits.memoryBytes / 1_048_576) }, span),
  return: ({ name, returns, span }, { message }) =>
    failure('JAVASCRIPT_RETURN', { value: message, type: returns, procedure: name }, span),
  bug: (_call, { message }) => new Error(`Snowmelt bug: the sandbox failed: ${message}`),
}

function placeOf(body: string, { line, column }: SandboxError) {
  return line === 0 ? undefined : { text: body.split('\n')[line - 1] ?? '', line, column }
}
