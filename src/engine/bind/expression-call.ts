import { fail } from '../../common/errors.ts'
import type { Argument, Expression, FunctionCall } from '../../sql/expression/expression.ts'
import { lookup } from '../functions/registry.ts'
import type { Binding } from './binding.ts'
import { writtenText } from './binding.ts'
import { distinctArguments, ordered, refuseOtherOrder } from './distinct.ts'
import { bindWindow } from './expression-window.ts'
import type { BoundExpression } from './expression-tree.ts'
import { orderItems } from './order.ts'
import { chooseOverload, type BoundArgument, type Choice } from './overload.ts'
import { starColumns } from './star.ts'
import { specialBinders } from './special.ts'

/** Binds a call of a built-in function. */
export function bindCall(node: FunctionCall, binding: Binding): BoundExpression {
  const name = functionName(node)
  const entry = lookup(name)
  if (entry === undefined) fail('UNKNOWN_FUNCTION', { name }, node.span)
  if ('special' in entry) {
    const special = specialBinders[name]
    if (special === undefined) throw new Error(`Snowmelt bug: no binder for ${name}`)
    rejectModifiers(node, binding)
    return special(node, binding)
  }
  const role = entry[0]?.role
  const inner = role === undefined ? binding : innerBinding(node, role, binding)
  const call = percentile(node, name)
  const args = callArguments(call, name, inner)
  const choice = chooseOverload(name, entry, args, node, binding)
  return built(call, name, choice, binding)
}

/**
 * PERCENTILE_CONT(p) WITHIN GROUP (ORDER BY value) as a function of p, the value, and whether the order descends: the value's type
 * decides about the result's.
 */
function percentile(node: FunctionCall, name: string): FunctionCall {
  if (!percentiles.has(name)) return node
  const [order, ...more] = node.withinGroup ?? []
  if (order === undefined || more.length > 0 || node.args.length !== 1)
    fail(
      'UNSUPPORTED',
      { feature: `${name} without one argument and WITHIN GROUP (ORDER BY one value)` },
      node.span,
    )
  const { withinGroup: _written, ...rest } = node
  const descending: Expression = {
    kind: 'BooleanLiteral',
    value: order.descending,
    span: order.expression.span,
  }
  return { ...rest, args: [...node.args, { value: order.expression }, { value: descending }] }
}

const percentiles: ReadonlySet<string> = new Set(['PERCENTILE_CONT', 'PERCENTILE_DISC'])

function functionName(node: FunctionCall): string {
  if (node.name.kind !== 'Name') fail('UNSUPPORTED', { feature: 'IDENTIFIER() as a function' }, node.span)
  return node.name.parts.map((part) => part.text).join('.')
}

/** An aggregate holds no other aggregate, unless it stands over a window. */
function innerBinding(node: FunctionCall, role: 'Aggregate' | 'Window', binding: Binding): Binding {
  const { scope } = binding
  const call = () => writtenText(scope, node.span)
  if (node.over !== undefined) {
    if (scope.noWindows !== undefined)
      fail('WINDOW_NOT_ALLOWED', { place: scope.noWindows, call: call() }, node.span)
    return binding.within({ noWindows: 'a window function' })
  }
  if (role === 'Window') fail('WINDOW_CLAUSE_REQUIRED', { name: functionName(node) }, node.span)
  if (scope.noAggregates === 'aggregate') fail('NESTED_AGGREGATE', { call: call() }, node.span)
  if (scope.noAggregates !== undefined)
    fail('AGGREGATE_NOT_ALLOWED', { place: scope.noAggregates, call: call() }, node.span)
  return binding.within({ noAggregates: 'aggregate', noWindows: 'an aggregate function' })
}

/** COUNT(*) has no argument; with modifiers or a qualifier `*` stands for its columns. */
function callArguments(node: FunctionCall, name: string, binding: Binding): readonly BoundArgument[] {
  const [first] = node.args
  if (name !== 'COUNT' || first?.value.kind !== 'Star' || node.args.length !== 1)
    return node.args.map((argument) => bindArgument(argument, binding))
  const star = first.value
  if (star.qualifier === undefined && star.ilike === undefined && star.exclude.length === 0) return []
  return starColumns(star, binding).map(({ value }) => ({ span: star.span, bind: () => value }))
}

function bindArgument(argument: Argument, binding: Binding): BoundArgument {
  const { value } = argument
  return {
    ...(argument.name && { name: argument.name.text }),
    span: value.span,
    bind: () => binding.bind(value),
  }
}

function built(node: FunctionCall, name: string, choice: Choice, binding: Binding): BoundExpression {
  const distinct = node.distinct || choice.row.distinct === true
  const call = ordered({
    name,
    overload: choice.overload,
    args: distinct ? distinctArguments(name, choice.args) : choice.args,
    type: choice.type,
    span: node.span,
  })
  if (choice.row.role === undefined) {
    rejectModifiers(node, binding)
    return { kind: 'Call', ...call }
  }
  if (node.over !== undefined) return bindWindow(node, node.over, choice, call, binding)
  if (node.nulls !== undefined)
    fail('UNSUPPORTED', { feature: `${node.nulls} NULLS without OVER` }, node.span)
  const orderBy = orderItems(
    node.withinGroup ?? [],
    binding.within({ noAggregates: 'aggregate', noWindows: 'an aggregate function' }),
  )
  if (distinct) refuseOtherOrder(name, call.args, orderBy)
  return { kind: 'AggregateCall', ...call, distinct, orderBy }
}

function rejectModifiers(node: FunctionCall, { scope }: Binding): void {
  const modifier: [string, unknown][] = [
    ['DISTINCT', node.distinct],
    ['OVER', node.over],
    ['WITHIN GROUP', node.withinGroup],
    ['IGNORE NULLS', node.nulls],
  ]
  const given = modifier.find(([, value]) => value !== undefined && value !== false)
  if (given !== undefined)
    fail('UNSUPPORTED', { feature: `${given[0]} with ${writtenText(scope, node.span)}` }, node.span)
}
