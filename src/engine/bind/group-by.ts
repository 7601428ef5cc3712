import { fail } from '../../common/errors.ts'
import type { Expression } from '../../sql/expression/expression.ts'
import type { GroupBy, GroupItem } from '../../sql/query/query.ts'
import { bindExpression } from './expression.ts'
import { expressionKey, isAggregate, isWindow, someExpression } from './expression-walk.ts'
import type { BoundExpression } from './expression-tree.ts'
import type { GroupKeys } from './grouping.ts'
import type { QueryScope } from './scope.ts'

/** https://docs.snowflake.com/en/sql-reference/constructs/group-by and the pages of ROLLUP, CUBE, GROUPING SETS. */
export function bindGroupBy(
  groupBy: GroupBy,
  items: readonly BoundExpression[],
  scope: QueryScope,
): GroupKeys {
  const keys = new Keys()
  if (groupBy.kind === 'GroupByAll') {
    for (const item of items)
      if (!someExpression(item, isAggregate) && !someExpression(item, isWindow)) keys.add(item)
    return { keys: keys.all, written: true }
  }
  const key = (expression: Expression) => keys.add(bindKey(expression, items, scope))
  const sets = groupBy.items.map((item) => setsOf(item, key))
  const plain = groupBy.items.every((item) => item.kind === 'Group')
  return { keys: keys.all, written: true, ...(plain ? {} : { sets: crossed(sets) }) }
}

/** The keys so far, each once. */
class Keys {
  readonly all: BoundExpression[] = []
  readonly #places = new Map<string, number>()

  /** The key's place. */
  add(value: BoundExpression): number {
    const text = expressionKey(value)
    const place = this.#places.get(text) ?? this.all.push(value) - 1
    this.#places.set(text, place)
    return place
  }
}

/** A whole number is the place of an item; anything else is an expression, where columns go before aliases. */
function bindKey(
  expression: Expression,
  items: readonly BoundExpression[],
  scope: QueryScope,
): BoundExpression {
  const place = placeOf(expression)
  const value =
    place === undefined
      ? bindExpression(expression, scope)
      : (items[place - 1] ?? fail('INVALID_GROUP_BY', { expression: String(place) }, expression.span))
  if (someExpression(value, isAggregate) || someExpression(value, isWindow))
    fail('INVALID_GROUP_BY', { expression: written(expression, value, scope) }, expression.span)
  return value
}

function written(expression: Expression, value: BoundExpression, scope: QueryScope): string {
  const span = placeOf(expression) === undefined ? expression.span : value.span
  return scope.text.slice(span.start, span.end).toUpperCase()
}

/** The number that GROUP BY 1 or ORDER BY 1 writes. */
export function placeOf(expression: Expression): number | undefined {
  return expression.kind === 'NumberLiteral' && /^\d+$/.test(expression.text)
    ? Number(expression.text)
    : undefined
}

/** The grouping sets of one item of GROUP BY. */
function setsOf(item: GroupItem, key: (expression: Expression) => number): readonly (readonly number[])[] {
  if (item.kind === 'Group') return [[key(item.expression)]]
  const sets = item.sets.map((set) => set.map(key))
  if (item.kind === 'GroupingSets') return sets
  return item.kind === 'Rollup' ? rollup(sets) : cube(sets)
}

function rollup(sets: readonly (readonly number[])[]): readonly (readonly number[])[] {
  return [...sets.map((_, at) => sets.slice(0, sets.length - at).flat()), []]
}

function cube(sets: readonly (readonly number[])[]): readonly (readonly number[])[] {
  return sets.reduceRight<readonly (readonly number[])[]>(
    (rest, set) => [...rest.map((each) => [...set, ...each]), ...rest],
    [[]],
  )
}

/** Several items multiply: each set of one with each set of the next. */
function crossed(items: readonly (readonly (readonly number[])[])[]): readonly (readonly number[])[] {
  return items.reduce<readonly (readonly number[])[]>(
    (left, right) => left.flatMap((a) => right.map((b) => [...new Set([...a, ...b])])),
    [[]],
  )
}
