import type { Token } from './token.ts'

/** A text and its tokens; the last one is `End`. */
export interface Source {
  readonly text: string
  readonly tokens: readonly Token[]
}
