import { parentPort, receiveMessageOnPort, workerData, type MessagePort } from 'node:worker_threads'
import imported from '@jitl/quickjs-wasmfile-release-asyncify'
import {
  newQuickJSAsyncWASMModuleFromVariant,
  newVariant,
  type CustomizeVariantOptions,
  Lifetime,
  Scope,
  type QuickJSAsyncContext,
  type QuickJSAsyncVariant,
  type QuickJSAsyncWASMModule,
  type QuickJSHandle,
} from 'quickjs-emscripten-core'
import {
  decode,
  type SandboxBind,
  type SandboxError,
  type SandboxOutcome,
  type SandboxReply,
  type SandboxRequest,
  type SandboxResult,
  type SandboxRun,
} from './javascript-messages.ts'
import { apiSource } from './javascript-api.ts'
import { ProcedureSource } from './javascript-source.ts'
import { sandboxTime } from './javascript-time.ts'

/** What the pool sends for each procedure; `signal` wakes this thread when a reply lies in `port`. */
export interface RunMessage {
  readonly run: SandboxRun
  readonly port: MessagePort
  readonly signal: Int32Array
}

/**
 * QuickJS's stack check counts the stack of the WebAssembly memory; the engine's own thread stack (256 MB, see the pool)
 * holds about twice as many calls, so it is QuickJS that notices endless recursion.
 */
const maxStackBytes = 192 * 1024

// The package's types are those of its CommonJS form, where the default export lies one level deeper than in the ESM form that Node loads.
const variant = imported as unknown as QuickJSAsyncVariant
// The pool starts this thread with the compiled module, which cannot be asked for its class: its types come with the DOM's only.
const wasmModule = workerData as NonNullable<CustomizeVariantOptions['wasmModule']>
const quickjs = newQuickJSAsyncWASMModuleFromVariant(newVariant(variant, { wasmModule }))

const engine = parentPort
engine?.on('message', (message: RunMessage) => {
  void quickjs.then((module) => {
    const outcome = runProcedure(module, message)
    message.port.close()
    engine?.postMessage(outcome, [])
  })
})

/** Asks the engine and stands still until it has answered: the API of Snowflake is synchronous. */
function ask({ port, signal }: RunMessage, request: SandboxRequest): SandboxReply {
  port.postMessage(request)
  Atomics.wait(signal, 0, 0)
  Atomics.store(signal, 0, 0)
  const reply: { readonly message: SandboxReply } | undefined = receiveMessageOnPort(port)
  if (reply === undefined) throw new Error('Snowmelt bug: the sandbox was woken without a reply')
  return reply.message
}

function now(message: RunMessage): number {
  const reply = ask(message, { kind: 'now' })
  if (reply.kind !== 'now') throw new Error('Snowmelt bug: the engine did not tell the time')
  return reply.now
}

function runProcedure(module: QuickJSAsyncWASMModule, message: RunMessage): SandboxOutcome {
  const time = sandboxTime(message.run.zone, () => now(message))
  const restore = time.install()
  try {
    return Scope.withScope((scope) => {
      const runtime = scope.manage(module.newRuntime())
      runtime.setMemoryLimit(message.run.memoryBytes)
      runtime.setMaxStackSize(maxStackBytes)
      const context = scope.manage(runtime.newContext())
      const outcome = call(context, scope, message, time.zoneName)
      for (let jobs = 0; jobs < 1000 && runtime.hasPendingJob(); jobs += 1)
        runtime.executePendingJobs(1).dispose()
      return outcome
    })
  } catch (error) {
    return { kind: 'failed', error: moduleFault(error), broken: true }
  } finally {
    restore()
  }
}

/** The module itself failed: its memory can no longer be trusted, so the pool ends this thread. */
function moduleFault(error: unknown): SandboxError {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error))
  const place = { line: 0, column: 0 }
  if (name === 'RangeError') return { kind: 'stack', message, ...place }
  if (name === 'RuntimeError') return { kind: 'memory', message, ...place }
  return { kind: 'bug', message: stack ?? message, ...place }
}

