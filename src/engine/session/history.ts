import type { Column, Row } from '../../account/result.ts'

/** The result of a query, for RESULT_SCAN. */
export interface KeptResult {
  readonly queryId: string
  readonly columns: readonly Column[]
  readonly rows: readonly Row[]
}

/** Results with more cells than this are not kept: they would hold the process's memory for a day. */
const largestKept = 1_000_000
/** How many results are kept. */
const kept = 50

/** The queries of a session, oldest first. */
export class History {
  readonly #ids: string[] = []
  #results: KeptResult[] = []

  add(queryId: string): void {
    this.#ids.push(queryId)
  }

  keep(result: KeptResult): void {
    if (result.columns.length * result.rows.length > largestKept) return
    this.#results = [...this.#results.slice(1 - kept), result]
  }

  /** LAST_QUERY_ID(n): n > 0 counts from the first query, n < 0 from the last. https://docs.snowflake.com/en/sql-reference/functions/last_query_id */
  id(n: number): string | undefined {
    return n > 0 ? this.#ids[n - 1] : this.#ids.at(n)
  }

  result(queryId: string): KeptResult | undefined {
    return this.#results.find((result) => result.queryId === queryId)
  }
}
