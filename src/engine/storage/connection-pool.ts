import type { Duck, DuckConnection } from '../duck/connection.ts'
import type { Connections } from './duck-transaction.ts'

/** Connections that wait for their next transaction: opening one costs more than a small statement. */
export class ConnectionPool implements Connections {
  readonly #duck: Duck
  readonly #idle: DuckConnection[] = []

  constructor(duck: Duck) {
    this.#duck = duck
  }

  async acquire(): Promise<DuckConnection> {
    return this.#idle.pop() ?? (await this.#duck.connect())
  }

  release(connection: DuckConnection): void {
    this.#idle.push(connection)
  }
}
