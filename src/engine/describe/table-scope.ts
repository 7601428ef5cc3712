import { fail } from '../../common/errors.ts'
import type { ObjectName } from '../../sql/expression/name.ts'
import type { TableScope } from '../../sql/statement/show-columns.ts'
import type { ShowScope } from '../../sql/statement/show-objects.ts'
import type { Scene } from '../catalog/descriptor.ts'
import { printName } from '../catalog/names.ts'
import type { CatalogObject } from '../catalog/objects/index.ts'

/** Where objects are to be listed: everywhere in the account what is absent. */
export interface Place {
  readonly database?: string | undefined
  readonly schema?: string | undefined
}

/** Without IN, the current database where there is one; a scope without a name is the current one, where there is one. */
export function placeOf(scope: ShowScope | undefined, { catalog, session }: Scene): Place {
  if (scope?.scope === 'ACCOUNT') return {}
  if (scope === undefined) return { database: session.database }
  if (scope.name === undefined)
    return scope.scope === 'DATABASE'
      ? { database: session.database }
      : { database: session.database, schema: session.schema }
  if (scope.scope === 'DATABASE') return { database: catalog.get('DATABASE', scope.name, session).name }
  const { database, name } = catalog.get('SCHEMA', scope.name, session)
  return { database, schema: name }
}

/** Whether the object is in the place and not another session's own. */
export function isIn(it: CatalogObject, place: Place, { session }: Scene): boolean {
  return (
    (it.sessionId === undefined || it.sessionId === session.id) &&
    (place.database === undefined || it.database === place.database) &&
    (place.schema === undefined || it.schema === place.schema)
  )
}

/** The order in which SHOW lists: by database, schema and name. */
export function byName(a: CatalogObject, b: CatalogObject): number {
  const [left, right] = [a, b].map((it) => [it.database, it.schema, it.name])
  for (const [index, part] of (left ?? []).entries()) {
    const other = right?.[index] ?? ''
    if (part !== other) return part < other ? -1 : 1
  }
  return a.id - b.id
}

/** What has columns. */
export type Columned = Extract<CatalogObject, { readonly kind: 'TABLE' | 'VIEW' }>

/** The tables and views that a scope means, in order. */
export function columnedIn(scope: TableScope | undefined, scene: Scene): readonly Columned[] {
  const { catalog } = scene
  if ((scope?.scope === 'TABLE' || scope?.scope === 'VIEW') && scope.name !== undefined)
    return [named(scope.name, scene)]
  const place = placeOf(containerOf(scope), scene)
  const all: readonly Columned[] = [
    ...(scope?.scope === 'VIEW' ? [] : catalog.all('TABLE')),
    ...(scope?.scope === 'TABLE' ? [] : catalog.all('VIEW')),
  ]
  return all.filter((it) => isIn(it, place, scene)).toSorted(byName)
}

/** TABLE and VIEW without a name mean those of the current schema. */
function containerOf(scope: TableScope | undefined): ShowScope | undefined {
  if (scope?.scope !== 'TABLE' && scope?.scope !== 'VIEW') {
    return scope === undefined ? undefined : { ...scope, scope: scope.scope }
  }
  return { scope: 'SCHEMA' }
}

/** The table or view of that name, whichever it is. */
function named(name: ObjectName, { catalog, session }: Scene): Columned {
  const full = catalog.nameOf('TABLE', name, session)
  catalog.requireContainer(full, name.span)
  const found = catalog.occupant('TABLE', full, session)
  if (found?.kind === 'TABLE' || found?.kind === 'VIEW') return found
  return fail('OBJECT_NOT_FOUND', { kind: 'Table', name: printName(full) }, name.span)
}
