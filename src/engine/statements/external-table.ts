import { dispatch, type ByKind } from '../../common/by-kind.ts'
import { fail } from '../../common/errors.ts'
import type {
  AlterExternalTable,
  CreateExternalTable,
  ExternalTableChange,
  RefreshExternalTable,
} from '../../sql/statement/external-table.ts'
import { takeProperties, type TypedProperties } from '../../sql/statement/typed-properties.ts'
import { partsOf, printIdentifier, printName } from '../catalog/names.ts'
import { registryOf } from '../catalog/objects/external-files.ts'
import type { ExternalTableRecord } from '../catalog/objects/external-table.ts'
import type { ObjectRecord } from '../catalog/objects/record.ts'
import type { Context } from '../context.ts'
import {
  addFiles,
  addPartition,
  dropPartition,
  externalListing,
  externalLocation,
  refreshAll,
  removeFiles,
  type RefreshWorld,
} from '../load/external-refresh.ts'
import { messageOf, writeSeen, type Registered } from '../load/external-registry.ts'
import { externalFormat } from '../load/external.ts'
import { locate } from '../load/location.ts'
import { regularExpression } from '../load/options.ts'
import { create } from './creation.ts'
import { checkedColumns, describedColumns, readsRows } from './external-columns.ts'
import { status, type Outcome } from './outcome.ts'
import { takeFileFormat } from './stage.ts'
import { constraintsOf, withNewKeys } from './table-constraints.ts'

/** https://docs.snowflake.com/en/sql-reference/sql/create-external-table */
async function createExternalTable(statement: CreateExternalTable, context: Context): Promise<Outcome> {
  const { refreshOnCreate, ...settings } = takeSettings(statement, context)
  return await create(statement, context, {
    kind: 'EXTERNAL_TABLE',
    copyGrants: statement.copyGrants,
    make: async (base) => {
      const table = await tableOf(statement, base, settings, context)
      await context.storage.create(context.transaction, registryOf(table))
      if (table.autoRefresh)
        await writeSeen(table, await externalListing(table, context), context.transaction)
      if (refreshOnCreate) await refreshAll(table, '', context)
      return table
    },
  })
}

type Settings = Pick<
  ExternalTableRecord,
  | 'userPartitions'
  | 'stage'
  | 'path'
  | 'pattern'
  | 'fileFormat'
  | 'autoRefresh'
  | 'integration'
  | 'awsSnsTopic'
  | 'comment'
>

function takeSettings(
  statement: CreateExternalTable,
  context: Context,
): Settings & { readonly refreshOnCreate: boolean } {
  const properties = takeProperties(statement.properties, 'EXTERNAL TABLE')
  if (properties.has('TABLE_FORMAT'))
    fail('UNSUPPORTED', { feature: 'TABLE_FORMAT = DELTA' }, properties.value('TABLE_FORMAT')?.span)
  const place = takeLocation(properties, statement, context)
  const userPartitions = properties.word('PARTITION_TYPE', ['USER_SPECIFIED']) !== undefined
  const autoRefresh = properties.boolean('AUTO_REFRESH')
  const refreshOnCreate = properties.boolean('REFRESH_ON_CREATE')
  if (userPartitions) {
    const name = partsOf(statement.name).at(-1) ?? ''
    const wrong =
      autoRefresh === true ? 'AUTO_REFRESH' : refreshOnCreate === true ? 'REFRESH_ON_CREATE' : undefined
    if (wrong !== undefined) refuseUserPartitions(name, `${wrong} = TRUE`)
    if (statement.partitionBy.length === 0)
      fail('MISSING_PROPERTY', { property: 'PARTITION BY', object: 'PARTITION_TYPE = USER_SPECIFIED' })
  }
  const pattern = properties.text('PATTERN')
  if (pattern !== undefined && regularExpression(pattern) === undefined) properties.rejectValue('PATTERN')
  const fileFormat = takeFileFormat(properties, context)
  const integration = takeIntegration(properties, context)
  const awsSnsTopic = properties.text('AWS_SNS_TOPIC')
  const comment = properties.text('COMMENT') ?? ''
  properties.rejectRest()
  return {
    ...place,
    userPartitions,
    ...(pattern === undefined ? {} : { pattern }),
    ...(fileFormat === undefined ? {} : { fileFormat }),
    autoRefresh: autoRefresh ?? !userPartitions,
    refreshOnCreate: refreshOnCreate ?? !userPartitions,
    ...(integration === undefined ? {} : { integration }),
    ...(awsSnsTopic === undefined ? {} : { awsSnsTopic }),
    comment,
  }
}

