import { fail } from '../../common/errors.ts'
import type { Span } from '../../common/span.ts'
import type { ObjectName } from '../../sql/expression/name.ts'
import type { CreateStage } from '../../sql/statement/stage.ts'
import type { Property } from '../../sql/statement/property.ts'
import { takeProperties, type TypedProperties } from '../../sql/statement/typed-properties.ts'
import { partsOf } from '../catalog/names.ts'
import { directoryTable } from '../catalog/objects/directory-table.ts'
import { copyOptions } from '../catalog/objects/copy-options.ts'
import { readFormat } from '../catalog/objects/file-format-options.ts'
import { allowsLocation } from '../catalog/objects/integration.ts'
import type { FileFormatUse, StageRecord } from '../catalog/objects/stage.ts'
import { objectName } from '../catalog/trees.ts'
import type { Context } from '../context.ts'
import { refreshDirectory, type Registration } from '../load/directory.ts'
import { create } from './creation.ts'
import type { Outcome } from './outcome.ts'

/** https://docs.snowflake.com/en/sql-reference/sql/create-stage */
async function createStage(statement: CreateStage, context: Context): Promise<Outcome> {
  const properties = takeProperties(statement.properties, 'STAGE')
  const settings = takeStage(properties, context, statement.span)
  const refreshNow = takeRefreshOnCreate(properties, settings.url)
  properties.rejectRest()
  return await create(statement, context, {
    kind: 'STAGE',
    title: 'Stage area',
    make: async (base) => {
      const stage: StageRecord = { ...base, kind: 'STAGE', temporary: statement.temporary, ...settings }
      if (!stage.directory.enable) return stage
      await context.storage.create(context.transaction, directoryTable(stage))
      if (refreshNow) await refreshDirectory(stage, '', context)
      return stage
    },
  })
}

type StageSettings = Pick<
  StageRecord,
  'url' | 'storageIntegration' | 'fileFormat' | 'copyOptions' | 'directory' | 'encryption' | 'comment'
>

function takeStage(properties: TypedProperties, context: Context, span: Span): StageSettings {
  const url = takeUrl(properties)
  const integration = properties.name('STORAGE_INTEGRATION')
  refuseCredentials(properties, span)
  const fileFormat = takeFileFormat(properties, context)
  const name = integration === undefined ? undefined : checkLocation(url, integration, context)
  return {
    ...(url === undefined ? {} : { url }),
    ...(name === undefined ? {} : { storageIntegration: name }),
    ...(fileFormat === undefined ? {} : { fileFormat }),
    copyOptions: takeCopyOptions(properties),
    directory: takeDirectory(properties),
    encryption: takeEncryption(properties, url !== undefined),
    comment: properties.text('COMMENT') ?? '',
  }
}

/** Where the lake is: S3 in its three protocols. Other clouds are known by name. */
function takeUrl(properties: TypedProperties): string | undefined {
  const url = properties.text('URL')
  if (url === undefined) return undefined
  const protocol = /^([a-z0-9]+):\/\/[^/]+/i.exec(url)?.[1]?.toLowerCase()
  if (protocol === 's3' || protocol === 's3gov' || protocol === 's3china') return url
  if (protocol === 'gcs' || protocol === 'azure' || protocol === 's3compat')
    fail('UNSUPPORTED', { feature: `stage URL ${protocol}://` }, properties.value('URL')?.span)
  return properties.rejectValue('URL')
}

function refuseCredentials(properties: TypedProperties, span: Span): void {
  if (properties.has('CREDENTIALS'))
    fail('CREDENTIALS_REFUSED', { object: 'STAGE' }, properties.value('CREDENTIALS')?.span ?? span)
}

/**
 * The integration's name, once it is known to be enabled and to allow the location.
 * https://docs.snowflake.com/en/sql-reference/sql/create-storage-integration
 */
function checkLocation(url: string | undefined, name: ObjectName, { catalog, state }: Context): string {
  const integration = catalog.get('INTEGRATION', name, state)
  if (integration.category !== 'STORAGE')
    fail('INVALID_VALUE', { value: integration.name, property: 'STORAGE_INTEGRATION' }, name.span)
  if (url === undefined) fail('MISSING_PROPERTY', { property: 'URL', object: 'STAGE' }, name.span)
  if (!integration.enabled) fail('INTEGRATION_DISABLED', { integration: integration.name }, name.span)
  if (!allowsLocation(integration, url))
    fail('LOCATION_NOT_ALLOWED', { location: url, integration: integration.name }, name.span)
  return integration.name
}

/** `FILE_FORMAT = (TYPE = … | FORMAT_NAME = …)`, or the name of a format alone. */
export function takeFileFormat(
  properties: TypedProperties,
  context: Context,
  property = 'FILE_FORMAT',
): FileFormatUse | undefined {
  const value = properties.value(property)
  if (value === undefined) return undefined
  if (value.kind !== 'Properties') {
    const name = properties.name(property)
    return name === undefined ? undefined : named(name, context)
  }
  const isNamed = value.properties.some((property) => property.name === 'FORMAT_NAME')
  if (!isNamed) return { kind: 'Inline', format: readFormat(value.properties) }
  const nested = properties.properties(property, property)
  const name = nested?.name('FORMAT_NAME')
  return name === undefined ? undefined : named(name, context)
}

/** The format must exist, as Snowflake checks too; its full name is kept. */
function named(name: ObjectName, { catalog, state }: Context): FileFormatUse {
  const format = catalog.get('FILE_FORMAT', name, state)
  return { kind: 'Named', name: [format.database, format.schema, ...partsOf(name).slice(-1)] }
}

