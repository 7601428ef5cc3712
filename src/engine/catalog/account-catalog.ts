import { fail } from '../../common/errors.ts'
import type { Span } from '../../common/span.ts'
import type { ObjectName } from '../../sql/expression/name.ts'
import { objectKinds, type ObjectKind } from '../../sql/object-kinds.ts'
import { duck, integer, text } from '../duck/sql.ts'
import type { TextRow, Transaction } from '../storage/transaction.ts'
import type { Sql } from '../duck/sql.ts'
import type { Catalog, NameContext } from './catalog.ts'
import { DroppedObjects, type Dropped } from './dropped.ts'
import { Grants } from './grants.ts'
import type { CatalogObject, ObjectOf } from './objects/index.ts'
import { argumentSignature } from './objects/procedure.ts'
import { kindsSharingNames, nameKey, printName, titleOf, type QualifiedName } from './names.ts'
import { nameOf, qualify } from './resolution.ts'
import { systemRoles } from './system-roles.ts'

/** What opening needs of a connection or a transaction. */
export interface CatalogStore {
  run(sql: Sql): Promise<number>
  rows(sql: Sql): Promise<readonly TextRow[]>
}

/** Reads the catalog of an account file; makes its tables and the system's roles in a new one. */
export async function openCatalog(store: CatalogStore, now: number): Promise<Catalog> {
  await store.run(duck`CREATE SCHEMA IF NOT EXISTS snowmelt`)
  await store.run(
    duck`CREATE TABLE IF NOT EXISTS snowmelt.object (id BIGINT, kind VARCHAR, database VARCHAR, schema VARCHAR, name VARCHAR, record VARCHAR)`,
  )
  // Ids of dropped objects: an id is never used again, also after the newest object was dropped.
  await store.run(duck`CREATE TABLE IF NOT EXISTS snowmelt.dropped_object (id BIGINT)`)
  const grants = await Grants.open(store)
  const dropped = await DroppedObjects.open(store)
  const rows = await store.rows(duck`SELECT record FROM snowmelt.object ORDER BY id`)
  const [highest] = await store.rows(duck`SELECT coalesce(max(id), 0) FROM snowmelt.dropped_object`)
  const highestId = Number(highest?.[0] ?? 0)
  // The record was written by `put` of this class from a CatalogObject.
  const records = rows.map(([record]) => JSON.parse(record ?? '{}') as CatalogObject)
  const catalog = new AccountCatalog(records, highestId, grants, dropped)
  if (catalog.all('ROLE').length === 0) {
    for (const role of systemRoles) {
      const record: CatalogObject = { ...role, id: catalog.nextId(), createdOn: now }
      await store.run(insertRecord(record))
      catalog.publish(record)
    }
  }
  await store.run(duck`DELETE FROM snowmelt.dropped_object WHERE id < ${integer(highestId)}`)
  return catalog
}

function insertRecord(record: CatalogObject): Sql {
  return duck`INSERT INTO snowmelt.object VALUES (${integer(record.id)}, ${text(record.kind)}, ${text(record.database)}, ${text(record.schema)}, ${text(record.name)}, ${text(JSON.stringify(record))})`
}

function keyOf(record: CatalogObject): string {
  return nameKey(record.kind, record, {
    sessionId: record.sessionId,
    signature: record.kind === 'PROCEDURE' ? argumentSignature(record.args.map((arg) => arg.type)) : '',
  })
}

class AccountCatalog implements Catalog {
  readonly grants: Grants
  readonly dropped: DroppedObjects
  readonly #byId = new Map<number, CatalogObject>()
  readonly #byKey = new Map<string, CatalogObject>()
  readonly #byKind = new Map<ObjectKind, Map<number, CatalogObject>>()
  /** What `all` gave, until an object of the kind changes. */
  readonly #lists = new Map<ObjectKind, readonly CatalogObject[]>()
  /** Names that an open transaction is about to publish: two transactions must not create one name. */
  readonly #claims = new Map<string, Transaction>()
  #lastId: number

  constructor(records: readonly CatalogObject[], lastId: number, grants: Grants, dropped: DroppedObjects) {
    this.grants = grants
    this.dropped = dropped
    const kept = dropped.everything().map(({ object }) => object)
    this.#lastId = [...records, ...kept].reduce((last, { id }) => Math.max(last, id), lastId)
    for (const record of records) this.publish(record)
  }

  qualify(name: ObjectName, session: NameContext, span?: Span): QualifiedName {
    return qualify(name, session, span)
  }

  nameOf(kind: ObjectKind, name: ObjectName, session: NameContext): QualifiedName {
    return nameOf(kind, name, session)
  }

  find<K extends ObjectKind>(kind: K, name: QualifiedName, session?: NameContext): ObjectOf<K> | undefined {
    const found = kind === 'PROCEDURE' ? this.overloads(name)[0] : this.occupant(kind, name, session)
    // A record's `kind` is the K of its type.
    return found?.kind === kind ? (found as ObjectOf<K>) : undefined
  }

  occupant(kind: ObjectKind, name: QualifiedName, session?: NameContext): CatalogObject | undefined {
    const temporary =
      session === undefined ? undefined : this.#byKey.get(nameKey(kind, name, { sessionId: session.id }))
    return temporary ?? this.#byKey.get(nameKey(kind, name))
  }

  overloads(name: QualifiedName): readonly ObjectOf<'PROCEDURE'>[] {
    return this.all('PROCEDURE').filter(
      (procedure) =>
        procedure.name === name.name &&
        procedure.schema === name.schema &&
        procedure.database === name.database,
    )
  }

