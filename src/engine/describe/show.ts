import type { Row } from '../../account/result.ts'
import { fail } from '../../common/errors.ts'
import { objectKinds } from '../../sql/object-kinds.ts'
import type { Show } from '../../sql/statement/show.ts'
import { rowOf, time, type Description, type Scene, type ShowColumn } from '../catalog/descriptor.ts'
import type { Dropped } from '../catalog/dropped.ts'
import { descriptorOf, type CatalogObject } from '../catalog/objects/index.ts'
import { listedTable } from '../catalog/objects/external-files.ts'
import { likeFilter } from './like.ts'
import { byName, isIn, placeOf, type Place } from './table-scope.ts'

/** What SHOW lists, from the descriptor of the kind. https://docs.snowflake.com/en/sql-reference/sql/show */
export async function showObjects(statement: Show, scene: Scene): Promise<Description> {
  const descriptor = descriptorOf(statement.object)
  rejectUnsupported(statement)
  const own = statement.terse ? descriptor.terse : descriptor.show
  if (own === undefined) return unsupported(statement, 'TERSE')
  const dropped = new Map(droppedObjects(statement, scene).map((it) => [it.object.id, it]))
  const columns = statement.history ? withDroppedOn(own, dropped) : own
  const all: readonly CatalogObject[] = [
    ...scene.catalog.all(statement.object),
    // "The command SHOW VIEWS also shows information about materialized views"; the columns of VIEW fit them.
    ...(statement.object === 'TABLE' ? scene.catalog.all('EXTERNAL_TABLE').map(listedTable) : []),
    ...(statement.object === 'VIEW' ? scene.catalog.all('MATERIALIZED_VIEW') : []),
    ...[...dropped.values()].map(({ object }) => object),
  ]
  const objects = paged(inScope(all, statement, scene).toSorted(byName), statement)
  const rows: Row[] = []
  for (const object of objects) rows.push(await rowOf(object, columns, scene))
  return {
    columns: Object.entries(columns).map(([name, { type }]) => ({ name, type, nullable: true })),
    rows,
  }
}

/** With HISTORY, what was dropped and can be restored. */
function droppedObjects({ history, object }: Show, { catalog, now }: Scene): readonly Dropped[] {
  return history ? catalog.dropped.restorable(object, now) : []
}

type Columns = Readonly<Record<string, ShowColumn<CatalogObject>>>

/** `dropped_on` stands behind `retention_time`, or last where there is none. What is gone has neither rows nor a type of owner. */
function withDroppedOn(columns: Columns, dropped: ReadonlyMap<number, Dropped>): Columns {
  const droppedOn = time<CatalogObject>(({ id }) => dropped.get(id)?.droppedOn)
  const entries = Object.entries(columns).flatMap(([name, column]) => {
    const live: ShowColumn<CatalogObject> =
      name === 'rows' || name === 'owner_role_type'
        ? { type: column.type, of: (it, scene) => (dropped.has(it.id) ? null : column.of(it, scene)) }
        : column
    return name === 'retention_time'
      ? [[name, live] as const, ['dropped_on', droppedOn] as const]
      : [[name, live] as const]
  })
  const found = Object.fromEntries(entries)
  return 'dropped_on' in found ? found : { ...found, dropped_on: droppedOn }
}

/** Kinds of which SHOW … HISTORY lists what was dropped. */
const historical: ReadonlySet<string> = new Set(['TABLE', 'SCHEMA', 'DATABASE'])

function rejectUnsupported(statement: Show): void {
  if (statement.history && !historical.has(statement.object)) unsupported(statement, 'HISTORY')
  if (descriptorOf(statement.object).paged) return
  if (statement.startsWith !== undefined) unsupported(statement, 'STARTS WITH')
  if (statement.limit !== undefined) unsupported(statement, 'LIMIT')
}

function unsupported(statement: Show, clause: string): never {
  fail('UNSUPPORTED', { feature: `SHOW ${objectKinds[statement.object].plural} … ${clause}` }, statement.span)
}

/** The objects of the scope that the session can see and whose names fit. */
function inScope(objects: readonly CatalogObject[], statement: Show, scene: Scene): readonly CatalogObject[] {
  const scope = scopeOf(statement, scene)
  const like = statement.like === undefined ? () => true : likeFilter(statement.like)
  return objects
    .filter((it) => isIn(it, scope, scene))
    .filter((it) => !statement.rootOnly || (it.kind === 'TASK' && it.after.length === 0))
    .filter((it) => like(it.name) && it.name.startsWith(statement.startsWith ?? ''))
    .filter(
      (it) =>
        statement.category === undefined || (it.kind === 'INTEGRATION' && it.category === statement.category),
    )
}

/** Objects of the account are everywhere. */
function scopeOf(statement: Show, scene: Scene): Place {
  return objectKinds[statement.object].container === 'ACCOUNT' ? {} : placeOf(statement.in, scene)
}

/** `LIMIT n [FROM 'name']`: the rows after that name. */
function paged(objects: readonly CatalogObject[], { limit, from }: Show): readonly CatalogObject[] {
  const after = from === undefined ? objects : objects.filter(({ name }) => name > from)
  return limit === undefined ? after : after.slice(0, limit)
}
