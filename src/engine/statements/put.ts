import { createReadStream, createWriteStream } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { copyFile, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { Column, Row } from '../../account/result.ts'
import { fail } from '../../common/errors.ts'
import type { Get, Put } from '../../sql/statement/put.ts'
import { takeProperties } from '../../sql/statement/typed-properties.ts'
import type { Context } from '../context.ts'
import { locate, type StageLocation } from '../load/location.ts'
import { stagedFiles } from '../load/staged-files.ts'
import type { Outcome } from './outcome.ts'

const anyText = { kind: 'VARCHAR', length: 16_777_216 } as const
const whole = { kind: 'NUMBER', precision: 38, scale: 0 } as const
const textColumn = (name: string): Column => ({ name, type: anyText, nullable: true })
const sizeColumn = (name: string): Column => ({ name, type: whole, nullable: true })

/** As Snowflake's drivers give them. */
const putColumns: readonly Column[] = [
  textColumn('source'),
  textColumn('target'),
  sizeColumn('source_size'),
  sizeColumn('target_size'),
  textColumn('source_compression'),
  textColumn('target_compression'),
  textColumn('status'),
  textColumn('message'),
]
const getColumns: readonly Column[] = [
  textColumn('file'),
  sizeColumn('size'),
  textColumn('status'),
  textColumn('message'),
]

const compressions = [
  'AUTO_DETECT',
  'GZIP',
  'BZ2',
  'BROTLI',
  'ZSTD',
  'DEFLATE',
  'RAW_DEFLATE',
  'NONE',
] as const
type Compression = Exclude<(typeof compressions)[number], 'AUTO_DETECT'>

/** https://docs.snowflake.com/en/sql-reference/sql/put */
async function put(statement: Put, context: Context): Promise<Outcome> {
  const place = internalStage(statement, 'PUT', context)
  const properties = takeProperties(statement.properties, 'PUT')
  // Files of this machine are copied one after the other, however many threads are asked for.
  properties.integer('PARALLEL', 1, 99)
  const compress = properties.boolean('AUTO_COMPRESS') ?? true
  const given = properties.word('SOURCE_COMPRESSION', compressions) ?? 'AUTO_DETECT'
  const overwrite = properties.boolean('OVERWRITE') ?? false
  properties.rejectRest()
  const rows: Row[] = []
  for (const path of await filesNamed(statement.path))
    rows.push(await upload(path, place, { compress, given, overwrite }, context))
  return { columns: putColumns, rows }
}

function internalStage(
  { location, span }: Put | Get,
  verb: 'PUT' | 'GET',
  { catalog, state, control, localFiles }: Context,
): StageLocation {
  if (!localFiles) fail('UNSUPPORTED', { feature: `${verb} outside of snowmelt sql` }, span)
  if (control.inProcedure) fail('UNSUPPORTED', { feature: `${verb} in a procedure` }, span)
  const place = locate(location, catalog, state, span)
  if (place.stage?.url !== undefined)
    fail('UNSUPPORTED', { feature: `${verb} ${verb === 'PUT' ? 'onto' : 'from'} an external stage` }, span)
  return place
}

/** The files of a path whose last part may hold `*` and `?`. */
async function filesNamed(written: string): Promise<readonly string[]> {
  const folder = dirname(written)
  const name = basename(written)
  if (/[*?]/.test(folder) || name.includes('**'))
    fail('FILE_UNREADABLE', { path: written, problem: 'wildcards may stand in the name of a file only' })
  if (!/[*?]/.test(name)) return [written]
  const pattern = new RegExp(
    `^${name
      .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
  )
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) =>
    missing(folder, error),
  )
  const found = entries
    .filter((entry) => entry.isFile() && pattern.test(entry.name))
    .map((entry) => entry.name)
  return found.length === 0 ? missing(written) : found.toSorted().map((each) => join(folder, each))
}

function missing(path: string, cause?: unknown): never {
  fail('FILE_UNREADABLE', { path, problem: 'there is no such file' }, undefined, cause)
}

async function upload(
  path: string,
  place: StageLocation,
  how: {
    readonly compress: boolean
    readonly given: (typeof compressions)[number]
    readonly overwrite: boolean
  },
  { files }: Context,
): Promise<Row> {
  const { size, isFile } = await stat(path).then(
    (found) => ({ size: found.size, isFile: found.isFile() }),
    (error: unknown) => missing(path, error),
  )
  if (!isFile) missing(path)
  const source = how.given === 'AUTO_DETECT' ? await detected(path) : how.given
  const isPacked = how.compress && source === 'NONE'
  const target = `${basename(path)}${isPacked ? '.gz' : ''}`
  const url = place.base + target
  const compression = isPacked ? 'GZIP' : source
  const row = (targetSize: number, status: string): Row => [
    basename(path),
    target,
    String(size),
    String(targetSize),
    source,
    compression,
    status,
    '',
  ]
  if (!how.overwrite && (await files.stat(url)) !== undefined) return row(0, 'SKIPPED')
  const copy = join(files.scratch, `put-${randomUUID()}`)
  try {
    if (isPacked) await pipeline(createReadStream(path), createGzip(), createWriteStream(copy))
    else await copyFile(path, copy)
    const targetSize = (await stat(copy)).size
    await files.put(url, copy)
    return row(targetSize, 'UPLOADED')
  } finally {
    await rm(copy, { force: true })
  }
}

const extensions: Readonly<Record<string, Compression>> = {
  gz: 'GZIP',
  bz2: 'BZ2',
  zst: 'ZSTD',
  deflate: 'DEFLATE',
  raw_deflate: 'RAW_DEFLATE',
}

/** By the extension, or by the first bytes. "Except for Brotli-compressed files, which cannot currently be detected automatically." */
async function detected(path: string): Promise<Compression> {
  const known = extensions[path.slice(path.lastIndexOf('.') + 1).toLowerCase()]
  if (known !== undefined) return known
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0)
    const start = buffer.subarray(0, bytesRead).toString('hex')
    if (start.startsWith('1f8b')) return 'GZIP'
    if (start.startsWith('425a68')) return 'BZ2'
    return start === '28b52ffd' ? 'ZSTD' : 'NONE'
  } finally {
    await file.close()
  }
}

/** https://docs.snowflake.com/en/sql-reference/sql/get */
async function get(statement: Get, context: Context): Promise<Outcome> {
  internalStage(statement, 'GET', context)
  const { location, path: folder, span } = statement
  const properties = takeProperties(statement.properties, 'GET')
  properties.integer('PARALLEL', 1, 99)
  const pattern = properties.text('PATTERN')
  properties.rejectRest()
  const { found } = await stagedFiles(
    { location, span, ...(pattern === undefined ? {} : { pattern }) },
    context,
  )
  const names = found.map(({ url }) => basename(url))
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  // "The command does not preserve stage directory structure."
  if (twice !== undefined)
    fail('FILE_UNREADABLE', {
      path: twice,
      problem: 'files of that name lie in different folders of the stage',
    })
  await mkdir(folder, { recursive: true }).catch((error: unknown) =>
    fail('FILE_UNREADABLE', { path: folder, problem: 'it is not a folder' }, span, error),
  )
  for (const { url } of found) await download(url, folder, context)
  return {
    columns: getColumns,
    rows: found.map(({ url, size }) => [basename(url), String(size), 'DOWNLOADED', '']),
  }
}

/** Under another name until it is complete. */
async function download(url: string, folder: string, { files }: Context): Promise<void> {
  const half = join(folder, `.snowmelt-${randomUUID()}`)
  await copyFile(await files.localPath(url), half)
  await rename(half, join(folder, basename(url)))
}

export const putExecutors = { Put: put, Get: get }
