import { dispatch, type ByKind } from '../../common/by-kind.ts'
import { fail } from '../../common/errors.ts'
import type { Span } from '../../common/span.ts'
import type { Expression } from '../../sql/expression/expression.ts'
import type { MergeAction, MergeClause } from '../../sql/statement/merge.ts'
import { printIdentifier } from '../catalog/names.ts'
import type { TableColumn } from '../catalog/objects/table.ts'
import { bindColumnValue, missingValue, store, targetColumns, type DmlBinding } from './dml.ts'
import type { BoundExpression } from './expression-tree.ts'
import type { Names } from './names.ts'
import type { Scope } from './tree.ts'

/** A column of the table and the value that a clause writes into it. */
export interface Write {
  readonly column: TableColumn
  readonly value: BoundExpression
}

/** Where a clause of a MERGE is bound. */
export interface ClausePlace {
  readonly dml: DmlBinding
  readonly scope: Scope
  /** The names of the source, for ALL BY NAME. */
  readonly source: Names
}

/** What a clause writes; an insert writes every column of the table. */
export function bindWrites(clause: MergeClause, place: ClausePlace): readonly Write[] {
  return dispatch(actions, clause.action, clause.span, place)
}

const actions: ByKind<MergeAction, [Span, ClausePlace], readonly Write[]> = {
  MergeDelete: () => [],
  MergeUpdate: ({ assignments }, _span, { dml, scope }) => {
    const columns = targetColumns(
      dml,
      assignments.map(({ column }) => column),
    )
    return columns.map((column, at) => ({
      column,
      value: bindColumnValue(dml, column, written(assignments[at]?.value), scope),
    }))
  },
  MergeInsert: ({ columns, values }, span, { dml, scope }) => {
    const listed = columns.length === 0 ? dml.table.columns : targetColumns(dml, columns)
    if (listed.length !== values.length)
      fail('INSERT_COLUMN_COUNT', { expected: listed.length, got: values.length }, span)
    const given = new Map(listed.map((column, at) => [column.name, values[at]]))
    return dml.table.columns.map((column) => {
      const value = given.get(column.name)
      return {
        column,
        value:
          value === undefined ? missingValue(dml, column, span) : bindColumnValue(dml, column, value, scope),
      }
    })
  },
  MergeUpdateByName: (_action, span, place) => byName(span, place),
  MergeInsertByName: (_action, span, place) => byName(span, place),
}

function written(value: Expression | undefined): Expression {
  if (value === undefined) throw new Error('Snowmelt bug: an assignment without value')
  return value
}

/** ALL BY NAME: both sides have the same columns, in whatever order. */
function byName(span: Span, { dml, source }: ClausePlace): readonly Write[] {
  const columns = new Map(
    source.columns.filter(({ hidden }) => !hidden).map((column) => [column.name, column]),
  )
  if (columns.size !== dml.table.columns.length)
    fail('INSERT_COLUMN_COUNT', { expected: dml.table.columns.length, got: columns.size }, span)
  return dml.table.columns.map((column) => {
    const from = columns.get(column.name)
    if (from === undefined)
      return fail('MERGE_COLUMN_MISSING', { column: printIdentifier(column.name) }, span)
    return { column, value: store(from.value, column) }
  })
}
