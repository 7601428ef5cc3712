import { stopwatch, VirtualClock } from '../../common/clock.ts'
import { SnowmeltError } from '../../common/errors.ts'
import type { FileInfo } from '../../lake/files.ts'
import type { CopyIntoTable } from '../../sql/statement/copy.ts'
import { parseStatement } from '../../sql/parse.ts'
import type { Catalog } from '../catalog/catalog.ts'
import type { PipeRecord } from '../catalog/objects/pipe.ts'
import type { Services } from '../context.ts'
import { putIntoOutbox } from '../storage/outbox.ts'
import type { Transaction } from '../storage/transaction.ts'
import type { Worker } from '../worker.ts'
import { copyFiles, resolveCopy } from './copy.ts'
import { fullName } from './ledger.ts'
import { clearQueue, isDue, isOverwritten, pipeListing, readMemory, type PipeMemory } from './pipe-files.ts'
import { failureNotification } from './pipe-notification.ts'
import { stateOf, valuesOf } from './pipe-session.ts'
import { loadTables } from './tables.ts'

/** Pipes without ON_ERROR skip a file that has an error. https://docs.snowflake.com/en/sql-reference/sql/create-pipe */
export const pipeOnError = 'SKIP_FILE'

/** Files that one transaction of a pipe takes. */
const filesPerLoad = 1000

/** How often stages are listed although no event has told of a file, in milliseconds of real time. */
const listingInterval = 3000

/** While a virtual clock moves from one due time to the next: after how many seconds of real time stages are listed without a reason. */
const longestUnlisted = 1

/** Statements, by their words, that may put files into a stage. */
const writesFiles = /^COPY\b/

/** Starts the loader of an account's pipes, once its tables are there. */
export async function startPipes(services: Services): Promise<Worker> {
  await services.transact(async (transaction) => {
    for (const table of loadTables) await transaction.run(table)
  })
  const worker = new PipeWorker(services)
  workers.set(services.catalog, worker)
  return worker
}

/** The loader of each account, to be woken by the statements that give it something to do. */
const workers = new WeakMap<Catalog, PipeWorker>()

/** Tells the loader that there is something to do: a pipe was made or resumed, or files were queued. */
export function wakePipes(catalog: Catalog): void {
  workers.get(catalog)?.wake()
}

/**
 * Loads the files of an account's pipes.
 *
 * A pipe is `idle` or `loading`; a pass goes over all pipes that are not paused: idle → loading when files are due, loading → idle when none
 * is left. What is due is decided by the listing of the stage and by what the pipe remembers (pipe-files.ts), never by an event: an event only
 * says when to look. So a file is loaded once however many events tell of it, and one whose event was lost is found by the next listing.
 * Rows, ledger, memory and notification of a load are one transaction: a process that is killed has done all of it or nothing.
 *
 * Under a system clock a pass follows each event of the lake and, each few seconds, the clock; under a virtual clock whoever moves it
 * calls `drain`. A pass that nobody asked for takes a file only when an event has told that it came to rest, or when the pass before has seen
 * it with the same content: it may still be written.
 */
class PipeWorker implements Worker {
  readonly #services: Services
  readonly #statements = new Map<number, { readonly text: string; readonly statement: CopyIntoTable }>()
  /** What each pipe remembers, read once: nobody else writes it. */
  readonly #memories = new Map<number, PipeMemory>()
  /** URLs that events have told of since the last pass began. */
  #arrived = new Set<string>()
  /** URL → etag, as the last pass has seen them. */
  #lastSeen = new Map<string, string>()
  readonly #warned = new Set<string>()
  readonly #unwatch: () => void
  readonly #timer: NodeJS.Timeout | undefined
  #pass: Promise<void> = Promise.resolve()
  /** Whether a pass waits that will see everything there is now. */
  #waiting = false
  #closed = false
  /** Whether there is a reason to list stages again. */
  #announced = true
  #sinceListed = stopwatch()

