/**
 * A statement as its parser gives it: the parser is called behind the leading words, so the span, which begins with
 * them, is added by who called it.
 */
export type Parsed<S> = S extends unknown ? Omit<S, 'span'> : never
