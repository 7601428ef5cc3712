import type { Instant } from './clock.ts'

/** What happens inside an account, by name. Logs, the run's display, metrics and tests all listen here. */
export interface EventMap {
  /** A file of a COPY or pipe has ended in the ledger. */
  fileLoaded: {
    readonly table: string
    readonly pipe?: string
    readonly file: string
    readonly status: 'LOADED' | 'PARTIALLY_LOADED' | 'LOAD_FAILED' | 'LOAD_SKIPPED'
    readonly parsed: number
    readonly loaded: number
    readonly rejected: number
    readonly skipped: number
    readonly seconds: number
  }
  taskStarted: { readonly task: string; readonly at: Instant }
  taskEnded: {
    readonly task: string
    readonly at: Instant
    readonly state: 'SUCCEEDED' | 'FAILED' | 'SKIPPED' | 'CANCELLED'
    readonly seconds: number
    readonly error?: string
  }
  statementEnded: { readonly queryId: string; readonly statement: string; readonly seconds: number }
  /** An outbound notification was put into the outbox. */
  notification: { readonly integration: string; readonly message: string }
  warning: { readonly message: string }
}

/** A typed emitter. A listener that throws is a bug of ours and stops the emitter's caller. */
export class Events {
  readonly #listeners = new Map<keyof EventMap, Set<(event: never) => void>>()

  /** Returns a function that ends the listening. */
  on<N extends keyof EventMap>(name: N, listener: (event: EventMap[N]) => void): () => void {
    const listeners = this.#listeners.get(name) ?? new Set()
    this.#listeners.set(name, listeners)
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  emit<N extends keyof EventMap>(name: N, event: EventMap[N]): void {
    for (const listener of this.#listeners.get(name) ?? []) (listener as (event: EventMap[N]) => void)(event)
  }
}
