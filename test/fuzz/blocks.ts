import { drawing } from './draw.ts'
import { blockLength, blockOf } from './inputs.ts'
import { signature, tried, type Fault } from './oracle.ts'
import { shrunk } from './shrink.ts'
import { openWorld, type World } from './world.ts'

/** Inputs with the numbers `from` to `to - 1` of a seed; `execute` percent of them are executed. */
export interface Range {
  readonly seed: number
  readonly from: number
  readonly to: number
  readonly execute: number
}

export interface Failure extends Fault {
  readonly index: number
  readonly signature: string
  readonly text: string
  /** The smallest text found that fails in the same way; of the first failure of its kind alone. */
  readonly smallest?: string
}

/** What is told while the inputs of a range are tried. */
export interface Telling {
  /** Before an input is tried. */
  readonly start?: (index: number) => void
  readonly failed: (failure: Failure) => void
  readonly reached?: (how: string) => void
}

/** An account collects what blocks leave in it (roles, warehouses); after so many blocks a new one is opened. */
const blocksOfAccount = 40

/** Tries every input of a range. */
export async function tryRange(range: Range, telling: Telling): Promise<void> {
  const known = new Set<string>()
  let world: World | undefined
  let blocks = 0
  for (let block = Math.floor(range.from / blockLength); block * blockLength < range.to; block += 1) {
    if (blocks++ % blocksOfAccount === 0) {
      await world?.close()
      world = await openWorld()
    }
    if (world !== undefined) await tryBlock(block, range, world, known, telling)
  }
  await world?.close()
}

async function tryBlock(
  block: number,
  range: Range,
  world: World,
  known: Set<string>,
  telling: Telling,
): Promise<void> {
  const { before, input } = blockOf(range.seed, block)
  await world.start(before, true)
  for (let index = block * blockLength; index < Math.min(range.to, (block + 1) * blockLength); index += 1) {
    if (index < range.from) continue
    const text = input(index)
    const execute = drawing(range.seed, index, 3).chance(range.execute / 100)
    telling.start?.(index)
    const { fault, changed, reached } = await tried(text, world, execute)
    telling.reached?.(reached)
    if (fault !== undefined) await report(fault, index, text, before, world, known, telling)
    if (changed || fault !== undefined) await world.start(before)
  }
}

async function report(
  fault: Fault,
  index: number,
  text: string,
  before: readonly string[],
  world: World,
  known: Set<string>,
  telling: Telling,
): Promise<void> {
  const kind = signature(fault)
  const failure = { ...fault, index, text, signature: kind }
  if (known.has(kind)) return telling.failed(failure)
  known.add(kind)
  const smallest = await shrunk(text, async (smaller) => {
    telling.start?.(index)
    const again = await tried(smaller, world, fault.phase === 'execute')
    if (again.changed) await world.start(before)
    return again.fault !== undefined && signature(again.fault) === kind
  })
  telling.failed({ ...failure, smallest })
}
