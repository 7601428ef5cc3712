import { stopwatch, VirtualClock } from '../../common/clock.ts'
import { SnowmeltError } from '../../common/errors.ts'
import type { FileInfo } from '../../lake/files.ts'
import type { ExternalTableRecord } from '../catalog/objects/external-table.ts'
import type { Services } from '../context.ts'
import type { Transaction } from '../storage/transaction.ts'
import type { Worker } from '../worker.ts'
import { changesOf, externalListing } from './external-refresh.ts'
import {
  externalTables,
  lockRegistry,
  registeredFiles,
  seenFiles,
  writeRegistry,
  writeSeen,
} from './external-registry.ts'

/** How often locations are listed although no event has told of a file, in milliseconds of real time. */
const listingInterval = 3000

/** While a virtual clock moves from one due time to the next: after how many seconds of real time locations are listed without a reason. */
const longestUnlisted = 1

/** Statements, by their words, that may put files into a stage or take them away. */
const writesFiles = /^(?:COPY|REMOVE|RM|PUT)\b/

/** Starts what keeps the lists of external tables with AUTO_REFRESH up to date, once its tables are there. */
export async function startExternalTables(services: Services): Promise<Worker> {
  await services.transact(async (transaction) => {
    for (const table of externalTables) await transaction.run(table)
  })
  return new ExternalTableWorker(services)
}

/**
 * AUTO_REFRESH: registers new and changed files, and removes those that are gone. What has happened to a location is the difference
 * between its listing and what was seen there at the pass before, which is kept in the account file: so an event that was lost is found by
 * the next listing, and what was there before the table, or was taken out by REMOVE FILES, does not come by itself, as no event tells of it.
 * https://docs.snowflake.com/en/user-guide/tables-external-auto
 *
 * Under a system clock a pass follows each event of the lake and, each few seconds, the clock; under a virtual clock whoever moves it
 * calls `drain`. A pass that nobody asked for takes a file only when an event has told that it came to rest, or when the pass before has
 * seen it with the same content: it may still be written.
 */
class ExternalTableWorker implements Worker {
  readonly #services: Services
  readonly #warned = new Set<string>()
  readonly #stop: () => void
  /** URLs that events have told of since the last pass began. */
  #arrived = new Set<string>()
  /** URL → etag, as the last pass has seen them. */
  #lastSeen = new Map<string, string>()
  #pass: Promise<void> = Promise.resolve()
  #waiting = false
  #closed = false
  #announced = true
  #sinceListed = stopwatch()

  constructor(services: Services) {
    this.#services = services
    const isLive = !(services.clock instanceof VirtualClock)
    const unwatch = isLive ? this.#watch() : () => undefined
    const timer = isLive ? setInterval(() => this.#inBackground(), listingInterval) : undefined
    timer?.unref()
    const unlisten = services.events.on('statementEnded', ({ statement }) => {
      if (writesFiles.test(statement)) this.#announced = true
    })
    this.#stop = () => {
      unwatch()
      unlisten()
      clearInterval(timer)
    }
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
    this.#stop()
    await this.#pass.catch(() => undefined)
  }

  #watch(): () => void {
    try {
      return this.#services.files.watch((url) => {
        this.#arrived.add(url)
        this.#inBackground()
      })
    } catch {
      // The lake cannot be watched, of which the pipes have told: listing finds the files.
      return () => undefined
    }
  }

  #inBackground(): void {
    if (this.#closed || this.#waiting) return
    void this.#enqueue(false).catch((error: unknown) => this.#warn(`External tables: ${reasonOf(error)}`))
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
    const lastSeen = this.#lastSeen
    this.#lastSeen = new Map()
    const isReady = ({ url, etag }: FileInfo) => all || arrived.has(url) || lastSeen.get(url) === etag
    for (const table of this.#services.catalog.all('EXTERNAL_TABLE'))
      if (table.autoRefresh) await this.#guarded(table, async () => this.#refresh(table, isReady))
  }

  async #guarded(table: ExternalTableRecord, work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      // A full disk is not the table's fault, and whoever asked for the pass must not take it for done.
      if (!(error instanceof SnowmeltError) || error.code === 'DISK_FULL') throw error
      this.#warn(`External table ${table.name}: ${error.message}`)
    }
  }

  async #refresh(table: ExternalTableRecord, isReady: (file: FileInfo) => boolean): Promise<void> {
    const listed = await externalListing(table, this.#services)
    for (const { url, etag } of listed) this.#lastSeen.set(url, etag)
    const seen = await this.#services.transact(async (transaction) => seenFiles(table, transaction))
    const changed = listed.filter((file) => seen.get(file.url) !== file.etag && isReady(file))
    const present = new Set(listed.map(({ url }) => url))
    const gone = [...seen.keys()].filter((url) => !present.has(url))
    if (changed.length === 0 && gone.length === 0) return
    // What is still being written stays as it was seen before.
    const waits = listed.filter((file) => seen.get(file.url) !== file.etag && !isReady(file))
    const kept = listed.flatMap((file) => {
      if (!waits.includes(file)) return [file]
      const etag = seen.get(file.url)
      return etag === undefined ? [] : [{ ...file, etag }]
    })
    await this.#services.transact(async (transaction) =>
      this.#write(table.id, { changed, gone, kept }, transaction),
    )
  }

  async #write(
    id: number,
    found: {
      readonly changed: readonly FileInfo[]
      readonly gone: readonly string[]
      readonly kept: readonly FileInfo[]
    },
    transaction: Transaction,
  ): Promise<void> {
    const { catalog, clock, storage } = this.#services
    const table = catalog.byId(id)
    if (table?.kind !== 'EXTERNAL_TABLE' || !table.autoRefresh) return
    await lockRegistry(table, transaction)
    const touched = new Set([...found.changed.map(({ url }) => url), ...found.gone])
    const known = (await registeredFiles(table, transaction)).filter(({ url }) => touched.has(url))
    const changes = changesOf(found.changed, known, clock.now())
    await writeRegistry(table, changes, clock.now(), { storage, transaction })
    await writeSeen(table, found.kept, transaction)
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
