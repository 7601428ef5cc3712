import { createReadStream, createWriteStream } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import type { Transform } from 'node:stream'
import { createBrotliCompress, createDeflate, createDeflateRaw, createGzip, constants } from 'node:zlib'
import { fail } from '../../common/errors.ts'
import type { Files } from '../../lake/files.ts'
import { duck, text } from '../duck/sql.ts'
import type { Runner } from './staging.ts'
import type { StageLocation } from './location.ts'
import type { Packing, UnloadOptions } from './unload-options.ts'

/** A file that DuckDB has written into the scratch folder. */
export interface WrittenFile {
  readonly path: string
  /** Undefined where only the sum of all files is known. */
  readonly rows: number | undefined
  /** The value of the PARTITION BY expression, where there is one. */
  readonly partition?: string | null
}

/** A file as it is in the lake. */
export interface UnloadedFile {
  readonly url: string
  readonly rows: number | undefined
  readonly inputBytes: number
  readonly outputBytes: number
}

/** How many files are packed at once: Node's own threads do the work, four of them. */
const parallel = 4

/**
 * gzip in DuckDB takes 1.5 to 14 times as long as writing the text; zlib on the threads of Node packs parts beside each other. Level 4 is
 * where ours has the best size for its time (18 MB of CSV: level 1 0.08 s and 3.0 MB, level 4 0.14 s and 2.4 MB, level 6 0.17 s and 3.1 MB).
 */
const level = 4

const packers: Readonly<Partial<Record<Packing, () => Transform>>> = {
  GZIP: () => createGzip({ level, memLevel: 9 }),
  DEFLATE: () => createDeflate({ level, memLevel: 9 }),
  RAW_DEFLATE: () => createDeflateRaw({ level, memLevel: 9 }),
  // Quality 11, the default, takes a second for a megabyte.
  BROTLI: () => createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
}

/** Packs what was written: the file beside it is removed. Node 20 has no Zstandard, DuckDB has. */
export async function packFile(
  path: string,
  packing: Packing,
  runner: Pick<Runner, 'rows'>,
): Promise<string> {
  if (packing === 'NONE') return path
  const packed = `${path}.packed`
  const packer = packers[packing]
  if (packer === undefined)
    await runner.rows(
      duck`COPY (SELECT content FROM read_blob(${text(path)})) TO ${text(packed)} (FORMAT blob, COMPRESSION zstd)`,
    )
  else await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), packer(), createWriteStream(packed))
  await rm(path)
  return packed
}

/**
 * Where files go: `<folder>` and what their names begin with. "If a prefix is not specified, Snowflake prefixes the generated filenames
 * with data_." https://docs.snowflake.com/en/user-guide/data-unload-overview#bulk-unloading-into-single-or-multiple-files
 */
function targetOf({ prefix, root, stage }: StageLocation, isUrl: boolean): { folder: string; name: string } {
  if (isUrl && stage === undefined && !/^s3:\/\/[^/]+$/.test(prefix)) {
    const end = prefix.lastIndexOf('/') + 1
    return { folder: prefix.slice(0, end), name: prefix.slice(end) }
  }
  const path = prefix.slice(root.length)
  const end = path.lastIndexOf('/') + 1
  return { folder: root + path.slice(0, end), name: path.slice(end) }
}

/** Gives each file its URL. */
export function nameFiles(
  files: readonly WrittenFile[],
  location: StageLocation,
  { isUrl, queryId }: { readonly isUrl: boolean; readonly queryId: string },
  { output, single, includeQueryId }: UnloadOptions,
): readonly string[] {
  const { folder, name } = targetOf(location, isUrl)
  if (single) return files.map(() => folder + (name === '' ? 'data' : name))
  const id = includeQueryId ? `${queryId}_` : ''
  const counts = new Map<string, number>()
  return files.map(({ partition }) => {
    const within = partition === undefined ? '' : partitionFolder(partition, name)
    const stem = partition !== undefined || name === '' ? 'data_' : name.endsWith('_') ? name : `${name}_`
    const number = counts.get(within) ?? 0
    counts.set(within, number + 1)
    return `${folder}${within}${stem}${id}0_0_${number}.${output.extension}`
  })
}

/** "If the PARTITION BY expression evaluates to NULL, the partition path in the output filename is __NULL__." */
function partitionFolder(partition: string | null, name: string): string {
  const path = (partition ?? '__NULL__').replaceAll(/^\/+|\/+$/g, '')
  return `${name === '' ? '' : `${name}/`}${path === '' ? '' : `${path}/`}`
}

/**
 * Packs the files and puts them into the lake, each as a whole, after it is sure that none of their names is taken. When one cannot be
 * put, those before it are taken back.
 */
export async function publish(
  world: { readonly files: Files; readonly runner: Pick<Runner, 'rows'> },
  written: readonly WrittenFile[],
  urls: readonly string[],
  { output, overwrite, single, maxFileSize }: UnloadOptions,
  location: StageLocation,
): Promise<readonly UnloadedFile[]> {
  const existing = await taken(world.files, urls)
  if (!overwrite && existing.size > 0) {
    const shown = urls.filter((url) => existing.has(url)).map((url) => location.display(url))
    fail('UNLOAD_FILES_EXIST', { files: shown.slice(0, 10).join(', ') })
  }
  const packed = await inParallel(written, parallel, async ({ path, rows }, index) => {
    const inputBytes = (await stat(path)).size
    const packedPath = await packFile(path, output.packing, world.runner)
    const outputBytes = (await stat(packedPath)).size
    if (single && outputBytes > maxFileSize) fail('UNLOAD_SINGLE_TOO_BIG', { size: String(maxFileSize) })
    return { path: packedPath, url: urls[index] ?? '', rows, inputBytes, outputBytes }
  })
  const done: string[] = []
  try {
    for (const { path, url } of packed) {
      await world.files.put(url, path)
      done.push(url)
    }
  } catch (error) {
    for (const url of done) if (!existing.has(url)) await world.files.remove(url)
    throw error
  }
  return packed.map(({ url, rows, inputBytes, outputBytes }) => ({ url, rows, inputBytes, outputBytes }))
}

async function taken(files: Files, urls: readonly string[]): Promise<ReadonlySet<string>> {
  const found = await inParallel(urls, parallel, async (url) =>
    (await files.stat(url)) === undefined ? '' : url,
  )
  return new Set(found.filter((url) => url !== ''))
}

async function inParallel<T, R>(
  items: readonly T[],
  limit: number,
  work: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = []
  const waiting = items.entries()
  const worker = async (): Promise<void> => {
    for (const [index, item] of waiting) results[index] = await work(item, index)
  }
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker))
  return results
}
