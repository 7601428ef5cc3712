import type { Clock, Instant } from '../../common/clock.ts'
import type { TableRecord } from '../catalog/objects/table.ts'
import type { SeenStream } from '../change/streams.ts'
import type { DuckConnection } from '../duck/connection.ts'
import { NoTransaction } from '../duck/errors.ts'
import { duck, ident, integer, join, text, type Sql } from '../duck/sql.ts'
import { drawn, isVolatile } from './steady.ts'
import { failure } from '../../common/errors.ts'
import type { Heads, Written } from './heads.ts'
import { reversion } from './physical.ts'
import type { LockKey, Locks } from './locks.ts'
import { countersIn, mark } from './sequence-marks.ts'
import { StaleSnapshot } from './signals.ts'
import type { TextRow, Transaction, Versioned } from './transaction.ts'

/** What transactions of one account share. */
export interface TransactionWorld {
  readonly locks: Locks
  readonly heads: Heads
  readonly clock: Clock
}

export interface TransactionOptions {
  readonly connections: Connections
  readonly explicit: boolean
  /** It is expected to read only: what it reads before it writes, if ever, needs no BEGIN, which saves a third of a small query's time. */
  readonly reading?: boolean
  /** LOCK_TIMEOUT in seconds, asked whenever a lock is wanted. */
  readonly lockTimeout: () => number
  /** What it writes at COMMIT, whatever becomes of its statements. */
  readonly mark?: Mark | undefined
}

/** SQL that tells of a commit, and what is to be called once it is written. */
export interface Mark {
  readonly sql: Sql
  readonly written: () => void
}

/** Lends connections: a transaction has one from its first SQL to its end. */
export interface Connections {
  acquire(): Promise<DuckConnection>
  release(connection: DuckConnection): void
}

/** What one statement has done so far; undone as a whole when it fails. */
interface StatementWork {
  readonly sql: Sql[]
  /** What goes along with COMMIT. */
  readonly last: Sql[]
  readonly temporary: string[]
  /** What was written, by id, with the version that its rows got. */
  readonly written: Map<number, { readonly object: Versioned; readonly version: bigint }>
  readonly commits: (() => void)[]
  readonly rollbacks: (() => void)[]
  /** The ids of the statements that this is the work of. */
  readonly queryIds: string[]
  /** The tables that were read, by id; only of an explicit transaction. */
  readonly reads: Set<number>
  /** The sequences of DuckDB that values were taken of; only of an explicit transaction. */
  readonly counters: Set<string>
}

/**
 * A transaction on DuckDB, which has no savepoints and gives up the whole transaction when one statement fails.
 *
 * Modes: `idle`: DuckDB knows of nothing; the next SQL begins a DuckDB transaction, and first runs again the statements of
 * `#journal`. `open`: DuckDB's transaction has the journal and the present statement's work in it. `broken`: DuckDB has
 * failed, or our work is no longer wanted. `ended`: committed or rolled back.
 *
 * idle → open (first SQL); open → broken (an error); open, broken → idle (`undoStatement`; the journal is run again at the next
 * SQL, on a fresh snapshot, under the locks that are still held); any → ended (`commit`, `rollback`).
 */
export class DuckTransaction implements Transaction {
  readonly explicit: boolean
  readonly id: string
  readonly seen = new Map<number, SeenStream>()
  readonly #world: TransactionWorld
  readonly #connections: Connections
  #borrowed: DuckConnection | undefined
  readonly #lockTimeout: () => number
  readonly #reading: boolean
  #mode: 'idle' | 'open' | 'broken' | 'ended' = 'idle'
  /** The commit that the snapshot has for certain. */
  #snapshot = 0
  #start: number
  #seenBefore: ReadonlyMap<number, SeenStream> = new Map()
  readonly #journal: Sql[] = []
  /** The tables that the journal's statements read. */
  readonly #journalReads = new Set<number>()
  /** The latest commit when the present statement began. */
  #statementStart = 0
  #inStatement = false
  /** The locks taken and, until it is had, the one waited for. */
  readonly #locks = new Map<LockKey, { acquired: Instant | undefined; readonly queryId: string }>()
  readonly #done = work()
  #now = work()
  #names = 0
  #turn: Promise<unknown> = Promise.resolve()
  #interrupted: Error | undefined