/** `@stage[/path]`: "Neither string literals nor SQL variables are supported", and "internal (Snowflake) stages aren't supported". */
function takeLocation(
  properties: TypedProperties,
  { span }: CreateExternalTable,
  { catalog, state }: Context,
): Pick<Settings, 'stage' | 'path'> {
  const value = properties.value('LOCATION')
  if (value === undefined)
    return fail('MISSING_PROPERTY', { property: 'LOCATION', object: 'EXTERNAL TABLE' }, span)
  if (value.kind !== 'Stage') return properties.rejectValue('LOCATION')
  const { stage, base, root } = locate(value.location, catalog, state, value.span)
  if (stage?.url === undefined)
    return fail('UNSUPPORTED', { feature: 'EXTERNAL TABLE on an internal stage' }, value.span)
  if (stage.sessionId !== undefined)
    return fail('UNSUPPORTED', { feature: 'EXTERNAL TABLE on a temporary stage' }, value.span)
  return { stage: { id: stage.id, name: printName(stage) }, path: base.slice(root.length) }
}

function takeIntegration(properties: TypedProperties, { catalog, state }: Context): string | undefined {
  const name = properties.name('INTEGRATION')
  if (name === undefined) return undefined
  const integration = catalog.get('INTEGRATION', name, state)
  if (integration.category !== 'NOTIFICATION') properties.rejectValue('INTEGRATION')
  return integration.name
}

async function tableOf(
  statement: CreateExternalTable,
  base: ObjectRecord,
  settings: Settings,
  context: Context,
): Promise<ExternalTableRecord> {
  const { partitionBy } = statement
  const shell: ExternalTableRecord = {
    ...base,
    ...settings,
    kind: 'EXTERNAL_TABLE',
    columns: [],
    constraints: [],
    partitionBy: partitionBy.map(({ text }) => text),
  }
  // What the format says is read here, so that a table whose files nobody can read is not made.
  const format = externalFormat(shell, externalLocation(shell, context.catalog), context)
  const columns =
    statement.template === undefined
      ? checkedColumns(shell, statement.columns, context)
      : await describedColumns(shell, statement.template, format, context)
  for (const { text, span } of partitionBy) {
    const column = columns.find(({ name }) => name === text)
    if (column === undefined) fail('COLUMN_NOT_FOUND', { column: printIdentifier(text) }, span)
    if (readsRows(column))
      fail(
        'EXTERNAL_TABLE_REFUSED',
        {
          table: base.name,
          reason: `partition column ${text} must be computed from ${partitionSource(shell)}`,
        },
        span,
      )
  }
  const physical = columns.map((column) => ({ ...column, physical: column.name }))
  const constraints = constraintsOf(statement, physical, base, context)
  const keyed = withNewKeys(physical, constraints)
  return {
    ...shell,
    columns: columns.map((column, at) => ({
      ...column,
      nullable: keyed[at]?.nullable ?? column.nullable,
      primaryKey: keyed[at]?.primaryKey ?? false,
      uniqueKey: keyed[at]?.uniqueKey ?? false,
    })),
    constraints,
  }
}

function partitionSource({ userPartitions }: ExternalTableRecord): string {
  return userPartitions ? 'METADATA$EXTERNAL_TABLE_PARTITION' : 'METADATA$FILENAME'
}

function refuseUserPartitions(table: string, what: string): never {
  return fail('EXTERNAL_TABLE_REFUSED', {
    table,
    reason: `${what} is not supported by external tables with PARTITION_TYPE = USER_SPECIFIED`,
  })
}

/** The table that an ALTER names; undefined where it does not exist and IF EXISTS allows that. */
function altered(
  { name, ifExists }: RefreshExternalTable | AlterExternalTable,
  { catalog, state }: Context,
): ExternalTableRecord | undefined {
  const full = catalog.nameOf('EXTERNAL_TABLE', name, state)
  if (ifExists && catalog.occupant('EXTERNAL_TABLE', full, state) === undefined) return undefined
  return catalog.get('EXTERNAL_TABLE', name, state)
}