function takeCopyOptions(properties: TypedProperties): StageRecord['copyOptions'] {
  const nested = properties.properties('COPY_OPTIONS', 'COPY_OPTIONS')
  if (nested === undefined) return {}
  const taken: Record<string, string | number | boolean> = {}
  for (const [name, { type }] of Object.entries(copyOptions)) {
    if (!nested.has(name)) continue
    const value =
      type === 'Boolean'
        ? nested.boolean(name)
        : type === 'Long'
          ? nested.integer(name, 0)
          : nested.textOrWord(name)?.toUpperCase()
    if (value !== undefined) taken[name] = value
  }
  return taken
}

function takeDirectory(properties: TypedProperties): StageRecord['directory'] {
  const nested = properties.properties('DIRECTORY', 'DIRECTORY')
  const enable = nested?.boolean('ENABLE') ?? false
  const autoRefresh = nested?.boolean('AUTO_REFRESH') ?? false
  nested?.value('REFRESH_ON_CREATE')
  return { enable, autoRefresh }
}

/**
 * Whether the directory table is filled when the stage is made: so it is with an external stage, unless REFRESH_ON_CREATE = FALSE.
 * https://docs.snowflake.com/en/sql-reference/sql/create-stage#directory-table-parameters-directorytableparams
 */
function takeRefreshOnCreate(properties: TypedProperties, url: string | undefined): boolean {
  const written = properties.properties('DIRECTORY', 'DIRECTORY')
  const given = written?.boolean('REFRESH_ON_CREATE')
  // Marks what takeDirectory has read: both see the same list.
  written?.value('ENABLE')
  written?.value('AUTO_REFRESH')
  return given ?? url !== undefined
}

/** The directory table of a stage is there as long as it is enabled. */
export async function switchDirectory(
  before: StageRecord,
  after: StageRecord,
  { storage, transaction }: Context,
): Promise<void> {
  if (before.directory.enable === after.directory.enable) return
  if (after.directory.enable) await storage.create(transaction, directoryTable(after))
  else await storage.drop(transaction, directoryTable(before))
}

const descriptions: Readonly<Record<Registration['status'], string>> = {
  REGISTERED_NEW: 'File registered successfully.',
  REGISTERED_UPDATE: 'File registration updated successfully.',
  UNREGISTERED: 'File unregistered successfully.',
}

/** ALTER STAGE … REFRESH [SUBPATH = 'path']. https://docs.snowflake.com/en/sql-reference/sql/alter-stage#directory-table-syntax */
export async function refreshStage(
  stage: StageRecord,
  written: readonly Property[],
  context: Context,
): Promise<Outcome> {
  const properties = takeProperties(written, 'ALTER STAGE')
  const subpath = (properties.text('SUBPATH') ?? '').replace(/^\/+/, '')
  properties.rejectRest()
  if (!stage.directory.enable) fail('DIRECTORY_DISABLED', { stage: stage.name })
  const found = await refreshDirectory(stage, subpath, context)
  return {
    columns: ['file', 'status', 'description'].map((name) => ({
      name,
      type: { kind: 'VARCHAR', length: 16_777_216 },
      nullable: true,
    })),
    rows: found.map(({ path, status }) => [path, status, descriptions[status]]),
  }
}

const encryptionTypes = {
  external: ['AWS_CSE', 'AWS_SSE_S3', 'AWS_SSE_KMS', 'NONE'],
  internal: ['SNOWFLAKE_FULL', 'SNOWFLAKE_SSE'],
} as const

/** Kept and shown. Client-side encryption would need its key to read a file, so it is refused. */
function takeEncryption(properties: TypedProperties, external: boolean): StageRecord['encryption'] {
  const nested = properties.properties('ENCRYPTION', 'ENCRYPTION')
  if (nested === undefined) return {}
  const type = nested.word('TYPE', encryptionTypes[external ? 'external' : 'internal'])
  if (type === 'AWS_CSE' || nested.has('MASTER_KEY'))
    fail('UNSUPPORTED', { feature: 'ENCRYPTION TYPE = AWS_CSE' }, properties.value('ENCRYPTION')?.span)
  const key = nested.text('KMS_KEY_ID')
  return { ...(type === undefined ? {} : { TYPE: type }), ...(key === undefined ? {} : { KMS_KEY_ID: key }) }
}

/**
 * ALTER STAGE … SET: what is not given stays. The location must be one that the integration allows, whichever of the two is new.
 * https://docs.snowflake.com/en/sql-reference/sql/alter-stage
 */
export function setStage(
  stage: StageRecord,
  properties: TypedProperties,
  context: Context,
  span: Span,
): StageRecord {
  if (properties.has('URL') && stage.url === undefined)
    fail('INVALID_PROPERTY', { property: 'URL', object: 'INTERNAL STAGE' }, properties.value('URL')?.span)
  const url = takeUrl(properties) ?? stage.url
  refuseCredentials(properties, span)
  const written = properties.name('STORAGE_INTEGRATION')
  const kept = stage.storageIntegration === undefined ? undefined : objectName(stage.storageIntegration)
  const integration = written ?? (properties.has('URL') ? kept : undefined)
  const fileFormat = takeFileFormat(properties, context)
  const storageIntegration =
    integration === undefined ? stage.storageIntegration : checkLocation(url, integration, context)
  return {
    ...stage,
    ...(url === undefined ? {} : { url }),
    ...(storageIntegration === undefined ? {} : { storageIntegration }),
    ...(fileFormat === undefined ? {} : { fileFormat }),
    copyOptions: properties.has('COPY_OPTIONS') ? takeCopyOptions(properties) : stage.copyOptions,
    directory: properties.has('DIRECTORY') ? takeDirectory(properties) : stage.directory,
    encryption: properties.has('ENCRYPTION')
      ? takeEncryption(properties, url !== undefined)
      : stage.encryption,
  }
}

export const stageExecutors = { CreateStage: createStage }
