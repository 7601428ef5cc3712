import { fail } from '../../common/errors.ts'
import { dispatch, type ByKind } from '../../common/by-kind.ts'
import type { CreateClone } from '../../sql/statement/create-clone.ts'
import { takeProperties } from '../../sql/statement/typed-properties.ts'
import type { CatalogObject, ObjectOf } from '../catalog/objects/index.ts'
import type { ObjectRecord } from '../catalog/objects/record.ts'
import { informationSchemaName, type SchemaRecord } from '../catalog/objects/schema.ts'
import type { Point } from '../change/points.ts'
import type { Context } from '../context.ts'
import { Cloning } from './cloning.ts'
import { create } from './creation.ts'
import type { Outcome } from './outcome.ts'
import { isTransient, takeRetention } from './retention.ts'
import { pointOf } from './time-travel.ts'

type Source = ObjectOf<CreateClone['object']>

/** https://docs.snowflake.com/en/sql-reference/sql/create-clone */
async function createClone(statement: CreateClone, context: Context): Promise<Outcome> {
  const { object: kind, at } = statement
  const source = context.catalog.get(kind, statement.source, context.state)
  const point = at === undefined ? undefined : await pointOf(at, context)
  if (point !== undefined && point.at < source.createdOn)
    fail('TIME_TRAVEL_UNAVAILABLE', { kind: kind.toLowerCase(), name: source.name }, at?.span)
  const cloning = new Cloning(context, {
    ...(point === undefined ? {} : { point }),
    ignoreInsufficientRetention: statement.ignoreInsufficientRetention,
    includeInternalStages: statement.includeInternalStages,
  })
  const clones: { readonly source: SchemaRecord; readonly clone: SchemaRecord }[] = []
  return await create(statement, context, {
    kind,
    copyGrants: statement.copyGrants,
    ...(kind === 'STAGE' ? { title: 'Stage area' } : {}),
    make: async (base) => {
      const record = await dispatch(makers, source, base, statement, cloning)
      if (record.kind === 'SCHEMA' && source.kind === 'SCHEMA') clones.push({ source, clone: record })
      if (record.kind === 'DATABASE' && source.kind === 'DATABASE')
        clones.push(...schemasOf(source, record, point, context))
      return record
    },
    after: async () => {
      for (const { clone } of clones)
        if (kind === 'DATABASE') await context.catalog.put(context.transaction, clone)
      for (const pair of clones) cloning.map(pair.source, pair.clone)
      await cloning.contents(clones)
      use(clones, kind, context)
    },
  })
}

/** A database or schema that is made is used. */
function use(
  clones: readonly { readonly clone: SchemaRecord }[],
  kind: CatalogObject['kind'],
  { state, transaction }: Context,
): void {
  const used =
    kind === 'DATABASE' ? (clones.find(({ clone }) => clone.name === 'PUBLIC') ?? clones[0]) : clones[0]
  if (used === undefined) return
  transaction.onCommit(() => {
    state.database = used.clone.database
    state.schema = used.clone.name === informationSchemaName ? undefined : used.clone.name
  })
}

function schemasOf(
  source: ObjectOf<'DATABASE'>,
  clone: ObjectOf<'DATABASE'>,
  point: Point | undefined,
  { catalog }: Context,
): readonly { readonly source: SchemaRecord; readonly clone: SchemaRecord }[] {
  return catalog
    .all('SCHEMA')
    .filter(({ database, createdOn }) => database === source.name && createdOn <= (point?.at ?? Infinity))
    .map((schema) => ({
      source: schema,
      clone: {
        ...schema,
        id: catalog.nextId(),
        database: clone.name,
        createdOn: clone.createdOn,
        owner: schema.owner === '' ? '' : clone.owner,
      },
    }))
}

const makers: ByKind<Source, [ObjectRecord, CreateClone, Cloning], Promise<Source>> = {
  DATABASE: async (source, base, statement) => container(source, base, statement),
  SCHEMA: async (source, base, statement) => ({
    ...container(source, base, statement),
    managedAccess: statement.managedAccess || source.managedAccess,
  }),
  STAGE: async (source, base, { name, properties, temporary }, cloning) => {
    takeProperties(properties, 'STAGE').rejectRest()
    // "Cloning is supported only at the database or schema level."
    if (source.url === undefined)
      fail('UNSUPPORTED', { feature: 'CREATE STAGE … CLONE of an internal stage' }, name.span)
    return await cloning.withDirectory({ ...source, ...base, temporary, comment: source.comment })
  },
  FILE_FORMAT: async (source, base, { properties }) => {
    takeProperties(properties, 'FILE FORMAT').rejectRest()
    return { ...source, ...base, comment: source.comment }
  },
  SEQUENCE: async (source, base, { properties }, cloning) => {
    takeProperties(properties, 'SEQUENCE').rejectRest()
    return await cloning.sequence(source, base)
  },
  STREAM: async (source, base, { properties }, cloning) => {
    takeProperties(properties, 'STREAM').rejectRest()
    return await cloning.stream(source, base)
  },
  TASK: async (source, base, { properties }, cloning) => {
    takeProperties(properties, 'TASK').rejectRest()
    return cloning.task(source, base)
  },
}

/** Parameters that were set on the source itself are the clone's too, unless they are given. */
function container<C extends ObjectOf<'DATABASE' | 'SCHEMA'>>(
  source: C,
  base: ObjectRecord,
  statement: CreateClone,
): C {
  const properties = takeProperties(statement.properties, source.kind)
  const transient = statement.transient || source.transient
  if (source.transient && !statement.transient) fail('TRANSIENT_CLONE', undefined, statement.span)
  const retention = takeRetention(properties, { transient })
  const comment = properties.text('COMMENT') ?? source.comment
  properties.rejectRest()
  const days = retention ?? Math.min(source.retentionDays, transient ? 1 : 90)
  return {
    ...source,
    ...base,
    transient,
    comment,
    retentionDays: isTransient({ ...source, transient }) ? Math.min(days, 1) : days,
    ...(retention === undefined ? {} : { ownRetention: true as const }),
  }
}

export const createCloneExecutors = { CreateClone: createClone }