function call(
  context: QuickJSAsyncContext,
  scope: Scope,
  message: RunMessage,
  zoneName: (at: number) => string,
): SandboxOutcome {
  const { run } = message
  const source = new ProcedureSource(run)
  const api = scope.manage(
    context.unwrapResult(context.evalCode(`(function (host) {${apiSource}})`, 'snowflake')),
  )
  const host = hostObject(context, scope, message, source, zoneName)
  const offered = scope.manage(context.unwrapResult(context.callFunction(api, context.undefined, host)))
  const compiled = context.evalCode(source.text, 'PROCEDURE')
  if (compiled.error) {
    const fault: unknown = context.dump(scope.manage(compiled.error))
    return { kind: 'failed', error: source.compileError(fault), broken: false }
  }
  const args = run.args.map((arg) => [arg.kind, arg.text])
  const answered = context.callFunction(
    scope.manage(context.getProp(offered, 'call')),
    context.undefined,
    scope.manage(compiled.value),
    scope.manage(context.newString(JSON.stringify(args))),
    scope.manage(context.newString(run.returns)),
  )
  if (answered.error) {
    // `call` catches everything, so only running out of memory or stack while it reports ends here.
    const fault: unknown = context.dump(scope.manage(answered.error))
    return { kind: 'failed', error: source.engineError(fault), broken: true }
  }
  return source.outcome(context.getString(scope.manage(answered.value)))
}

function hostObject(
  context: QuickJSAsyncContext,
  scope: Scope,
  message: RunMessage,
  source: ProcedureSource,
  zoneName: (at: number) => string,
): QuickJSHandle {
  const results: SandboxResult[] = []
  const host = scope.manage(context.newObject())
  const offered: string[] = []
  const offer = (name: string, answer: (first: QuickJSHandle, second: QuickJSHandle) => QuickJSHandle) => {
    const made = scope.manage(
      context.newFunction(name, (first, second) =>
        answer(first ?? context.undefined, second ?? context.undefined),
      ),
    )
    context.setProp(host, name, made)
    offered.push(name)
  }
  offer('execute', (command) =>
    context.newString(JSON.stringify(execute(message, context.getString(command), results))),
  )
  offer('row', (id, index) =>
    context.newString(JSON.stringify(results[context.getNumber(id)]?.rows[context.getNumber(index)] ?? [])),
  )
  offer('column', (line, column) =>
    context.newNumber(source.column(context.getNumber(line), context.getNumber(column))),
  )
  offer('timestamp', (text) => context.newString(JSON.stringify(parseTimestamp(context.getString(text)))))
  offer('zoneName', (at) => context.newString(zoneName(context.getNumber(at))))
  context.setProp(host, 'make', scope.manage(context.newString('$make')))
  context.setProp(host, 'text', scope.manage(context.newString('$text')))
  // The API's objects refer to each other in a circle, which QuickJS frees with the runtime, when the library has already
  // forgotten the runtime's functions. So these are let go before. (A scope ends its members last to first.)
  scope.manage(
    new Lifetime(undefined, undefined, () => {
      for (const name of offered) context.setProp(host, name, context.undefined)
    }),
  )
  return host
}

/** Runs a statement and keeps its rows here, outside of the procedure's memory; it fetches them one by one. */
function execute(message: RunMessage, command: string, results: SandboxResult[]): unknown {
  const { sqlText, binds } = decode<{ sqlText: string; binds: SandboxBind[] }>(command)
  const reply = ask(message, { kind: 'execute', sqlText, binds })
  if (reply.kind === 'fault') return { fault: reply.fault }
  if (reply.kind !== 'result') throw new Error('Snowmelt bug: the engine did not answer a statement')
  const { rows, columns, ...counts } = reply.result
  results.push(reply.result)
  return {
    ...counts,
    id: results.length - 1,
    rowCount: rows.length,
    columns: columns.map(({ name, type, nullable }, index) => ({
      name,
      nullable,
      index,
      kind: type.kind,
      scale:
        'scale' in type
          ? type.scale
          : type.kind.startsWith('TIME') && 'precision' in type
            ? type.precision
            : 0,
    })),
  }
}

const timestampText =
  /^(-?\d+)-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?)?(?: ?(?:(Z)|([+-])(\d\d):?(\d\d)))?$/

/** `2022-02-02 10:11:12.123456789 -0800` → milliseconds since 1970, nanoseconds below these, minutes of the offset. */
function parseTimestamp(text: string): readonly [number, number, number] {
  const parts = timestampText.exec(text)
  if (parts === null) throw new Error(`Snowmelt bug: '${text}' is no timestamp in the canonical form`)
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', , sign, hours, minutes] =
    parts
  const nanos = fraction.padEnd(9, '0')
  const offset = sign === undefined ? 0 : (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1)
  const date = new Date(0)
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day))
  date.setUTCHours(Number(hour), Number(minute), Number(second), Number(nanos.slice(0, 3)))
  return [date.getTime() - offset * 60_000, Number(nanos.slice(3)), offset]
}
