import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** Chance from a seed: the same seed gives the same data on every machine. */
export interface Random {
  /** A whole number from `low` to `high`, both included. */
  integer(low: number, high: number): number
  /** True in `share` of the calls (0 to 1, in steps of a millionth). */
  chance(share: number): boolean
  pick<T>(items: readonly [T, ...T[]]): T
}

/** A generator of its own for each `seed`. */
export function random(seed: number): Random {
  const generator = xoroshiro128plus(seed)
  const integer = (low: number, high: number) => uniformInt(generator, low, high)
  return {
    integer,
    chance: (share) => integer(1, 1_000_000) <= share * 1_000_000,
    pick: (items) => items[integer(0, items.length - 1)] ?? items[0],
  }
}
