import { VirtualClock } from '../../../../src/common/clock.ts'
import { openCatalog } from '../../../../src/engine/catalog/account-catalog.ts'
import type { Catalog } from '../../../../src/engine/catalog/catalog.ts'
import type { CatalogObject } from '../../../../src/engine/catalog/objects/index.ts'
import type { DuckConnection } from '../../../../src/engine/duck/connection.ts'
import { openDuck } from '../../../../src/engine/duck/instance.ts'
import { ConnectionPool } from '../../../../src/engine/storage/connection-pool.ts'
import { DuckTransaction } from '../../../../src/engine/storage/duck-transaction.ts'
import { openBookkeeping } from '../../../../src/engine/storage/bookkeeping.ts'
import { CommitLine } from '../../../../src/engine/storage/commit-line.ts'
import { Locks } from '../../../../src/engine/storage/locks.ts'
import type { Transaction } from '../../../../src/engine/storage/transaction.ts'
import type { ObjectName } from '../../../../src/sql/expression/name.ts'

/** A catalog on a DuckDB in memory. */
export interface CatalogWorld {
  readonly catalog: Catalog
  readonly connection: DuckConnection
  begin(): DuckTransaction
  transact<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>
  /** The catalog as another process would read it from the file. */
  reopen(): Promise<Catalog>
  put(...records: readonly CatalogObject[]): Promise<void>
}

export async function openWorld(): Promise<CatalogWorld> {
  const opened = await openDuck({ folders: [] })
  const connection = await opened.connect()
  const { heads } = await openBookkeeping(connection)
  const catalog = await openCatalog(connection, 0)
  const world = { locks: new Locks(), heads, commits: new CommitLine(), clock: new VirtualClock(0) }
  const connections = new ConnectionPool(opened)
  const begin = (): DuckTransaction =>
    new DuckTransaction(world, { connections, explicit: false, lockTimeout: () => 1 })
  const transact = async <T>(work: (transaction: Transaction) => Promise<T>): Promise<T> => {
    const transaction = begin()
    const result = await work(transaction)
    await transaction.endStatement()
    await transaction.commit()
    return result
  }
  return {
    catalog,
    connection,
    begin,
    transact,
    reopen: async () => await openCatalog(connection, 0),
    put: async (...records) => {
      await transact(async (transaction) => {
        for (const record of records) await catalog.put(transaction, record)
      })
    },
  }
}

/** A name as it stands in SQL. */
export function nameOf(written: string): ObjectName {
  const span = { start: 0, end: written.length }
  const parts = written.split('.').map((part) => {
    const quoted = part.startsWith('"')
    return { text: quoted ? part.slice(1, -1) : part.toUpperCase(), quoted, span }
  })
  return { kind: 'Name', parts, span }
}

/** A database with its PUBLIC schema, with fixed ids far from those that the catalog gives. */
export function databaseRecords(name: string, id: number): readonly CatalogObject[] {
  const common = {
    schema: '',
    owner: 'ACCOUNTADMIN',
    createdOn: 0,
    comment: '',
    transient: false,
    retentionDays: 1,
  }
  return [
    { ...common, kind: 'DATABASE', id, name, database: '' },
    { ...common, kind: 'SCHEMA', id: id + 1, name: 'PUBLIC', database: name, managedAccess: false },
  ]
}

export function tableRecord(
  name: string,
  id: number,
  more: Partial<Extract<CatalogObject, { kind: 'TABLE' }>> = {},
): Extract<CatalogObject, { kind: 'TABLE' }> {
  return {
    kind: 'TABLE',
    id,
    name,
    database: 'DB',
    schema: 'PUBLIC',
    owner: 'ACCOUNTADMIN',
    createdOn: 0,
    comment: '',
    persistence: 'PERMANENT',
    columns: [],
    constraints: [],
    clusterBy: '',
    retentionDays: 1,
    changeTracking: false,
    options: {},
    ...more,
  }
}
