import type { Star } from '../../sql/expression/expression.ts'
import type { Binding } from './binding.ts'
import type { BoundExpression } from './expression-tree.ts'

/** The columns that a `*` with its modifiers gives, by their output names. */
export function starColumns(
  star: Star,
  { scope, bind }: Binding,
): readonly { readonly name: string; readonly value: BoundExpression }[] {
  const excluded = new Set(star.exclude.map((name) => name.text))
  return scope
    .star(star.qualifier, star.span)
    .filter(({ name }) => !excluded.has(name) && (star.ilike === undefined || matches(star.ilike, name)))
    .map(({ name, value }) => {
      const replaced = star.replace.find((each) => each.name.text === name)
      const renamed = star.rename.find((each) => each.from.text === name)
      return {
        name: renamed?.to.text ?? name,
        value: replaced === undefined ? value : bind(replaced.expression),
      }
    })
}

/** ILIKE of a constant pattern: `%` any characters, `_` one. */
function matches(pattern: string, name: string): boolean {
  const source = Array.from(pattern)
    .map((each) => (each === '%' ? '.*' : each === '_' ? '.' : each.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')))
    .join('')
  return new RegExp(`^${source}$`, 'is').test(name)
}
