import { fail, placed } from '../../common/errors.ts'
import type { Expression } from '../../sql/expression/expression.ts'
import type { FromItem, Select } from '../../sql/query/query.ts'
import { rewrite, visit } from '../../sql/walk.ts'
import { printIdentifier } from '../catalog/names.ts'
import { bindCondition } from './condition.ts'
import { conjunction, conjuncts } from './conjuncts.ts'
import { logic } from './expression-predicate.ts'
import type { BoundExpression } from './expression-tree.ts'
import type { Frame } from './frame.ts'
import { bindFromItem } from './from.ts'
import { columnsOf } from './columns.ts'
import { lookupIn, noNames, type Names } from './names.ts'
import type { Relation } from './query-tree.ts'
import { together, type BoundFrom } from './relation.ts'
import { scopeOf } from './scope.ts'
import type { Scope } from './tree.ts'

/** Whether WHERE holds a column with `(+)`. */
export function hasOptionalColumns({ where }: Select): boolean {
  let found = false
  if (where !== undefined)
    visit(where, {
      enter: (node) => {
        found ||= node.kind === 'ColumnReference' && node.optional === true
        return found ? 'skip' : undefined
      },
    })
  return found
}

/** A condition of WHERE, the table whose rows may be missing in it, and the others that it names. */
interface Condition {
  readonly expression: Expression
  readonly inner: number | undefined
  readonly outer: readonly number[]
}

/**
 * FROM a, b WHERE a.x = b.x (+): a LEFT JOIN b ON a.x = b.x. What is left of WHERE comes with it.
 * https://docs.snowflake.com/en/sql-reference/constructs/where#joins-in-the-where-clause
 */
export function bindOuterJoins(
  select: Select,
  frame: Frame,
  around: Scope | undefined,
): { readonly from: BoundFrom; readonly where: Expression | undefined } {
  const items = bindItems(select.from, frame, around)
  const names = items.map((item) => item.names).reduce(together, noNames)
  const conditions = conjuncts(select.where ?? fail('UNSUPPORTED', { feature: '(+)' }, select.span)).map(
    (expression) => conditionOf(expression, items),
  )
  const joins = joinsOf(conditions, items)
  const order = placed(select.where?.span ?? select.span, () => orderOf(items, joins))
  const scope = scopeOf(frame, names, { outer: around, noAggregates: 'where', noWindows: 'where clause' })
  for (const inner of joins.keys())
    for (const { id } of columnsOf(relationAt(items, inner))) frame.binding.notNull.delete(id)
  const on = (inner: number) =>
    logic(
      'AND',
      conditions
        .filter((condition) => condition.inner === inner)
        .map(({ expression }): BoundExpression => bindCondition(unmarked(expression), scope)),
      select.span,
    )
  const relation = order.reduce<Relation | undefined>((left, at) => {
    const right = relationAt(items, at)
    if (left === undefined) return right
    return joins.has(at)
      ? { kind: 'Join', type: 'LEFT', left, right, on: on(at) }
      : { kind: 'Join', type: 'CROSS', left, right }
  }, undefined)
  return {
    from: { relation: relation ?? { kind: 'SingleRow' }, names },
    where: conjunction(
      conditions.filter(({ inner }) => inner === undefined).map(({ expression }) => expression),
    ),
  }
}

function bindItems(items: readonly FromItem[], frame: Frame, outer: Scope | undefined): readonly BoundFrom[] {
  let left: Names = noNames
  return items.map((item) => {
    const bound = bindFromItem(item, { frame, outer, left })
    left = together(left, bound.names)
    return bound
  })
}

function relationAt(items: readonly BoundFrom[], at: number): Relation {
  return items[at]?.relation ?? { kind: 'SingleRow' }
}

/** Which tables a condition names; only one of them may be the one whose columns have `(+)`. */
function conditionOf(expression: Expression, items: readonly BoundFrom[]): Condition {
  const marked = new Set<number>()
  const plain = new Set<number>()
  const lookups = items.map(({ names }) => lookupIn(names))
  visit(expression, {
    enter: (node) => {
      if (node.kind !== 'ColumnReference') return
      const at = lookups.findIndex((lookup) => lookup.find(node.parts) !== undefined)
      if (at !== -1) (node.optional === true ? marked : plain).add(at)
    },
  })
  const [inner, other] = marked
  if (inner !== undefined && other !== undefined)
    placed(expression.span, () => failCycle(items, inner, other))
  return { expression, inner, outer: [...plain].filter((at) => at !== inner) }
}

/** For each table that is joined so, the one that it is joined to. */
function joinsOf(conditions: readonly Condition[], items: readonly BoundFrom[]): ReadonlyMap<number, number> {
  const joins = new Map<number, number>()
  for (const { inner, outer, expression } of conditions)
    for (const table of inner === undefined ? [] : outer) {
      const known = joins.get(inner ?? 0) ?? table
      if (known !== table)
        fail(
          'OUTER_JOIN_TABLES',
          { inner: nameOf(items, inner ?? 0), left: nameOf(items, table), right: nameOf(items, known) },
          expression.span,
        )
      joins.set(inner ?? 0, table)
    }
  for (const { inner, expression } of conditions)
    if (inner !== undefined && !joins.has(inner))
      fail('UNSUPPORTED', { feature: '(+) without a table to join' }, expression.span)
  return joins
}

/** The tables so that each stands behind the one that it is joined to. */
function orderOf(items: readonly BoundFrom[], joins: ReadonlyMap<number, number>): readonly number[] {
  const order = [...items.keys()].filter((at) => !joins.has(at))
  for (let rest = [...joins.keys()]; rest.length > 0;) {
    const next = rest.find((at) => order.includes(joins.get(at) ?? -1))
    const [first = 0] = rest
    if (next === undefined) return failCycle(items, first, joins.get(first) ?? 0)
    order.push(next)
    rest = rest.filter((at) => at !== next)
  }
  return order
}

function failCycle(items: readonly BoundFrom[], a: number, b: number): never {
  const [left, right] = [Math.min(a, b), Math.max(a, b)]
  return fail('OUTER_JOIN_CYCLE', { left: nameOf(items, left), right: nameOf(items, right) })
}

function nameOf(items: readonly BoundFrom[], at: number): string {
  return printIdentifier(items[at]?.names.relations[0]?.path.at(-1) ?? '')
}

function unmarked(expression: Expression): Expression {
  return rewrite(expression, {
    ColumnReference: (node) => {
      const { optional: _mark, ...plain } = node
      return node.optional === true ? plain : node
    },
  })
}
