import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { MessageChannel, Worker } from 'node:worker_threads'
import { entryModule, runsFromSource } from '../../common/package.ts'
import type { RunMessage } from './javascript-worker.ts'
import type { SandboxOutcome, SandboxReply, SandboxRequest, SandboxRun } from './javascript-messages.ts'

/** The engine's side of a running procedure. */
export interface SandboxHost {
  answer(request: SandboxRequest): Promise<SandboxReply>
}

/**
 * Each running procedure has a thread with a QuickJS module of its own (a nested CALL another one). Why a thread:
 * - QuickJS's frames are large when compiled with asyncify: on the main thread's stack of about 1 MB a procedure could call
 *   20 functions deep (measured, Node 20); a thread may have 256 MB, enough for thousands.
 * - A loop without end is ended by ending its thread; the engine itself never stands still.
 * - In its own thread the sandbox can simply wait for the answer to a statement, as the API of Snowflake is synchronous.
 */
const idle: Worker[] = []
/** Starting a thread takes about 50 ms, a run in a waiting one about 3 ms. */
const keptIdle = 2
const stackSizeMb = 256

interface WebAssemblyCompiler {
  compile(bytes: Uint8Array): Promise<unknown>
}
// The types of WebAssembly come with those of browsers, which we do not load.
const webAssembly = Reflect.get(globalThis, 'WebAssembly') as WebAssemblyCompiler

let compiled: Promise<unknown> | undefined

/** The module is compiled once; threads share it. */
async function quickjsModule(): Promise<unknown> {
  const path = createRequire(import.meta.url).resolve('@jitl/quickjs-wasmfile-release-asyncify/wasm')
  compiled ??= readFile(path).then((bytes) => webAssembly.compile(bytes))
  return compiled
}

async function takeWorker(): Promise<Worker> {
  const waiting = idle.pop()
  if (waiting !== undefined) {
    waiting.ref()
    return waiting
  }
  return startWorker(await quickjsModule())
}

function startWorker(module: unknown): Worker {
  const options = { workerData: module, resourceLimits: { stackSizeMb } }
  const source = entryModule('engine/procedures/javascript-worker')
  if (!runsFromSource()) return new Worker(source, options)
  // In development the sources are TypeScript, which Node 20 does not read by itself.
  const jiti = createRequire(import.meta.url).resolve('jiti')
  const start = `require(${JSON.stringify(jiti)}).createJiti(${JSON.stringify(source)}).import(${JSON.stringify(source)})`
  return new Worker(start, { ...options, eval: true, execArgv: [] })
}

function keep(worker: Worker): void {
  if (idle.length >= keptIdle) void worker.terminate()
  else {
    worker.unref()
    idle.push(worker)
  }
}

/** Runs one procedure in a sandbox. Gives undefined when the time limit passed; the sandbox is gone then. */
export async function runInSandbox(
  run: SandboxRun,
  host: SandboxHost,
  limitMilliseconds: number,
): Promise<SandboxOutcome | undefined> {
  const worker = await takeWorker()
  const ended = await converse(worker, run, host, limitMilliseconds)
  if (ended === undefined || (ended.kind === 'failed' && ended.broken)) await worker.terminate()
  else keep(worker)
  return ended
}

async function converse(
  worker: Worker,
  run: SandboxRun,
  host: SandboxHost,
  limitMilliseconds: number,
): Promise<SandboxOutcome | undefined> {
  const { port1: port, port2 } = new MessageChannel()
  const signal = new Int32Array(new SharedArrayBuffer(4))
  return new Promise((resolve, reject) => {
    let answering: Promise<void> = Promise.resolve()
    const end = (finish: () => void) => {
      clearTimeout(timer)
      worker.removeAllListeners('message').removeAllListeners('error').removeAllListeners('exit')
      port.close()
      // A statement that still runs is awaited: the session must not be used twice at a time.
      void answering.finally(finish)
    }
    // setTimeout takes 2^31 - 1 ms at most, 24 days; Snowflake's longest statement timeout is 7 days.
    const timer = setTimeout(() => {
      end(() => resolve(undefined))
    }, limitMilliseconds)
    worker.once('message', (outcome: SandboxOutcome) => {
      end(() => resolve(outcome))
    })
    worker.once('error', (error) => {
      end(() => reject(error))
    })
    worker.once('exit', () => {
      end(() => reject(new Error('Snowmelt bug: the sandbox ended without an outcome')))
    })
    port.on('message', (request: SandboxRequest) => {
      answering = host
        .answer(request)
        .then((reply) => {
          port.postMessage(reply)
          Atomics.store(signal, 0, 1)
          Atomics.notify(signal, 0)
        })
        .catch((error: unknown) => {
          // A bug of ours: the procedure cannot catch it, the CALL fails with it.
          end(() => {
            void worker.terminate()
            reject(error)
          })
        })
    })
    worker.postMessage({ run, port: port2, signal } satisfies RunMessage, [port2])
  })
}
