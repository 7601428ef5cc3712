import { fail } from '../../common/errors.ts'
import type { Span } from '../../common/span.ts'
import { stageBucket } from '../../lake/files.ts'
import type { Identifier, ObjectName } from '../../sql/expression/name.ts'
import type { Catalog } from '../catalog/catalog.ts'
import { allowsLocation } from '../catalog/objects/integration.ts'
import type { StageRecord } from '../catalog/objects/stage.ts'
import type { TableRecord } from '../catalog/objects/table.ts'
import type { SessionState } from '../session-state.ts'

/** Where staged files are: a stage with a path below it, or a URL. */
export interface StageLocation {
  /** All objects whose URL begins so. */
  readonly prefix: string
  /** Where FILES names begin: like `prefix`, but ends in a slash when it names a folder. */
  readonly base: string
  readonly stage: StageRecord | undefined
  /** In a bucket of the user's. */
  readonly isExternal: boolean
  /** What the stage itself covers, without the path. */
  readonly root: string
  /** As the notification of a failed load shows it. */
  readonly shown: string
  /** The file as COPY and LIST show it. */
  display(url: string): string
  /** METADATA$FILENAME: the path in the bucket, or below an internal stage. */
  path(url: string): string
}

type Names = Pick<SessionState, 'database' | 'schema' | 'user'>

/** What `@stage/path`, `@%table`, `@~/path` or `s3://…` stands for. https://docs.snowflake.com/en/user-guide/querying-stage */
export function locate(written: string, catalog: Catalog, session: SessionState, span?: Span): StageLocation {
  if (!written.startsWith('@')) return external(written, '', undefined, span)
  const { name, path } = cut(written, span)
  if (name === '~')
    return internal(`user-${encodeURIComponent((session as Names).user)}`, path, '', undefined)
  const parts = identifiers(name, span)
  const last = parts.at(-1)
  if (last?.text.startsWith('%') === true) return tableStage(parts, path, catalog, session, span)
  const stage = catalog.get('STAGE', { kind: 'Name', parts, span: span ?? nowhere }, session)
  return locationOfStage(stage, catalog, path, span)
}

/** Where the files of a named stage are. */
export function locationOfStage(stage: StageRecord, catalog: Catalog, path = '', span?: Span): StageLocation {
  if (stage.url === undefined) return internal(String(stage.id), path, `${stage.name.toLowerCase()}/`, stage)
  checkIntegration(stage, stage.url, catalog, span)
  return external(stage.url, path, stage, span)
}

/** "When an integration is disabled, … any stage that references it fails": also one that was made while it was enabled. */
function checkIntegration(
  { storageIntegration }: StageRecord,
  url: string,
  catalog: Catalog,
  span: Span | undefined,
): void {
  if (storageIntegration === undefined) return
  const name = { database: '', schema: '', name: storageIntegration }
  const integration = catalog.find('INTEGRATION', name)
  if (integration === undefined) return
  if (!integration.enabled) fail('INTEGRATION_DISABLED', { integration: integration.name }, span)
  if (!allowsLocation(integration, url))
    fail('LOCATION_NOT_ALLOWED', { location: url, integration: integration.name }, span)
}

/** The stage of a table's own: `@%table`. */
export function stageOfTable(table: TableRecord): StageLocation {
  return internal(`table-${table.id}`, '', '', undefined)
}

const nowhere: Span = { start: 0, end: 0 }

function external(
  url: string,
  path: string,
  stage: StageRecord | undefined,
  span: Span | undefined,
): StageLocation {
  const found = /^s3(?:gov|china)?:\/\/([^/]+)(?:\/|$)/.exec(url)
  if (found === null) return fail('UNSUPPORTED', { feature: `location ${url}` }, span)
  if (found[1] === stageBucket) fail('LAKE_PATH_REFUSED', { url, reason: 'it is no bucket of yours' }, span)
  const prefix = path === '' ? url : `${url}${url.endsWith('/') ? '' : '/'}${path}`
  const bucket = `s3://${found[1] ?? ''}/`
  // Government and China clouds keep their buckets under schemes of their own; the lake has one.
  const normal = prefix.replace(/^s3(?:gov|china)?:\/\/[^/]+\/?/, bucket)
  return {
    prefix: normal,
    base: asFolder(normal),
    stage,
    isExternal: true,
    root: asFolder(url.replace(/^s3(?:gov|china)?:\/\/[^/]+\/?/, bucket)),
    shown: url,
    display: (file) => file,
    path: (file) => file.slice(bucket.length),
  }
}

function internal(
  folder: string,
  path: string,
  shown: string,
  stage: StageRecord | undefined,
): StageLocation {
  const root = `s3://${stageBucket}/${folder}/`
  return {
    prefix: root + path,
    base: asFolder(root + path),
    stage,
    isExternal: false,
    root,
    shown: `@${shown}`,
    display: (file) => shown + file.slice(root.length),
    path: (file) => file.slice(root.length),
  }
}

function asFolder(prefix: string): string {
  return prefix.endsWith('/') ? prefix : `${prefix}/`
}

function tableStage(
  parts: readonly Identifier[],
  path: string,
  catalog: Catalog,
  session: SessionState,
  span: Span | undefined,
): StageLocation {
  const named = parts.map((part) =>
    part.text.startsWith('%') ? { ...part, text: part.text.slice(1) } : part,
  )
  const name: ObjectName = { kind: 'Name', parts: named, span: span ?? nowhere }
  const table = catalog.get('TABLE', name, session)
  return internal(`table-${table.id}`, path, '', undefined)
}

/** `@name/path`: the name ends at the first slash outside of quotes. */
function cut(written: string, span: Span | undefined): { readonly name: string; readonly path: string } {
  const found = /^@((?:"(?:[^"]|"")*"|[^"/])+)(?:\/(.*))?$/s.exec(written)
  if (found?.[1] === undefined) return fail('INVALID_OBJECT_NAME', { name: written }, span)
  return { name: found[1], path: (found[2] ?? '').replace(/^\/+/, '') }
}

function identifiers(name: string, span: Span | undefined): readonly Identifier[] {
  const pieces = [...name.matchAll(/(%?)(?:"((?:[^"]|"")*)"|([^".]*))(?:\.|$)/g)].filter(
    ({ index }) => index < name.length,
  )
  return pieces.map(([, percent = '', quoted, bare]) => ({
    text: percent + (quoted === undefined ? (bare ?? '').toUpperCase() : quoted.replaceAll('""', '"')),
    quoted: quoted !== undefined,
    span: span ?? nowhere,
  }))
}
