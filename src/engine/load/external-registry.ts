import type { Instant } from '../../common/clock.ts'
import type { FileInfo } from '../../lake/files.ts'
import type { ExternalTableRecord } from '../catalog/objects/external-table.ts'
import { registryColumns, registryOf } from '../catalog/objects/external-files.ts'
import { duck, ident, integer, join, text, type Sql } from '../duck/sql.ts'
import { liveTable } from '../storage/physical.ts'
import type { TableStorage } from '../storage/table-storage.ts'
import type { TextRow, Transaction } from '../storage/transaction.ts'

/** A file of an external table, with the content that it had when it was registered. */
export interface RegisteredFile extends FileInfo {
  readonly registeredOn: Instant
  /** METADATA$EXTERNAL_TABLE_PARTITION: the partition's values as JSON, of a table with partitions of the user's. */
  readonly partition: string | null
  /** The location that the partition was added for. */
  readonly location: string | null
}

/** What is known of the lists besides the lists themselves; made once when an account is opened. */
export const externalTables: readonly Sql[] = [
  duck`CREATE TABLE IF NOT EXISTS snowmelt.external_refresh (table_id BIGINT, refreshed_on BIGINT)`,
  duck`CREATE TABLE IF NOT EXISTS snowmelt.external_event (table_id BIGINT, occurred BIGINT, file VARCHAR, status VARCHAR, message VARCHAR, size BIGINT, last_modified BIGINT)`,
  // What lay in the location when the worker looked last: what differs from it has happened since.
  duck`CREATE TABLE IF NOT EXISTS snowmelt.external_seen (table_id BIGINT, file VARCHAR, etag VARCHAR)`,
]

/** Forgets everything about a table that is dropped: "no history from the old version of the external table is retained". */
export async function dropRegistry(
  table: ExternalTableRecord,
  storage: TableStorage,
  transaction: Transaction,
): Promise<void> {
  await storage.drop(transaction, registryOf(table))
  for (const name of ['external_refresh', 'external_event', 'external_seen'])
    await transaction.run(duck`DELETE FROM ${ident('snowmelt', name)} WHERE table_id = ${integer(table.id)}`)
}

const fileColumns = join(registryColumns.map(({ physical }) => ident(physical)))

function readFile([url, etag, size, modified, registered, partition, location]: TextRow): RegisteredFile {
  return {
    url: url ?? '',
    etag: etag ?? '',
    size: Number(size),
    lastModified: Number(modified),
    registeredOn: Number(registered),
    partition: partition ?? null,
    location: location ?? null,
  }
}

/** The files as the transaction sees them. */
export async function registeredFiles(
  table: ExternalTableRecord,
  transaction: Pick<Transaction, 'rows'>,
): Promise<readonly RegisteredFile[]> {
  const rows = await transaction.rows(
    duck`SELECT ${fileColumns} FROM ${liveTable(registryOf(table))} ORDER BY url, location`,
  )
  return rows.map(readFile)
}

/** The files of which an insert-only stream shows the rows; `changed` are the stream's own rows. */
export async function changedFiles(
  changed: Sql,
  transaction: Pick<Transaction, 'rows'>,
): Promise<readonly RegisteredFile[]> {
  const rows = await transaction.rows(duck`SELECT ${fileColumns} FROM ${changed} ORDER BY url, location`)
  return rows.map(readFile)
}

/** What happened to a file, as REFRESH and the history tell it. */
export type Registration = 'REGISTERED_NEW' | 'REGISTERED_UPDATE' | 'REGISTER_SKIPPED' | 'REGISTER_FAILED' | 'UNREGISTERED' // prettier-ignore

const messages: Readonly<Record<Registration, string>> = {
  REGISTERED_NEW: 'File registered successfully.',
  REGISTERED_UPDATE: 'File updated successfully.',
  REGISTER_SKIPPED: 'File metadata is up to date.',
  REGISTER_FAILED: 'File not found.',
  UNREGISTERED: 'File unregistered successfully.',
}

/** A file and what happens to it. */
export interface Registered {
  readonly status: Registration
  readonly file: RegisteredFile
}

export function messageOf({ status }: Registered): string {
  return messages[status]
}

