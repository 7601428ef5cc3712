import { codes } from '../../common/codes.ts'
import { failure, SnowmeltError } from '../../common/errors.ts'
import { parseRaised } from './raise.ts'

/**
 * Two transactions changed the same thing, and DuckDB refuses the later one. Never seen by users: the statement is undone and
 * run again (storage/attempts.ts).
 */
export class WriteConflict extends Error {
  override readonly name = 'WriteConflict'
}

/** DuckDB has no open transaction: it has ended it by itself, as it does when COMMIT fails. */
export class NoTransaction extends Error {
  override readonly name = 'NoTransaction'
}

/** A whole number did not fit the BIGINT that holds a NUMBER(38,0) column; the column is widened and the statement run again. */
export class IntegerTooBig extends SnowmeltError {
  constructor(reason: string) {
    // What cannot be widened is, for the user, a number without a place.
    const value = /-?\d+(?:\.\d+)?/.exec(reason.replace(/^Type \S+|INT64|INT128/g, ''))?.[0] ?? ''
    super('NUMBER_OUT_OF_RANGE', codes.NUMBER_OUT_OF_RANGE.text({ type: 'NUMBER(38,0)', value }))
  }
}

type Meaning = (message: string, match: RegExpExecArray) => Error

/** What DuckDB's messages mean to the user, the first match counts. The texts are those of DuckDB 1.5. */
const meanings: readonly (readonly [RegExp, Meaning])[] = [
  [/^TransactionContext Error: Current transaction is aborted/, bug],
  [
    /^TransactionContext Error: Failed to commit: [\s\S]*(?:No space left|disk|File too large|Could not write|IO Error)/,
    full,
  ],
  [/^TransactionContext Error: cannot rollback/, (message) => new NoTransaction(message)],
  [/^TransactionContext Error: cannot (?:start|commit)/, bug],
  [/^TransactionContext Error: /, (message) => new WriteConflict(message)],
  [/^Catalog Error: .*(?:has been altered|write-write conflict)/, (message) => new WriteConflict(message)],
  [
    /^Constraint Error: NOT NULL constraint failed: (?:.*\.)?(.+)$/,
    (_, match) => failure('NULL_NOT_ALLOWED', { column: match[1] ?? '' }),
  ],
  [/More than one row returned by a subquery/, () => failure('SINGLE_ROW_SUBQUERY', undefined)],
  // RE2's complaint about a pattern, and the part of the pattern that it is about.
  [
    /^Invalid Input Error: ((?:missing|unexpected|invalid|bad|no argument|trailing)[^:]*(?::[^:]*operator)?): ([^\n]*)$/,
    (_, match) =>
      failure('INVALID_REGULAR_EXPRESSION', {
        fragment: match[2] ?? '',
        reason: `${match[1] ?? ''}: ${match[2] ?? ''}`,
      }),
  ],
  [/Unknown TimeZone '([^']*)'/, (_, match) => failure('UNKNOWN_TIME_ZONE', { zone: match[1] ?? '' })],
  [/No space left on device|File too large|^IO Error: .*disk is full|max_temp_directory_size/, full],
  [/^Out of Memory Error: /, (message) => failure('OUT_OF_MEMORY', { reason: body(message) })],
  [
    /^Conversion Error: Type (?:INT128|UINT128|UINT64|DOUBLE|DECIMAL\S*) with value .* destination type INT64/,
    tooBig,
  ],
  [
    /^Conversion Error: (?:Could|Failed to) \S* ?cast (?:value|decimal).* to (?:type )?(?:INT64|BIGINT)/i,
    tooBig,
  ],
  [/^Conversion Error: Casting value .* to type BIGINT failed: value is out of range/, tooBig],
  [
    /^Conversion Error: Type \S+ with value (\S+) can't be cast because the value is out of range for the destination type/,
    outOfRange,
  ],
  [/^Out of Range Error: (\w+) is out of range!/, invalidFloat],
  [/(?:offset|length) outside of supported range/, outOfRange],
  [/input value (\S+) is out of range for numeric function/, invalidFloat],
  [
    /Argument for ntile must be greater than zero/,
    () => failure('INVALID_ARGUMENT', { function: 'NTILE', value: '', expected: 'a number above zero' }),
  ],
  [
    /Invalid escape string|Like pattern must not end with escape character/,
    () =>
      failure('INVALID_ARGUMENT', { function: 'LIKE', value: '', expected: 'an ESCAPE of one character' }),
  ],
  [
    /n value must be > 0/,
    () =>
      failure('INVALID_ARGUMENT', {
        function: 'MIN_BY and MAX_BY',
        value: '',
        expected: 'a number above zero',
      }),
  ],
  [
    /Cannot perform non-inner join on subquery/,
    () => failure('UNSUPPORTED', { feature: 'a subquery in the condition of this outer join' }),
  ],
  [
    /Period must be greater than 0/,
    () => failure('INVALID_ARGUMENT', { function: 'TIME_SLICE', value: '', expected: 'a length above zero' }),
  ],
  [
    /(?:Date|Timestamp|Interval|Time)\w* (?:value )?(?:is )?out of range|Overflow in (?:date|timestamp|interval)/i,
    (message) => failure('DATE_OUT_OF_RANGE', { reason: body(message) }),
  ],
  // These number the rows by a window of their own, for which other windows have been refused before.
  [
    /cannot contain window function/,
    () => failure('UNSUPPORTED', { feature: 'SEQ1 to SEQ8 and RANDOM(seed) in this clause' }),
  ],
  [
    /Failure in decode: could not convert blob to UTF8|Invalid UTF8 Codepoint|invalid unicode/i,
    () => failure('INVALID_UTF8', undefined),
  ],
  [/^(?:INTERNAL|FATAL) Error: /, bug],
]

