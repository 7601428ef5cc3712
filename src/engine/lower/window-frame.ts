import type { BoundExpression, BoundFrameBound, WindowCall } from '../bind/expression-tree.ts'
import { duck, type Sql } from '../duck/sql.ts'

/** `ROWS BETWEEN … AND …`. */
export function frameText(
  frame: NonNullable<WindowCall['frame']>,
  lower: (node: BoundExpression) => Sql,
): Sql {
  const unit = frame.unit === 'ROWS' ? duck`ROWS` : duck`RANGE`
  return duck`${unit} BETWEEN ${boundText(frame.start, lower)} AND ${boundText(frame.end, lower)}`
}

const edges = {
  UnboundedPreceding: duck`UNBOUNDED PRECEDING`,
  CurrentRow: duck`CURRENT ROW`,
  UnboundedFollowing: duck`UNBOUNDED FOLLOWING`,
} as const

function boundText(bound: BoundFrameBound, lower: (node: BoundExpression) => Sql): Sql {
  if (!('offset' in bound)) return edges[bound.kind]
  return bound.kind === 'Preceding'
    ? duck`${lower(bound.offset)} PRECEDING`
    : duck`${lower(bound.offset)} FOLLOWING`
}
