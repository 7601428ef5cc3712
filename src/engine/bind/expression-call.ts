import { fail } from '../../common/errors.ts'
import type { Span } from '../../common/span.ts'
import type {
  Argument,
  Expression,
  FunctionCall,
  WindowSpecification,
} from '../../sql/expression/expression.ts'
import { lookup } from '../functions/registry.ts'
import { isTimestamp } from '../types/standard.ts'
import type { Binding } from './binding.ts'
import { writtenText } from './binding.ts'
import { distinctArguments, ordered, refuseDistinct, refuseOtherOrder } from './distinct.ts'
import { bindWindow } from './expression-window.ts'
import type { BoundExpression } from './expression-tree.ts'
import { betweenValues } from './interpolation.ts'
import { orderItems } from './order.ts'
import { chooseOverload, type BoundArgument, type Choice } from './overload.ts'
import { starColumns } from './star.ts'
import { specialBinders } from './special.ts'

/** Binds a call of a built-in function. */
export function bindCall(node: FunctionCall, binding: Binding): BoundExpression {
  const name = functionName(node)
  if (name === 'CONDITIONAL_CHANGE_EVENT' && node.over !== undefined && node.args.length === 1)
    return bindCall(changeEvent(node), binding)
  if (name === 'INTERPOLATE_LINEAR' && node.over !== undefined && node.args.length === 1)
    return interpolated(node, node.over, name, binding)
  return boundCall(node, name, binding)
}

function boundCall(node: FunctionCall, name: string, binding: Binding): BoundExpression {
  if (node.from !== undefined && name !== 'NTH_VALUE')
    fail('UNSUPPORTED', { feature: `FROM ${node.from} of ${name}` }, node.span)
  const entry = lookup(name)
  if (entry === undefined) fail('UNKNOWN_FUNCTION', { name }, node.span)
  if ('special' in entry) {
    const special = specialBinders[name]
    if (special === undefined) throw new Error(`Snowmelt bug: no binder for ${name}`)
    rejectModifiers(node, binding)
    return special(node, binding)
  }
  const role = entry[0]?.role
  const holds = entry[0]?.holdsWindows === true && node.over !== undefined
  const inner = role === undefined || holds ? binding : innerBinding(node, role, binding)
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

/** INTERPOLATE_LINEAR with the nearest values, which tell where it is defined. */
function interpolated(
  node: FunctionCall,
  over: WindowSpecification,
  name: string,
  binding: Binding,
): BoundExpression {
  if (over.orderBy.length > 1)
    fail('UNSUPPORTED', { feature: `${name} with more than one ORDER BY expression` }, over.span)
  const [order] = over.orderBy
  const key = order === undefined ? undefined : binding.bind(order.expression).type
  if (
    key !== undefined &&
    key.kind !== 'NUMBER' &&
    key.kind !== 'FLOAT' &&
    key.kind !== 'DATE' &&
    !isTimestamp(key)
  )
    fail('UNSUPPORTED', { feature: `${name} in the order of ${key.kind}` }, over.span)
  const value = boundCall(node, name, binding)
  return betweenValues(
    value,
    boundCall(node, 'INTERPOLATE_FFILL', binding),
    boundCall(node, 'INTERPOLATE_BFILL', binding),
    node.span,
  )
}

const called = (text: string, span: Span): FunctionCall['name'] => ({
  kind: 'Name',
  parts: [{ text, quoted: false, span }],
  span,
})

/**
 * CONDITIONAL_CHANGE_EVENT(x) counts where x <> LAG(x) over the same window, as the manual defines it.
 * https://docs.snowflake.com/en/sql-reference/functions/conditional_change_event
 */
function changeEvent(node: FunctionCall): FunctionCall {
  const { span } = node
  const values = node.args.map(({ value }): Argument => {
    const before: Expression = { ...node, name: called('LAG', span) }
    return { value: { kind: 'Binary', operator: '<>', left: value, right: before, span } }
  })
  return { ...node, name: called('CONDITIONAL_TRUE_EVENT', span), args: values }
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

/** Functions of `*`: all columns. */
const starred: ReadonlySet<string> = new Set([
  'COUNT',
  'HASH_AGG',
  'HLL',
  'APPROX_COUNT_DISTINCT',
  'HLL_ACCUMULATE',
])

/** COUNT(*) has no argument; with modifiers or a qualifier `*` stands for its columns. */
function callArguments(node: FunctionCall, name: string, binding: Binding): readonly BoundArgument[] {
  const [first] = node.args
  if (!starred.has(name) || first?.value.kind !== 'Star' || node.args.length !== 1)
    return node.args.map((argument) => bindArgument(argument, binding))
  const star = first.value
  if (
    name === 'COUNT' &&
    star.qualifier === undefined &&
    star.ilike === undefined &&
    star.exclude.length === 0
  )
    return []
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
  if (node.distinct) refuseDistinct(name, node.span)
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
  if (distinct) refuseOtherOrder(binding.scope.text, call.args, orderBy)
  return { kind: 'AggregateCall', ...call, distinct, orderBy }
}

function rejectModifiers(node: FunctionCall, { scope }: Binding): void {
  const modifier: [string, unknown][] = [
    ['DISTINCT', node.distinct],
    ['OVER', node.over],
    ['WITHIN GROUP', node.withinGroup],
    ['IGNORE NULLS', node.nulls],
    ['FROM LAST', node.from],
  ]
  const given = modifier.find(([, value]) => value !== undefined && value !== false)
  if (given !== undefined)
    fail('UNSUPPORTED', { feature: `${given[0]} with ${writtenText(scope, node.span)}` }, node.span)
}
