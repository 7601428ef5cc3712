import { VirtualClock } from '../../common/clock.ts'
import type { StageRecord } from '../catalog/objects/stage.ts'
import type { Services } from '../context.ts'
import type { Worker } from '../worker.ts'
import { refreshDirectory } from './directory.ts'
import { locationOfStage } from './location.ts'

/** How long the files of one upload are waited for, so that they are registered together. */
const quiet = 200
/** Events may be missed: this often all stages are listed. */
const listingInterval = 60_000

/**
 * Keeps the directory tables of external stages with AUTO_REFRESH = TRUE up to date: after events of the lake and now and then under a
 * system clock, whenever it is asked under a virtual one.
 * https://docs.snowflake.com/en/user-guide/data-load-dirtables-auto
 */
export async function startDirectories(services: Services): Promise<Worker> {
  return new DirectoryWorker(services)
}

class DirectoryWorker implements Worker {
  readonly #services: Services
  readonly #unwatch: () => void
  readonly #timer: NodeJS.Timeout | undefined
  #soon: NodeJS.Timeout | undefined
  #pass: Promise<void> = Promise.resolve()
  #closed = false
  readonly #warned = new Set<string>()

  constructor(services: Services) {
    this.#services = services
    const isLive = !(services.clock instanceof VirtualClock)
    this.#unwatch = isLive ? this.#watch() : () => undefined
    this.#timer = isLive ? setInterval(() => this.#inBackground(), listingInterval) : undefined
    this.#timer?.unref()
  }

  async drain(): Promise<void> {
    await this.#enqueue()
  }

  async runDue(): Promise<void> {
    await this.#enqueue()
  }

  nextDue(): undefined {
    return undefined
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#unwatch()
    clearInterval(this.#timer)
    clearTimeout(this.#soon)
    await this.#pass.catch(() => undefined)
  }

  #watch(): () => void {
    try {
      return this.#services.files.watch((url) => {
        if (!this.#stages().some((stage) => this.#covers(stage, url))) return
        clearTimeout(this.#soon)
        this.#soon = setTimeout(() => this.#inBackground(), quiet)
      })
    } catch {
      // The lake cannot be watched, of which the pipes have told: listing finds the files.
      return () => undefined
    }
  }

  #covers(stage: StageRecord, url: string): boolean {
    try {
      return url.startsWith(locationOfStage(stage, this.#services.catalog).root)
    } catch {
      return false
    }
  }

  #stages(): readonly StageRecord[] {
    const stages = this.#services.catalog.all('STAGE')
    return stages.filter(
      ({ url, directory }) => url !== undefined && directory.enable && directory.autoRefresh,
    )
  }

  #inBackground(): void {
    if (!this.#closed) void this.#enqueue().catch((error: unknown) => this.#warn('all stages', error))
  }

  async #enqueue(): Promise<void> {
    const before = this.#pass.catch(() => undefined)
    this.#pass = before.then(async () => {
      for (const stage of this.#closed ? [] : this.#stages()) await this.#refresh(stage)
    })
    await this.#pass
  }

  async #refresh(stage: StageRecord): Promise<void> {
    try {
      await this.#services.transact(async (transaction) => {
        await refreshDirectory(stage, '', { ...this.#services, transaction, values: { account: 'SNOWMELT' } })
      })
      this.#warned.delete(stage.name)
    } catch (error) {
      this.#warn(stage.name, error)
    }
  }

  /** Once for each stage until it goes well again. */
  #warn(stage: string, error: unknown): void {
    if (this.#warned.has(stage)) return
    this.#warned.add(stage)
    const reason = error instanceof Error ? error.message : String(error)
    this.#services.events.emit('warning', {
      message: `The directory of ${stage} could not be refreshed: ${reason}`,
    })
  }
}
