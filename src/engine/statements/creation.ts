import { fail } from '../../common/errors.ts'
import { objectKinds, type ObjectKind } from '../../sql/object-kinds.ts'
import type { ObjectName } from '../../sql/expression/name.ts'
import type { CreateModifiers } from '../../sql/statement/property.ts'
import { printName, type QualifiedName } from '../catalog/names.ts'
import type { CatalogObject } from '../catalog/objects/index.ts'
import type { ObjectRecord } from '../catalog/objects/record.ts'
import { informationSchemaName } from '../catalog/objects/schema.ts'
import type { Context } from '../context.ts'
import { dropObject } from './dropping.ts'
import { status, type Outcome } from './outcome.ts'

/** A CREATE statement of any kind. */
type Created = CreateModifiers & { readonly name: ObjectName }

/** What making an object leaves open once its name is known to be free. */
interface Creation {
  readonly kind: ObjectKind
  /** `Stage area ST successfully created.` has other words than the kind. */
  readonly title?: string
  readonly copyGrants?: boolean
  /** Makes the record, and whatever belongs to it in storage, before an object that it replaces is dropped. */
  readonly make: (base: ObjectRecord) => CatalogObject | Promise<CatalogObject>
  /** What comes with the object: a database's schemas. */
  readonly after?: () => Promise<void>
}

/**
 * CREATE [OR REPLACE] … [IF NOT EXISTS]: finds out whether the name is free, makes the object, and drops the one that it
 * replaces, all in the statement's transaction.
 */
export async function create(statement: Created, context: Context, creation: Creation): Promise<Outcome> {
  const { catalog, transaction } = context
  const { kind } = creation
  const name = catalog.nameOf(kind, statement.name, context.state)
  catalog.requireContainer(name, statement.name.span)
  if (name.schema === informationSchemaName)
    fail(
      'SYSTEM_OBJECT',
      { operation: `CREATE ${objectKinds[kind].words}`, name: printName(name) },
      statement.name.span,
    )
  const existing = occupant(statement, name, context, kind)
  if (existing !== undefined) {
    if (statement.ifNotExists) return status(`${name.name} already exists, statement succeeded.`)
    if (!statement.orReplace) fail('OBJECT_ALREADY_EXISTS', { name: printName(name) }, statement.name.span)
    if (existing.kind !== kind)
      fail(
        'OBJECT_EXISTS_AS',
        { name: printName(name), kind: objectKinds[existing.kind].words },
        statement.name.span,
      )
  }
  const record = await creation.make(baseOf(statement, name, context))
  if (existing !== undefined) await dropObject(existing, context)
  await catalog.put(transaction, record)
  await creation.after?.()
  if (existing !== undefined && creation.copyGrants === true)
    await copyGrants(existing.id, record.id, context)
  await grantFuture(record, context)
  return status(`${creation.title ?? objectKinds[kind].title} ${name.name} successfully created.`)
}

/** A temporary object collides with those of its session alone, and a permanent one with permanent ones. */
function occupant(
  { temporary }: Created,
  name: QualifiedName,
  { catalog, state }: Context,
  kind: ObjectKind,
): CatalogObject | undefined {
  if (!temporary) return catalog.occupant(kind, name)
  const found = catalog.occupant(kind, name, state)
  return found?.sessionId === undefined ? undefined : found
}

/** What every record begins with. */
function baseOf(
  { temporary }: Created,
  name: QualifiedName,
  { catalog, clock, state }: Context,
): ObjectRecord {
  return {
    id: catalog.nextId(),
    ...name,
    owner: state.role ?? '',
    createdOn: clock.now(),
    comment: '',
    ...(temporary ? { sessionId: state.id } : {}),
  }
}

async function copyGrants(from: number, to: number, { catalog, transaction }: Context): Promise<void> {
  for (const grant of catalog.grants.privileges())
    if (grant.on.kind === 'Object' && grant.on.id === from)
      await catalog.grants.add(transaction, { ...grant, on: { kind: 'Object', id: to } })
}

/**
 * Grants on future objects become grants on the new one; those on the schema win over those on its database.
 * https://docs.snowflake.com/en/sql-reference/sql/grant-privilege#future-grants-on-database-or-schema-objects
 */
async function grantFuture(record: CatalogObject, { catalog, clock, transaction }: Context): Promise<void> {
  const schemaId = catalog.find('SCHEMA', { database: record.database, schema: '', name: record.schema })?.id
  const databaseId = catalog.find('DATABASE', { database: '', schema: '', name: record.database })?.id
  const future = catalog.grants
    .privileges()
    .filter(({ on }) => on.kind === 'Future' && on.object === record.kind)
  const on = (id: number | undefined) =>
    future.filter((grant) => grant.on.kind === 'Future' && grant.on.container === id)
  const ofSchema = on(schemaId)
  for (const grant of ofSchema.length > 0 ? ofSchema : on(databaseId))
    await catalog.grants.add(transaction, {
      ...grant,
      on: { kind: 'Object', id: record.id },
      createdOn: clock.now(),
    })
}
