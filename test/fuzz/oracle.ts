import { isDeepStrictEqual } from 'node:util'
import { SnowmeltError } from '../../src/common/errors.ts'
import { modes } from '../../src/engine/session/modes.ts'
import { parseStatement } from '../../src/sql/parse.ts'
import { print } from '../../src/sql/print.ts'
import type { Statement } from '../../src/sql/statement/statement.ts'
import { prepare } from './binding.ts'
import type { World } from './world.ts'

/** What went wrong with an input. */
export interface Fault {
  readonly phase: 'parse' | 'print' | 'bind' | 'execute'
  readonly message: string
}

/** What became of an input. */
export interface Verdict {
  readonly fault?: Fault
  /** How far it came. */
  readonly reached: 'refused' | 'parsed' | 'bound' | 'executed'
  /** The world may be another one now. */
  readonly changed: boolean
}

/**
 * Tries one input. Right are a result, and a coded error that is not a text of DuckDB's, with its place in the input where it is
 * about the input; anything else is a fault.
 */
export async function tried(text: string, world: World, execute: boolean): Promise<Verdict> {
  const read = attempt(() => parseStatement(text))
  if ('thrown' in read) return verdict(refusal('parse', read.thrown, text), 'refused')
  const fault = printFault(read.value) ?? (await bindFault(read.value, text, world))
  if (fault !== undefined || !execute) return verdict(fault, 'parsed')
  const changed = modes[read.value.kind] !== 'read'
  try {
    await world.session.execute(text)
    return { reached: 'executed', changed }
  } catch (thrown) {
    return { ...verdict(refusal('execute', thrown, text), 'executed'), changed }
  }
}

function verdict(fault: Fault | undefined, reached: Verdict['reached']): Verdict {
  return { reached, changed: false, ...(fault === undefined ? {} : { fault }) }
}

function attempt<T>(work: () => T): { readonly value: T } | { readonly thrown: unknown } {
  try {
    return { value: work() }
  } catch (thrown) {
    return { thrown }
  }
}

function printFault(tree: Statement): Fault | undefined {
  const printed = attempt(() => print(tree))
  if ('thrown' in printed) return { phase: 'print', message: described(printed.thrown) }
  const again = attempt(() => parseStatement(printed.value))
  if ('thrown' in again)
    return { phase: 'print', message: `does not parse again: ${described(again.thrown)}: ${printed.value}` }
  return isDeepStrictEqual(withoutPlaces(again.value), withoutPlaces(tree))
    ? undefined
    : { phase: 'print', message: `gives another tree: ${printed.value}` }
}

async function bindFault(
  tree: Statement,
  text: string,
  { session, services }: World,
): Promise<Fault | undefined> {
  try {
    await services.transact(async (transaction) => {
      const prepared = await prepare(tree, text, session, services, transaction)
      prepared?.lower()
    })
    return undefined
  } catch (thrown) {
    return refusal('bind', thrown, text)
  }
}

/** Undefined for an error as it must be. */
function refusal(phase: Fault['phase'], thrown: unknown, text: string): Fault | undefined {
  if (!(thrown instanceof SnowmeltError)) return { phase, message: described(thrown) }
  if (thrown.code === 'EXECUTION_FAILED') return { phase, message: `raw DuckDB error: ${thrown.message}` }
  if (
    /\b(?:Binder|Catalog|Parser|Conversion|Invalid Input|INTERNAL|Not implemented) Error\b/.test(
      thrown.message,
    )
  )
    return { phase, message: `text of DuckDB: ${thrown.message}` }
  const { span } = thrown
  if (span === undefined) {
    // What DuckDB found while it ran something has no place: an argument of a table function is evaluated before binding.
    const ran = thrown.cause !== undefined || phase === 'execute'
    return !ran ? { phase, message: `without a place: ${described(thrown)}` } : undefined
  }
  const isInside = span.start >= 0 && span.start <= span.end && span.end <= text.length
  return isInside || phase === 'execute'
    ? undefined
    : { phase, message: `at ${span.start}-${span.end} of ${text.length} characters: ${described(thrown)}` }
}

function described(thrown: unknown): string {
  if (thrown instanceof SnowmeltError) return `${thrown.code}: ${thrown.message}`
  return thrown instanceof Error
    ? (thrown.stack ?? thrown.message).split('\n').slice(0, 4).join('\n')
    : String(thrown)
}

/** The tree without places, and without the texts that are kept as written (they are the printer's own after printing). */
function withoutPlaces(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPlaces)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, item]) => key !== 'span' && !key.endsWith('Text') && item !== undefined)
      .map(([key, item]) => [key, withoutPlaces(item)]),
  )
}

/** Faults of one kind: the message without names and numbers. */
export function signature({ phase, message }: Fault): string {
  const [first = ''] = message.split('\n')
  return `${phase}: ${first
    .replace(/: [^:]*$/, (end) => (message.startsWith('gives') || message.startsWith('does not') ? '' : end))
    .replace(/'[^']*'|"[^"]*"|\d+/g, '…')
    .slice(0, 100)}`
}
