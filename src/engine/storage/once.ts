import { duck, join, text, type Sql } from '../duck/sql.ts'
import type { Transaction } from './transaction.ts'

/** Makes the table of the keys of statements that run once in the account's life. */
export async function createOnce(store: { run(sql: Sql): Promise<number> }): Promise<void> {
  await store.run(duck`CREATE TABLE IF NOT EXISTS snowmelt.once (key VARCHAR)`)
}

/** Takes the key in the statement's transaction; false when a statement had it before. `isNew`: none can have had it. */
export async function claimOnce(transaction: Transaction, key: string, isNew = false): Promise<boolean> {
  if (!isNew) {
    await transaction.lock(`once ${key}`, key)
    if (await isKnown(transaction, [key])) return false
  }
  transaction.atCommit(insert(key))
  return true
}

/** What a transaction writes that the statement with the key (a procedure or a block) commits: it has done a part of its work. */
export function begunMark(key: string): Sql {
  return insert(begun(key))
}

/** Whether something of the statement with the key has been committed: all of it, or a part. */
export async function hasBegun(transaction: Transaction, key: string): Promise<boolean> {
  return await isKnown(transaction, [key, begun(key)])
}

/** Forgets the keys that contain `part`: what they are of can not be run again. */
export function forgetOnce(part: string): Sql {
  return duck`DELETE FROM snowmelt.once WHERE contains(key, ${text(part)})`
}

const begun = (key: string) => `${key} begun`

const insert = (key: string) => duck`INSERT INTO snowmelt.once VALUES (${text(key)})`

async function isKnown(transaction: Transaction, keys: readonly string[]): Promise<boolean> {
  const found = await transaction.rows(
    duck`SELECT 1 FROM snowmelt.once WHERE key IN (${join(keys.map((key) => text(key)))}) LIMIT 1`,
  )
  return found.length > 0
}