/** The error to throw for what DuckDB threw: coded, unless the fault is ours. */
export function duckError(thrown: unknown): Error {
  if (thrown instanceof SnowmeltError || !(thrown instanceof Error)) return asError(thrown)
  const raised = parseRaised(thrown.message)
  // The parameters of a raised error are texts, which is all that a message needs of them.
  if (raised !== undefined) return failure(raised.code, raised.parameters as never, undefined, thrown)
  const message = withoutSource(thrown.message)
  for (const [pattern, meaning] of meanings) {
    const match = pattern.exec(message)
    if (match !== null) return withCause(meaning(message, match), thrown)
  }
  return failure('EXECUTION_FAILED', { reason: body(message) }, undefined, thrown)
}

/** The error to throw when the file at `path` could not be opened. */
export function openError(path: string, thrown: unknown): Error {
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  const holder = /Conflicting lock is held in (.*?)\. See/.exec(message)
  if (holder !== null) return failure('ACCOUNT_LOCKED', { path, holder: holder[1] ?? '' }, undefined, thrown)
  return failure('ACCOUNT_UNREADABLE', { path, reason: body(withoutSource(message)) }, undefined, thrown)
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown))
}

function bug(message: string): Error {
  return new Error(`Snowmelt bug: DuckDB says: ${message}`)
}

function full(message: string): Error {
  return failure('DISK_FULL', { reason: body(message) })
}

function tooBig(message: string): Error {
  return new IntegerTooBig(body(message))
}

/** A whole number in a place that takes 32 bits at most: a length, a number of days. */
function outOfRange(_message: string, match: RegExpExecArray): Error {
  return failure('NUMBER_OUT_OF_RANGE', { type: 'NUMBER(9,0)', value: match[1] ?? '' })
}

function invalidFloat(_message: string, match: RegExpExecArray): Error {
  return failure('INVALID_FLOATING_POINT', { operation: (match[1] ?? '').toLowerCase() })
}

/** Without DuckDB's drawing of the SQL, which is our lowered text and not what the user wrote. */
function withoutSource(message: string): string {
  return message.replace(/\n\nLINE \d+:[\s\S]*$/, '')
}

function body(message: string): string {
  return message.replace(/^[A-Za-z ]+ Error: /, '')
}

function withCause(error: Error, cause: Error): Error {
  error.cause ??= cause
  return error
}
