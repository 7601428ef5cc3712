import { randomBytes, randomInt } from 'node:crypto'
import type { Account, Session } from '../account/account.ts'
import { SystemClock, VirtualClock, type Clock, type Instant } from '../common/clock.ts'
import { Events } from '../common/events.ts'
import type { Files } from '../lake/files.ts'
import type { Statement } from '../sql/statement/statement.ts'
import { openCatalog } from './catalog/account-catalog.ts'
import { Offsets } from './change/offsets.ts'
import { Streams } from './change/streams.ts'
import type { InternalSession, Services } from './context.ts'
import type { DuckConnection } from './duck/connection.ts'
import { openDuck, type OpenedDuck } from './duck/instance.ts'
import { installMacros } from './duck/macros/index.ts'
import { duck } from './duck/sql.ts'
import { parameterValue } from './session-parameters.ts'
import type { SessionState } from './session-state.ts'
import { relationProviders } from './session/providers.ts'
import { TransactionLog } from './session/transaction-log.ts'
import { EmbeddedSession, type BeginOptions, type SessionWorld } from './session/session.ts'
import { dropTemporary } from './statements/dropping.ts'
import { commit, runStatement } from './storage/attempts.ts'
import { openBookkeeping, saveClock } from './storage/bookkeeping.ts'
import { Checkpoints } from './storage/checkpoints.ts'
import { ConnectionPool } from './storage/connection-pool.ts'
import { DuckTransaction } from './storage/duck-transaction.ts'
import type { Heads } from './storage/heads.ts'
import { Locks } from './storage/locks.ts'
import { createOnce } from './storage/once.ts'
import { outbox, type Notification } from './storage/outbox.ts'
import { settleCounters } from './storage/sequence-marks.ts'
import type { Transaction } from './storage/transaction.ts'
import { versionedTables } from './storage/versioned-tables.ts'
import { widening, type Widen } from './storage/widening.ts'
import { startWorkers } from './workers.ts'
import type { Worker } from './worker.ts'

export type { Notification }

/** Where ids come from that need not be the same in two runs. */
export interface Ids {
  queryId(): string
  sessionId(): string
}

export interface AccountOptions {
  /** The account file, or `:memory:`. */
  readonly path: string
  readonly lake: Files
  /** By default the computer's clock. */
  readonly clock?: Clock
  readonly ids?: Ids
  /** Whether PUT and GET may use files of this machine: a command line's may, those of strangers not. */
  readonly localFiles?: boolean
  /** What sessions execute instead of the statement that was read from `text`: the same one, watched by a test. */
  readonly observe?: (statement: Statement, text: string) => Statement
}

/** An account in this process: what `Account` has, and what only who owns the account can do. */
export interface EmbeddedAccount extends Account {
  readonly services: Services
  openSession(): Promise<Session>
  /** Waits until pipes and tasks have nothing to do at the present time. */
  drain(): Promise<void>
  /** Moves a virtual clock by `milliseconds`, from one due time to the next, and does at each what is due. */
  advance(milliseconds: number, stop?: AbortSignal): Promise<void>
  /** The outbound messages of notification integrations, oldest first. */
  notifications(): Promise<readonly Notification[]>
}

/** Opens the account file at `path` (made when it is missing), or an account in memory. */
export async function openAccount(options: AccountOptions): Promise<EmbeddedAccount> {
  const path = options.path === ':memory:' ? {} : { path: options.path }
  const opened = await openDuck({ ...path, folders: options.lake.folders, prepare: installMacros })
  try {
    return await OpenAccount.open(opened, options)
  } catch (thrown) {
    await opened.close()
    throw thrown
  }
}

class OpenAccount implements EmbeddedAccount {
  readonly services: Services
  readonly #duck: OpenedDuck
  readonly #heads: Heads
  readonly #locks = new Locks()
  readonly #connections: ConnectionPool
  readonly #checkpoints: Checkpoints
  readonly #widen: Widen
  readonly #world: SessionWorld
  readonly #sessions = new Set<EmbeddedSession>()
  #workers: readonly Worker[] = []
  #closing: Promise<void> | undefined

  static async open(opened: OpenedDuck, options: AccountOptions): Promise<OpenAccount> {
    const connection = await opened.connect()
    await connection.run(duck`BEGIN TRANSACTION`)
    const { heads, latest } = await openBookkeeping(connection)
    await createOnce(connection)
    const clock = clockFrom(options.clock, latest)
    const catalog = await openCatalog(connection, clock.now())
    const offsets = await Offsets.open(connection)
    await connection.run(duck`COMMIT`)
    await settleCounters(connection, catalog.all('SEQUENCE'))
    connection.close()
    const streams = new Streams({ catalog, heads, offsets, clock })
    const account = new OpenAccount(opened, heads, options, { catalog, streams, clock, files: options.lake })
    await account.services.transact(async (transaction) => dropTemporary(account.services, transaction))
    account.#workers = await startWorkers(account.services)
    return account
  }

