import type { Duck, DuckConnection } from '../duck/connection.ts'
import type { Sql } from '../duck/sql.ts'
import type { TextRow } from '../storage/transaction.ts'
import type { Runner } from './staging.ts'

/**
 * A connection of its own beside the transaction. DuckDB gives up a transaction in which a statement fails; what may fail
 * (finding out why a value is no number) is tried here, where nothing is lost.
 */
export class SideConnection implements Runner {
  readonly #connection: DuckConnection
  #names = 0

  private constructor(connection: DuckConnection) {
    this.#connection = connection
  }

  static async open(duck: Duck): Promise<SideConnection> {
    return new SideConnection(await duck.connect())
  }

  async run(sql: Sql): Promise<number> {
    return this.#connection.run(sql)
  }

  async rows(sql: Sql): Promise<readonly TextRow[]> {
    return this.#connection.rows(sql)
  }

  temporaryName(stem: string): string {
    this.#names += 1
    return `${stem}~${this.#names}`
  }

  close(): void {
    this.#connection.close()
  }
}
