import { fail } from '../../common/errors.ts'
import { positionAt } from '../../common/span.ts'
import type { Star } from '../../sql/expression/expression.ts'
import type { Select, SelectItem } from '../../sql/query/query.ts'
import { columnName } from './column-name.ts'
import { bindExpression } from './expression.ts'
import { sameExpression } from './expression-walk.ts'
import type { BoundExpression } from './expression-tree.ts'
import type { Frame } from './frame.ts'
import { failName, scopeOf, type QueryScope } from './scope.ts'
import type { Names } from './names.ts'
import type { Scope } from './tree.ts'

/** A column of the select list before it is known whether rows are grouped. */
export interface NamedValue {
  readonly name: string
  readonly value: BoundExpression
}

/** The select list, and its aliases for the clauses after it. */
export interface SelectList {
  readonly items: readonly NamedValue[]
  readonly aliases: ReadonlyMap<string, BoundExpression | 'ambiguous'>
}

/** Items in order; each sees the aliases before it. https://docs.snowflake.com/en/sql-reference/sql/select */
export function bindSelectList(
  select: Select,
  frame: Frame,
  names: Names,
  outer: Scope | undefined,
): SelectList {
  const aliases = new Map<string, BoundExpression | 'ambiguous'>()
  const scope = scopeOf(frame, names, { aliases, outer })
  const items = select.items.flatMap((item) => {
    const bound = bindItem(item, scope)
    for (const { name, value } of named(item, bound)) {
      const known = aliases.get(name)
      aliases.set(name, known === undefined || same(known, value) ? value : 'ambiguous')
    }
    return bound
  })
  return { items, aliases }
}

function same(known: BoundExpression | 'ambiguous', value: BoundExpression): boolean {
  return known !== 'ambiguous' && sameExpression(known, value)
}

/** The columns of an item that have a name of the user's choice. */
function named(item: SelectItem, bound: readonly NamedValue[]): readonly NamedValue[] {
  if (item.kind === 'Item') return item.alias === undefined ? [] : bound
  const renamed = new Set([
    ...item.rename.map(({ to }) => to.text),
    ...item.replace.map(({ name }) => name.text),
  ])
  return bound.filter(({ name }) => renamed.has(name))
}

function bindItem(item: SelectItem, scope: QueryScope): readonly NamedValue[] {
  if (item.kind === 'Star') return expandStar(item, scope)
  const name = item.alias?.text ?? columnName(item.expression, scope.text)
  return [{ name, value: bindExpression(item.expression, scope) }]
}

/** `*` with ILIKE, then EXCLUDE, then REPLACE, then RENAME. */
export function expandStar(star: Star, scope: QueryScope): readonly NamedValue[] {
  const columns = scope.star(star.qualifier, star.span)
  if (columns.length === 0)
    fail('UNSUPPORTED', { feature: 'SELECT * without columns to select from' }, star.span)
  const known = new Set(columns.map(({ name }) => name))
  const mentioned = [
    ...star.exclude,
    ...star.replace.map(({ name }) => name),
    ...star.rename.map(({ from }) => from),
  ]
  for (const name of mentioned)
    if (!known.has(name.text)) failName('INVALID_IDENTIFIER', [name], name.span, scope.text)
  const excluded = new Set(star.exclude.map(({ text }) => text))
  const replaced = new Map(star.replace.map(({ name, expression }) => [name.text, expression]))
  const renamed = new Map(star.rename.map(({ from, to }) => [from.text, to.text]))
  const like = star.ilike === undefined ? undefined : likePattern(star.ilike)
  const kept = columns.filter(({ name }) => !excluded.has(name) && (like === undefined || like.test(name)))
  if (kept.length === 0) {
    const { line, column } = positionAt(scope.text, star.span.start)
    fail('NO_SELECTED_COLUMNS', { line, position: column - 1 }, star.span)
  }
  checkChanges(star, kept, scope)
  return kept.map((column) => {
    const expression = replaced.get(column.name)
    return {
      name: renamed.get(column.name) ?? column.name,
      value: expression === undefined ? column.value : bindExpression(expression, scope),
    }
  })
}

/** What is replaced or renamed must be selected; a column is replaced only once, and must be only one. */
function checkChanges(star: Star, kept: readonly NamedValue[], scope: QueryScope): void {
  const selected = new Set(kept.map(({ name }) => name))
  const changed = [...star.replace.map(({ name }) => name), ...star.rename.map(({ from }) => from)]
  for (const name of changed)
    if (!selected.has(name.text)) failName('INVALID_IDENTIFIER', [name], name.span, scope.text)
  const replaced = new Set<string>()
  for (const { name } of star.replace) {
    if (replaced.has(name.text)) fail('DUPLICATE_COLUMN', { name: name.text }, name.span)
    replaced.add(name.text)
    if (kept.filter((column) => column.name === name.text).length > 1)
      failName('AMBIGUOUS_COLUMN', [name], name.span, scope.text)
  }
}

/** `*` ILIKE 'pattern': `%` any characters, `_` one. */
function likePattern(pattern: string): RegExp {
  const escaped = pattern.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`^${escaped.replaceAll('%', '.*').replaceAll('_', '.')}$`, 'is')
}
