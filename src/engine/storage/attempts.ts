import { setTimeout as pause } from 'node:timers/promises'
import { failure } from '../../common/errors.ts'
import { WriteConflict } from '../duck/errors.ts'
import type { DuckTransaction } from './duck-transaction.ts'
import { StaleSnapshot } from './signals.ts'
import type { Widen } from './widening.ts'

/** How often a statement is run again because of others: a conflict that lasts longer is the user's to know. */
const attempts = 100

/**
 * Runs one statement in the transaction so that it is done wholly or not at all. `work` is run again when the snapshot was
 * stale, when DuckDB found a conflict, or after a column was widened for it: it must do nothing outside of the transaction.
 */
export async function runStatement<T>(
  transaction: DuckTransaction,
  widen: Widen,
  work: () => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    await transaction.beginStatement()
    try {
      const result = await work()
      await transaction.endStatement()
      return result
    } catch (thrown) {
      const writing = transaction.writing
      await transaction.undoStatement(thrown instanceof StaleSnapshot)
      const wider = attempt < attempts && (await widen(transaction, thrown, writing))
      if (!wider) await recover(thrown, attempt)
    }
  }
}

/** COMMIT, once more on a fresh snapshot when DuckDB refuses it for a conflict. */
export async function commit(transaction: DuckTransaction): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await transaction.commit()
      return
    } catch (thrown) {
      await transaction.undoStatement()
      await recover(thrown, attempt)
    }
  }
}

/** Throws what was thrown, unless the statement can be run again. */
async function recover(thrown: unknown, attempt: number): Promise<void> {
  if (thrown instanceof StaleSnapshot && attempt < attempts) return
  if (thrown instanceof WriteConflict) {
    if (attempt >= attempts) throw failure('WRITE_CONFLICT', { reason: thrown.message }, undefined, thrown)
    // The other transaction may still be open: waits up to 5 s in all.
    await pause(Math.min(attempt, 100))
    return
  }
  throw thrown
}
