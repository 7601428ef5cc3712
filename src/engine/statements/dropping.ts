import type { CatalogObject, ObjectOf } from '../catalog/objects/index.ts'
import type { Files } from '../../lake/files.ts'
import type { ObjectKind } from '../../sql/object-kinds.ts'
import type { Context, Services } from '../context.ts'
import type { Dropped } from '../catalog/dropped.ts'
import { directoryTable } from '../catalog/objects/directory-table.ts'
import type { StageRecord } from '../catalog/objects/stage.ts'
import { dropRegistry } from '../load/external-registry.ts'
import { forgetHistory } from '../load/history.ts'
import { locationOfStage, stageOfTable, type StageLocation } from '../load/location.ts'
import { dropCounter } from '../storage/sequence.ts'
import type { Transaction } from '../storage/transaction.ts'

/** What dropping needs: a statement's context, or an account's services with a transaction. */
export type DropContext = Pick<Context, 'catalog' | 'storage' | 'transaction' | 'clock' | 'files' | 'events'>

const day = 86_400_000

/** What else goes when an object of a kind is dropped; kinds without an entry are a record alone. */
const alsoDropped: {
  readonly [K in ObjectKind]?: (object: ObjectOf<K>, context: DropContext) => Promise<void>
} = {
  DATABASE: async (it, context) => {
    for (const schema of context.catalog.all('SCHEMA'))
      if (schema.database === it.name) await destroyObject(schema, context)
  },
  SCHEMA: async (it, context) => {
    for (const object of context.catalog.within(it.database, it.name)) await destroyObject(object, context)
  },
  TABLE: async (it, context) => {
    const { storage, transaction } = context
    await storage.drop(transaction, it)
    await forgetHistory(transaction, { tableId: it.id })
    removeStaged(stageOfTable(it), context)
  },
  EXTERNAL_TABLE: async (it, { storage, transaction }) => {
    await dropRegistry(it, storage, transaction)
  },
  SEQUENCE: async (it, { transaction }) => {
    await transaction.run(dropCounter(it))
  },
  PIPE: async (it, { transaction }) => {
    await forgetHistory(transaction, { pipeId: it.id })
  },
  STAGE: dropStage,
  ROLE: async (it, { catalog, transaction }) => {
    await catalog.grants.forgetRole(transaction, it.name)
  },
}

/**
 * Drops an object and what is inside it, in the transaction. A table, schema or database with a retention period can be restored
 * until that is over, with what was in it: "the child tables are retained for the same period of time as the schema".
 * https://docs.snowflake.com/en/user-guide/data-time-travel#dropped-containers-and-object-retention-inheritance
 */
export async function dropObject(object: CatalogObject, context: DropContext): Promise<void> {
  const { catalog, clock, transaction } = context
  const days = 'retentionDays' in object ? object.retentionDays : 0
  if (days <= 0) {
    await destroyObject(object, context)
    return
  }
  const droppedOn = clock.now()
  const times = { droppedOn, keptUntil: droppedOn + days * day }
  const contents = object.kind === 'TABLE' ? [] : catalog.within(...placeWithin(object))
  for (const it of [object, ...contents]) {
    // Who still writes the table does so before it goes.
    if (it.kind === 'TABLE') await transaction.lock(it.id, it.name)
    const container = it === object ? {} : { container: object.id }
    await catalog.retain(transaction, { object: it, ...times, ...container })
  }
}

function placeWithin(object: CatalogObject): [database: string, schema?: string] {
  return object.kind === 'DATABASE' ? [object.name] : [object.database, object.name]
}

/**
 * "The files in an internal stage are purged" with it; those of an external one stay where they are.
 * https://docs.snowflake.com/en/sql-reference/sql/drop-stage
 */
async function dropStage(stage: StageRecord, context: DropContext): Promise<void> {
  if (stage.directory.enable) await context.storage.drop(context.transaction, directoryTable(stage))
  if (stage.url === undefined) removeStaged(locationOfStage(stage, context.catalog), context)
}

/** Once the object is gone for good. Nothing can name the folder any more: what is left there by a crash costs its bytes only. */
function removeStaged({ root }: StageLocation, { files, events, transaction }: DropContext): void {
  transaction.onCommit(() => {
    void removeAll(root, files).catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error)
      events.emit('warning', { message: `The files below ${root} could not be removed: ${reason}` })
    })
  })
}

async function removeAll(root: string, files: Files): Promise<void> {
  for (const { url } of await files.list(root)) await files.remove(url)
}

/** Removes what was dropped, and with it the possibility to restore it. */
export async function purgeDropped({ object }: Dropped, context: DropContext): Promise<void> {
  const { catalog, storage, transaction } = context
  if (object.kind === 'TABLE') {
    await storage.drop(transaction, object)
    await forgetHistory(transaction, { tableId: object.id })
  }
  if (object.kind === 'EXTERNAL_TABLE') await dropRegistry(object, storage, transaction)
  if (object.kind === 'SEQUENCE') await transaction.run(dropCounter(object))
  if (object.kind === 'PIPE') await forgetHistory(transaction, { pipeId: object.id })
  if (object.kind === 'STAGE') await dropStage(object, context)
  if (object.kind === 'TABLE') removeStaged(stageOfTable(object), context)
  await catalog.grants.forget(transaction, object.id)
  await catalog.dropped.remove(transaction, object.id)
}

/** Drops an object and what is inside it for good. */
async function destroyObject(object: CatalogObject, context: DropContext): Promise<void> {
  // The entry is the one of the object's own kind.
  const also = alsoDropped[object.kind] as
    ((object: CatalogObject, context: DropContext) => Promise<void>) | undefined
  await also?.(object, context)
  await context.catalog.remove(context.transaction, object)
}

/**
 * Drops the temporary objects of a session that ends; without a session id, those of all sessions: what a process that was
 * killed has left in the account file.
 */
export async function dropTemporary(
  services: Pick<Services, 'catalog' | 'storage' | 'clock' | 'files' | 'events'>,
  transaction: Transaction,
  sessionId?: string,
): Promise<void> {
  const { catalog } = services
  for (const kind of ['TABLE', 'VIEW', 'STAGE', 'FILE_FORMAT'] as const)
    for (const object of catalog.all(kind))
      if (belongs(object, sessionId)) await destroyObject(object, { ...services, transaction })
  for (const dropped of catalog.dropped.everything())
    if (belongs(dropped.object, sessionId)) await purgeDropped(dropped, { ...services, transaction })
}

/** Whether the object is a temporary one of the session, or of any when none is named. */
function belongs(object: CatalogObject, sessionId: string | undefined): boolean {
  return object.sessionId !== undefined && (sessionId ?? object.sessionId) === object.sessionId
}
