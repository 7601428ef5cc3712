import type { CatalogObject, ObjectOf } from '../catalog/objects/index.ts'
import type { ObjectKind } from '../../sql/object-kinds.ts'
import type { Context, Services } from '../context.ts'
import { forgetHistory } from '../load/history.ts'
import type { Transaction } from '../storage/transaction.ts'

/** What dropping needs: a statement's context, or an account's services with a transaction. */
export type DropContext = Pick<Context, 'catalog' | 'storage' | 'transaction'>

/** What else goes when an object of a kind is dropped; kinds without an entry are a record alone. */
const alsoDropped: {
  readonly [K in ObjectKind]?: (object: ObjectOf<K>, context: DropContext) => Promise<void>
} = {
  DATABASE: async (it, context) => {
    for (const schema of context.catalog.all('SCHEMA'))
      if (schema.database === it.name) await dropObject(schema, context)
  },
  SCHEMA: async (it, context) => {
    for (const object of context.catalog.within(it.database, it.name)) await dropObject(object, context)
  },
  TABLE: async (it, { storage, transaction }) => {
    await storage.drop(transaction, it)
    await forgetHistory(transaction, { tableId: it.id })
  },
  PIPE: async (it, { transaction }) => {
    await forgetHistory(transaction, { pipeId: it.id })
  },
  ROLE: async (it, { catalog, transaction }) => {
    await catalog.grants.forgetRole(transaction, it.name)
  },
}

/** Drops an object and what is inside it, in the transaction. */
export async function dropObject(object: CatalogObject, context: DropContext): Promise<void> {
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
  { catalog, storage }: Pick<Services, 'catalog' | 'storage'>,
  transaction: Transaction,
  sessionId?: string,
): Promise<void> {
  for (const kind of ['TABLE', 'VIEW', 'STAGE', 'FILE_FORMAT'] as const)
    for (const object of catalog.all(kind))
      if (object.sessionId !== undefined && (sessionId ?? object.sessionId) === object.sessionId)
        await dropObject(object, { catalog, storage, transaction })
}
