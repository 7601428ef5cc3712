import { codes, type ErrorCode, type ErrorParameters } from '../../common/codes.ts'
import { duck, ident, join, Sql, text, twofold } from './sql.ts'

/** How the text of an error that our own SQL raised inside DuckDB begins. */
export const raisedMarker = 'SNOWMELT:'

/**
 * An expression that fails with the coded error when DuckDB evaluates it: `error('SNOWMELT:<code>:<JSON parameters>')`.
 * Parameters are SQL (their text at run time goes into the message) or known values.
 */
export function raise<C extends ErrorCode>(
  code: C,
  parameters: { readonly [K in keyof ErrorParameters<C>]: Sql | string },
): Sql {
  const entries = Object.entries<Sql | string>(parameters)
  const pairs = entries.map(
    ([name, value]) =>
      duck`${text(name)}, ${value instanceof Sql ? duck`CAST(${value} AS VARCHAR)` : text(value)}`,
  )
  const message = duck`${text(`${raisedMarker}${code}:`)} || json_object(${join(pairs)})`
  return twofold(duck`error(${message})`, catchable(message))
}

/** The column that every relation has in which {@link Sql.catchable} is evaluated. */
const rowPlace = ident('$at')

/**
 * A failure that TRY can catch, which it refuses of the volatile `error()`: a cast of the message to a number. The message must
 * depend on the row, or DuckDB would compute it, and fail, while it plans (tried with 1.5.6).
 */
function catchable(message: Sql): Sql {
  return duck`CASE WHEN CAST(${message} || left(CAST(${rowPlace} AS VARCHAR), 0) AS INTEGER) IS NULL THEN NULL END`
}

/** An error that {@link raise} made, or one of DuckDB's own that says the same. */
export interface Raised {
  readonly code: ErrorCode
  readonly parameters: Readonly<Record<string, string>>
}

/** Reads the message of a DuckDB error. */
export function parseRaised(message: string): Raised | undefined {
  const found = /SNOWMELT:([A-Z0-9_]+):(\{[^\n]*\})/.exec(message)
  if (found?.[1] === undefined || found[2] === undefined) return outOfRange(message)
  if (!isCode(found[1])) throw new Error(`Snowmelt bug: no error code ${found[1]}`)
  return { code: found[1], parameters: textsOf(JSON.parse(found[2])) }
}

const isCode = (name: string): name is ErrorCode => Object.hasOwn(codes, name)

function textsOf(parameters: unknown): Readonly<Record<string, string>> {
  const entries = typeof parameters === 'object' && parameters !== null ? Object.entries(parameters) : []
  return Object.fromEntries(entries.map(([name, value]: [string, unknown]) => [name, String(value)]))
}

/** DuckDB checks the range of numbers by itself; asking again would cost more than reading its messages. */
const ranges: readonly RegExp[] = [
  /Casting value "(?<value>[^"]*)" to type DECIMAL\((?<digits>\d+,\d+)\) failed: value is out of range/,
  /Could not cast value (?<value>\S+) to DECIMAL\((?<digits>\d+,\d+)\)/,
  /Overflow in (?:add|subtract|multipl|negat)\w* of (?:INT\d+|DECIMAL\(\d+\)|HUGEINT) \((?<value>[^)]*)\)/,
  /Overflow on abs\((?<value>[^)]*)\)|(?<value2>\S+) out of range of HUGEINT|SUM is out of range/i,
]

function outOfRange(message: string): Raised | undefined {
  for (const range of ranges) {
    const found = range.exec(message)
    if (found === null) continue
    const { value = found.groups?.['value2'] ?? '', digits = '38,0' } = found.groups ?? {}
    return { code: 'NUMBER_OUT_OF_RANGE', parameters: { type: `NUMBER(${digits})`, value } }
  }
  return undefined
}