const done = () => status('Statement executed successfully.')

/** https://docs.snowflake.com/en/sql-reference/sql/alter-external-table */
async function refreshExternalTable(statement: RefreshExternalTable, context: Context): Promise<Outcome> {
  const table = altered(statement, context)
  if (table === undefined) return done()
  const { action, paths } = statement
  if (table.userPartitions) refuseUserPartitions(table.name, action)
  return registrations(await refreshers[action](table, paths, context))
}

const refreshers: Readonly<
  Record<
    RefreshExternalTable['action'],
    (
      table: ExternalTableRecord,
      paths: readonly string[],
      world: RefreshWorld,
    ) => Promise<readonly Registered[]>
  >
> = {
  REFRESH: async (table, [path = ''], world) => await refreshAll(table, path.replace(/^\/+/, ''), world),
  'ADD FILES': addFiles,
  'REMOVE FILES': removeFiles,
}

/** A row for each file whose registration has changed, its name with the bucket. */
function registrations(changes: readonly Registered[]): Outcome {
  const text = { kind: 'VARCHAR', length: 16_777_216 } as const
  return {
    columns: ['file', 'status', 'description'].map((name) => ({ name, type: text, nullable: true })),
    rows: changes.map((change) => [
      change.file.url.replace(/^s3:\/\//, ''),
      change.status,
      messageOf(change),
    ]),
  }
}

/** https://docs.snowflake.com/en/sql-reference/sql/alter-external-table */
async function alterExternalTable(statement: AlterExternalTable, context: Context): Promise<Outcome> {
  const table = altered(statement, context)
  return table === undefined ? done() : await dispatch(changes, statement.change, table, context, statement)
}

const changes: ByKind<
  ExternalTableChange,
  [ExternalTableRecord, Context, AlterExternalTable],
  Promise<Outcome>
> = {
  AddPartition: async ({ values, location }, table, context) => {
    requireUserPartitions(table, 'ADD PARTITION')
    const given: Record<string, string> = {}
    for (const { column, value } of values) {
      if (!table.partitionBy.includes(column.text))
        fail('COLUMN_NOT_FOUND', { column: printIdentifier(column.text) }, column.span)
      if (column.text in given) fail('DUPLICATE_COLUMN', { name: column.text }, column.span)
      given[column.text] = value
    }
    const missing = table.partitionBy.find((name) => !(name in given))
    if (missing !== undefined)
      fail('EXTERNAL_TABLE_REFUSED', {
        table: table.name,
        reason: `ADD PARTITION needs a value for partition column ${missing}`,
      })
    return registrations(await addPartition(table, given, location, context))
  },
  DropPartition: async ({ location }, table, context) => {
    requireUserPartitions(table, 'DROP PARTITION')
    return registrations(await dropPartition(table, location, context))
  },
  SetExternalTable: async ({ properties: written }, table, context) => {
    const properties = takeProperties(written, 'EXTERNAL TABLE')
    const autoRefresh = properties.boolean('AUTO_REFRESH') ?? table.autoRefresh
    const comment = properties.text('COMMENT') ?? table.comment
    properties.rejectRest()
    if (autoRefresh && table.userPartitions) refuseUserPartitions(table.name, 'AUTO_REFRESH = TRUE')
    if (autoRefresh && !table.autoRefresh)
      // What happens from now on is told, not what has been.
      await writeSeen(table, await externalListing(table, context), context.transaction)
    await context.catalog.put(context.transaction, { ...table, autoRefresh, comment })
    return done()
  },
  UnsetExternalTable: async ({ names }, table, context, { span }) => {
    for (const name of names)
      if (name !== 'COMMENT') fail('INVALID_PROPERTY', { property: name, object: 'EXTERNAL TABLE' }, span)
    await context.catalog.put(context.transaction, { ...table, comment: '' })
    return done()
  },
}

function requireUserPartitions(table: ExternalTableRecord, what: string): void {
  if (!table.userPartitions)
    fail('EXTERNAL_TABLE_REFUSED', {
      table: table.name,
      reason: `${what} needs PARTITION_TYPE = USER_SPECIFIED`,
    })
}

export const externalTableExecutors = {
  CreateExternalTable: createExternalTable,
  RefreshExternalTable: refreshExternalTable,
  AlterExternalTable: alterExternalTable,
}
