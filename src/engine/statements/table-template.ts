import { fail } from '../../common/errors.ts'
import type { Query } from '../../sql/query/query.ts'
import { parseExpression } from '../../sql/parse.ts'
import { bindQuery } from '../bind/query.ts'
import type { TableColumn } from '../catalog/objects/table.ts'
import type { Context } from '../context.ts'
import { lowerQueryAsText } from '../lower/query.ts'
import type { ValueType } from '../types/data-type.ts'
import { physicalNames } from '../storage/physical.ts'
import { declaredType, refuseDuplicates } from './table-columns.ts'

/**
 * The columns that the query of CREATE TABLE … USING TEMPLATE describes: an array of objects with COLUMN_NAME, TYPE and
 * NULLABLE, as `ARRAY_AGG(OBJECT_CONSTRUCT(*))` makes it of what INFER_SCHEMA gives. Their order is that of the array.
 * https://docs.snowflake.com/en/sql-reference/sql/create-table#create-table-using-template
 */
export async function templateColumns(query: Query, context: Context): Promise<readonly TableColumn[]> {
  return (await templateElements(query, context)).map(({ column }) => column)
}

/** A column of a template, with the EXPRESSION that an external table computes it by, where there is one. */
export interface TemplateElement {
  readonly column: TableColumn
  readonly expression?: string
}

/** Like {@link templateColumns}, with their expressions. */
export async function templateElements(query: Query, context: Context): Promise<readonly TemplateElement[]> {
  const refuse = (reason: string): never => fail('INVALID_TEMPLATE', { reason }, query.span)
  const bound = bindQuery(query, await context.sources(query), context.values, context.text)
  const rows = await context.transaction.rows(lowerQueryAsText(bound, context.values))
  const [[value] = [], ...more] = rows
  if (more.length > 0 || bound.columns.length !== 1) refuse('the query must give one array')
  const described = value == null ? [] : parsed(value)
  if (!Array.isArray(described) || described.length === 0) return refuse('the query gives no columns')
  const elements: readonly unknown[] = described
  const columns = elements.map(
    (element) => columnIn(element, context) ?? refuse('a column has no COLUMN_NAME or TYPE'),
  )
  refuseDuplicates(columns.map(({ name }) => ({ name: { text: name, quoted: true, span: query.span } })))
  const physical = physicalNames(columns.map(({ name }) => name))
  return columns.map((column, index) => {
    const expression = member(elements[index], 'EXPRESSION')
    return {
      column: { ...column, physical: physical[index] ?? '' },
      ...(typeof expression === 'string' ? { expression } : {}),
    }
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function columnIn(element: unknown, context: Context): TableColumn | undefined {
  const name = member(element, 'COLUMN_NAME')
  const type = member(element, 'TYPE')
  if (typeof name !== 'string' || typeof type !== 'string') return undefined
  const nullable = member(element, 'NULLABLE')
  return {
    name,
    physical: '',
    type: typeOf(type, context),
    nullable: nullable !== false && nullable !== 'false' && nullable !== 'FALSE',
    primaryKey: false,
    uniqueKey: false,
  }
}

function member(element: unknown, key: string): unknown {
  return typeof element === 'object' && element !== null ? Reflect.get(element, key) : undefined
}

/** The type as written, which stands nowhere in the statement. */
function typeOf(text: string, context: Context): ValueType {
  const cast = parseExpression(`CAST(NULL AS ${text})`)
  if (cast.kind !== 'Cast' || cast.operand.kind !== 'NullLiteral')
    return fail('INVALID_TEMPLATE', { reason: `${text} is no type` })
  return declaredType(cast.type, context)
}
