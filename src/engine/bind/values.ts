import { fail } from '../../common/errors.ts'
import type { Values } from '../../sql/query/query.ts'
import { columnUse, unify } from './coercion.ts'
import { bindExpression } from './expression.ts'
import type { BoundExpression } from './expression-tree.ts'
import { isNullable, newColumn, newTable, streamsSince, type Frame } from './frame.ts'
import { noNames } from './names.ts'
import type { Defined } from './query-tree.ts'
import { scopeOf } from './scope.ts'
import type { BoundQuery, Scope } from './tree.ts'

/** `VALUES (…), (…)`: columns COLUMN1 …, each of the common type. https://docs.snowflake.com/en/sql-reference/constructs/values */
export function bindValues(values: Values, frame: Frame, outer: Scope | undefined): BoundQuery {
  const start = frame.binding.streams.length
  const scope = scopeOf(frame, noNames, { outer, noAggregates: 'values', noWindows: 'values clause' })
  const rows = values.rows.map((row) => row.map((cell) => bindExpression(cell, scope)))
  return valuesQuery(rows, values, frame, start)
}

/** Rows of bound values as a query. */
export function valuesQuery(
  rows: readonly (readonly BoundExpression[])[],
  values: Pick<Values, 'span'>,
  frame: Frame,
  start: number,
): BoundQuery {
  const { binding } = frame
  const width = rows[0]?.length ?? 0
  for (const row of rows)
    if (row.length !== width) fail('VALUES_ROW_LENGTH', { expected: width, got: row.length }, values.span)
  const columns = Array.from({ length: width }, (_, at) => unify(rows.map((row) => cell(row, at))))
  const stored = columns.map(({ type, values: cells }, at) =>
    newColumn(binding, {
      name: `COLUMN${at + 1}`,
      type,
      nullable: cells.some((each) => isNullable(binding, each)),
    }),
  )
  const items = stored.map((column): Defined => ({
    column: newColumn(binding, column),
    value: columnUse(column, values.span),
  }))
  return {
    columns: items.map(({ column }) => column),
    tree: {
      kind: 'Select',
      with: [],
      distinct: false,
      items,
      from: {
        kind: 'RowList',
        table: newTable(binding),
        rows: rows.map((_, row) => columns.map(({ values: cells }) => cell(cells, row))),
        columns: stored,
      },
      orderBy: [],
    },
    streams: streamsSince(binding, start),
  }
}

function cell(cells: readonly BoundExpression[], at: number): BoundExpression {
  const value = cells[at]
  if (value === undefined) throw new Error('Snowmelt bug: a row of VALUES is too short')
  return value
}
