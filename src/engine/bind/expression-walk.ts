import { dispatch, type ByKind } from '../../common/by-kind.ts'
import type { BoundExpression, BoundFrameBound, BoundOrderItem } from './expression-tree.ts'

type Change = (child: BoundExpression) => BoundExpression

const mapOrder = (items: readonly BoundOrderItem[], change: Change): readonly BoundOrderItem[] =>
  items.map((item) => ({ ...item, expression: change(item.expression) }))

const mapBound = (bound: BoundFrameBound, change: Change): BoundFrameBound =>
  'offset' in bound ? { ...bound, offset: change(bound.offset) } : bound

const leaf = <N extends BoundExpression>(node: N): N => node

const children: ByKind<BoundExpression, [Change], BoundExpression> = {
  Constant: leaf,
  ColumnUse: leaf,
  Exists: leaf,
  ScalarQuery: leaf,
  Convert: (node, change) => ({ ...node, operand: change(node.operand) }),
  ResultText: (node, change) => ({ ...node, operand: change(node.operand) }),
  Call: (node, change) => ({ ...node, args: node.args.map(change) }),
  Logic: (node, change) => ({ ...node, operands: node.operands.map(change) }),
  Not: (node, change) => ({ ...node, operand: change(node.operand) }),
  IsNull: (node, change) => ({ ...node, operand: change(node.operand) }),
  Compare: (node, change) => ({ ...node, left: change(node.left), right: change(node.right) }),
  IsDistinctFrom: (node, change) => ({ ...node, left: change(node.left), right: change(node.right) }),
  InList: (node, change) => ({ ...node, operand: change(node.operand), items: node.items.map(change) }),
  // `columns` and `column` speak of the subquery's own columns, so they are not children here.
  InQuery: (node, change) => ({ ...node, operands: node.operands.map(change) }),
  Quantified: (node, change) => ({ ...node, operand: change(node.operand) }),
  Case: (node, change) => ({
    ...node,
    whens: node.whens.map(({ when, result }) => ({ when: change(when), result: change(result) })),
    otherwise: change(node.otherwise),
  }),
  Path: (node, change) => ({ ...node, base: change(node.base) }),
  HigherOrder: (node, change) => ({
    ...node,
    array: change(node.array),
    body: change(node.body),
    ...(node.initial && { initial: change(node.initial) }),
  }),
  AggregateCall: (node, change) => ({
    ...node,
    args: node.args.map(change),
    orderBy: mapOrder(node.orderBy, change),
  }),
  WindowCall: (node, change) => ({
    ...node,
    args: node.args.map(change),
    withinGroup: mapOrder(node.withinGroup, change),
    partitionBy: node.partitionBy.map(change),
    orderBy: mapOrder(node.orderBy, change),
    ...(node.frame && {
      frame: {
        ...node.frame,
        start: mapBound(node.frame.start, change),
        end: mapBound(node.frame.end, change),
      },
    }),
  }),
}

/** The node with each child expression replaced by what `change` gives. Subqueries are not entered. */
export function mapChildren(node: BoundExpression, change: Change): BoundExpression {
  return dispatch(children, node, change)
}

/** Calls `visit` with the node and all below it, parents first; `false` from `visit` skips the node's children. */
export function visitExpression(
  node: BoundExpression,
  visit: (node: BoundExpression) => boolean | void,
): void {
  if (visit(node) === false) return
  mapChildren(node, (child) => {
    visitExpression(child, visit)
    return child
  })
}

/** Does `test` hold for the node or any below it. */
export function someExpression(node: BoundExpression, test: (node: BoundExpression) => boolean): boolean {
  let found = false
  visitExpression(node, (inner) => {
    found ||= test(inner)
    return !found
  })
  return found
}

/** Same meaning: equal but for where they were written. */
export function sameExpression(a: BoundExpression, b: BoundExpression): boolean {
  return expressionKey(a) === expressionKey(b)
}

/** A text that two expressions share when they mean the same. */
export function expressionKey(node: BoundExpression): string {
  return JSON.stringify(node, (key, value: unknown) => (key === 'span' ? undefined : value))
}

/** The text of a constant; null for NULL, undefined for what is not known when binding. */
export function constantText(node: BoundExpression): string | null | undefined {
  if (node.kind === 'Constant') return node.value
  if (node.kind !== 'Convert') return undefined
  const { kind } = node.type
  // A known text as VARCHAR, or a whole number as another NUMBER without scale, keeps its text.
  const kept = kind === 'VARCHAR' || (kind === 'NUMBER' && node.type.scale === 0 && isWhole(node.operand))
  return kept && node.operand.type.kind === kind ? constantText(node.operand) : undefined
}

const isWhole = (node: BoundExpression) => node.type.kind === 'NUMBER' && node.type.scale === 0

export function isAggregate(node: BoundExpression): boolean {
  return node.kind === 'AggregateCall'
}

export function isWindow(node: BoundExpression): boolean {
  return node.kind === 'WindowCall'
}
