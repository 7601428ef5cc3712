import { typeText } from '../../account/types.ts'
import { fail } from '../../common/errors.ts'
import type { Expression } from '../../sql/expression/expression.ts'
import { parseExpression } from '../../sql/parse.ts'
import type { Query } from '../../sql/query/query.ts'
import type { AlterTable, TableAction } from '../../sql/statement/alter-table.ts'
import type { ColumnDefinition } from '../../sql/statement/table.ts'
import { takeProperties } from '../../sql/statement/typed-properties.ts'
import { visit } from '../../sql/walk.ts'
import { bindQuery } from '../bind/query.ts'
import type { Sources } from '../bind/tree.ts'
import { printIdentifier } from '../catalog/names.ts'
import type { ExternalColumn, ExternalTableRecord } from '../catalog/objects/external-table.ts'
import { columnTypeText } from '../catalog/objects/table.ts'
import type { Context } from '../context.ts'
import { emptyExternal } from '../load/external.ts'
import type { Format } from '../load/format.ts'
import { status, type Outcome } from './outcome.ts'
import { newName, rename } from './renaming.ts'
import { declaredType, refuseDuplicates } from './table-columns.ts'
import { templateElements } from './table-template.ts'

/** The columns that definitions mean, each checked to bind and to have the type that is declared. */
export function checkedColumns(
  table: ExternalTableRecord,
  definitions: readonly ColumnDefinition[],
  context: Context,
): readonly ExternalColumn[] {
  refuseDuplicates([...table.columns.map(nameOf), ...definitions])
  const columns = definitions.map((definition) => columnOf(definition, table, context))
  for (const [at, column] of columns.entries()) {
    const expression = definitions[at]?.as
    if (expression !== undefined) checkType(column, { expression, text: context.text }, table, context)
  }
  return columns
}

function nameOf({ name }: ExternalColumn): Pick<ColumnDefinition, 'name'> {
  return { name: { text: name, quoted: true, span: { start: 0, end: 0 } } }
}

function columnOf(
  { name, type, as, notNull, collation, comment, default: byDefault, autoincrement, span }: ColumnDefinition,
  table: ExternalTableRecord,
  context: Context,
): ExternalColumn {
  if (collation !== undefined) fail('UNSUPPORTED', { feature: 'COLLATE in an EXTERNAL TABLE' }, span)
  if (byDefault !== undefined || autoincrement !== undefined)
    fail('INVALID_PROPERTY', { property: 'DEFAULT', object: 'EXTERNAL TABLE COLUMN' }, span)
  if (type === undefined || as === undefined)
    return fail(
      'EXTERNAL_TABLE_REFUSED',
      { table: table.name, reason: `column ${name.text} needs AS and an expression` },
      span,
    )
  if (name.text === 'VALUE' || name.text.startsWith('METADATA$'))
    fail('DUPLICATE_COLUMN', { name: name.text }, name.span)
  visit(as, {
    enter: (node) => {
      if (node.kind === 'Query') fail('UNSUPPORTED', { feature: 'subquery in an EXTERNAL TABLE' }, node.span)
      // $1 is VALUE; there are no others.
      if (node.kind === 'PositionalColumn' && node.index !== 1)
        fail('INVALID_IDENTIFIER', { name: `$${node.index}`, line: 1, position: 0 }, node.span)
    },
  })
  return {
    name: name.text,
    type: declaredType(type, context),
    // "Unlike normal tables, Snowflake doesn't enforce NOT NULL constraints": it is kept for DESCRIBE.
    nullable: !notNull,
    expression: context.text.slice(as.span.start, as.span.end),
    ...(comment === undefined ? {} : { comment }),
    primaryKey: false,
    uniqueKey: false,
  }
}

/** "The data type must match the result of expr for the column." */
function checkType(
  column: ExternalColumn,
  { expression, text }: { readonly expression: Expression; readonly text: string },
  table: ExternalTableRecord,
  context: Context,
): void {
  const { rows, view, reference } = emptyExternal({ ...table, columns: [] })
  const { body } = view.query
  if (body.kind !== 'Select') throw new Error('Snowmelt bug: an external table is not a SELECT')
  const items = [{ kind: 'Item', expression, span: expression.span }] as const
  const query: Query = { ...view.query, body: { ...body, items } }
  const none = (): never =>
    fail('UNSUPPORTED', { feature: 'a relation in an EXTERNAL TABLE' }, reference.span)
  const sources: Sources = { table: () => rows, stage: none, tableFunction: none, sequence: () => undefined }
  const [bound] = bindQuery(query, sources, context.values, text).columns
  const found = bound?.type
  if (found === undefined || found.kind === 'NULL' || found.kind === column.type.kind) return
  fail(
    'COLUMN_TYPE_MISMATCH',
    { column: column.name, expected: columnTypeText(column.type), actual: typeText(found) },
    expression.span,
  )
}

