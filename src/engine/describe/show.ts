import type { Row } from '../../account/result.ts'
import { fail } from '../../common/errors.ts'
import { objectKinds } from '../../sql/object-kinds.ts'
import type { Show } from '../../sql/statement/show.ts'
import { rowOf, type Description, type Scene } from '../catalog/descriptor.ts'
import { descriptorOf, type CatalogObject } from '../catalog/objects/index.ts'
import { likeFilter } from './like.ts'

/** What SHOW lists, from the descriptor of the kind. https://docs.snowflake.com/en/sql-reference/sql/show */
export async function showObjects(statement: Show, scene: Scene): Promise<Description> {
  const descriptor = descriptorOf(statement.object)
  rejectUnsupported(statement)
  const columns = statement.terse ? descriptor.terse : descriptor.show
  if (columns === undefined) return unsupported(statement, 'TERSE')
  const objects = paged(inScope(statement, scene).toSorted(byName), statement)
  const rows: Row[] = []
  for (const object of objects) rows.push(await rowOf(object, columns, scene))
  return {
    columns: Object.entries(columns).map(([name, { type }]) => ({ name, type, nullable: true })),
    rows,
  }
}

function rejectUnsupported(statement: Show): void {
  if (statement.history) unsupported(statement, 'HISTORY')
  if (descriptorOf(statement.object).paged) return
  if (statement.startsWith !== undefined) unsupported(statement, 'STARTS WITH')
  if (statement.limit !== undefined) unsupported(statement, 'LIMIT')
}

function unsupported(statement: Show, clause: string): never {
  fail('UNSUPPORTED', { feature: `SHOW ${objectKinds[statement.object].plural} … ${clause}` }, statement.span)
}

function byName(a: CatalogObject, b: CatalogObject): number {
  const [left, right] = [a, b].map((it) => [it.database, it.schema, it.name])
  for (const [index, part] of (left ?? []).entries()) {
    const other = right?.[index] ?? ''
    if (part !== other) return part < other ? -1 : 1
  }
  return a.id - b.id
}

/** The objects of the scope that the session can see and whose names fit. */
function inScope(statement: Show, scene: Scene): readonly CatalogObject[] {
  const scope = scopeOf(statement, scene)
  const like = statement.like === undefined ? () => true : likeFilter(statement.like)
  return scene.catalog
    .all(statement.object)
    .filter((it: CatalogObject) => it.sessionId === undefined || it.sessionId === scene.session.id)
    .filter((it) => scope.database === undefined || it.database === scope.database)
    .filter((it) => scope.schema === undefined || it.schema === scope.schema)
    .filter((it) => like(it.name) && it.name.startsWith(statement.startsWith ?? ''))
    .filter(
      (it) =>
        statement.category === undefined || (it.kind === 'INTEGRATION' && it.category === statement.category),
    )
}

interface Scope {
  readonly database?: string | undefined
  readonly schema?: string | undefined
}

/** Without IN, the current database where there is one; a scope without a name is the current one, where there is one. */
function scopeOf({ object, in: scope }: Show, { catalog, session }: Scene): Scope {
  if (objectKinds[object].container === 'ACCOUNT' || scope?.scope === 'ACCOUNT') return {}
  if (scope === undefined) return { database: session.database }
  if (scope.name === undefined)
    return scope.scope === 'DATABASE'
      ? { database: session.database }
      : { database: session.database, schema: session.schema }
  if (scope.scope === 'DATABASE') return { database: catalog.get('DATABASE', scope.name, session).name }
  const { database, name } = catalog.get('SCHEMA', scope.name, session)
  return { database, schema: name }
}

/** `LIMIT n [FROM 'name']`: the rows after that name. */
function paged(objects: readonly CatalogObject[], { limit, from }: Show): readonly CatalogObject[] {
  const after = from === undefined ? objects : objects.filter(({ name }) => name > from)
  return limit === undefined ? after : after.slice(0, limit)
}
