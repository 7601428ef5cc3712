import { repeatingMacros } from '../duck/macros/index.ts'
import { duck, ident, integer, join, type Sql } from '../duck/sql.ts'

/** Names that no table or column of a user has: DuckDB would take `x.a` for the column `a` of a table `x`. */
const value = (depth: number) => ident(depth === 0 ? '$value' : `$value${depth}`)

const macro = new RegExp(`\\b(?:${repeatingMacros.join('|')})\\(`)

/** How many bodies are being built around the present one: an inner one may use the values of an outer. */
let depth = 0

/**
 * `body` over values that it may name many times, each computed once. DuckDB expands repeated SQL before it finds common parts,
 * so nested repetition grows without limit; a lambda over a list of one struct names its values instead (measured: 20 to
 * 150 ns a row). Values that are columns or constants are simply repeated.
 */
export function once(
  args: readonly Sql[],
  atomic: readonly boolean[],
  body: (...values: readonly Sql[]) => Sql,
): Sql {
  if (args.every((_, index) => atomic[index] === true)) return body(...args)
  const names = args.map((_, index) => ident(`$${index}`))
  const struct = join(args.map((arg, index) => duck`${names[index] ?? integer(index)}: ${arg}`))
  const own = value(depth)
  const lambda = deeper(() => body(...names.map((name) => duck`${own}.${name}`)))
  const text = lambda.toString()
  const repeated = names.some(
    (name, index) => atomic[index] !== true && count(text, `${own.toString()}.${name.toString()}`) > 1,
  )
  // The same where a macro repeats it.
  const within = macro.test(text)
  // A value that stands once, but within a lambda of the body's own, would be computed for each of its elements.
  if (!repeated && !within && !text.includes('lambda')) return body(...args)
  return duck`list_transform([{${struct}}], lambda ${own}: ${lambda})[1]`
}

function deeper(build: () => Sql): Sql {
  depth += 1
  try {
    return build()
  } finally {
    depth -= 1
  }
}

function count(text: string, part: string): number {
  return text.split(part).length - 1
}
