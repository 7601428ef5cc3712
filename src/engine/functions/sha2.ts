import { duck, integer, join, text as literal, type Sql } from '../duck/sql.ts'

/**
 * The members of the SHA-2 family that DuckDB does not have, as FIPS 180-4 writes them: a fold over the blocks of the message, and
 * in each over the round constants. A row takes about a millisecond; SHA-256 is DuckDB's own.
 */

/** The first `count` primes. */
function primes(count: number): readonly bigint[] {
  const found: bigint[] = []
  for (let n = 2n; found.length < count; n += 1n) if (found.every((p) => n % p !== 0n)) found.push(n)
  return found
}

/** The greatest whole number whose power `degree` is not above `value`. */
function root(value: bigint, degree: bigint): bigint {
  let [low, high] = [0n, 1n << 80n]
  while (low < high) {
    const middle = (low + high + 1n) / 2n
    if (middle ** degree <= value) low = middle
    else high = middle - 1n
  }
  return low
}

const word = (1n << 64n) - 1n
/** The first 64 bits behind the point of the primes' cube roots: constants of the rounds. */
const roundConstants = primes(80).map((p) => root(p << 192n, 3n) & word)
/** The first 64 bits behind the point of the ninth to sixteenth primes' square roots: SHA-384 begins with them. */
const squareRoots = primes(16).map((p) => root(p << 128n, 2n) & word)

/** What differs between words of 32 and of 64 bits: each sigma is two rotations and a third, or a shift. */
interface Family {
  readonly bits: number
  readonly constants: readonly bigint[]
  readonly state: readonly [number, number, number]
  readonly choice: readonly [number, number, number]
  readonly early: readonly [number, number, number]
  readonly late: readonly [number, number, number]
}

const short: Family = {
  bits: 32,
  constants: roundConstants.slice(0, 64).map((k) => k >> 32n),
  state: [2, 13, 22],
  choice: [6, 11, 25],
  early: [7, 18, 3],
  late: [17, 19, 10],
}
const long: Family = {
  bits: 64,
  constants: roundConstants,
  state: [28, 34, 39],
  choice: [14, 18, 41],
  early: [1, 8, 7],
  late: [19, 61, 6],
}

interface Member {
  readonly family: Family
  readonly initial: readonly bigint[]
  /** Digits of the result. */
  readonly digits: number
}

const members: Readonly<Record<number, Member>> = {
  224: { family: short, initial: squareRoots.slice(8).map((h) => h & 0xffffffffn), digits: 56 },
  384: { family: long, initial: squareRoots.slice(8), digits: 96 },
  512: { family: long, initial: squareRoots.slice(0, 8), digits: 128 },
}

const unsigned = (value: bigint) => duck`CAST(${integer(value)} AS UBIGINT)`
const mask = (bits: number) => unsigned((1n << BigInt(bits)) - 1n)

function rotated(x: Sql, by: number, { bits }: Family): Sql {
  return duck`((${x} >> ${integer(by)}) | ((${x} & ${mask(by)}) << ${integer(bits - by)}))`
}

function sigma(x: Sql, [a, b, c]: Family['state'], family: Family, last: 'rotate' | 'shift'): Sql {
  const third = last === 'rotate' ? rotated(x, c, family) : duck`(${x} >> ${integer(c)})`
  return duck`xor(xor(${rotated(x, a, family)}, ${rotated(x, b, family)}), ${third})`
}

/** The sum in words: DuckDB fails where it does not fit, so it is made in 128 bits. */
function sum(parts: readonly Sql[], { bits }: Family): Sql {
  const wide = join(
    parts.map((part) => duck`CAST(${part} AS UHUGEINT)`),
    ' + ',
  )
  return duck`CAST((${wide}) & CAST(${mask(bits)} AS UHUGEINT) AS UBIGINT)`
}

const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const
const part = (of: Sql, name: string) => duck`${of}.${literalName(name)}`
const literalName = (name: string): Sql => fields[name] ?? duck`k`
const fields: Readonly<Record<string, Sql>> = {
  a: duck`a`, b: duck`b`, c: duck`c`, d: duck`d`, e: duck`e`, f: duck`f`, g: duck`g`, h: duck`h`, k: duck`k`, w: duck`w`,
} // prettier-ignore

