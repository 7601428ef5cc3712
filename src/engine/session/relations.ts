import { fail } from '../../common/errors.ts'
import type { Query, TableReference } from '../../sql/query/query.ts'
import type { BoundSource, BoundViewSource } from '../bind/tree.ts'
import type { NameContext } from '../catalog/catalog.ts'
import { printWritten } from '../catalog/names.ts'
import type { CatalogObject } from '../catalog/objects/index.ts'
import type { ExternalTableRecord } from '../catalog/objects/external-table.ts'
import type { MaterializedViewRecord } from '../catalog/objects/materialized-view.ts'
import type { StreamRecord } from '../catalog/objects/stream.ts'
import type { TableRecord } from '../catalog/objects/table.ts'
import type { ViewRecord } from '../catalog/objects/view.ts'
import { rowsAt } from '../change/delta.ts'
import type { Context } from '../context.ts'
import { duck } from '../duck/sql.ts'
import { liveTable } from '../storage/physical.ts'

/** What can stand after FROM by its name. */
export type NamedRelation =
  TableRecord | ExternalTableRecord | ViewRecord | MaterializedViewRecord | StreamRecord

/** Database and schema that unqualified names mean, where they are not the session's: those of a view. */
export type Within = { readonly database: string; readonly schema: string } | undefined

/** The table, view or stream that is meant. Throws OBJECT_NOT_FOUND. */
export function findRelation(reference: TableReference, within: Within, context: Context): NamedRelation {
  const { catalog, state } = context
  const names: NameContext = within === undefined ? state : { id: state.id, ...within }
  const full = catalog.qualify(reference.name, names, reference.name.span)
  catalog.requireContainer(full, reference.name.span)
  const found = catalog.occupant('TABLE', full, state)
  if (found !== undefined && isRelation(found)) return found
  return fail('OBJECT_NOT_FOUND', { kind: 'Object', name: printWritten(reference.name) }, reference.name.span)
}

function isRelation(object: CatalogObject): object is NamedRelation {
  return relationKinds.has(object.kind)
}

const relationKinds: ReadonlySet<string> = new Set([
  'TABLE',
  'EXTERNAL_TABLE',
  'VIEW',
  'MATERIALIZED_VIEW',
  'STREAM',
])

/** The live rows of a table. */
export function tableSource(table: TableRecord): BoundSource {
  return {
    rows: liveTable(table),
    columns: table.columns.map(({ name, physical, type, nullable }) => ({ name, physical, type, nullable })),
    name: table.name,
  }
}

/** The rows of a table as they were at a version. */
export function pastTableSource(table: TableRecord, version: bigint): BoundSource {
  return { ...tableSource(table), rows: duck`(${rowsAt(table, version)})` }
}

export function viewSource(view: ViewRecord | MaterializedViewRecord, query: Query): BoundViewSource {
  return {
    query,
    text: view.query,
    database: view.database,
    schema: view.schema,
    columns: view.columns.map(({ name }) => name),
    name: view.name,
    owner: view.owner,
    ...(view.kind === 'VIEW' && view.produced !== undefined ? { produced: view.produced } : {}),
  }
}
