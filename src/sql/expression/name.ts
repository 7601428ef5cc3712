import type { Span } from '../../common/span.ts'
import type { Expression } from './expression.ts'

/** `text` is folded to upper case unless `quoted`. */
export interface Identifier {
  readonly text: string
  readonly quoted: boolean
  readonly span: Span
}

/**
 * `name`, `schema.name`, `db.schema.name` or `db..name` (an empty identifier in the middle, meaning PUBLIC), or
 * `IDENTIFIER(<text, $variable or bind>)`, which the session resolves to parts before binding.
 * https://docs.snowflake.com/en/sql-reference/identifier-literal
 */
export type ObjectName =
  | { readonly kind: 'Name'; readonly parts: readonly Identifier[]; readonly span: Span }
  | { readonly kind: 'IdentifierFunction'; readonly argument: Expression; readonly span: Span }