/** The hexadecimal digest of bytes. */
export function sha2Digits(message: Sql, size: number): Sql {
  const member = members[size]
  if (member === undefined) throw new Error(`Snowmelt bug: no SHA-${size}`)
  const { family, initial, digits } = member
  const blockDigits = (family.bits / 4) * 16
  const lengthDigits = family.bits / 2
  const length = duck`format(${literal(`{:0${lengthDigits}X}`)}, CAST(octet_length(${message}) AS BIGINT) * 8)`
  const used = duck`(octet_length(${message}) * 2 + 2 + ${integer(lengthDigits)})`
  const filler = duck`repeat('0', (${integer(blockDigits)} - ${used} % ${integer(blockDigits)}) % ${integer(blockDigits)})`
  const padded = duck`(hex(${message}) || '80' || ${filler} || ${length})`
  const wordDigits = family.bits / 4
  const words = duck`list_transform(range(1, ${integer(blockDigits)}, ${integer(wordDigits)}), lambda "$j": CAST('0x' || substring("$block", "$j", ${integer(wordDigits)}) AS UBIGINT))`
  const blocks = duck`list_transform(regexp_extract_all(${padded}, ${literal(`.{${blockDigits}}`)}), lambda "$block": ${words})`
  const start = duck`[${join(initial.map(unsigned))}]`
  const states = duck`list_reduce(list_prepend({s: ${start}, m: [CAST(0 AS UBIGINT)]}, list_transform(${blocks}, lambda "$m": {s: [CAST(0 AS UBIGINT)], m: "$m"})), lambda "$x", "$y": {s: ${compressed(duck`"$x".s`, duck`"$y".m`, family)}, m: "$y".m})`
  const written = duck`list_transform(${states}.s, lambda "$h": format(${literal(`{:0${wordDigits}x}`)}, "$h"))`
  return duck`left(array_to_string(${written}, ''), ${integer(digits)})`
}

/** The state after a block of sixteen words. */
function compressed(state: Sql, block: Sql, family: Family): Sql {
  const zero = duck`CAST(0 AS UBIGINT)`
  const begin = names.map((name, index) => duck`${literalName(name)}: ${state}[${integer(index + 1)}]`)
  const idle = names.map((name) => duck`${literalName(name)}: ${zero}`)
  const first = duck`{${join(begin)}, w: ${block}, k: ${zero}}`
  const constants = duck`list_transform([${join(family.constants.map(unsigned))}], lambda "$k": {${join(idle)}, w: [${zero}], k: "$k"})`
  const last = duck`list_reduce(list_prepend(${first}, ${constants}), lambda "$a", "$b": ${round(duck`"$a"`, duck`"$b".k`, family)})`
  const sums = names.map((name, index) =>
    sum([duck`${state}[${integer(index + 1)}]`, part(duck`"$z"`, name)], family),
  )
  return duck`list_transform([${last}], lambda "$z": [${join(sums)}])[1]`
}

function round(x: Sql, constant: Sql, family: Family): Sql {
  const [a, b, c, d, e, f, g, h] = [
    part(x, 'a'), part(x, 'b'), part(x, 'c'), part(x, 'd'), part(x, 'e'), part(x, 'f'), part(x, 'g'), part(x, 'h'),
  ] // prettier-ignore
  const choice = duck`xor(${e} & ${f}, xor(${e}, ${mask(family.bits)}) & ${g})`
  const majority = duck`xor(xor(${a} & ${b}, ${a} & ${c}), ${b} & ${c})`
  const w = (at: number) => duck`${part(x, 'w')}[${integer(at)}]`
  const one = sum([h, sigma(e, family.choice, family, 'rotate'), choice, constant, w(1)], family)
  const two = sum([sigma(a, family.state, family, 'rotate'), majority], family)
  const next = sum(
    [sigma(w(15), family.late, family, 'shift'), w(10), sigma(w(2), family.early, family, 'shift'), w(1)],
    family,
  )
  const result = duck`{a: ${sum([duck`"$t".one`, duck`"$t".two`], family)}, b: ${a}, c: ${b}, d: ${c}, e: ${sum([d, duck`"$t".one`], family)}, f: ${e}, g: ${f}, h: ${g}, w: list_append(${part(x, 'w')}[2:16], ${next}), k: ${constant}}`
  return duck`list_transform([{one: ${one}, two: ${two}}], lambda "$t": ${result})[1]`
}