  get<K extends ObjectKind>(kind: K, name: ObjectName, session: NameContext): ObjectOf<K> {
    const full = nameOf(kind, name, session)
    this.requireContainer(full, name.span)
    const found = this.find(kind, full, session)
    if (found !== undefined) return found
    const other = this.occupant(kind, full, session)
    if (other !== undefined && kindsSharingNames(kind).includes(other.kind) && other.kind !== kind)
      fail(
        'WRONG_OBJECT_TYPE',
        { found: objectKinds[other.kind].words, wanted: objectKinds[kind].words },
        name.span,
      )
    return fail('OBJECT_NOT_FOUND', { kind: titleOf(kind), name: printName(full) }, name.span)
  }

  requireContainer(name: QualifiedName, span?: Span): void {
    const { database, schema } = name
    if (database === '') return
    if (this.find('DATABASE', { database: '', schema: '', name: database }) === undefined) {
      const missing = printName({ database: '', schema: '', name: database })
      fail('OBJECT_NOT_FOUND', { kind: 'Database', name: missing }, span)
    }
    const container = { database, schema: '', name: schema }
    if (schema !== '' && this.find('SCHEMA', container) === undefined)
      fail('OBJECT_NOT_FOUND', { kind: 'Schema', name: printName(container) }, span)
  }

  byId(id: number): CatalogObject | undefined {
    return this.#byId.get(id)
  }

  all<K extends ObjectKind>(kind: K): readonly ObjectOf<K>[] {
    const known = this.#lists.get(kind)
    const list = known ?? [...(this.#byKind.get(kind)?.values() ?? [])]
    if (known === undefined) this.#lists.set(kind, list)
    // `publish` files each record under its own kind.
    return list as unknown as readonly ObjectOf<K>[]
  }

  everything(): readonly CatalogObject[] {
    return [...this.#byId.values()]
  }

  within(database: string, schema?: string): readonly CatalogObject[] {
    return this.everything().filter(
      (record) =>
        record.database === database &&
        (schema === undefined || (record.kind !== 'SCHEMA' && record.schema === schema)),
    )
  }

  nextId(): number {
    this.#lastId += 1
    return this.#lastId
  }

  async put(transaction: Transaction, record: CatalogObject): Promise<void> {
    this.#claim(transaction, record)
    if (this.#byId.has(record.id))
      await transaction.run(duck`DELETE FROM snowmelt.object WHERE id = ${integer(record.id)}`)
    await transaction.run(insertRecord(record))
    transaction.onCommit(() => {
      this.publish(record)
    })
  }

  async putAll(transaction: Transaction, records: readonly CatalogObject[]): Promise<void> {
    for (const { id } of records) {
      const old = this.#byId.get(id)
      if (old !== undefined) this.#free(transaction, old)
    }
    for (const record of records) await this.put(transaction, record)
  }

  async remove(transaction: Transaction, record: CatalogObject): Promise<void> {
    await this.#takeAway(transaction, record)
    await this.grants.forget(transaction, record.id)
  }

  async retain(transaction: Transaction, dropped: Dropped): Promise<void> {
    await this.#takeAway(transaction, dropped.object)
    await this.dropped.add(transaction, dropped)
  }

  async restore(transaction: Transaction, dropped: Dropped): Promise<void> {
    await this.put(transaction, dropped.object)
    await this.dropped.remove(transaction, dropped.object.id)
  }

  async #takeAway(transaction: Transaction, record: CatalogObject): Promise<void> {
    // The name is free for this transaction at once: OR REPLACE puts its successor there.
    this.#free(transaction, record)
    await transaction.run(duck`DELETE FROM snowmelt.object WHERE id = ${integer(record.id)}`)
    await transaction.run(duck`INSERT INTO snowmelt.dropped_object VALUES (${integer(this.#lastId)})`)
    transaction.onCommit(() => {
      this.#withdraw(record.id)
    })
  }

  /** The transaction may give the name to another record. */
  #free(transaction: Transaction, record: CatalogObject): void {
    const key = keyOf(record)
    this.#claims.set(key, transaction)
    this.#releaseAtEnd(transaction, key)
  }

  /** Makes the record visible to every session. */
  publish(record: CatalogObject): void {
    this.#withdraw(record.id)
    this.#byId.set(record.id, record)
    this.#byKey.set(keyOf(record), record)
    this.#lists.delete(record.kind)
    const kind = this.#byKind.get(record.kind) ?? new Map<number, CatalogObject>()
    this.#byKind.set(record.kind, kind.set(record.id, record))
  }

  #withdraw(id: number): void {
    const old = this.#byId.get(id)
    if (old === undefined) return
    this.#byId.delete(id)
    this.#byKind.get(old.kind)?.delete(id)
    this.#lists.delete(old.kind)
    if (this.#byKey.get(keyOf(old))?.id === id) this.#byKey.delete(keyOf(old))
  }

  #claim(transaction: Transaction, record: CatalogObject): void {
    const key = keyOf(record)
    const holder = this.#claims.get(key)
    const occupant = this.#byKey.get(key)
    const taken =
      (holder !== undefined && holder !== transaction) ||
      (holder === undefined && occupant !== undefined && occupant.id !== record.id)
    if (taken) fail('OBJECT_ALREADY_EXISTS', { name: printName(record) })
    if (holder === transaction) return
    this.#claims.set(key, transaction)
    this.#releaseAtEnd(transaction, key)
  }

  #releaseAtEnd(transaction: Transaction, key: string): void {
    const release = () => {
      this.#claims.delete(key)
    }
    transaction.onCommit(release)
    transaction.onRollback(release)
  }
}
