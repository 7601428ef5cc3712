/**
 * Transactions commit one after the other: between looking at the heads of the tables that it wrote and publishing its own
 * versions as their heads, no other transaction may commit. DuckDB writes its log for one transaction at a time anyway.
 */
export class CommitLine {
  #last: Promise<unknown> = Promise.resolve()

  async inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work)
    this.#last = turn.catch(() => undefined)
    return await turn
  }
}
