import { VirtualClock } from '../../../../src/common/clock.ts'
import { openCatalog } from '../../../../src/engine/catalog/account-catalog.ts'
import type { Catalog } from '../../../../src/engine/catalog/catalog.ts'
import type { TableColumn, TableRecord } from '../../../../src/engine/catalog/objects/table.ts'
import { openDuck } from '../../../../src/engine/duck/instance.ts'
import type { Duck } from '../../../../src/engine/duck/connection.ts'
import { commit, runStatement } from '../../../../src/engine/storage/attempts.ts'
import { openBookkeeping } from '../../../../src/engine/storage/bookkeeping.ts'
import { ConnectionPool } from '../../../../src/engine/storage/connection-pool.ts'
import { DuckTransaction } from '../../../../src/engine/storage/duck-transaction.ts'
import type { Heads } from '../../../../src/engine/storage/heads.ts'
import { Locks } from '../../../../src/engine/storage/locks.ts'
import type { Transaction } from '../../../../src/engine/storage/transaction.ts'
import { versionedTables as storage } from '../../../../src/engine/storage/versioned-tables.ts'
import { widening, type Widen } from '../../../../src/engine/storage/widening.ts'
import type { ValueType } from '../../../../src/engine/types/data-type.ts'

/** Storage on a DuckDB in memory, without sessions. */
export class Fixture {
  readonly duck: Duck
  readonly heads: Heads
  readonly catalog: Catalog
  readonly clock: VirtualClock
  readonly locks = new Locks()
  readonly #connections: ConnectionPool
  readonly widen: Widen

  static async open(): Promise<Fixture> {
    const duck = await openDuck({ folders: [] })
    const connection = await duck.connect()
    const { heads } = await openBookkeeping(connection)
    const clock = new VirtualClock(1_000_000)
    const catalog = await openCatalog(connection, clock.now())
    connection.close()
    return new Fixture(duck, heads, catalog, clock)
  }

  private constructor(duck: Duck, heads: Heads, catalog: Catalog, clock: VirtualClock) {
    this.duck = duck
    this.heads = heads
    this.catalog = catalog
    this.clock = clock
    this.#connections = new ConnectionPool(duck)
    this.widen = widening({ catalog, transact: async (work) => await this.alone(work) })
  }

  begin(explicit = true, lockTimeout = 60): DuckTransaction {
    const world = { locks: this.locks, heads: this.heads, clock: this.clock }
    return new DuckTransaction(world, {
      connections: this.#connections,
      explicit,
      lockTimeout: () => lockTimeout,
    })
  }

  /** One statement of an open transaction. */
  async statement<T>(
    transaction: DuckTransaction,
    work: (transaction: Transaction) => Promise<T>,
  ): Promise<T> {
    return await runStatement(transaction, this.widen, async () => await work(transaction))
  }

  /** One statement in a transaction of its own. */
  async alone<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const transaction = this.begin(false)
    try {
      const result = await this.statement(transaction, work)
      await commit(transaction)
      return result
    } catch (thrown) {
      await transaction.rollback()
      throw thrown
    }
  }

  /** A table with the columns given as `name: type`, made and committed. */
  async table(name: string, columns: Readonly<Record<string, ValueType>>): Promise<TableRecord> {
    const table: TableRecord = {
      kind: 'TABLE',
      id: this.catalog.nextId(),
      name,
      database: 'DB',
      schema: 'PUBLIC',
      owner: '',
      createdOn: this.clock.now(),
      comment: '',
      persistence: 'PERMANENT',
      columns: Object.entries(columns).map(([column, type]) => columnOf(column, type)),
      constraints: [],
      clusterBy: '',
      retentionDays: 1,
      changeTracking: false,
      options: {},
    }
    await this.alone(async (transaction) => {
      await storage.create(transaction, table)
      await this.catalog.put(transaction, table)
    })
    return table
  }

  /** The record as the catalog has it now. */
  current(table: TableRecord): TableRecord {
    const record = this.catalog.byId(table.id)
    if (record?.kind !== 'TABLE') throw new Error('no such table')
    return record
  }
}

export const integer: ValueType = { kind: 'NUMBER', precision: 38, scale: 0, form: 'BIGINT' }
export const text: ValueType = { kind: 'VARCHAR', length: 16_777_216 }

function columnOf(name: string, type: ValueType): TableColumn {
  return { name, physical: name, type, nullable: true, primaryKey: false, uniqueKey: false }
}
