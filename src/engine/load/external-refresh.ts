import { fail } from '../../common/errors.ts'
import type { Instant } from '../../common/clock.ts'
import type { Span } from '../../common/span.ts'
import type { FileInfo, Files } from '../../lake/files.ts'
import type { Catalog } from '../catalog/catalog.ts'
import type { ExternalTableRecord } from '../catalog/objects/external-table.ts'
import type { TableStorage } from '../storage/table-storage.ts'
import type { Transaction } from '../storage/transaction.ts'
import {
  lockRegistry,
  registeredFiles,
  writeRegistry,
  type Registered,
  type RegisteredFile,
} from './external-registry.ts'
import { locationOfStage, type StageLocation } from './location.ts'
import { regularExpression } from './options.ts'

/** What bringing a list of files up to date needs. */
export interface RefreshWorld {
  readonly catalog: Catalog
  readonly storage: TableStorage
  readonly files: Files
  readonly clock: { now(): Instant }
  readonly transaction: Transaction
}

/** Where the table's files are. Throws where its stage is gone: the table is invalid then. */
export function externalLocation(
  table: Pick<ExternalTableRecord, 'stage' | 'path' | 'name'>,
  catalog: Catalog,
  span?: Span,
): StageLocation {
  const stage = catalog.byId(table.stage.id)
  if (stage?.kind !== 'STAGE')
    return fail(
      'EXTERNAL_TABLE_INVALID',
      { table: table.name, reason: `Stage '${table.stage.name}' does not exist or was recreated.` },
      span,
    )
  const slash = table.path === '' || table.path.endsWith('/') ? table.path : `${table.path}/`
  return locationOfStage(stage, catalog, slash, span)
}

/** The files below the location that PATTERN takes: of their path in the bucket, their URL, or their path below the stage. */
export async function externalListing(
  table: ExternalTableRecord,
  { catalog, files }: Pick<RefreshWorld, 'catalog' | 'files'>,
  below = '',
): Promise<readonly FileInfo[]> {
  const location = externalLocation(table, catalog)
  const pattern = table.pattern === undefined ? undefined : regularExpression(table.pattern)
  const listed = await files.list(location.base + below)
  return listed.filter(({ url }) => !url.endsWith('/') && isTaken(url, pattern, location))
}

function isTaken(url: string, pattern: RegExp | undefined, location: StageLocation): boolean {
  if (pattern === undefined) return true
  return [url, location.path(url), url.slice(location.root.length)].some((name) => pattern.test(name))
}

/**
 * REFRESH ['path']: "New files in the path are added to the table metadata. Changes to files in the path are updated in the table
 * metadata. Files no longer in the path are removed from the table metadata."
 */
export async function refreshAll(
  table: ExternalTableRecord,
  below: string,
  world: RefreshWorld,
): Promise<readonly Registered[]> {
  const { transaction } = world
  await lockRegistry(table, transaction)
  const start = externalLocation(table, world.catalog).base + below
  const listed = await externalListing(table, world, below)
  const known = (await registeredFiles(table, transaction)).filter(({ url }) => url.startsWith(start))
  return await written(table, changesOf(listed, known, world.clock.now()), world)
}

/** What has to happen so that what is known becomes what is listed. */
export function changesOf(
  listed: readonly FileInfo[],
  known: readonly RegisteredFile[],
  now: Instant,
): readonly Registered[] {
  const before = new Map(known.map((file) => [file.url, file]))
  const present = new Set(listed.map(({ url }) => url))
  const changed = listed.flatMap((info): readonly Registered[] => {
    const old = before.get(info.url)
    if (old?.etag === info.etag) return []
    return [
      { status: old === undefined ? 'REGISTERED_NEW' : 'REGISTERED_UPDATE', file: registered(info, now) },
    ]
  })
  const gone = known.filter(({ url }) => !present.has(url))
  return [...changed, ...gone.map((file): Registered => ({ status: 'UNREGISTERED', file }))]
}

