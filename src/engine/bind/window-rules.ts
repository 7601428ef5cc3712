import { fail } from '../../common/errors.ts'
import type { FrameBound, FunctionCall, WindowSpecification } from '../../sql/expression/expression.ts'
import { messagePosition } from './binding.ts'
import type { Choice } from './overload.ts'
import type { Scope } from './tree.ts'

/** Functions whose frame may reach from n PRECEDING to n FOLLOWING in values of the ORDER BY expression. */
const ranging: ReadonlySet<string> = new Set([
  'COUNT', 'SUM', 'MIN', 'MAX', 'AVG', 'STDDEV', 'STDDEV_SAMP', 'STDDEV_POP', 'VARIANCE', 'VAR_SAMP', 'VARIANCE_SAMP', 'VAR_POP',
  'VARIANCE_POP', 'COUNT_IF', 'FIRST_VALUE', 'LAST_VALUE', 'ARRAY_AGG', 'ARRAYAGG', 'MIN_BY', 'MAX_BY',
]) // prettier-ignore

/** What OVER may hold depends on the function. https://docs.snowflake.com/en/sql-reference/functions-window-syntax */
export function checkWindow(
  node: FunctionCall,
  over: WindowSpecification,
  { row }: Choice,
  name: string,
  scope: Scope,
): void {
  const place = messagePosition(scope, node.span)
  const { frame } = over
  const refuse = (kind: 'Sliding' | 'Cumulative') =>
    fail('WINDOW_FRAME_UNSUPPORTED', { ...place, frame: kind, function: name }, over.span)
  if (frame !== undefined && (row.over !== undefined || row.sees !== undefined)) refuse('Sliding')
  if (row.over === 'unordered' && over.orderBy.length > 0) refuse('Cumulative')
  if (over.orderBy.length === 0) {
    if (row.needsOrder === true)
      fail('WINDOW_ORDER_REQUIRED', { ...place, what: `Window function type [${name}]` }, over.span)
    if (frame !== undefined) fail('WINDOW_ORDER_REQUIRED', { ...place, what: 'A window frame' }, over.span)
  }
  if (over.orderBy.length > 0) checkOrdered(node, name, over)
  if (frame === undefined) return
  const offsets = [frame.start, frame.end].some((bound) => 'offset' in bound)
  if (frame.unit === 'RANGE' && offsets) {
    if (!ranging.has(name) || node.distinct || (name === 'COUNT' && !countsOne(node))) refuse('Sliding')
    if (over.orderBy.length > 1)
      fail(
        'WINDOW_FRAME_INVALID',
        { ...place, reason: 'RANGE with an offset needs a single ORDER BY expression' },
        over.span,
      )
  }
  if (isReversed(frame.start, frame.end))
    fail('WINDOW_FRAME_INVALID', { ...place, reason: 'its end comes before its start' }, over.span)
}

/** COUNT of everything or of one value: neither COUNT(t.*) nor COUNT(a, b). */
function countsOne({ args: [first, ...more] }: FunctionCall): boolean {
  return more.length === 0 && !(first?.value.kind === 'Star' && first.value.qualifier !== undefined)
}

/**
 * DISTINCT values have no place in an order, but for a COUNT of one value; nor have values that WITHIN GROUP puts in another one. The
 * least and the greatest are the same with and without DISTINCT. https://docs.snowflake.com/en/sql-reference/functions/count#usage-notes
 */
function checkOrdered(node: FunctionCall, name: string, over: WindowSpecification): void {
  const harmless = name === 'MIN' || name === 'MAX' || (name === 'COUNT' && countsOne(node))
  if (node.distinct && !harmless) fail('WINDOW_DISTINCT', undefined, over.span)
  if (node.withinGroup !== undefined)
    fail('UNSUPPORTED', { feature: 'WITHIN GROUP with ORDER BY in OVER' }, over.span)
}

/** How far from the current row a bound is; undefined where that is not a known number. */
function distance(bound: FrameBound): number | undefined {
  if (bound.kind === 'UnboundedPreceding') return -Infinity
  if (bound.kind === 'UnboundedFollowing') return Infinity
  if (!('offset' in bound)) return 0
  if (bound.offset.kind !== 'NumberLiteral') return bound.kind === 'Preceding' ? -1 : 1
  const size = Number(bound.offset.text)
  return bound.kind === 'Preceding' ? -size : size
}

function isReversed(start: FrameBound, end: FrameBound): boolean {
  const [from, to] = [distance(start), distance(end)]
  const known = [start, end].every((bound) => !('offset' in bound) || bound.offset.kind === 'NumberLiteral')
  if (from === undefined || to === undefined) return false
  return known ? from > to : start.kind === 'Following' && end.kind === 'Preceding'
}
