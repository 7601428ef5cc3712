import { fail } from '../../common/errors.ts'
import type {
  FrameBound,
  FunctionCall,
  WindowFrame,
  WindowSpecification,
} from '../../sql/expression/expression.ts'
import { count } from '../types/standard.ts'
import type { Binding } from './binding.ts'
import { cast, coerce } from './coercion.ts'
import type { BoundFrameBound, BoundOrderItem, WindowCall } from './expression-tree.ts'
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
  const inside = binding.within({ noWindows: 'a window function' })
  const orderBy = orderItems(over.orderBy, inside)
  const frame = over.frame === undefined ? defaultFrame(choice) : boundFrame(over.frame, orderBy, inside)
  return {
    kind: 'WindowCall',
    ...call,
    distinct: node.distinct || choice.row.distinct === true,
    ignoreNulls: node.nulls === 'IGNORE',
    withinGroup: orderItems(node.withinGroup ?? [], inside),
    partitionBy: over.partitionBy.map((each) => identityOf(inside.bind(each))),
    orderBy,
    ...(frame && { frame }),
  }
}

function defaultFrame(choice: Choice): WindowCall['frame'] {
  if (choice.row.wholePartition !== true) return undefined
  return { unit: 'ROWS', start: { kind: 'UnboundedPreceding' }, end: { kind: 'UnboundedFollowing' } }
}

function boundFrame(
  frame: WindowFrame,
  orderBy: readonly BoundOrderItem[],
  binding: Binding,
): NonNullable<WindowCall['frame']> {
  const bound = (side: FrameBound): BoundFrameBound => {
    if (!('offset' in side)) return { kind: side.kind }
    const offset = binding.bind(side.offset)
    const key = orderBy[0]?.expression.type
    if (frame.unit === 'ROWS' || key === undefined) return { ...side, offset: cast(offset, count) }
    return { ...side, offset: key.kind === 'NUMBER' || key.kind === 'FLOAT' ? coerce(offset, key) : offset }
  }
  return { unit: frame.unit, start: bound(frame.start), end: bound(frame.end) }
}
