import type { Identifier } from '../../sql/expression/name.ts'
import type { Break, Continue } from '../../sql/script/break.ts'
import type { ForCounter, ForRow } from '../../sql/script/for.ts'
import type { Loop } from '../../sql/script/loop.ts'
import type { Repeat } from '../../sql/script/repeat.ts'
import type { Step } from '../../sql/script/script.ts'
import type { While } from '../../sql/script/while.ts'
import { integer } from '../types/standard.ts'
import { rowsOf } from './scripting-cursor.ts'
import { evaluateAs, holds } from './scripting-expression.ts'
import type { Frame, Signal } from './scripting-frame.ts'
import { Scope } from './scripting-scope.ts'

interface LoopBody {
  readonly steps: readonly Step[]
  readonly label?: Identifier
}

/** How a round of a loop has ended: the loop goes on, it ends, or what is around it is to be left too. */
type Round = 'next' | 'stop' | { readonly leave: Signal }

async function round({ steps, label }: LoopBody, frame: Frame): Promise<Round> {
  const signal = await frame.run.steps(steps, frame, 'loop')
  if (signal === undefined) return 'next'
  if (signal.kind === 'Return') return { leave: signal }
  const isMeant = signal.label === undefined || signal.label === label?.text
  if (!isMeant) return { leave: signal }
  return signal.kind === 'Break' ? 'stop' : 'next'
}

async function loop(step: Loop, frame: Frame): Promise<Signal> {
  for (;;) {
    const ended = await round(step, frame)
    if (ended !== 'next') return leaving(ended)
  }
}

async function whileLoop(step: While, frame: Frame): Promise<Signal> {
  while (await holds(step.condition, frame)) {
    const ended = await round(step, frame)
    if (ended !== 'next') return leaving(ended)
  }
  return undefined
}

async function repeat(step: Repeat, frame: Frame): Promise<Signal> {
  do {
    const ended = await round(step, frame)
    if (ended !== 'next') return leaving(ended)
  } while (!(await holds(step.until, frame)))
  return undefined
}

const leaving = (ended: Round): Signal => (typeof ended === 'object' ? ended.leave : undefined)

/** The counter is a variable of the loop alone, whatever is declared around it. */
async function forCounter(step: ForCounter, frame: Frame): Promise<Signal> {
  const from = await evaluateAs(step.from, integer, frame)
  const to = await evaluateAs(step.to, integer, frame)
  if (from.value === null || to.value === null) return undefined
  const [low, high] = [BigInt(from.value), BigInt(to.value)]
  for (let index = low; index <= high; index += 1n) {
    const scope = new Scope(frame.scope)
    const value = String(step.reverse ? high - (index - low) : index)
    scope.declare(step.variable.text, { kind: 'Variable', type: integer, value })
    const ended = await round(step, { ...frame, scope })
    if (ended !== 'next') return leaving(ended)
  }
  return undefined
}

async function forRow(step: ForRow, frame: Frame): Promise<Signal> {
  const { columns, next, end } = await rowsOf(step.source, frame)
  try {
    for (let row = next(); row !== undefined; row = next()) {
      const scope = new Scope(frame.scope)
      scope.declare(step.variable.text, { kind: 'Row', columns, row })
      const ended = await round(step, { ...frame, scope })
      if (ended !== 'next') return leaving(ended)
    }
  } finally {
    end()
  }
  return undefined
}

async function jump({ kind, label }: Break | Continue): Promise<Signal> {
  return { kind, label: label?.text }
}

export const loopSteps = {
  Loop: loop,
  While: whileLoop,
  Repeat: repeat,
  ForCounter: forCounter,
  ForRow: forRow,
  Break: jump,
  Continue: jump,
}
