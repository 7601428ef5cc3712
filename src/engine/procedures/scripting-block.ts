import { fail } from '../../common/errors.ts'
import type { Block } from '../../sql/script/block.ts'
import type { Handler } from '../../sql/script/exception.ts'
import type { Raise } from '../../sql/script/raise.ts'
import { declare } from './scripting-declare.ts'
import {
  ScriptException,
  type Container,
  type Frame,
  type HandlerLevel,
  type Signal,
} from './scripting-frame.ts'
import { Scope } from './scripting-scope.ts'

/** DECLARE, then the statements, then an EXIT handler if one takes what they raise. */
async function block(node: Block, outer: Frame): Promise<Signal> {
  const declared = new Scope(outer.scope)
  // "An exception handler … doesn't apply to the DECLARE section of the block."
  for (const each of node.declarations) await declare(each, { ...outer, scope: declared })
  const body = new Scope(declared)
  const level: HandlerLevel = { block: node, declared, body, outer: outer.handlers }
  const signal = await handled(node, level, outer)
  const isOwn = signal?.kind === 'Break' && signal.label !== undefined && signal.label === node.label?.text
  return isOwn ? undefined : signal
}

async function handled(node: Block, level: HandlerLevel, outer: Frame): Promise<Signal> {
  const handlers = node.handlers.length === 0 ? outer.handlers : level
  try {
    return await outer.run.steps(node.steps, { ...outer, scope: level.body, handlers }, 'block')
  } catch (thrown) {
    if (!(thrown instanceof ScriptException) || typeof thrown.settled !== 'object') throw thrown
    const { level: taken, handler } = thrown.settled
    if (taken !== level) throw thrown
    return await outer.run.steps(handler.steps, { ...outer, scope: level.declared, handled: thrown }, 'block')
  }
}

/**
 * Looks for the handler of an exception where it was raised. A CONTINUE handler runs at once, and execution goes on behind the statement,
 * behind the branch or in the next round of the loop that it stands in; all else leaves for its block.
 * https://docs.snowflake.com/en/sql-reference/snowflake-scripting/exception
 */
export async function settle(
  exception: ScriptException,
  frame: Frame,
  container: Container,
): Promise<{ readonly signal: Signal; readonly goesOn: boolean }> {
  if (exception.settled !== undefined) throw exception
  const found = find(exception, frame.handlers)
  exception.settled = found ?? 'none'
  if (found === undefined || !found.handler.continues) throw exception
  const { level, handler } = found
  const place: Frame = { ...frame, scope: level.body, handlers: level.outer, handled: exception }
  const signal = await frame.run.steps(handler.steps, place, 'block')
  if (signal !== undefined) return { signal, goesOn: false }
  if (container === 'loop') return { signal: { kind: 'Continue', label: undefined }, goesOn: false }
  return { signal: undefined, goesOn: container === 'block' }
}

function find(
  exception: ScriptException,
  innermost: HandlerLevel | undefined,
): { readonly level: HandlerLevel; readonly handler: Handler } | undefined {
  for (let level = innermost; level !== undefined; level = level.outer) {
    const { declared } = level
    const handler = level.block.handlers.find(({ names }) =>
      names.some(({ text }) => takes(text, exception, declared)),
    )
    if (handler !== undefined) return { level, handler }
  }
  return undefined
}

function takes(name: string, { slot, type }: ScriptException, scope: Scope): boolean {
  const declared = scope.find(name)
  if (declared?.kind === 'Exception') return declared === slot
  return name === 'OTHER' || (slot === undefined && name === type)
}

async function raise({ name, span }: Raise, { scope, handled: current }: Frame): Promise<Signal> {
  if (name === undefined) {
    throw current?.again() ?? fail('VARIABLE_KIND', { name: 'RAISE', wanted: 'exception' }, span)
  }
  const slot = scope.find(name.text)
  if (slot?.kind !== 'Exception') fail('VARIABLE_KIND', { name: name.text, wanted: 'exception' }, name.span)
  const { number, message } = slot
  throw new ScriptException({ type: slot.name, number, sqlState: 'P0001', message, span, slot })
}

export const blockSteps = { Block: block, Raise: raise }
