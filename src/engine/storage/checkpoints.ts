import { duck } from '../duck/sql.ts'
import { WriteConflict } from '../duck/errors.ts'
import type { Connections } from './duck-transaction.ts'

/** How long after a definition the account file is brought up to date, in ms. */
const pause = 500

/**
 * Brings the account file up to date after definitions, so that the write-ahead log which a killed process leaves behind
 * holds little besides rows. Done once for the definitions of half a second: a CHECKPOINT after each would cost more than they do.
 */
export class Checkpoints {
  readonly #connections: Connections
  readonly #warn: (message: string) => void
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> = Promise.resolve()

  constructor(connections: Connections, warn: (message: string) => void) {
    this.#connections = connections
    this.#warn = warn
  }

  /** A definition was committed. */
  wanted(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      this.#running = this.#checkpoint()
    }, pause).unref()
  }

  /** Checkpoints for the last time; nothing else may be in progress. */
  async close(): Promise<void> {
    clearTimeout(this.#timer)
    await this.#running
    await this.#checkpoint()
  }

  async #checkpoint(): Promise<void> {
    const connection = await this.#connections.acquire()
    try {
      await connection.run(duck`CHECKPOINT`)
    } catch (thrown) {
      // Where somebody is writing: DuckDB checkpoints by itself when the log has grown, and when the account is closed.
      if (!(thrown instanceof WriteConflict)) this.#warn(`CHECKPOINT: ${String(thrown)}`)
    } finally {
      this.#connections.release(connection)
    }
  }
}
