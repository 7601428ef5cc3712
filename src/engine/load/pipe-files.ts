import type { Instant } from '../../common/clock.ts'
import type { FileInfo, Files } from '../../lake/files.ts'
import type { PipeRecord } from '../catalog/objects/pipe.ts'
import { duck, integer, join, text } from '../duck/sql.ts'
import type { Transaction } from '../storage/transaction.ts'
import type { Copy } from './copy.ts'

/** A pipe remembers for 14 days what it has loaded. */
const pipeDays = 14
const day = 86_400_000
const batch = 500

/** The files below a pipe's location that its PATTERN takes, which sees the path below the stage's URL alone. */
export async function pipeListing(files: Files, copy: Copy): Promise<readonly FileInfo[]> {
  const { location, options } = copy
  const listed = await files.list(location.prefix)
  const below = (url: string) => (url.startsWith(location.root) ? url.slice(location.root.length) : url)
  return listed.filter(
    ({ url }) => !url.endsWith('/') && (options.pattern === undefined || options.pattern.test(below(url))),
  )
}

/** What a pipe has met: in the stage when it was made, or loaded since. */
export interface PipeMemory {
  /** URL → etag of the content that lay in the stage when the pipe was made. */
  readonly seen: ReadonlyMap<string, string>
  /** URL → what was loaded last, and when. */
  readonly loaded: ReadonlyMap<string, { readonly etag: string; readonly at: Instant }>
  /** URLs that REFRESH has queued. */
  readonly queued: ReadonlySet<string>
}

export async function readMemory(
  transaction: Pick<Transaction, 'rows'>,
  pipe: PipeRecord,
): Promise<PipeMemory> {
  const mine = duck`pipe_id = ${integer(pipe.id)}`
  const seen = await transaction.rows(duck`SELECT file, etag FROM snowmelt.pipe_seen WHERE ${mine}`)
  const loaded = await transaction.rows(
    duck`SELECT file, arg_max(etag, loaded), max(loaded) FROM snowmelt.load_history WHERE ${mine} GROUP BY file`,
  )
  const queued = await transaction.rows(duck`SELECT file FROM snowmelt.pipe_queue WHERE ${mine}`)
  return {
    seen: new Map(seen.map(([file, etag]) => [file ?? '', etag ?? ''])),
    loaded: new Map(loaded.map(([file, etag, at]) => [file ?? '', { etag: etag ?? '', at: Number(at) }])),
    queued: new Set(queued.map(([file]) => file ?? '')),
  }
}

/**
 * Whether the pipe is to load the file now. A file that was there before the pipe comes by REFRESH alone. A file that the pipe has loaded is
 * not loaded again for 14 days, not even with other content: "prevents loading files with the same name even if they were later modified
 * (i.e. have a different eTag)"; later it is, if it has changed.
 * https://docs.snowflake.com/en/user-guide/data-load-snowpipe-intro#loading-data-files
 */
export function isDue(file: FileInfo, pipe: PipeRecord, memory: PipeMemory, now: Instant): boolean {
  const before = memory.loaded.get(file.url)
  if (before !== undefined && (before.etag === file.etag || before.at > now - pipeDays * day)) return false
  if (memory.queued.has(file.url)) return true
  return pipe.autoIngest && memory.seen.get(file.url) !== file.etag
}

/** Whether a file has changed since the pipe has loaded it, and will not be loaded again. */
export function isOverwritten(file: FileInfo, memory: PipeMemory): boolean {
  const before = memory.loaded.get(file.url)
  return before !== undefined && before.etag !== file.etag
}

/** Remembers what lies in the stage when the pipe is made. */
export async function writeSeen(
  transaction: Transaction,
  pipe: PipeRecord,
  files: readonly FileInfo[],
): Promise<void> {
  for (let at = 0; at < files.length; at += batch) {
    const rows = files
      .slice(at, at + batch)
      .map(({ url, etag }) => duck`(${integer(pipe.id)}, ${text(url)}, ${text(etag)})`)
    await transaction.run(duck`INSERT INTO snowmelt.pipe_seen VALUES ${join(rows)}`)
  }
}

/** Queues files for the pipe. */
export async function writeQueue(
  transaction: Transaction,
  pipe: PipeRecord,
  files: readonly FileInfo[],
  now: Instant,
): Promise<void> {
  for (let at = 0; at < files.length; at += batch) {
    const rows = files
      .slice(at, at + batch)
      .map(({ url, etag }) => duck`(${integer(pipe.id)}, ${text(url)}, ${text(etag)}, ${integer(now)})`)
    await transaction.run(duck`INSERT INTO snowmelt.pipe_queue VALUES ${join(rows)}`)
  }
}

/** Takes files out of the queue: they were loaded, or are gone. */
export async function clearQueue(transaction: Transaction, pipe: PipeRecord): Promise<void> {
  await transaction.run(duck`DELETE FROM snowmelt.pipe_queue WHERE pipe_id = ${integer(pipe.id)}`)
}