/** Whether a column is computed from the rows of the files, and not from what is known of a file as a whole. */
export function readsRows({ expression }: ExternalColumn): boolean {
  const rows = new Set(['VALUE', 'METADATA$FILE_ROW_NUMBER'])
  let found = false
  visit(parseExpression(expression), {
    enter: (node) => {
      if (node.kind === 'PositionalColumn') found = true
      if (node.kind === 'ColumnReference' && rows.has(node.parts.at(-1)?.text ?? '')) found = true
    },
  })
  return found
}

/** The columns that the query of USING TEMPLATE describes; INFER_SCHEMA gives the expressions too. */
export async function describedColumns(
  table: ExternalTableRecord,
  query: Query,
  format: Format,
  context: Context,
): Promise<readonly ExternalColumn[]> {
  const elements = await templateElements(query, context)
  return elements.map(({ column: { name, type, nullable }, expression }, at): ExternalColumn => {
    const field = format.type === 'CSV' ? `c${at + 1}` : `"${name.replaceAll('"', '""')}"`
    const column: ExternalColumn = {
      name,
      type,
      nullable,
      expression: expression ?? `VALUE:${field}::${typeText(type)}`,
      primaryKey: false,
      uniqueKey: false,
    }
    const text = column.expression
    checkType(column, { expression: parseExpression(text), text }, table, context)
    return column
  })
}

/**
 * ALTER TABLE of an external table: "Add or remove columns in an external table by using the following syntax: ALTER TABLE …".
 * https://docs.snowflake.com/en/sql-reference/sql/alter-external-table#usage-notes
 */
export async function alterColumnsOf(
  table: ExternalTableRecord,
  { action, span }: AlterTable,
  context: Context,
): Promise<Outcome> {
  const changed = await changedTable(table, action, span, context)
  if (changed !== table) await context.catalog.put(context.transaction, changed)
  return status('Statement executed successfully.')
}

async function changedTable(
  table: ExternalTableRecord,
  action: TableAction,
  span: AlterTable['span'],
  context: Context,
): Promise<ExternalTableRecord> {
  switch (action.kind) {
    case 'RenameTable':
      await rename(table, newName(table, action.to, context), context)
      return table
    case 'AddColumns': {
      const wanted = action.columns.filter(
        ({ ifNotExists, column }) => !(ifNotExists && has(table, column.name.text)),
      )
      for (const { column } of wanted)
        if (has(table, column.name.text))
          fail('COLUMN_ALREADY_EXISTS', { column: printIdentifier(column.name.text) }, column.name.span)
      const added = checkedColumns(
        table,
        wanted.map(({ column }) => column),
        context,
      )
      return { ...table, columns: [...table.columns, ...added] }
    }
    case 'DropColumns': {
      for (const { text, span: at } of action.columns) {
        if (has(table, text) ? table.partitionBy.includes(text) : isBuiltIn(text))
          fail('COLUMN_IN_USE', { column: text, reason: 'it cannot be dropped from an external table' }, at)
        if (!has(table, text) && !action.ifExists)
          fail('COLUMN_NOT_FOUND', { column: printIdentifier(text) }, at)
      }
      const gone = new Set(action.columns.map(({ text }) => text))
      return {
        ...table,
        columns: table.columns.filter(({ name }) => !gone.has(name)),
        constraints: table.constraints.filter(({ columns }) => !columns.some((name) => gone.has(name))),
      }
    }
    case 'RenameColumn': {
      const { from, to } = action
      if (!has(table, from.text)) fail('COLUMN_NOT_FOUND', { column: printIdentifier(from.text) }, from.span)
      if (from.text !== to.text && (has(table, to.text) || isBuiltIn(to.text)))
        fail('COLUMN_ALREADY_EXISTS', { column: printIdentifier(to.text) }, to.span)
      const renamed = (name: string) => (name === from.text ? to.text : name)
      return {
        ...table,
        columns: table.columns.map((column) => ({ ...column, name: renamed(column.name) })),
        constraints: table.constraints.map((one) => ({ ...one, columns: one.columns.map(renamed) })),
        partitionBy: table.partitionBy.map(renamed),
      }
    }
    case 'SetTable': {
      const properties = takeProperties(action.properties, 'EXTERNAL TABLE')
      const comment = properties.text('COMMENT') ?? table.comment
      properties.rejectRest()
      return { ...table, comment }
    }
    case 'UnsetTable':
      for (const name of action.names)
        if (name !== 'COMMENT') fail('INVALID_PROPERTY', { property: name, object: 'EXTERNAL TABLE' }, span)
      return { ...table, comment: '' }
    default:
      return fail('UNSUPPORTED', { feature: `ALTER TABLE … ${action.kind} of an EXTERNAL TABLE` }, span)
  }
}

function has({ columns }: ExternalTableRecord, name: string): boolean {
  return columns.some((column) => column.name === name)
}

function isBuiltIn(name: string): boolean {
  return name === 'VALUE' || name.startsWith('METADATA$')
}