  private constructor(
    opened: OpenedDuck,
    heads: Heads,
    { ids = randomIds, observe, localFiles = false }: AccountOptions,
    parts: Pick<Services, 'catalog' | 'streams' | 'clock' | 'files'>,
  ) {
    this.#duck = opened
    this.#heads = heads
    this.#connections = new ConnectionPool(opened)
    this.#checkpoints = new Checkpoints(this.#connections, (message) => {
      this.services.events.emit('warning', { message })
    })
    const transact = async <T>(work: (transaction: Transaction) => Promise<T>) => await this.#transact(work)
    this.services = {
      ...parts,
      storage: versionedTables,
      heads,
      duck: opened,
      localFiles,
      events: new Events(),
      transact,
      internalSession: async (state) => this.#internalSession(state),
    }
    this.#widen = widening({ catalog: parts.catalog, transact })
    this.#world = {
      transactions: new TransactionLog(parts.clock),
      services: this.services,
      widen: this.#widen,
      providers: relationProviders,
      observe,
      beginTransaction: (state, options) => this.#begin(state, options),
      newQueryId: () => ids.queryId(),
      newSessionId: () => ids.sessionId(),
      defined: () => {
        this.#checkpoints.wanted()
      },
      ended: async (session) => {
        await this.#ended(session)
      },
    }
  }

  async openSession(): Promise<Session> {
    return this.#open({ role: 'ACCOUNTADMIN', warehouse: undefined, database: undefined, schema: undefined })
  }

  async drain(): Promise<void> {
    await this.#untilIdle(async (worker) => worker.drain())
  }

  async advance(milliseconds: number, stop?: AbortSignal): Promise<void> {
    const { clock } = this.services
    if (!(clock instanceof VirtualClock)) throw new Error('Snowmelt bug: only a virtual clock can be moved')
    const end = clock.now() + milliseconds
    await this.drain()
    const isStopped = () => stop?.aborted === true
    while (clock.now() < end && !isStopped()) {
      clock.moveTo(Math.min(end, this.#nextDue(clock.now())))
      await this.#untilIdle(async (worker) => worker.runDue())
    }
    await this.drain()
  }

  async notifications(): Promise<readonly Notification[]> {
    return await this.#transact(async (transaction) => await outbox(transaction))
  }

  async close(): Promise<void> {
    this.#closing ??= this.#close()
    await this.#closing
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close()
  }

  /** What one worker does may be work for another; each piece of work commits something. */
  async #untilIdle(work: (worker: Worker) => Promise<void>): Promise<void> {
    let before: number
    do {
      before = this.#heads.commit
      for (const worker of this.#workers) await work(worker)
    } while (this.#heads.commit !== before)
  }

  async #close(): Promise<void> {
    for (const worker of this.#workers) await worker.close()
    for (const session of Array.from(this.#sessions)) await session.close()
    const connection: DuckConnection = await this.#connections.acquire()
    await saveClock(connection, this.services.clock.now())
    this.#connections.release(connection)
    await this.#checkpoints.close()
    await this.#duck.close()
  }

  /** The first due time after the present one; what is due and was not done is not waited for. */
  #nextDue(now: Instant): Instant {
    const dues = this.#workers.map((worker) => worker.nextDue() ?? Infinity)
    return Math.min(...dues.filter((due) => due > now), Infinity)
  }

  #begin(state: SessionState | undefined, { explicit, reading, outer, mark }: BeginOptions): DuckTransaction {
    const world = { locks: this.#locks, heads: this.#heads, clock: this.services.clock }
    const transaction = new DuckTransaction(world, {
      connections: this.#connections,
      explicit: explicit === true,
      reading: reading === true,
      lockTimeout: () => Number(parameterValue(state?.parameters ?? new Map(), 'LOCK_TIMEOUT')),
      mark,
    })
    if (outer !== undefined) this.#locks.nest(outer, transaction)
    return transaction
  }

  async #transact<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const transaction = this.#begin(undefined, {})
    try {
      const result = await runStatement(transaction, this.#widen, async () => await work(transaction))
      await commit(transaction)
      return result
    } catch (thrown) {
      await transaction.rollback()
      throw thrown
    }
  }

  #open(start: Pick<SessionState, 'role' | 'warehouse' | 'database' | 'schema'>): EmbeddedSession {
    const state: SessionState = {
      id: this.#world.newSessionId(),
      user: 'SNOWMELT',
      ...start,
      parameters: new Map(),
      variables: new Map(),
    }
    const session = new EmbeddedSession(this.#world, state)
    this.#sessions.add(session)
    return session
  }

  #internalSession({ warehouse, ...start }: Parameters<Services['internalSession']>[0]): InternalSession {
    const session = this.#open({ ...start, warehouse })
    return {
      state: session.state,
      execute: async (sql, options) => (await session.execute(sql, options)) ?? nothingDone,
      close: async () => {
        await session.close()
      },
    }
  }

  async #ended(session: EmbeddedSession): Promise<void> {
    this.#sessions.delete(session)
    const { catalog } = this.services
    const hasTemporary = (['TABLE', 'VIEW', 'STAGE', 'FILE_FORMAT'] as const).some((kind) =>
      catalog.all(kind).some(({ sessionId }) => sessionId === session.id),
    )
    const hasDropped = catalog.dropped.everything().some(({ object }) => object.sessionId === session.id)
    if (hasTemporary || hasDropped)
      await this.#transact(async (transaction) => dropTemporary(this.services, transaction, session.id))
  }
}

/** What a statement gives that had run before. */
const nothingDone = { queryId: '', statement: '', columns: [], rows: [], rowCount: 0 }

/** Time never goes back in an account, whatever the clock that opens it says. */
function clockFrom(given: Clock | undefined, latest: Instant): Clock {
  const clock = given ?? new SystemClock()
  const behind = latest - clock.now()
  if (behind <= 0) return clock
  if (clock instanceof VirtualClock) clock.moveTo(latest)
  return clock instanceof SystemClock ? new SystemClock(behind) : clock
}

const randomIds: Ids = {
  // Snowflake's look like 01b2c3d4-0000-1234-0000-00000000abcd.
  queryId: () => `01${randomBytes(3).toString('hex')}-${hex(2)}-${hex(2)}-0000-${hex(6)}`,
  sessionId: () => String(randomInt(10 ** 12, 2 ** 47)),
}

function hex(bytes: number): string {
  return randomBytes(bytes).toString('hex')
}
