import { VirtualClock, type Instant } from '../../common/clock.ts'
import { purgeable, purgeHistory } from '../change/purge.ts'
import type { Services } from '../context.ts'
import { duck, integer } from '../duck/sql.ts'
import type { Worker } from '../worker.ts'
import { purgeDropped } from './dropping.ts'

const day = 86_400_000
/** How often a live account looks whether a day has passed, in milliseconds. */
const lookEvery = 60_000

/** Starts the removal of what is behind its retention period. */
export async function startPurging(services: Services): Promise<Worker> {
  const last = await services.transact(async (transaction) => {
    await transaction.run(duck`CREATE TABLE IF NOT EXISTS snowmelt.purged ("at" BIGINT)`)
    const [row] = await transaction.rows(duck`SELECT max("at") FROM snowmelt.purged`)
    const known = row?.[0]
    if (known !== null && known !== undefined) return Number(known)
    const now = services.clock.now()
    await transaction.run(duck`INSERT INTO snowmelt.purged VALUES (${integer(now)})`)
    return now
  })
  return new Purging(services, last + day)
}

/**
 * Once a day of the account's clock: drops for good what can no longer be restored, and deletes history that neither time travel nor
 * a stream can ask for, so that the account file does not grow without end. Whether something can still be asked for is never a
 * matter of when this runs: UNDROP and AT look at the times themselves. An account that is opened for moments only does it as it is closed.
 * https://docs.snowflake.com/en/user-guide/data-time-travel#data-retention-period
 */
class Purging implements Worker {
  readonly #services: Services
  readonly #timer: NodeJS.Timeout | undefined
  #next: Instant
  #running: Promise<void> = Promise.resolve()

  constructor(services: Services, next: Instant) {
    this.#services = services
    this.#next = next
    const isLive = !(services.clock instanceof VirtualClock)
    this.#timer = isLive ? setInterval(() => void this.#inTurn(), lookEvery) : undefined
    this.#timer?.unref()
  }

  async drain(): Promise<void> {
    await this.#inTurn()
  }

  async runDue(): Promise<void> {
    await this.#inTurn()
  }

  nextDue(): Instant {
    return this.#next
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    await this.#inTurn()
  }

  async #inTurn(): Promise<void> {
    const turn = this.#running.then(async () => {
      try {
        if (this.#services.clock.now() >= this.#next) await this.#purge()
      } catch (thrown) {
        this.#services.events.emit('warning', { message: `What is not kept any more: ${String(thrown)}` })
      }
    })
    this.#running = turn
    await turn
  }

  async #purge(): Promise<void> {
    const services = this.#services
    const { catalog, clock } = services
    const now = clock.now()
    this.#next = now + day
    for (const dropped of catalog.dropped.everything())
      if (dropped.keptUntil <= now)
        await services.transact(async (transaction) => purgeDropped(dropped, { ...services, transaction }))
    const found = await services.transact(async (transaction) => await purgeable(services, transaction))
    for (const each of found) await services.transact(async (transaction) => purgeHistory(each, transaction))
    await services.transact(async (transaction) => {
      await transaction.run(duck`UPDATE snowmelt.purged SET "at" = ${integer(now)}`)
    })
  }
}