  constructor(world: TransactionWorld, options: TransactionOptions) {
    this.#world = world
    this.#connections = options.connections
    this.#lockTimeout = options.lockTimeout
    this.#reading = options.reading === true
    this.explicit = options.explicit
    if (options.mark !== undefined) {
      this.#done.last.push(options.mark.sql)
      this.#done.commits.push(options.mark.written)
    }
    this.id = world.heads.transactionId(world.clock.now())
    this.#start = world.heads.enter()
  }

  get start(): number {
    return this.#start
  }

  /** What the present statement writes. */
  get writing(): readonly number[] {
    return [...this.#now.written.keys()]
  }

  async write(object: Versioned): Promise<bigint> {
    await this.lock(object.id, object.name)
    this.reads(object.id)
    return this.#versionFor(object)
  }

  append(table: TableRecord): bigint {
    return this.#versionFor(table)
  }

  moved(from: TableRecord, to?: TableRecord): void {
    if (to === undefined) this.#now.written.delete(from.id)
    else this.#now.written.set(from.id, { object: to, version: this.#versionFor(from) })
  }

  #versionFor(object: Versioned): bigint {
    const known = this.#now.written.get(object.id) ?? this.#done.written.get(object.id)
    const entry = known ?? { object, version: this.#world.heads.nextVersion() }
    this.#now.written.set(object.id, entry)
    return entry.version
  }

  reads(tableId: number): void {
    if (!this.explicit) return
    this.#now.reads.add(tableId)
    const last = this.#world.heads.lastCommit(tableId)
    const isStale = this.#inStatement && last > this.#snapshot && last <= this.#statementStart
    if (isStale && this.#mode === 'open' && this.#isReplayable())
      throw new StaleSnapshot('a table was changed by another transaction')
  }

  /** Whether the journal does the same on a fresh snapshot: nobody else has changed what it read. */
  #isReplayable(): boolean {
    for (const id of this.#journalReads) if (this.#world.heads.lastCommit(id) > this.#snapshot) return false
    return true
  }

  /** The tables that are locked or waited for. */
  locksTaken(): readonly {
    readonly key: LockKey
    readonly acquiredOn: Instant | undefined
    readonly queryId: string
  }[] {
    return [...this.#locks].map(([key, { acquired, queryId }]) => ({ key, acquiredOn: acquired, queryId }))
  }

  async lock(key: LockKey, name: string): Promise<void> {
    const { locks, clock } = this.#world
    if (locks.holds(this, key)) return
    const entry: { acquired: Instant | undefined; readonly queryId: string } = {
      acquired: undefined,
      queryId: this.#now.queryIds.at(-1) ?? '',
    }
    this.#locks.set(key, entry)
    try {
      await locks.acquire(this, key, name, this.#lockTimeout())
    } catch (thrown) {
      this.#locks.delete(key)
      throw thrown
    }
    entry.acquired = clock.now()
    // Whether we had to wait or not: the snapshot may be older than what the last holder committed.
    const stale =
      typeof key === 'number' && this.#mode !== 'idle' && this.#world.heads.lastCommit(key) > this.#snapshot
    if (stale) throw new StaleSnapshot(`${name} was changed by another transaction`)
  }

  async run(sql: Sql): Promise<number> {
    this.#now.sql.push(sql)
    this.#noteCounters(sql)
    return await this.#attempt(async () => {
      const begin = await this.#begin()
      return await (await this.#connection()).run(begin === undefined ? sql : duck`${begin}; ${sql}`)
    })
  }

  async rows(sql: Sql): Promise<readonly TextRow[]> {
    this.#noteCounters(sql)
    return await this.#attempt(async () => {
      if (this.#mode === 'idle' && this.#reading) return await (await this.#connection()).rows(sql)
      const begin = await this.#begin()
      return await (await this.#connection()).rows(begin === undefined ? sql : duck`${begin}; ${sql}`)
    })
  }

  async steady(rows: Sql): Promise<Sql> {
    if (!this.explicit || !isVolatile(rows)) return rows
    this.#noteCounters(rows)
    return await this.#attempt(async () => {
      const begin = await this.#begin()
      const connection = await this.#connection()
      if (begin !== undefined) await connection.run(begin)
      return await drawn(connection, rows)
    })
  }

  #noteCounters(sql: Sql): void {
    if (this.explicit) for (const name of countersIn(sql)) this.#now.counters.add(name)
  }

