import type { Span } from '../../common/span.ts'

/** What every node of an expression has. */
export interface Node {
  readonly span: Span
}