/** Under the list's lock, which is held until the transaction ends: one refresh after the other. */
export async function lockRegistry(table: ExternalTableRecord, transaction: Transaction): Promise<void> {
  await transaction.write(registryOf(table))
}

/** Writes the changes into the list, and into its history. The lock is held. */
export async function writeRegistry(
  table: ExternalTableRecord,
  changes: readonly Registered[],
  now: Instant,
  { storage, transaction }: { readonly storage: TableStorage; readonly transaction: Transaction },
): Promise<void> {
  const registry = registryOf(table)
  const gone = changes.filter(({ status }) => status === 'UNREGISTERED' || status === 'REGISTERED_UPDATE')
  const added = changes.filter(({ status }) => status === 'REGISTERED_NEW' || status === 'REGISTERED_UPDATE')
  for (const some of batches(gone)) {
    const keys = some.map(({ file }) => duck`(${text(file.url)}, ${text(file.location ?? '')})`)
    await storage.delete(
      transaction,
      registry,
      duck`SELECT rowid AS "$at" FROM ${liveTable(registry)} WHERE (url, coalesce(location, '')) IN (${join(keys)})`,
    )
  }
  for (const some of batches(added))
    await storage.insert(
      transaction,
      registry,
      duck`SELECT * FROM (VALUES ${join(some.map(({ file }) => valuesOf(file)))}) AS v(${fileColumns})`,
    )
  for (const some of batches(changes))
    await transaction.run(
      duck`INSERT INTO snowmelt.external_event VALUES ${join(some.map((change) => eventOf(table.id, change, now)))}`,
    )
  const id = integer(table.id)
  await transaction.run(duck`DELETE FROM snowmelt.external_refresh WHERE table_id = ${id}`)
  await transaction.run(duck`INSERT INTO snowmelt.external_refresh VALUES (${id}, ${integer(now)})`)
}

function valuesOf({ url, etag, size, lastModified, registeredOn, partition, location }: RegisteredFile): Sql {
  const numbers = [size, Math.trunc(lastModified), registeredOn].map((value) => integer(value))
  return duck`(${text(url)}, ${text(etag)}, ${join(numbers)}, ${optional(partition)}, ${optional(location)})`
}

function eventOf(tableId: number, change: Registered, now: Instant): Sql {
  const { url, size, lastModified } = change.file
  return duck`(${integer(tableId)}, ${integer(now)}, ${text(url)}, ${text(change.status)}, ${text(messageOf(change))}, ${integer(size)}, ${integer(Math.trunc(lastModified))})`
}

/** A text, or NULL of that type: VALUES would take a column of NULLs alone for integers. */
function optional(value: string | null): Sql {
  return value === null ? duck`CAST(NULL AS VARCHAR)` : text(value)
}

const batch = 500

function batches<T>(items: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / batch) }, (_, at) =>
    items.slice(at * batch, (at + 1) * batch),
  )
}

/** When the list was last brought up to date. */
export async function lastRefresh(
  { id }: ExternalTableRecord,
  transaction: Pick<Transaction, 'rows'>,
): Promise<Instant | undefined> {
  const [row] = await transaction.rows(
    duck`SELECT max(refreshed_on) FROM snowmelt.external_refresh WHERE table_id = ${integer(id)}`,
  )
  return row?.[0] == null ? undefined : Number(row[0])
}

/** What the worker saw when it looked last: URL → etag. */
export async function seenFiles(
  { id }: ExternalTableRecord,
  transaction: Pick<Transaction, 'rows'>,
): Promise<ReadonlyMap<string, string>> {
  const rows = await transaction.rows(
    duck`SELECT file, etag FROM snowmelt.external_seen WHERE table_id = ${integer(id)}`,
  )
  return new Map(rows.map(([file, etag]) => [file ?? '', etag ?? '']))
}

/** Keeps what lies in the location now. */
export async function writeSeen(
  { id }: ExternalTableRecord,
  files: readonly FileInfo[],
  transaction: Transaction,
): Promise<void> {
  await transaction.run(duck`DELETE FROM snowmelt.external_seen WHERE table_id = ${integer(id)}`)
  for (const some of batches(files))
    await transaction.run(
      duck`INSERT INTO snowmelt.external_seen VALUES ${join(some.map(({ url, etag }) => duck`(${integer(id)}, ${text(url)}, ${text(etag)})`))}`,
    )
}
