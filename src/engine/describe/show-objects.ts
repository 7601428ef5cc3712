import type { Row } from '../../account/result.ts'
import type { ShowObjects } from '../../sql/statement/show-objects.ts'
import {
  number,
  rowOf,
  text,
  time,
  type Description,
  type Scene,
  type ShowColumn,
} from '../catalog/descriptor.ts'
import { likeFilter } from './like.ts'
import { byName, isIn, placeOf, type Columned } from './table-scope.ts'

const terse: Readonly<Record<string, ShowColumn<Columned>>> = {
  created_on: time((it) => it.createdOn),
  name: text((it) => it.name),
  kind: text((it) => it.kind),
  database_name: text((it) => it.database),
  schema_name: text((it) => it.schema),
}

/** https://docs.snowflake.com/en/sql-reference/sql/show-objects#output */
const all: Readonly<Record<string, ShowColumn<Columned>>> = {
  created_on: time((it) => it.createdOn),
  name: text((it) => it.name),
  database_name: text((it) => it.database),
  schema_name: text((it) => it.schema),
  kind: text((it) => it.kind),
  comment: text((it) => it.comment),
  cluster_by: text((it) => (it.kind === 'TABLE' ? it.clusterBy : '')),
  rows: number((it, { facts }) => (it.kind === 'TABLE' ? facts.rowCount(it) : null)),
  // DuckDB does not say how many bytes of its file are a table's.
  bytes: number(() => null),
  owner: text((it) => it.owner),
  retention_time: text((it) => (it.kind === 'TABLE' ? String(it.retentionDays) : '')),
  is_hybrid: text(() => 'N'),
  is_dynamic: text(() => 'N'),
  is_iceberg: text(() => 'N'),
}

/** What SHOW OBJECTS lists: tables and views, by name. */
export async function showObjectsOfSchemas(statement: ShowObjects, scene: Scene): Promise<Description> {
  const { catalog } = scene
  const place = placeOf(statement.in, scene)
  const fits = likeFilter(statement.like ?? '%')
  const found: readonly Columned[] = [...catalog.all('TABLE'), ...catalog.all('VIEW')]
  const listed = found
    .filter((it) => isIn(it, place, scene) && fits(it.name) && it.name.startsWith(statement.startsWith ?? ''))
    .toSorted(byName)
    .filter(({ name }) => statement.from === undefined || name > statement.from)
    .slice(0, statement.limit)
  const columns = statement.terse ? terse : all
  const rows: Row[] = []
  for (const object of listed) rows.push(await rowOf(object, columns, scene))
  return {
    columns: Object.entries(columns).map(([name, { type }]) => ({ name, type, nullable: true })),
    rows,
  }
}
