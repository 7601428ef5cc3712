import { random } from '../../src/sources/synthetic/random.ts'

/** Chance from a seed, with what the generators ask of it. */
export interface Draw {
  /** A whole number from 0 to `below - 1`. */
  below(below: number): number
  /** True in `share` of the calls. */
  chance(share: number): boolean
  pick<T>(items: readonly T[]): T
  /** `from` to `to` results of `make`. */
  list<T>(from: number, to: number, make: (index: number) => T): readonly T[]
}

/** The same draws for the same numbers on every machine. */
export function drawing(...seeds: readonly number[]): Draw {
  const source = random(seeds.reduce(mixed, 0x9e3779b9))
  const pick = <T>(items: readonly T[]): T => {
    const item = items[source.integer(0, Math.max(0, items.length - 1))]
    if (item === undefined) throw new Error('there is nothing to pick from')
    return item
  }
  return {
    below: (below) => source.integer(0, Math.max(0, below - 1)),
    chance: (share) => source.chance(share),
    pick,
    list: (from, to, make) => Array.from({ length: source.integer(from, to) }, (_, index) => make(index)),
  }
}

/** https://github.com/aappleby/smhasher/wiki/MurmurHash3 (its last steps) */
function mixed(state: number, seed: number): number {
  let hash = state ^ Math.imul(seed ^ (seed >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) | 0
}
