import type { Update } from '../../sql/statement/update.ts'
import type { TableRecord } from '../catalog/objects/table.ts'
import type { Sql } from '../duck/sql.ts'
import { columnUse } from './coercion.ts'
import { bindCondition } from './condition.ts'
import { bindColumnValue, bindTarget, startDml, targetColumns, type NextValue, type Target } from './dml.ts'
import type { BoundExpression } from './expression-tree.ts'
import { newColumn, streamsSince, type Frame } from './frame.ts'
import { bindFrom } from './from.ts'
import type { Defined, Relation } from './query-tree.ts'
import { together, type BoundFrom } from './relation.ts'
import { scopeOf } from './scope.ts'
import type { BoundQuery, SessionValues, Sources } from './tree.ts'
import type { FromItem } from '../../sql/query/query.ts'

/** An UPDATE: the places of the rows to change, and the new values of `columns`, in order. */
export interface BoundUpdate {
  readonly rows: BoundQuery
  /** Physical names. */
  readonly columns: readonly string[]
  /** Rows come from a join: a row of the table may be met several times. */
  readonly joined: boolean
  readonly nextValues: readonly NextValue[]
}

/** https://docs.snowflake.com/en/sql-reference/sql/update */
export function bindUpdate(
  update: Update,
  table: TableRecord,
  live: Sql,
  sources: Sources,
  session: SessionValues,
  text: string,
): BoundUpdate {
  const dml = startDml(table, sources, session, text)
  const target = bindTarget(dml, live, update.alias)
  const from = withTarget(target, update.from, dml.frame)
  const scope = scopeOf(dml.frame, from.names, { noAggregates: 'set', noWindows: 'set clause' })
  const columns = targetColumns(
    dml,
    update.assignments.map(({ column }) => column),
  )
  const values = update.assignments.map(({ value }, at) => {
    const column = columns[at]
    if (column === undefined) throw new Error('Snowmelt bug: an assignment without column')
    return bindColumnValue(dml, column, value, scope)
  })
  const where =
    update.where === undefined ? undefined : bindCondition(update.where, whereScope(dml.frame, from))
  return {
    rows: rowsOf(target, values, from.relation, where, dml.frame),
    columns: columns.map(({ physical }) => physical),
    joined: update.from.length > 0,
    nextValues: dml.nextValues,
  }
}

/** The target and, crossed with it, the other tables of the statement. */
export function withTarget(target: Target, items: readonly FromItem[], frame: Frame): BoundFrom {
  if (items.length === 0) return target
  const others = bindFrom(items, frame, undefined)
  return {
    relation: { kind: 'Join', type: 'CROSS', left: target.relation, right: others.relation },
    names: together(target.names, others.names),
  }
}

export function whereScope(frame: Frame, from: BoundFrom) {
  return scopeOf(frame, from.names, { noAggregates: 'where', noWindows: 'where clause' })
}

/** `SELECT "$at", values FROM … WHERE …`. */
export function rowsOf(
  target: Target,
  values: readonly BoundExpression[],
  from: Relation,
  where: BoundExpression | undefined,
  frame: Frame,
): BoundQuery {
  const define = (name: string, value: BoundExpression): Defined => ({
    column: newColumn(frame.binding, { name, type: value.type, nullable: true }),
    value,
  })
  const items = [
    define('$at', columnUse(target.at)),
    ...values.map((value, at) => define(`$${at + 1}`, value)),
  ]
  return {
    columns: items.map(({ column }) => column),
    tree: {
      kind: 'Select',
      with: [],
      distinct: false,
      items,
      from,
      orderBy: [],
      ...(where === undefined ? {} : { where }),
    },
    streams: streamsSince(frame.binding, 0),
  }
}
