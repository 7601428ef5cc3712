import type { Column, Row } from '../../account/result.ts'

/** A value bound by the procedure: what Snowflake lets JavaScript bind (number, string, boolean, SfDate as its text, null). */
export type SandboxBind = string | number | boolean | null

/** An argument as text under the canonical formats, with the kind of its SQL type; null is SQL NULL. */
export interface SandboxArgument {
  readonly name: string
  readonly kind: string
  readonly text: string | null
}

/** What a sandbox is told to run. */
export interface SandboxRun {
  /** The procedure's name, for messages. */
  readonly name: string
  readonly body: string
  readonly args: readonly SandboxArgument[]
  /** Kind of the declared return type, such as `VARCHAR`. */
  readonly returns: string
  /** The session's TIMEZONE: what JavaScript's local time is. */
  readonly zone: string
  readonly memoryBytes: number
}

/** A fault of a statement, as the procedure's `catch` sees it. */
export interface SandboxFault {
  /** Without leading zeros: `1003`. */
  readonly code: number
  readonly state: string
  readonly message: string
}

/** What a statement gave, for the procedure. */
export interface SandboxResult {
  readonly queryId: string
  readonly columns: readonly Column[]
  readonly rows: readonly Row[]
  readonly affected: number
  readonly inserted: number
  readonly updated: number
  readonly deleted: number
  readonly duplicates: number
}

/** From the sandbox to the engine; the sandbox stands still until the reply is there. */
export type SandboxRequest =
  | { readonly kind: 'execute'; readonly sqlText: string; readonly binds: readonly SandboxBind[] }
  | { readonly kind: 'now' }

export type SandboxReply =
  | { readonly kind: 'result'; readonly result: SandboxResult }
  | { readonly kind: 'fault'; readonly fault: SandboxFault }
  | { readonly kind: 'now'; readonly now: number }

/** An uncaught error of the procedure's JavaScript. Line and column count from 1 and 0, in the procedure's body. */
export interface SandboxError {
  readonly kind: 'compile' | 'uncaught' | 'api' | 'memory' | 'stack' | 'return' | 'bug'
  /** `ReferenceError: foo is not defined`, or the text of what was thrown. */
  readonly message: string
  readonly line: number
  readonly column: number
  /** `Snowflake.execute, line 4 position 20`, for an error that the API threw. */
  readonly at?: string
}

export type SandboxOutcome =
  | { readonly kind: 'returned'; readonly text: string | null }
  | { readonly kind: 'failed'; readonly error: SandboxError; readonly broken: boolean }

/** Reads JSON that the other side of the sandbox's wall has written, so its form is known. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters
export function decode<T>(text: string): T {
  return JSON.parse(text) as T
}
