import type { FileInfo } from '../../lake/files.ts'
import { fail } from '../../common/errors.ts'
import type { Span } from '../../common/span.ts'
import type { BoundSource } from '../bind/tree.ts'
import { directoryTable } from '../catalog/objects/directory-table.ts'
import type { StageRecord } from '../catalog/objects/stage.ts'
import type { Context } from '../context.ts'
import { duck, integer, join, text, type Sql } from '../duck/sql.ts'
import { liveTable } from '../storage/physical.ts'
import { locate, locationOfStage } from './location.ts'

/** What a refresh needs: a statement's context, or an account's services with a transaction. */
export type RefreshContext = Pick<Context, 'catalog' | 'files' | 'storage' | 'transaction'> & {
  readonly values: { readonly account: string }
}

/** A file whose registration has changed. */
export interface Registration {
  readonly path: string
  readonly status: 'REGISTERED_NEW' | 'REGISTERED_UPDATE' | 'UNREGISTERED'
}

/** More rows than this are not written in one statement. */
const atOnce = 5000

/**
 * Brings the directory table of a stage up to date with the files that are there, of those below `subpath`.
 * https://docs.snowflake.com/en/user-guide/data-load-dirtables-manage#manual-refresh
 */
export async function refreshDirectory(
  stage: StageRecord,
  subpath: string,
  context: RefreshContext,
): Promise<readonly Registration[]> {
  const { files, storage, transaction } = context
  const table = directoryTable(stage)
  const place = locationOfStage(stage, context.catalog)
  const found = new Map<string, FileInfo>()
  for (const file of await files.list(place.root + subpath)) {
    const path = file.url.slice(place.root.length)
    // A folder's own object, as consoles make them, is no file.
    if (!file.url.endsWith('/')) found.set(path, file)
  }
  const rows = await transaction.rows(
    duck`SELECT "RELATIVE_PATH", "ETAG" FROM ${liveTable(table)} WHERE starts_with("RELATIVE_PATH", ${text(subpath)})`,
  )
  const known = new Map(rows.map(([path, etag]) => [path ?? '', etag]))
  const added = [...found].filter(([path]) => !known.has(path))
  const updated = [...found].filter(([path, { etag }]) => known.has(path) && known.get(path) !== etag)
  const gone = [...known.keys()].filter((path) => !found.has(path))
  if (added.length + updated.length + gone.length === 0) return []
  // The statement begins anew when another refresh has changed the table since it was read.
  await transaction.write(table)
  for (const paths of chunks([...gone, ...updated.map(([path]) => path)]))
    await storage.delete(
      transaction,
      table,
      duck`SELECT rowid AS "$at" FROM ${liveTable(table)} WHERE "RELATIVE_PATH" IN (${join(paths.map(text))})`,
    )
  for (const some of chunks([...added, ...updated])) {
    const values = some.map(([path, file]) => directoryRow(path, file, stage, context.values.account))
    await storage.insert(transaction, table, duck`SELECT * FROM (VALUES ${join(values)})`)
  }
  const registered = (paths: readonly string[], status: Registration['status']) =>
    paths.map((path) => ({ path, status }))
  return [
    ...registered(
      added.map(([path]) => path),
      'REGISTERED_NEW',
    ),
    ...registered(
      updated.map(([path]) => path),
      'REGISTERED_UPDATE',
    ),
    ...registered(gone, 'UNREGISTERED'),
  ]
}

function directoryRow(path: string, file: FileInfo, stage: StageRecord, account: string): Sql {
  const modified = duck`CAST(struct_pack(instant := make_timestamp_ms(${integer(Math.trunc(file.lastModified))}), "offset" := 0) AS STRUCT(instant TIMESTAMP, "offset" SMALLINT))`
  return duck`(${text(path)}, CAST(${integer(file.size)} AS BIGINT), ${modified}, ${text(file.etag)}, ${text(file.etag)}, ${text(stageFileUrl(stage, path, account))})`
}

/** https://docs.snowflake.com/en/sql-reference/functions/build_stage_file_url#returns */
export function stageFileUrl(stage: StageRecord, path: string, account: string): string {
  const parts = [stage.database, stage.schema, stage.name].map(encodeURIComponent).join('/')
  const below = path.split('/').map(encodeURIComponent).join('/')
  return `https://${account.toLowerCase()}.snowflakecomputing.com/api/files/${parts}/${below}`
}

/** `FROM DIRECTORY(@stage)`. https://docs.snowflake.com/en/user-guide/data-load-dirtables-query */
export function directorySource(
  reference: { readonly location: string; readonly span: Span },
  context: Context,
): BoundSource {
  const { stage, prefix, root } = locate(reference.location, context.catalog, context.state, reference.span)
  if (stage === undefined)
    fail('UNSUPPORTED', { feature: `DIRECTORY(${reference.location})` }, reference.span)
  if (!stage.directory.enable) fail('DIRECTORY_DISABLED', { stage: stage.name }, reference.span)
  const table = directoryTable(stage)
  context.transaction.reads(table.id)
  const path = prefix.slice(root.length)
  const within = path === '' ? duck`` : duck` WHERE starts_with("RELATIVE_PATH", ${text(path)})`
  return {
    rows: duck`(SELECT * FROM ${liveTable(table)}${within})`,
    columns: table.columns.map(({ name, physical, type, nullable }) => ({ name, physical, type, nullable })),
  }
}

function chunks<T>(items: readonly T[]): readonly (readonly T[])[] {
  const parts: (readonly T[])[] = []
  for (let at = 0; at < items.length; at += atOnce) parts.push(items.slice(at, at + atOnce))
  return parts
}
