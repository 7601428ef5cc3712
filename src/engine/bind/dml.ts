import { fail } from '../../common/errors.ts'
import { positionAt, type Span } from '../../common/span.ts'
import type { Expression } from '../../sql/expression/expression.ts'
import type { Identifier } from '../../sql/expression/name.ts'
import type { TableAlias } from '../../sql/query/query.ts'
import { parseExpression } from '../../sql/parse.ts'
import { printIdentifier } from '../catalog/names.ts'
import type { TableColumn, TableRecord } from '../catalog/objects/table.ts'
import type { Sql } from '../duck/sql.ts'
import { count, sameType } from '../types/standard.ts'
import { assign, cast, columnUse, nullOf } from './coercion.ts'
import { bindExpression } from './expression.ts'
import type { BoundExpression } from './expression-tree.ts'
import { newColumn, type Frame } from './frame.ts'
import { noNames } from './names.ts'
import { startFrame } from './query.ts'
import type { Scan } from './query-tree.ts'
import { bindSource, type BoundFrom } from './relation.ts'
import { scopeOf } from './scope.ts'
import type { BoundColumn, Scope, SessionValues, Sources } from './tree.ts'

/** A value of an AUTOINCREMENT column's sequence: each use of the column `id` takes the next one. */
export interface NextValue {
  readonly id: number
  readonly column: TableColumn
}

/** The binding of one DML statement on `table`. */
export interface DmlBinding {
  readonly frame: Frame
  readonly table: TableRecord
  readonly nextValues: NextValue[]
}

export function startDml(
  table: TableRecord,
  sources: Sources,
  session: SessionValues,
  text: string,
): DmlBinding {
  return { frame: startFrame(sources, session, text), table, nextValues: [] }
}

/** The table that a DML changes, as a relation, and the place (DuckDB's rowid) of each of its rows. */
export interface Target extends BoundFrom {
  readonly at: BoundColumn
}

/** `live`: where the table's rows are now. */
export function bindTarget(dml: DmlBinding, live: Sql, alias: TableAlias | undefined): Target {
  const { table, frame } = dml
  const columns = table.columns.map(({ name, physical, type, nullable }) => ({
    name,
    physical,
    type,
    nullable,
  }))
  const from = bindSource(
    { rows: live, columns },
    alias === undefined ? {} : { alias },
    [table.database, table.schema, table.name],
    frame,
  )
  const at = newColumn(frame.binding, { name: '$at', type: count, nullable: false })
  const scan = from.relation
  if (scan.kind !== 'Scan') throw new Error('Snowmelt bug: a table is read by a scan')
  const relation: Scan = { ...scan, columns: [...scan.columns, { column: at, physical: 'rowid' }] }
  return { relation, names: from.names, at }
}

/** The table's column of that name. */
export function targetColumn(dml: DmlBinding, name: Identifier): TableColumn {
  const column = dml.table.columns.find((each) => each.name === name.text)
  if (column !== undefined) return column
  const { line, column: position } = positionAt(dml.frame.text, name.span.start)
  return fail(
    'INVALID_IDENTIFIER',
    { name: printIdentifier(name.text), line, position: position - 1 },
    name.span,
  )
}

/** The columns of those names, each once. */
export function targetColumns(dml: DmlBinding, names: readonly Identifier[]): readonly TableColumn[] {
  const seen = new Set<string>()
  return names.map((name) => {
    if (seen.has(name.text)) fail('DUPLICATE_COLUMN', { name: printIdentifier(name.text) }, name.span)
    seen.add(name.text)
    return targetColumn(dml, name)
  })
}

/** A written value for a column, or DEFAULT. */
export function bindColumnValue(
  dml: DmlBinding,
  column: TableColumn,
  value: Expression,
  scope: Scope,
): BoundExpression {
  return value.kind === 'DefaultValue'
    ? missingValue(dml, column, value.span)
    : store(bindExpression(value, scope), column)
}

/** `value` as the column keeps it. A column that was widened takes whole numbers of 128 bits. */
export function store(value: BoundExpression, column: TableColumn): BoundExpression {
  const assigned = assign(value, column.type, column.name, value.span)
  if (column.type.kind !== 'NUMBER' || column.type.form !== 'HUGEINT' || sameType(assigned.type, column.type))
    return assigned
  return assigned.kind === 'Convert' && assigned.mode.kind === 'Assign'
    ? { ...assigned, type: column.type }
    : cast(value, column.type)
}

/** What a column gets that no value is given for: its sequence's next number, its default, or NULL. */
export function missingValue(dml: DmlBinding, column: TableColumn, span: Span): BoundExpression {
  return store(rawMissingValue(dml, column, span), column)
}

/** Like {@link missingValue}, of the default's own type. */
export function rawMissingValue(dml: DmlBinding, column: TableColumn, span: Span): BoundExpression {
  if (column.autoincrement !== undefined) return nextValue(dml, column, span)
  return column.default === undefined
    ? nullOf(column.type, span)
    : bindDefault(column.default, dml.frame, span)
}

function nextValue(dml: DmlBinding, column: TableColumn, span: Span): BoundExpression {
  const { id } = newColumn(dml.frame.binding, { name: column.name, type: count, nullable: false })
  dml.nextValues.push({ id, column })
  return columnUse({ id, name: column.name, type: count, nullable: false }, span)
}

/** A DEFAULT of Snowflake SQL; its spans point into its own text, so the value is given the place where it is wanted. */
export function bindDefault(text: string, frame: Frame, span: Span): BoundExpression {
  const own: Frame = { binding: frame.binding, text, ctes: undefined }
  const value = bindExpression(parseExpression(text), scopeOf(own, noNames))
  return { ...value, span }
}
