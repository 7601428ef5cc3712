import { fail } from '../../common/errors.ts'
import type { Expression } from '../../sql/expression/expression.ts'
import type { Query, Select, SelectItem } from '../../sql/query/query.ts'
import { rewrite, visit, type Node } from '../../sql/walk.ts'
import { text } from '../types/standard.ts'
import { columnName } from './column-name.ts'
import { bindExpression } from './expression.ts'
import { constantText } from './expression-walk.ts'
import type { BoundExpression } from './expression-tree.ts'
import type { Frame } from './frame.ts'
import { noNames } from './names.ts'
import { scopeOf } from './scope.ts'
import { template } from './template.ts'
import type { Scope } from './tree.ts'

const extended = template('p || s || TO_VARCHAR(v)')
const begun = template('s || TO_VARCHAR(v)')

/** What CONNECT BY adds to a row, by the name of its column. */
export interface Computed {
  readonly kind: 'PATH' | 'ROOT' | 'PRIOR'
  readonly name: string
  readonly node: Node
  readonly value: Expression
  readonly separator?: string
}

/** PRIOR x, CONNECT_BY_ROOT x and SYS_CONNECT_BY_PATH(x, 'text') of the clauses that see the hierarchy's rows. */
export function computedColumns(
  select: Select,
  orderBy: Query['orderBy'],
  frame: Frame,
): readonly Computed[] {
  const found: Computed[] = []
  const enter = (node: Node): 'skip' | undefined => {
    if (node.kind === 'Query') return 'skip'
    const computed = computedBy(node, `$connect ${found.length + 1}`, frame)
    if (computed !== undefined) found.push(computed)
    return undefined
  }
  const { startWith: _start, connectBy: _connect, from: _from, ...clauses } = select
  visit({ ...clauses, from: [] }, { enter })
  for (const { expression } of orderBy) visit(expression, { enter })
  return found
}

export function computedBy(node: Node, name: string, frame: Frame): Computed | undefined {
  if (node.kind === 'Unary' && (node.operator === 'PRIOR' || node.operator === 'CONNECT_BY_ROOT'))
    return { kind: node.operator === 'PRIOR' ? 'PRIOR' : 'ROOT', name, node, value: node.operand }
  if (node.kind !== 'FunctionCall' || node.name.kind !== 'Name') return undefined
  if (node.name.parts.length !== 1 || node.name.parts[0]?.text !== 'SYS_CONNECT_BY_PATH') return undefined
  const [value, separator, ...more] = node.args
  if (value === undefined || separator === undefined || more.length > 0)
    fail('UNSUPPORTED', { feature: 'SYS_CONNECT_BY_PATH without a value and a text' }, node.span)
  const written = constantText(bindExpression(separator.value, scopeOf(frame, noNames)))
  if (typeof written !== 'string')
    fail('UNSUPPORTED', { feature: 'SYS_CONNECT_BY_PATH with a text that is not a constant' }, node.span)
  return { kind: 'PATH', name, node, value: value.value, separator: written }
}

export function valueAtStart({ kind, value, separator, node }: Computed, scope: Scope): BoundExpression {
  const bound = bindExpression(value, scope)
  if (kind === 'ROOT') return bound
  if (kind === 'PRIOR') return { kind: 'Constant', value: null, type: bound.type, span: node.span }
  return pathOf(begun({ S: separatorOf(separator, node), V: bound }, scope, node.span))
}

export function valueAtStep(
  { kind, value, separator, node }: Computed,
  before: BoundExpression,
  prior: Scope,
  step: Scope,
): BoundExpression {
  if (kind === 'ROOT') return before
  if (kind === 'PRIOR') return bindExpression(value, prior)
  const here = bindExpression(value, step)
  return pathOf(extended({ P: before, S: separatorOf(separator, node), V: here }, step, node.span))
}

function separatorOf(separator: string | undefined, { span }: Node): BoundExpression {
  return { kind: 'Constant', value: separator ?? '', type: text(), span }
}

/** A path may grow as long as any text. */
function pathOf(value: BoundExpression): BoundExpression {
  return { ...value, type: text() }
}

/** The clauses with names of columns in the place of what is computed; a column of the result keeps the name that it has by its text. */
export function withComputed(
  select: Select,
  orderBy: Query['orderBy'],
  computed: readonly Computed[],
  frame: Frame,
): { readonly select: Select; readonly orderBy: Query['orderBy'] } {
  const change = <N extends Node>(node: N): N => {
    const found = computed.find((each) => each.node.span === node.span && each.node.kind === node.kind)
    if (found === undefined) return node
    const parts = [{ text: found.name, quoted: true, span: node.span }]
    const column: Expression = { kind: 'ColumnReference', parts, span: node.span }
    // What stands in the place of an expression is one: `rewrite` asks for a node of the same kind.
    return column as Node as N
  }
  const changed = <N extends Node>(node: N): N => rewrite(node, { Unary: change, FunctionCall: change })
  const items = select.items.map((item): SelectItem => {
    if (item.kind === 'Star') return changed(item)
    const expression = changed(item.expression)
    if (expression === item.expression || item.alias !== undefined) return { ...item, expression }
    const alias = { text: columnName(item.expression, frame.text), quoted: true, span: item.span }
    return { ...item, expression, alias }
  })
  return {
    select: { ...changed({ ...select, items: [] }), items },
    orderBy: orderBy.map((order) => ({ ...order, expression: changed(order.expression) })),
  }
}
