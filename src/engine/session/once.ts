import { duck, text, type Sql } from '../duck/sql.ts'
import type { TextRow, Transaction } from '../storage/transaction.ts'

/** Makes the table of the keys of statements that run once in the account's life. */
export async function createOnce(store: { run(sql: Sql): Promise<number> }): Promise<void> {
  await store.run(duck`CREATE TABLE IF NOT EXISTS snowmelt.once (key VARCHAR)`)
}

/** Takes the key in the statement's transaction; false when a statement had it before. `isNew`: none can have had it. */
export async function claimOnce(transaction: Transaction, key: string, isNew = false): Promise<boolean> {
  if (!isNew) {
    await transaction.lock(`once ${key}`, key)
    const found: readonly TextRow[] = await transaction.rows(
      duck`SELECT 1 FROM snowmelt.once WHERE key = ${text(key)}`,
    )
    if (found.length > 0) return false
  }
  transaction.atCommit(duck`INSERT INTO snowmelt.once VALUES (${text(key)})`)
  return true
}
