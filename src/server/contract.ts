import type { Bind } from '../account/account.ts'
import type { Result } from '../account/result.ts'

/** What stands in the lock file beside a served account. */
export interface Serving {
  readonly pid: number
  readonly port: number
  /** Sent with every request: another user of the machine cannot read the lock file. */
  readonly token: string
}

/** POST /sessions → {@link OpenedSession}; DELETE /sessions/ID; POST /sessions/ID/execute {@link ExecuteRequest} → {@link ExecuteAnswer}. */
export interface OpenedSession {
  readonly session: string
}
export interface ExecuteRequest {
  readonly sql: string
  readonly binds?: readonly Bind[] | Readonly<Record<string, Bind>>
  readonly once?: string
}
export type ExecuteAnswer =
  | { readonly result: Result | null }
  | {
      readonly error: {
        readonly code: string
        readonly message: string
        readonly start?: number
        readonly end?: number
      }
    }
  /** A fault of ours in the serving process. */
  | { readonly bug: string }
