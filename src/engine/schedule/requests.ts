import type { Catalog } from '../catalog/catalog.ts'
import type { GraphRunRow } from './history.ts'

/** A run that EXECUTE TASK asks for; it is noted in `snowmelt.task_graph_run`. */
export interface RunRequest extends GraphRunRow {
  /** Tasks of the graph that are not to run again (RETRY LAST). */
  readonly succeeded: readonly number[]
}

/**
 * The runs that wait to be started, of one account: statements put them in when they commit, the scheduler takes them out.
 * Of one root task at most one waits: a further EXECUTE TASK replaces it.
 * https://docs.snowflake.com/en/sql-reference/sql/execute-task
 */
export class RunRequests {
  readonly #waiting = new Map<number, RunRequest>()
  #wake: () => void = () => {}

  put(request: RunRequest): void {
    this.#waiting.set(request.rootTaskId, request)
    this.#wake()
  }

  /** The request for the root task that waits, if any. */
  of(rootTaskId: number): RunRequest | undefined {
    return this.#waiting.get(rootTaskId)
  }

  all(): readonly RunRequest[] {
    return [...this.#waiting.values()]
  }

  take(request: RunRequest): void {
    this.#waiting.delete(request.rootTaskId)
  }

  /** Calls `wake` whenever something is put in. */
  onPut(wake: () => void): void {
    this.#wake = wake
  }
}

/** An account's catalog is the one thing that its statements and its scheduler have in common. */
const byCatalog = new WeakMap<Catalog, RunRequests>()

/** The requests of the account with this catalog. */
export function requestsOf(catalog: Catalog): RunRequests {
  const requests = byCatalog.get(catalog) ?? new RunRequests()
  byCatalog.set(catalog, requests)
  return requests
}
