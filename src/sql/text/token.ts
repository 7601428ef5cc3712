import type { Span } from '../../common/span.ts'

/**
 * A token of Snowflake SQL.
 *
 * - `Word`: an unquoted identifier or keyword; `text` as written, `word` folded to upper case.
 * - `QuotedIdentifier`: `text` without the quotes, doubled quotes undone.
 * - `String`: `text` is the value, escapes undone; `dollar` when written as `$$ … $$`.
 * - `Number`: `text` as written (`12`, `1.50`, `.5`, `1e-3`).
 * - `Position`: `$1` (`text` is `1`). `Variable`: `$name` (`text` folded). `Bind`: `:1` or `:name` (`text` folded) or `?` (`text` empty).
 *   A `:` directly after an operand is the path operator instead and stays a `Symbol`.
 * - `Stage`: `@…` with its whole path, as written (`@~`, `@%t`, `@db.schema.st/dir/file.csv`, `@"My Stage"/x`); ends at white
 *   space, `,`, `)`, `;` or a quote.
 * - `Symbol`: punctuation and operators, the longest match first (`=>`, `->`, `::`, `<=`, `!=`, `<>`, `||`, …).
 * - `End`: after the last token.
 */
export interface Token {
  readonly kind:
    | 'Word'
    | 'QuotedIdentifier'
    | 'String'
    | 'Number'
    | 'Position'
    | 'Variable'
    | 'Bind'
    | 'Stage'
    | 'Symbol'
    | 'End'
  readonly text: string
  /** Upper-cased text of a `Word`; the symbol of a `Symbol`; otherwise empty. */
  readonly word: string
  readonly dollar?: boolean
  readonly span: Span
}
