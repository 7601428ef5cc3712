import type { TableReference } from '../../sql/query/query.ts'
import type { BoundSource } from '../bind/tree.ts'
import { ledgerRelationSource } from '../catalog/ledger-relation.ts'
import { printWritten } from '../catalog/names.ts'
import { informationSchemaName } from '../catalog/objects/schema.ts'
import type { Context } from '../context.ts'
import { duckType } from '../duck/data-type.ts'
import { duck, ident, join, text, type Sql } from '../duck/sql.ts'
import { loadHistoryRelation } from '../load/load-history-relation.ts'
import type { ValueType } from '../types/data-type.ts'
import { liveFacts } from './facts.ts'
import type { InformationValue, InformationWorld } from './information-cells.ts'
import { informationViews, unsupportedViews } from './information-views.ts'
import { fail } from '../../common/errors.ts'

/**
 * A view of a database's INFORMATION_SCHEMA, as rows that the query is bound with; undefined for a name that is none of them.
 * `within` is the database of the view that is being bound, if any.
 * https://docs.snowflake.com/en/sql-reference/info-schema
 */
export async function informationSchema(
  reference: TableReference,
  within: { readonly database: string; readonly schema: string } | undefined,
  context: Context,
): Promise<BoundSource | undefined> {
  const { catalog, state } = context
  const full = catalog.qualify(reference.name, { ...state, ...within }, reference.span)
  if (full.schema !== informationSchemaName) return undefined
  catalog.requireContainer(full, reference.span)
  if (full.name === 'LOAD_HISTORY') {
    const tables = catalog.all('TABLE').filter(({ database }) => database === full.database)
    return ledgerRelationSource(full.name, loadHistoryRelation(tables, context.clock.now()))
  }
  const view = informationViews[full.name]
  if (view === undefined && unsupportedViews.includes(full.name))
    fail('UNSUPPORTED', { feature: `INFORMATION_SCHEMA.${full.name}` }, reference.name.span)
  if (view === undefined)
    return fail(
      'OBJECT_NOT_FOUND',
      { kind: 'Object', name: printWritten(reference.name) },
      reference.name.span,
    )
  const world: InformationWorld = {
    catalog,
    database: full.database,
    sessionId: state.id,
    role: state.role,
    user: state.user,
    facts: liveFacts(context),
  }
  return informationSource(full.name, view.columns, await view.rows(world))
}

/** The columns of a relation of INFORMATION_SCHEMA, by name. */
export type InformationColumns = Readonly<Record<string, ValueType>>

/** Rows that were found in memory, as the binder takes them. */
export function informationSource(
  name: string,
  columns: InformationColumns,
  rows: readonly (readonly InformationValue[])[],
): BoundSource {
  const names = Object.keys(columns)
  const types = Object.values(columns)
  return {
    name,
    columns: names.map((column, index) => ({
      name: column,
      physical: column,
      type: types[index] ?? { kind: 'VARCHAR', length: 16_777_216 },
      nullable: true,
    })),
    rows: relation(names, types, rows),
  }
}

/** The rows as a relation of DuckDB's, typed also when there are none. */
function relation(
  names: readonly string[],
  types: readonly ValueType[],
  rows: readonly (readonly InformationValue[])[],
): Sql {
  const columns = names.map((name, index) => {
    const type = types[index]
    if (type === undefined) throw new Error(`Snowmelt bug: column ${name} has no type`)
    const value = duck`CAST(${ident(`v${index}`)} AS ${duckType(type)})`
    return duck`${value} AS ${ident(name)}`
  })
  const list = join(names.map((_, index) => ident(`v${index}`)))
  const values =
    rows.length === 0
      ? duck`(SELECT ${join(names.map(() => duck`NULL`))} LIMIT 0)`
      : duck`(VALUES ${join(rows.map((row) => duck`(${join(row.map(literal))})`))})`
  return duck`(SELECT ${join(columns)} FROM ${values} AS rows(${list}))`
}

function literal(value: InformationValue): Sql {
  return value === null ? duck`NULL` : text(value)
}
