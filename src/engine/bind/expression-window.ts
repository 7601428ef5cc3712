import { fail } from '../../common/errors.ts'
import type {
  FrameBound,
  FunctionCall,
  WindowFrame,
  WindowSpecification,
} from '../../sql/expression/expression.ts'
import type { DataType } from '../types/data-type.ts'
import { count } from '../types/standard.ts'
import type { Binding } from './binding.ts'
import { cast, coerce } from './coercion.ts'
import type { BoundFrameBound, BoundOrderItem, WindowCall } from './expression-tree.ts'
import { intervalDistance } from './interval.ts'
import { checkWindow } from './window-rules.ts'
import { orderItems } from './order.ts'
import type { Choice } from './overload.ts'
import { identityOf } from './sort-value.ts'

type CallParts = Pick<WindowCall, 'name' | 'overload' | 'args' | 'type' | 'span'>

/** A call with OVER. https://docs.snowflake.com/en/sql-reference/functions-window-syntax */
export function bindWindow(
  node: FunctionCall,
  over: WindowSpecification,
  choice: Choice,
  call: CallParts,
  binding: Binding,
): WindowCall {
  if (node.nulls === 'IGNORE' && choice.row.ignoresNulls !== true)
    fail('UNSUPPORTED', { feature: `IGNORE NULLS of ${call.name}` }, node.span)
  if (call.name === 'GROUPING' || call.name === 'GROUPING_ID')
    fail('UNSUPPORTED', { feature: `${call.name} with OVER` }, node.span)
  checkWindow(node, over, choice, call.name, binding.scope)
  const inside = binding.within({ noWindows: 'a window function' })
  const written = orderItems(over.orderBy, inside)
  const orderBy = choice.row.orderless === true ? [] : written
  const frame = over.frame === undefined ? defaultFrame(choice) : boundFrame(over.frame, orderBy, inside)
  const window: WindowCall = {
    kind: 'WindowCall',
    ...call,
    distinct: node.distinct || choice.row.distinct === true,
    ignoreNulls: node.nulls === 'IGNORE',
    withinGroup: orderItems(node.withinGroup ?? [], inside),
    partitionBy: over.partitionBy.map((each) => identityOf(inside.bind(each))),
    orderBy,
    ...(frame && { frame }),
  }
  return node.from === 'LAST' ? fromLast(window) : window
}

function defaultFrame({ row }: Choice): WindowCall['frame'] {
  if (row.sees === 'before')
    return { unit: 'ROWS', start: { kind: 'UnboundedPreceding' }, end: { kind: 'CurrentRow' } }
  if (row.sees === 'after')
    return { unit: 'ROWS', start: { kind: 'CurrentRow' }, end: { kind: 'UnboundedFollowing' } }
  if (row.wholePartition !== true) return undefined
  return { unit: 'ROWS', start: { kind: 'UnboundedPreceding' }, end: { kind: 'UnboundedFollowing' } }
}

/** What DuckDB adds an interval to: TIMESTAMP_TZ and TIME are not. */
const isDateLike = ({ kind }: DataType): boolean =>
  kind === 'DATE' || kind === 'TIMESTAMP_NTZ' || kind === 'TIMESTAMP_LTZ'

function boundFrame(
  frame: WindowFrame,
  orderBy: readonly BoundOrderItem[],
  binding: Binding,
): NonNullable<WindowCall['frame']> {
  const bound = (side: FrameBound): BoundFrameBound => {
    if (!('offset' in side)) return { kind: side.kind }
    const key = orderBy[0]?.expression.type
    if (side.offset.kind === 'IntervalLiteral') {
      if (frame.unit === 'ROWS' || orderBy.length !== 1 || key === undefined || !isDateLike(key))
        fail('UNSUPPORTED', { feature: 'INTERVAL in this window frame' }, side.offset.span)
      return { ...side, offset: intervalDistance(side.offset) }
    }
    const offset = binding.bind(side.offset)
    if (frame.unit === 'ROWS' || key === undefined) return { ...side, offset: cast(offset, count) }
    if (key.kind !== 'NUMBER' && key.kind !== 'FLOAT' && key.kind !== 'DATE' && key.kind !== 'NULL')
      fail('UNSUPPORTED', { feature: `RANGE with a number over ${key.kind}` }, side.offset.span)
    return { ...side, offset: key.kind === 'NUMBER' || key.kind === 'FLOAT' ? coerce(offset, key) : offset }
  }
  return { unit: frame.unit, start: bound(frame.start), end: bound(frame.end) }
}

const mirrored = {
  UnboundedPreceding: 'UnboundedFollowing',
  UnboundedFollowing: 'UnboundedPreceding',
  CurrentRow: 'CurrentRow',
} as const

function mirror(bound: BoundFrameBound): BoundFrameBound {
  if (!('offset' in bound)) return { kind: mirrored[bound.kind] }
  return { ...bound, kind: bound.kind === 'Preceding' ? 'Following' : 'Preceding' }
}

/** NTH_VALUE … FROM LAST counts from the end: from the beginning of the rows in the opposite order. */
function fromLast(window: WindowCall): WindowCall {
  const { frame } = window
  return {
    ...window,
    orderBy: window.orderBy.map((item) => ({
      ...item,
      descending: !item.descending,
      nullsFirst: !item.nullsFirst,
    })),
    ...(frame && { frame: { ...frame, start: mirror(frame.end), end: mirror(frame.start) } }),
  }
}
