import type { Draw } from './draw.ts'
import { piecesOf } from './tokens.ts'

type Change = (text: string, draw: Draw, others: readonly string[]) => string

const extremes = [
  '0', '-1', '1', '2147483648', '9223372036854775807', '9223372036854775808', '-9223372036854775809',
  '99999999999999999999999999999999999999', '100000000000000000000000000000000000000', '1e308', '1e999', '-0',
  '0.00000000000000000000000000000000000001', '1e-400', '.', '1.', '.5e', '00000000000000000000001',
] // prettier-ignore

const odd = [
  '\u0000', '\u00a0', '\u200b', '\ufeff', 'é', 'ß', 'İ', '💧', '\ud83d', '\u202e', '中', '\\', '`', '\r', '\t', '\u2028',
] // prettier-ignore

const stray = [
  "'", '"', '$$', '/*', '--', '(', ')', '[', ']', '{', '}', ';', ',', '.', ':', '::', '=>', '->', '@', '@~/x', '?', ':1',
  '$1', '$x', '%', '||', '*', '**', '=', '<>', '<', '!', '\\', 'NULL', 'AS', 'SELECT', 'FROM', 'OVER', 'ORDER BY', 'NOT',
  'CASE', 'END', 'IN', 'INTERVAL', 'TABLE', 'LATERAL', 'WITH', 'BEGIN', 'IDENTIFIER(', 'DISTINCT', 'ALL', 'EXCLUDE',
] // prettier-ignore

/** Puts `pieces` together with the piece at a drawn place made into something else. */
const atOne =
  (change: (piece: string, draw: Draw, pieces: readonly string[]) => string): Change =>
  (text, draw) => {
    const pieces = piecesOf(text)
    const at = draw.below(pieces.length)
    return pieces.map((piece, index) => (index === at ? change(piece, draw, pieces) : piece)).join('')
  }

const deleteSome: Change = (text, draw) => {
  const pieces = piecesOf(text)
  const at = draw.below(pieces.length)
  return pieces.toSpliced(at, 1 + draw.below(draw.chance(0.7) ? 1 : 6)).join('')
}

const swap: Change = (text, draw) => {
  const pieces = [...piecesOf(text)]
  const [one, other] = [draw.below(pieces.length), draw.below(pieces.length)]
  const [a = '', b = ''] = [pieces[one], pieces[other]]
  pieces[one] = spaced(b)
  pieces[other] = spaced(a)
  return pieces.join('')
}

const numbers: Change = (text, draw) => {
  const places = [...text.matchAll(/\d+(?:\.\d+)?/g)]
  if (places.length === 0) return deleteSome(text, draw, [])
  const { 0: written, index } = draw.pick(places)
  return text.slice(0, index) + draw.pick(extremes) + text.slice(index + written.length)
}

/** A piece of another statement at the place of one of this. */
const graft: Change = (text, draw, others) => {
  const foreign = piecesOf(draw.pick(others))
  const from = draw.below(foreign.length)
  const grafted = foreign.slice(from, from + 1 + draw.below(5)).join('')
  return atOne((piece) => (draw.chance(0.5) ? spaced(grafted) : `${piece} ${grafted}`))(text, draw, others)
}

const truncated: Change = (text, draw) => text.slice(0, draw.below(text.length))
const insertAt =
  (items: readonly string[]): Change =>
  (text, draw) => {
    const at = draw.below(text.length + 1)
    return text.slice(0, at) + draw.pick(items) + text.slice(at)
  }

/** The text of a string or quoted name, changed at one place. */
const inQuotes: Change = (text, draw) => {
  const places = [...text.matchAll(/'[^']*'|"[^"]*"/g)]
  if (places.length === 0) return insertAt(stray)(text, draw, [])
  const { 0: written, index } = draw.pick(places)
  const at = index + 1 + draw.below(written.length - 1)
  const change = draw.pick([...odd, '', '%', '_', '(', '[', '{', '+', '-', '9', '0', ':', '"', '.', '/', 'x'])
  return text.slice(0, at) + change + text.slice(at + (draw.chance(0.5) ? 1 : 0))
}

function spaced(piece: string): string {
  return /^\s/.test(piece) ? piece : ` ${piece}`
}

const changes: readonly Change[] = [
  deleteSome,
  deleteSome,
  atOne((piece) => `${piece}${spaced(piece)}`),
  swap,
  atOne((_piece, draw, pieces) => spaced(draw.pick(pieces))),
  atOne((_piece, draw) => ` ${draw.pick(stray)}`),
  atOne((piece, draw) => `${piece} ${draw.pick(stray)}`),
  numbers,
  numbers,
  graft,
  graft,
  truncated,
  insertAt(odd),
  insertAt(["'", '"', '$$', '/*', '--']),
  inQuotes,
  inQuotes,
]

/** A broken copy of `text`; `others` are statements from which pieces may come. */
export function mutation(text: string, draw: Draw, others: readonly string[]): string {
  let mutated = text
  for (let left = draw.chance(0.7) ? 1 : 1 + draw.below(4); left > 0; left -= 1)
    mutated = draw.pick(changes)(mutated, draw, others)
  return mutated
}