  /** What the statement has drawn from sequences must not come again, even if the transaction never commits. */
  async #markCounters(): Promise<void> {
    const { counters } = this.#now
    if (counters.size === 0) return
    const connection = await this.#connections.acquire()
    try {
      await mark(connection, counters)
    } finally {
      this.#connections.release(connection)
    }
  }

  /** Tells which statement the present work is of, so that time travel finds the moment when it was done. */
  noteStatement(queryId: string): void {
    this.#now.queryIds.push(queryId)
  }

  #noteMoment(): void {
    const { heads, clock } = this.#world
    heads.moments.note(this.#done.queryIds, { commit: heads.commit, wrote: false, at: clock.now() })
  }

  /** Makes the present statement fail with `reason`, now or at its next SQL. */
  interrupt(reason: Error): void {
    this.#interrupted = reason
    this.#borrowed?.interrupt()
  }

  atCommit(sql: Sql): void {
    this.#now.last.push(sql)
  }

  temporaryName(stem: string): string {
    this.#names += 1
    const name = `${stem}~${this.#names}`
    this.#now.temporary.push(name)
    return name
  }

  onCommit(publish: () => void): void {
    this.#now.commits.push(publish)
  }

  onRollback(undo: () => void): void {
    this.#now.rollbacks.push(undo)
  }

  /**
   * To be called before each statement of an explicit transaction. Snowflake's statements see what was committed
   * before they began (READ COMMITTED), so a transaction that has written nothing yet starts each on a fresh snapshot.
   * https://docs.snowflake.com/en/sql-reference/transactions#read-committed-isolation
   */
  async beginStatement(): Promise<void> {
    this.#seenBefore = new Map(this.seen)
    this.#statementStart = this.#world.heads.commit
    this.#inStatement = true
    if (!this.explicit && this.#journal.length === 0) {
      // Run again after waiting for a lock, a statement of its own sees what was committed meanwhile.
      this.#world.heads.leave(this.#start)
      this.#start = this.#world.heads.enter()
    }
    if (this.#mode !== 'open' || this.#journal.length > 0) return
    if (this.#world.heads.commit === this.#snapshot) return
    await this.#abandon()
  }

  /** The statement succeeded: its work belongs to the transaction now. */
  async endStatement(): Promise<void> {
    await this.#dropTemporary()
    await this.#markCounters()
    this.#inStatement = false
    this.#journal.push(...this.#now.sql)
    if (this.#now.sql.length > 0) for (const id of this.#now.reads) this.#journalReads.add(id)
    this.#done.last.push(...this.#now.last)
    for (const [id, entry] of this.#now.written) this.#done.written.set(id, entry)
    this.#done.commits.push(...this.#now.commits)
    this.#done.rollbacks.push(...this.#now.rollbacks)
    this.#done.queryIds.push(...this.#now.queryIds)
    this.#now = work()
  }

  /** In one piece; of a statement that is a transaction by itself, along with COMMIT. */
  async #dropTemporary(): Promise<void> {
    const { temporary } = this.#now
    if (temporary.length === 0) return
    const drops = temporary.map((name) => duck`DROP TABLE IF EXISTS temp.main.${ident(name)}`)
    if (this.explicit) await this.run(join(drops, '; '))
    else this.atCommit(join(drops, '; '))
  }

  /**
   * The statement failed: undoes what it did, and only that. Locks stay until the transaction ends. With `refresh` the next
   * statement gets a fresh snapshot in any case.
   */
  async undoStatement(refresh = false): Promise<void> {
    const undone = this.#now
    this.#inStatement = false
    this.#now = work()
    this.#interrupted = undefined
    for (const undo of undone.rollbacks.toReversed()) undo()
    this.seen.clear()
    for (const [id, stream] of this.#seenBefore) this.seen.set(id, stream)
    if (this.#mode === 'broken' || (this.#mode === 'open' && (refresh || undone.sql.length > 0)))
      await this.#abandon()
  }

  async commit(): Promise<void> {
    // The COMMIT itself is one of the transaction's statements.
    this.#done.queryIds.push(...this.#now.queryIds.splice(0))
    if (this.#mode === 'idle' && this.#journal.length > 0)
      await this.#attempt(async () => await this.#replayAll())
    if (this.#mode === 'open' || this.#done.last.length > 0) {
      if (this.#journal.length === 0 && this.#done.last.length === 0) {
        await this.#attempt(async () => (await this.#connection()).run(duck`COMMIT`))
        this.#noteMoment()
      } else
        await this.#world.heads.line.inTurn(
          async () => await this.#attempt(async () => await this.#commitWritten()),
        )
    } else this.#noteMoment()
    this.#mode = 'ended'
    this.#release()
    for (const publish of this.#done.commits) publish()
  }

  async rollback(): Promise<void> {
    if (this.#mode === 'ended') return
    for (const undo of [...this.#done.rollbacks, ...this.#now.rollbacks].toReversed()) undo()
    if (this.#mode !== 'idle') await this.#abandon()
    this.#mode = 'ended'
    this.#release()
  }

  /** The BEGIN to send along with the next SQL (which saves a round trip), when there is nothing to replay. */
  async #begin(): Promise<Sql | undefined> {
    if (this.#mode === 'open') return undefined
    if (this.#mode !== 'idle') throw new Error(`Snowmelt bug: SQL in a transaction that is ${this.#mode}`)
    if (this.#journal.length > 0) {
      await this.#replayAll()
      return undefined
    }
    this.#open()
    return duck`BEGIN TRANSACTION`
  }

  #open(): void {
    this.#snapshot = this.#world.heads.commit
    this.#mode = 'open'
  }

  async #replayAll(): Promise<void> {
    this.#open()
    try {
      const connection = await this.#connection()
      await connection.run(duck`BEGIN TRANSACTION`)
      for (const sql of this.#journal) await connection.run(sql)
    } catch (thrown) {
      this.#mode = 'broken'
      const reason = thrown instanceof Error ? thrown.message : String(thrown)
      throw failure('TRANSACTION_LOST', { reason }, undefined, thrown)
    }
  }

  /** One piece of SQL after the other, also when an executor asks for several at once. */
  async #attempt<T>(act: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(async () => await this.#attemptNow(act))
    this.#turn = turn.catch(() => undefined)
    return await turn
  }

  async #attemptNow<T>(act: () => Promise<T>): Promise<T> {
    try {
      if (this.#interrupted !== undefined) throw this.#interrupted
      return await act()
    } catch (thrown) {
      if (this.#mode === 'open') this.#mode = 'broken'
      throw this.#interrupted ?? thrown
    }
  }

  async #abandon(): Promise<void> {
    this.#mode = 'idle'
    try {
      await (await this.#connection()).run(duck`ROLLBACK`)
    } catch (thrown) {
      if (!(thrown instanceof NoTransaction)) throw thrown
    }
  }

  /** Versions of a table rise in the order of commits: rows that were overtaken by another transaction's get a higher one. */
  async #commitWritten(): Promise<void> {
    const { heads, clock } = this.#world
    const written: Written[] = []
    const begin = await this.#begin()
    const statements: Sql[] = [...(begin === undefined ? [] : [begin]), ...this.#done.last]
    for (const [id, { object, version }] of this.#done.written) {
      const overtaken = heads.at(id) > version
      const final = overtaken ? heads.nextVersion() : version
      if (overtaken && object.kind === 'TABLE') statements.push(reversion(object, version, final))
      written.push({ id, version: final })
    }
    if (written.length > 0)
      statements.push(insertVersions(written, clock.now(), heads.commit + 1, this.#done.queryIds))
    await (await this.#connection()).run(join([...statements, duck`COMMIT`], '; '))
    heads.publish(written)
    const moment = { commit: heads.commit, wrote: written.length > 0, at: clock.now() }
    heads.moments.note(this.#done.queryIds, moment)
  }

  async #connection(): Promise<DuckConnection> {
    this.#borrowed ??= await this.#connections.acquire()
    return this.#borrowed
  }

  #release(): void {
    if (this.#borrowed !== undefined) this.#connections.release(this.#borrowed)
    this.#borrowed = undefined
    this.#world.heads.leave(this.#start)
    this.#world.locks.release(this)
  }
}

function insertVersions(
  written: readonly Written[],
  now: Instant,
  commit: number,
  queryIds: readonly string[],
): Sql {
  const rows = written.map(({ id, version }, index) => {
    const ids = index === 0 && queryIds.length > 0 ? text(queryIds.join(' ')) : duck`NULL`
    return duck`(${integer(id)}, ${integer(version)}, ${integer(now)}, ${integer(commit)}, ${ids})`
  })
  return duck`INSERT INTO snowmelt.table_version VALUES ${join(rows)}`
}

function work(): StatementWork {
  return {
    sql: [],
    last: [],
    temporary: [],
    written: new Map(),
    commits: [],
    rollbacks: [],
    queryIds: [],
    reads: new Set(),
    counters: new Set(),
  }
}
