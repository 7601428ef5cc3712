import { fail } from '../../common/errors.ts'
import type { Query, QueryBody, SelectItem } from '../../sql/query/query.ts'
import { assign, cast, columnUse } from '../bind/coercion.ts'
import type { BoundColumn, BoundQuery } from '../bind/tree.ts'
import type { TableColumn } from '../catalog/objects/table.ts'
import type { Context } from '../context.ts'
import { storedType } from '../duck/data-type.ts'
import { duck, ident, join, type Sql } from '../duck/sql.ts'
import { lowerExpression } from '../lower/expression.ts'
import { alias, startLowering } from '../lower/query.ts'
import type { ValueType } from '../types/data-type.ts'
import { sameType } from '../types/standard.ts'

/**
 * What becomes a column of a table or view needs a name: an alias, or that of the column that it is.
 * `Missing column specification` is what Snowflake says of `CREATE VIEW v AS SELECT COUNT(*) FROM t`.
 */
export function refuseUnnamed(query: Query): void {
  for (const item of itemsOf(query.body))
    if (item.kind === 'Item' && item.alias === undefined && !named.has(item.expression.kind))
      fail('MISSING_COLUMN_NAME', undefined, item.span)
}

const named: ReadonlySet<string> = new Set(['ColumnReference', 'PositionalColumn'])

/** The select list that names a query's columns: the first one of a set operation. */
function itemsOf(body: QueryBody): readonly SelectItem[] {
  if (body.kind === 'SetOperation') return itemsOf(body.left)
  if (body.kind === 'Query') return itemsOf(body.body)
  return body.kind === 'Select' ? body.items : []
}

/** The type in which a table keeps a query's column; of whole numbers, {@link fittedRows} decides how many bits they have. */
export function typeFromQuery({ type }: BoundColumn): ValueType {
  return type.kind === 'NUMBER' ? type : storedType(type)
}

/** A declared type for a query's column, as wide as the values may be. */
export function widenedType(declared: ValueType, { type }: BoundColumn): ValueType {
  const isWide = type.kind === 'NUMBER' && type.form === 'HUGEINT'
  return isWide && declared.kind === 'NUMBER' && declared.scale === 0
    ? { ...declared, form: 'HUGEINT' }
    : declared
}

/** The query's rows as values of the table's columns. */
export function rowsFor(
  columns: readonly TableColumn[],
  bound: BoundQuery,
  query: Query,
  context: Context,
): Sql {
  const target = startLowering(context.values)
  const rows = target.query(bound)
  const values = bound.columns.map((source, index) => {
    const column = columns[index]
    if (column === undefined) throw new Error('Snowmelt bug: more values than columns')
    target.put(source.id, ident('q', alias(source.id)))
    return duck`${lowerExpression(valueFor(column, source, query), target)} AS ${ident(alias(source.id))}`
  })
  return duck`SELECT ${join(values)} FROM (${rows}) AS q`
}

/**
 * Whole numbers that the query holds in 128 bits go into a column of 64 where all of them fit, as in any other table (see
 * storage/widening.ts, which has no table to widen while this one is made). So that the query runs but once, its rows are put aside.
 */
export async function fittedRows(
  columns: readonly TableColumn[],
  rows: Sql,
  transaction: Context['transaction'],
): Promise<{ readonly columns: readonly TableColumn[]; readonly rows: Sql }> {
  const wide = columns.map(({ type }) => type.kind === 'NUMBER' && type.form === 'HUGEINT')
  if (!wide.includes(true)) return { columns, rows }
  const aside = duck`temp.main.${ident(transaction.temporaryName('rows'))}`
  const names = columns.map((_, index) => ident(`$${index + 1}`))
  await transaction.run(
    duck`CREATE TEMPORARY TABLE ${aside} AS SELECT * FROM (${await transaction.steady(rows)}) AS q(${join(names)})`,
  )
  const tests = names.map((name, index) =>
    wide[index] === true
      ? duck`coalesce(bool_and(${name} IS NULL OR try_cast(${name} AS BIGINT) IS NOT NULL), TRUE)`
      : duck`FALSE`,
  )
  const [fits = []] = await transaction.rows(duck`SELECT ${join(tests)} FROM ${aside}`)
  const values = names.map((name, index) => (fits[index] === 'true' ? duck`CAST(${name} AS BIGINT)` : name))
  return {
    columns: columns.map((column, index) =>
      fits[index] === 'true' ? { ...column, type: storedType(column.type) } : column,
    ),
    rows: duck`SELECT ${join(values)} FROM ${aside}`,
  }
}

function valueFor(
  { type, name }: TableColumn,
  source: BoundColumn,
  query: Query,
): ReturnType<typeof columnUse> {
  const use = columnUse(source, query.span)
  if (use.type.kind !== 'NULL' && sameType(use.type, type)) return use
  const isWide = type.kind === 'NUMBER' && type.form === 'HUGEINT'
  return isWide ? cast(use, type) : assign(use, type, name, query.span)
}