function registered(
  info: FileInfo,
  now: Instant,
  of: Pick<RegisteredFile, 'partition' | 'location'> = { partition: null, location: null },
): RegisteredFile {
  return { ...info, registeredOn: now, ...of }
}

async function written(
  table: ExternalTableRecord,
  changes: readonly Registered[],
  world: RefreshWorld,
): Promise<readonly Registered[]> {
  await writeRegistry(table, changes, world.clock.now(), world)
  return changes
}

/** ADD FILES: files by their path below the location. */
export async function addFiles(
  table: ExternalTableRecord,
  names: readonly string[],
  world: RefreshWorld,
): Promise<readonly Registered[]> {
  const { files, transaction, catalog, clock } = world
  await lockRegistry(table, transaction)
  const { base } = externalLocation(table, catalog)
  const known = new Map((await registeredFiles(table, transaction)).map((file) => [file.url, file]))
  const changes: Registered[] = []
  for (const name of new Set(names)) {
    const info = await files.stat(base + name)
    changes.push(added(base + name, info, known.get(base + name), clock.now()))
  }
  return await written(table, changes, world)
}

function added(
  url: string,
  info: FileInfo | undefined,
  old: RegisteredFile | undefined,
  now: Instant,
): Registered {
  if (info === undefined)
    return {
      status: 'REGISTER_FAILED',
      file: registered({ url, etag: '', size: 0, lastModified: now }, now),
    }
  if (old === undefined) return { status: 'REGISTERED_NEW', file: registered(info, now) }
  if (old.etag === info.etag) return { status: 'REGISTER_SKIPPED', file: old }
  return { status: 'REGISTERED_UPDATE', file: registered(info, now) }
}

/** REMOVE FILES: what was not registered is left out of the answer. The objects stay where they are. */
export async function removeFiles(
  table: ExternalTableRecord,
  names: readonly string[],
  world: RefreshWorld,
): Promise<readonly Registered[]> {
  const { transaction, catalog } = world
  await lockRegistry(table, transaction)
  const { base } = externalLocation(table, catalog)
  const urls = new Set(names.map((name) => base + name))
  const known = await registeredFiles(table, transaction)
  const gone = known.filter(({ url }) => urls.has(url))
  return await written(
    table,
    gone.map((file): Registered => ({ status: 'UNREGISTERED', file })),
    world,
  )
}

/** ADD PARTITION: "also adds any new or updated files in the location to the external table metadata". `values`: column → text. */
export async function addPartition(
  table: ExternalTableRecord,
  values: Readonly<Record<string, string>>,
  below: string,
  world: RefreshWorld,
): Promise<readonly Registered[]> {
  const { transaction, clock } = world
  await lockRegistry(table, transaction)
  const partition = JSON.stringify(values)
  const location = folder(below)
  const known = (await registeredFiles(table, transaction)).filter((file) => file.location === location)
  const before = new Map(known.map((file) => [file.url, file]))
  const listed = await externalListing(table, world, location)
  const changes = listed.flatMap((info): readonly Registered[] => {
    const old = before.get(info.url)
    const file = registered(info, clock.now(), { partition, location })
    if (old === undefined) return [{ status: 'REGISTERED_NEW', file }]
    return old.etag === info.etag && old.partition === partition
      ? []
      : [{ status: 'REGISTERED_UPDATE', file }]
  })
  return await written(table, changes, world)
}

/** DROP PARTITION LOCATION: "all partitions in a specified location", with their files. */
export async function dropPartition(
  table: ExternalTableRecord,
  below: string,
  world: RefreshWorld,
): Promise<readonly Registered[]> {
  const { transaction } = world
  await lockRegistry(table, transaction)
  const location = folder(below)
  const gone = (await registeredFiles(table, transaction)).filter((file) => file.location === location)
  return await written(
    table,
    gone.map((file): Registered => ({ status: 'UNREGISTERED', file })),
    world,
  )
}

function folder(path: string): string {
  const plain = path.replace(/^\/+/, '')
  return plain === '' || plain.endsWith('/') ? plain : `${plain}/`
}
