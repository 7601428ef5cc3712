import type { ValueType } from './types/data-type.ts'

/** What a task's statements may ask and tell about its run. */
export interface TaskLink {
  setReturnValue(value: string | null): void
  /** Throws where no predecessor, or more than one, is meant. */
  predecessorValue(name: string | undefined): string | null
}

/** What USE, SET and ALTER SESSION change. */
export interface SessionState {
  readonly id: string
  role: string | undefined
  warehouse: string | undefined
  database: string | undefined
  schema: string | undefined
  readonly user: string
  /** The files that EXECUTE IMMEDIATE FROM is running, the innermost last: `@stage/path`. */
  files?: readonly string[]
  /** The queries of the chain of `->>` that runs, the last one last. */
  piped?: readonly string[] | undefined
  /** The task whose session this is. */
  task?: TaskLink
  /** USE SECONDARY ROLES; ALL where nothing was said, as for users without DEFAULT_SECONDARY_ROLES of their own. */
  secondaryRoles?: 'ALL' | 'NONE' | readonly string[]
  /** Parameters set by ALTER SESSION, upper-case names; defaults live in the table of parameters. */
  readonly parameters: Map<string, string>
  readonly variables: Map<string, { readonly type: ValueType; readonly value: string | null }>
}
