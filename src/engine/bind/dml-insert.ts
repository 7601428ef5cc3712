import { fail } from '../../common/errors.ts'
import type { Expression } from '../../sql/expression/expression.ts'
import type { Query, Values } from '../../sql/query/query.ts'
import type { Insert } from '../../sql/statement/insert.ts'
import type { TableColumn, TableRecord } from '../catalog/objects/table.ts'
import { cast } from './coercion.ts'
import { text as textType } from '../types/standard.ts'
import {
  missingValue,
  rawMissingValue,
  startDml,
  store,
  targetColumns,
  type DmlBinding,
  type NextValue,
} from './dml.ts'
import { bindExpression } from './expression.ts'
import type { BoundExpression } from './expression-tree.ts'
import { noNames } from './names.ts'
import { bindQueryIn } from './query.ts'
import { reshape, type Wanted } from './reshape.ts'
import { scopeOf } from './scope.ts'
import type { BoundQuery, Scope, SessionValues, Sources } from './tree.ts'
import { valuesQuery } from './values.ts'

/** An INSERT: the rows to add, one column for each column of the table, in order, converted. */
export interface BoundInsert {
  readonly rows: BoundQuery
  readonly nextValues: readonly NextValue[]
}

/** https://docs.snowflake.com/en/sql-reference/sql/insert */
export function bindInsert(
  insert: Insert,
  table: TableRecord,
  sources: Sources,
  session: SessionValues,
  text: string,
): BoundInsert {
  const dml = startDml(table, sources, session, text)
  const listed = insert.columns.length === 0 ? table.columns : targetColumns(dml, insert.columns)
  const values = plainValues(insert.query)
  const source =
    values === undefined ? bindQueryIn(insert.query, dml.frame, undefined) : bindRows(values, listed, dml)
  if (source.columns.length !== listed.length)
    fail('INSERT_COLUMN_COUNT', { expected: listed.length, got: source.columns.length }, insert.query.span)
  const given = new Map(listed.map((column, at) => [column.name, source.columns[at]]))
  const wanted = table.columns.map((column): Wanted => {
    const from = given.get(column.name)
    return {
      name: column.name,
      nullable: column.nullable,
      value: (use) =>
        from === undefined ? missingValue(dml, column, insert.span) : store(use(from), column),
    }
  })
  return { rows: reshape(source, wanted, dml.frame), nextValues: dml.nextValues }
}

/** The VALUES that an INSERT consists of: there DEFAULT may stand. */
function plainValues(query: Query): Values | undefined {
  const { body } = query
  const plain =
    query.with.length === 0 &&
    query.orderBy.length === 0 &&
    query.limit === undefined &&
    query.offset === undefined
  return plain && body.kind === 'Values' ? body : undefined
}

function bindRows(values: Values, listed: readonly TableColumn[], dml: DmlBinding): BoundQuery {
  const scope = scopeOf(dml.frame, noNames, { noAggregates: 'values', noWindows: 'values clause' })
  const rows = values.rows.map((row) => {
    if (row.length !== listed.length)
      fail('INSERT_COLUMN_COUNT', { expected: listed.length, got: row.length }, values.span)
    return listed.map((column, at) => bindCell(row[at], column, dml, scope))
  })
  return valuesQuery(guided(rows), values, dml.frame, 0)
}

function bindCell(
  cell: Expression | undefined,
  column: TableColumn,
  dml: DmlBinding,
  scope: Scope,
): BoundExpression {
  if (cell === undefined) throw new Error('Snowmelt bug: a row of VALUES is too short')
  return cell.kind === 'DefaultValue' ? rawMissingValue(dml, column, cell.span) : bindExpression(cell, scope)
}

/**
 * The first row's types guide those of the others, as the manual says of INSERT with several rows: where it has a text, the
 * others are texts too.
 */
function guided(rows: readonly (readonly BoundExpression[])[]): readonly (readonly BoundExpression[])[] {
  const [first] = rows
  const texts = new Set(first?.flatMap((cell, at) => (cell.type.kind === 'VARCHAR' ? [at] : [])))
  if (texts.size === 0) return rows
  return rows.map((row) =>
    row.map((cell, at) => (texts.has(at) && cell.type.kind !== 'VARCHAR' ? cast(cell, textType()) : cell)),
  )
}
