import { fail } from '../../common/errors.ts'
import type { ColumnChange } from '../../sql/statement/alter-column.ts'
import { columnTypeText, type TableColumn } from '../catalog/objects/table.ts'
import { duck, ident, integer } from '../duck/sql.ts'
import type { NumberType, ValueType } from '../types/data-type.ts'
import { sameType } from '../types/standard.ts'
import type { ColumnPlace } from './alter-table-columns.ts'
import { declaredType } from './table-columns.ts'

type SetType = Extract<ColumnChange, { readonly kind: 'SetType' }>

/**
 * SET DATA TYPE: a text may grow, a number may have other digits before the point as long as its values fit.
 * https://docs.snowflake.com/en/sql-reference/sql/alter-table-column
 */
export async function retyped(
  { type: written, collation }: SetType,
  column: TableColumn,
  place: ColumnPlace,
): Promise<TableColumn> {
  const { context, name } = place
  if (collation !== undefined) fail('UNSUPPORTED', { feature: 'ALTER COLUMN … COLLATE' }, name.span)
  const wanted = declaredType(written, context)
  const { type } = column
  if (type.kind === 'VARCHAR' && wanted.kind === 'VARCHAR') {
    if (wanted.length < type.length)
      refuse(column, wanted, place, 'reducing the byte-length of a varchar is not supported')
    return { ...column, type: { ...type, length: wanted.length } }
  }
  if (type.kind === 'NUMBER' && wanted.kind === 'NUMBER')
    return await withPrecision(column, type, wanted, place)
  // Another name of the same type, such as DATETIME for TIMESTAMP_NTZ.
  if (sameType(type, wanted)) return column
  return fail(
    'COLUMN_TYPE_CHANGE',
    { column: column.name, from: columnTypeText(type), to: columnTypeText(wanted) },
    name.span,
  )
}

async function withPrecision(
  column: TableColumn,
  type: NumberType,
  wanted: NumberType,
  place: ColumnPlace,
): Promise<TableColumn> {
  const { table, context } = place
  if (wanted.scale !== type.scale)
    refuse(column, wanted, place, 'changing the scale of a number is not supported')
  if (wanted.precision < type.precision) await checkFits(column, wanted, place)
  // Whole numbers are held in as many bits as their values need, whatever their precision.
  const changed = { ...column, type: { ...wanted, form: type.form } }
  if (type.form === 'DECIMAL' && wanted.precision !== type.precision)
    await context.storage.alter(context.transaction, table, [{ kind: 'Type', column: changed }])
  return changed
}

async function checkFits(column: TableColumn, wanted: NumberType, place: ColumnPlace): Promise<void> {
  const { table, context } = place
  const most = 10n ** BigInt(wanted.precision - wanted.scale)
  const [row] = await context.transaction.rows(
    duck`SELECT EXISTS (FROM ${context.storage.live(table)} WHERE ${ident(column.physical)} >= ${integer(most)} OR ${ident(column.physical)} <= ${integer(-most)})`,
  )
  if (row?.[0] === 'true')
    refuse(column, wanted, place, 'the column has values that the new precision does not hold')
}

function refuse(column: TableColumn, wanted: ValueType, { name }: ColumnPlace, reason: string): never {
  return fail(
    'COLUMN_TYPE_REDUCED',
    { column: column.name, from: columnTypeText(column.type), to: columnTypeText(wanted), reason },
    name.span,
  )
}
