import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import type { Column } from '../../account/result.ts'
import { fail } from '../../common/errors.ts'
import type { Query } from '../../sql/query/query.ts'
import type { CopyFiles } from '../../sql/statement/copy-files.ts'
import { takeProperties, type TypedProperties } from '../../sql/statement/typed-properties.ts'
import { visit } from '../../sql/walk.ts'
import { bindQuery } from '../bind/query.ts'
import type { Context } from '../context.ts'
import { locate, type StageLocation } from '../load/location.ts'
import { regularExpression } from '../load/options.ts'
import { lowerQueryAsText } from '../lower/query.ts'
import type { Outcome } from './outcome.ts'

/** A file that is copied, and its place below the target. */
interface Copied {
  readonly url: string
  readonly path: string
}

const fileColumn: Column = { name: 'file', type: { kind: 'VARCHAR', length: 16_777_216 }, nullable: true }
const countColumn: Column = {
  name: 'numOfFilesCopied',
  type: { kind: 'NUMBER', precision: 38, scale: 0 },
  nullable: false,
}

/** "COPY FILES statements overwrite any existing files with matching names." https://docs.snowflake.com/en/sql-reference/sql/copy-files */
async function copyFiles(statement: CopyFiles, context: Context): Promise<Outcome> {
  const target = namedStage(statement.into, statement, context)
  const properties = takeProperties(statement.properties, 'COPY FILES')
  const detailed = properties.boolean('DETAILED_OUTPUT') ?? true
  const copied =
    statement.from.kind === 'Query'
      ? await filesOfQuery(statement.from, statement, context)
      : await filesOfStage(statement.from.location, properties, statement, context)
  properties.rejectRest()
  for (const { url, path } of copied) await copyOne(url, target.base + path, context)
  if (!detailed) return { columns: [countColumn], rows: [[String(copied.length)]] }
  const below = target.base.slice(target.root.length)
  return { columns: [fileColumn], rows: copied.map(({ path }) => [below + path]) }
}

/** "This command does not support copying files to or from table stages", nor user stages. */
function namedStage(written: string, { span }: CopyFiles, { catalog, state }: Context): StageLocation {
  const place = locate(written, catalog, state, span)
  if (place.stage === undefined) fail('UNSUPPORTED', { feature: `COPY FILES with stage ${written}` }, span)
  return place
}

async function filesOfStage(
  written: string,
  properties: TypedProperties,
  statement: CopyFiles,
  context: Context,
): Promise<readonly Copied[]> {
  const place = namedStage(written, statement, context)
  const named = properties.list('FILES')
  if (named !== undefined && named.length > 1000)
    fail('STAGE_FORMAT_MISMATCH', { reason: 'FILES names more than 1000 files.' }, statement.span)
  const text = properties.text('PATTERN')
  const pattern =
    text === undefined ? undefined : (regularExpression(text) ?? properties.rejectValue('PATTERN'))
  const wanted = named === undefined ? undefined : new Set(named.map((name) => place.base + name))
  const listed = await context.files.list(place.prefix)
  return listed
    .filter(({ url }) => wanted === undefined || wanted.has(url))
    .filter(({ url }) => pattern === undefined || pattern.test(place.path(url)) || pattern.test(url))
    .map(({ url }) => ({
      url,
      path: url.startsWith(place.base) ? url.slice(place.base.length) : nameOf(url),
    }))
}

/** Each row is the URL of a file, `@stage/path`, and perhaps its new name. */
async function filesOfQuery(
  query: Query,
  statement: CopyFiles,
  context: Context,
): Promise<readonly Copied[]> {
  if (statement.properties.some(({ name }) => name !== 'DETAILED_OUTPUT'))
    fail('UNSUPPORTED', { feature: 'FILES and PATTERN of COPY FILES from a query' }, statement.span)
  const bound = bindQuery(query, await context.sources(query), context.values, context.text)
  if (bound.columns.length > 2)
    fail('STAGE_FORMAT_MISMATCH', { reason: 'COPY FILES takes a query of one or two columns.' }, query.span)
  const rows = await context.transaction.rows(lowerQueryAsText(bound, context.values))
  const directory = directoryIn(query)
  return rows.map(([written, name]) => {
    if (written === null || written === undefined)
      return fail('STAGE_FORMAT_MISMATCH', { reason: 'COPY FILES was given NULL as a file.' }, query.span)
    const { url, path } = fileNamed(withStage(written, directory), statement, context)
    return { url, path: name ?? path }
  })
}

/** The stage of the one directory table that the query reads: its relative paths are files of that stage. */
function directoryIn(query: Query): string | undefined {
  const found: string[] = []
  visit(query, {
    enter: (node) => {
      if (node.kind === 'StageReference' && node.directory === true) found.push(node.location)
    },
  })
  return found.length === 1 ? found[0] : undefined
}

/** `FROM (SELECT relative_path FROM DIRECTORY(@src_stage) …)`, as the manual has it. */
function withStage(written: string, directory: string | undefined): string {
  if (directory === undefined || written.startsWith('@') || written.includes('://')) return written
  return `${directory.replace(/\/+$/, '')}/${written}`
}

/** A stage URL (`@stage/path`), or a file URL of a directory table. */
function fileNamed(written: string, { span }: CopyFiles, { catalog, state }: Context): Copied {
  const parts = /^https:\/\/[^/]+\/api\/files\/([^/]+)\/([^/]+)\/([^/]+)\/(.*)$/.exec(written)
  const quoted = (text = '') => `"${decodeURIComponent(text).replaceAll('"', '""')}"`
  const location =
    parts === null
      ? written
      : `@${quoted(parts[1])}.${quoted(parts[2])}.${quoted(parts[3])}/${decodeURIComponent(parts[4] ?? '')}`
  if (!location.startsWith('@')) fail('UNSUPPORTED', { feature: `COPY FILES from '${written}'` }, span)
  const place = locate(location, catalog, state, span)
  return { url: place.prefix, path: place.prefix.slice(place.root.length) }
}

async function copyOne(from: string, to: string, { files }: Context): Promise<void> {
  if (from === to) return
  const copy = join(files.scratch, `copy-${randomUUID()}`)
  const found = await files.stat(from)
  if (found === undefined) fail('COPY_FILE_MISSING', { file: from })
  await copyFile(await files.localPath(from), copy)
  await files.put(to, copy)
}

function nameOf(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1)
}

export const copyFilesExecutors = { CopyFiles: copyFiles }
