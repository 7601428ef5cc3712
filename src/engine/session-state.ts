import type { ValueType } from './types/data-type.ts'

/** What USE, SET and ALTER SESSION change. */
export interface SessionState {
  readonly id: string
  role: string | undefined
  warehouse: string | undefined
  database: string | undefined
  schema: string | undefined
  readonly user: string
  /** Parameters set by ALTER SESSION, upper-case names; defaults live in the table of parameters. */
  readonly parameters: Map<string, string>
  readonly variables: Map<string, { readonly type: ValueType; readonly value: string | null }>
}