  constructor(services: Services) {
    this.#services = services
    const isLive = !(services.clock instanceof VirtualClock)
    const unwatch = isLive ? this.#watch() : () => undefined
    const unlisten = services.events.on('statementEnded', ({ statement }) => {
      if (writesFiles.test(statement)) this.#announced = true
    })
    this.#unwatch = () => {
      unwatch()
      unlisten()
    }
    this.#timer = isLive ? setInterval(() => this.#inBackground(false), listingInterval) : undefined
    this.#timer?.unref()
  }

  async drain(): Promise<void> {
    await this.#enqueue(true)
  }

  async runDue(): Promise<void> {
    if (this.#announced || this.#sinceListed.seconds() > longestUnlisted) await this.#enqueue(true)
  }

  nextDue(): undefined {
    return undefined
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#unwatch()
    clearInterval(this.#timer)
    await this.#pass.catch(() => undefined)
  }

  /** Under a virtual clock nothing happens by itself. */
  wake(): void {
    this.#announced = true
    this.#memories.clear()
    if (this.#timer !== undefined) this.#inBackground(true)
  }

  #watch(): () => void {
    try {
      return this.#services.files.watch((url) => {
        this.#arrived.add(url)
        this.#inBackground(false)
      })
    } catch (error) {
      this.#warn(`The lake cannot be watched, its files are found by listing alone: ${reasonOf(error)}`)
      return () => undefined
    }
  }

  #inBackground(all: boolean): void {
    // One pass that has not begun yet serves for all events until it does.
    if (this.#closed || this.#waiting) return
    void this.#enqueue(all).catch((error: unknown) =>
      this.#warn(`Pipes could not be run: ${reasonOf(error)}`),
    )
  }

  async #enqueue(all: boolean): Promise<void> {
    this.#waiting = true
    const before = this.#pass.catch(() => undefined)
    this.#pass = before.then(async () => {
      this.#waiting = false
      if (!this.#closed) await this.#run(all)
    })
    await this.#pass
  }

  async #run(all: boolean): Promise<void> {
    const arrived = this.#arrived
    this.#arrived = new Set()
    this.#announced = false
    this.#sinceListed = stopwatch()
    const byTable = new Map<string, PipeRecord[]>()
    const seen = new Map<string, string>()
    for (const pipe of this.#services.catalog.all('PIPE')) {
      if (pipe.paused) continue
      const target = await this.#target(pipe)
      if (target === undefined) continue
      byTable.set(target, [...(byTable.get(target) ?? []), pipe])
    }
    // Pipes of one table would wait for its lock; those of different tables run side by side.
    const tables = [...byTable.values()].map(async (pipes) => {
      for (const pipe of pipes)
        await this.#guarded(pipe, async () => this.#loadAll(pipe, all ? undefined : arrived, seen))
    })
    const ended = await Promise.allSettled(tables)
    this.#lastSeen = seen
    for (const end of ended) if (end.status === 'rejected') throw end.reason
  }

  /** The pipe's table, by which pipes are kept apart; undefined when its COPY has no meaning any more. */
  async #target(pipe: PipeRecord): Promise<string | undefined> {
    return this.#guarded(pipe, async () => fullName(this.#resolve(pipe).table))
  }

  async #guarded<T>(pipe: PipeRecord, work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work()
    } catch (error) {
      // A full disk is not the pipe's fault, and whoever asked for the pass must not take it for done.
      if (!(error instanceof SnowmeltError) || error.code === 'DISK_FULL') throw error
      this.#warn(`Pipe ${fullName(pipe)}: ${error.message}`)
      return undefined
    }
  }

  #resolve(pipe: PipeRecord): ReturnType<typeof resolveCopy> {
    return resolveCopy(this.#statement(pipe), this.#services, stateOf(pipe), pipeOnError)
  }

  /** One tree for each pipe: a load that is tried again is recognised by it. */
  #statement(pipe: PipeRecord): CopyIntoTable {
    const known = this.#statements.get(pipe.id)
    if (known?.text === pipe.copy) return known.statement
    const statement = parseStatement(pipe.copy)
    if (statement.kind !== 'CopyIntoTable') throw new Error(`Snowmelt bug: pipe ${pipe.name} does not copy`)
    this.#statements.set(pipe.id, { text: pipe.copy, statement })
    return statement
  }

  /** `arrived`: the files that came to rest; undefined: whatever there is. */
  async #loadAll(
    pipe: PipeRecord,
    arrived: ReadonlySet<string> | undefined,
    seen: Map<string, string>,
  ): Promise<void> {
    const { files, clock } = this.#services
    const listed = await pipeListing(files, this.#resolve(pipe))
    for (const { url, etag } of listed) seen.set(url, etag)
    const memory = this.#memories.get(pipe.id) ?? (await this.#remember(pipe))
    for (const file of listed) {
      if (!isOverwritten(file, memory)) continue
      this.#warnOverwritten(pipe, file)
      // It becomes due by the clock alone, 14 days after it was loaded.
      this.#announced = true
    }
    const isReady = ({ url, etag }: FileInfo) =>
      arrived === undefined || arrived.has(url) || memory.queued.has(url) || this.#lastSeen.get(url) === etag
    const due = listed.filter((file) => isReady(file) && isDue(file, pipe, memory, clock.now()))
    if (due.length === 0 && memory.queued.size === 0) return
    try {
      for (let at = 0; at < due.length || at === 0; at += filesPerLoad) {
        const last = at + filesPerLoad >= due.length
        await this.#load(pipe, due.slice(at, at + filesPerLoad), last)
      }
    } finally {
      this.#memories.delete(pipe.id)
    }
  }

  async #remember(pipe: PipeRecord): Promise<PipeMemory> {
    const memory = await this.#services.transact(async (transaction) => readMemory(transaction, pipe))
    this.#memories.set(pipe.id, memory)
    return memory
  }

  async #load(pipe: PipeRecord, files: readonly FileInfo[], last: boolean): Promise<void> {
    await this.#services.transact(async (transaction) => this.#loadIn(transaction, pipe.id, files, last))
  }

  /** In the transaction, under the lock of the table: what the pipe is and remembers is looked at again. */
  async #loadIn(
    transaction: Transaction,
    id: number,
    files: readonly FileInfo[],
    last: boolean,
  ): Promise<void> {
    const services = this.#services
    const pipe = services.catalog.byId(id)
    if (pipe?.kind !== 'PIPE' || pipe.paused) return
    const copy = this.#resolve(pipe)
    await transaction.write(copy.table)
    const memory = await readMemory(transaction, pipe)
    const now = services.clock.now()
    const due = files.filter((file) => isDue(file, pipe, memory, now))
    const world = {
      services,
      state: stateOf(pipe),
      session: valuesOf(pipe, services.clock),
      transaction,
      text: pipe.copy,
    }
    const loads = await copyFiles(copy, due, world, pipe)
    if (last && memory.queued.size > 0) await clearQueue(transaction, pipe)
    const notification = failureNotification(pipe, copy, loads, now)
    if (notification !== undefined) await putIntoOutbox(transaction, services.events, notification)
  }

  #warnOverwritten(pipe: PipeRecord, file: FileInfo): void {
    this.#warn(
      `Pipe ${fullName(pipe)} has loaded ${file.url}, which has changed since. As in Snowflake, a pipe does not load a file of the same name again within 14 days.`,
    )
  }

  /** Each warning once, however often a pass meets its cause. */
  #warn(message: string): void {
    if (this.#warned.has(message)) return
    this.#warned.add(message)
    this.#services.events.emit('warning', { message })
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
