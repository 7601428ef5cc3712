import { codes, type ErrorCode, type ErrorParameters } from './codes.ts'
import type { Position, Span } from './span.ts'

interface CodeRow {
  readonly text: (p: never) => string
  readonly sqlStateOf?: (p: never) => string
  readonly numberOf?: (p: never) => number
  readonly hint?: string
}

interface FaultOptions extends ErrorOptions {
  readonly sqlState?: string | undefined
  readonly number?: number | undefined
}

/**
 * A fault of the user's or of the world's, with Snowflake's number and SQLSTATE.
 * Our own bugs are bare `Error`s.
 */
export class SnowmeltError extends Error {
  override readonly name = 'SnowmeltError'
  readonly code: ErrorCode
  /** Snowflake's number with six digits, such as `002003`. */
  readonly number: string
  readonly sqlState: string
  /** Where in the text that was given to the session, if the fault has a place. */
  readonly span: Span | undefined
  /** Line and column of `span`; filled in by who knows the text (the session). */
  position: Position | undefined
  /** The file that `position` counts in, where the statement came from one. */
  source: { readonly name: string; readonly text: string } | undefined
  /** What the user can do next, one sentence. */
  readonly hint: string | undefined

  constructor(code: ErrorCode, message: string, span?: Span, hint?: string, options?: FaultOptions) {
    super(message, options)
    this.code = code
    this.number = String(options?.number ?? codes[code].number).padStart(6, '0')
    this.sqlState = options?.sqlState ?? codes[code].sqlState
    this.span = span
    this.hint = hint
  }
}

/** Throws the error of the table `codes` named `code`, its text made from `parameters`. */
export function fail<C extends ErrorCode>(
  code: C,
  parameters: ErrorParameters<C>,
  span?: Span,
  cause?: unknown,
): never {
  throw failure(code, parameters, span, cause)
}

/** Like {@link fail}, but returns the error instead of throwing it. */
export function failure<C extends ErrorCode>(
  code: C,
  parameters: ErrorParameters<C>,
  span?: Span,
  cause?: unknown,
): SnowmeltError {
  const row: CodeRow = codes[code]
  const sqlState = row.sqlStateOf?.(parameters as never)
  return new SnowmeltError(code, row.text(parameters as never), span, row.hint, {
    ...(cause === undefined ? {} : { cause }),
    sqlState,
    number: row.numberOf?.(parameters as never),
  })
}

/** What `work` gives; a fault of it that has no place has that of `span`. */
export function placed<T>(span: Span, work: () => T): T {
  try {
    return work()
  } catch (thrown) {
    if (!(thrown instanceof SnowmeltError) || thrown.span !== undefined) throw thrown
    const { code, message, hint, cause, sqlState } = thrown
    throw new SnowmeltError(code, message, span, hint, { cause, sqlState })
  }
}
