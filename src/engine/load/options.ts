import { fail } from '../../common/errors.ts'
import type { Identifier } from '../../sql/expression/name.ts'
import type { Property } from '../../sql/statement/property.ts'
import type { TypedProperties } from '../../sql/statement/typed-properties.ts'
import type { StageRecord } from '../catalog/objects/stage.ts'

/** When a file with errors is loaded all the same. https://docs.snowflake.com/en/sql-reference/sql/copy-into-table#copy-options-copyoptions */
export type OnError =
  | { readonly kind: 'Abort' }
  | { readonly kind: 'Continue' }
  /** Skipped when it has `limit` bad rows or more. */
  | { readonly kind: 'SkipFile'; readonly limit: number }
  /** Skipped when more than `percent` of its rows are bad. */
  | { readonly kind: 'SkipPercent'; readonly percent: number }

export type Validation =
  { readonly kind: 'Errors'; readonly all: boolean } | { readonly kind: 'Rows'; readonly count: number }

/** COPY INTO's options apart from the file format. */
export interface CopyOptions {
  readonly onError: OnError
  readonly force: boolean
  readonly purge: boolean
  readonly sizeLimit: number | undefined
  readonly truncate: boolean
  readonly match: 'NONE' | 'CASE_SENSITIVE' | 'CASE_INSENSITIVE'
  /** Columns that get METADATA$ values: column → METADATA$ name. */
  readonly includeMetadata: readonly { readonly column: Identifier; readonly metadata: string }[]
  readonly validation: Validation | undefined
  readonly loadUncertain: boolean
  readonly returnFailedOnly: boolean
  readonly files: readonly string[] | undefined
  readonly pattern: RegExp | undefined
}

/** Reads the options, the statement's over the stage's. FILE_FORMAT and STORAGE_INTEGRATION stay with the caller. */
export function takeCopyOptions(
  properties: TypedProperties,
  written: readonly Property[],
  stage: StageRecord | undefined,
  defaultOnError: string,
): CopyOptions {
  const kept = (name: string) => stage?.copyOptions[name]
  const flag = (name: string, byDefault: boolean) =>
    properties.boolean(name) ?? (kept(name) === undefined ? byDefault : kept(name) === true)
  const size =
    properties.integer('SIZE_LIMIT', 0) ??
    (typeof kept('SIZE_LIMIT') === 'number' ? Number(kept('SIZE_LIMIT')) : undefined)
  const truncate = flag('TRUNCATECOLUMNS', false)
  const enforce = flag('ENFORCE_LENGTH', !truncate)
  if (properties.has('TRUNCATECOLUMNS') && properties.has('ENFORCE_LENGTH') && truncate === enforce)
    fail('CONFLICTING_CLAUSES', { clauses: 'TRUNCATECOLUMNS and ENFORCE_LENGTH of the same value' })
  if (
    (properties.word('LOAD_MODE', ['FULL_INGEST', 'ADD_FILES_COPY'] as const) ?? 'FULL_INGEST') !==
    'FULL_INGEST'
  )
    fail('UNSUPPORTED', { feature: 'LOAD_MODE = ADD_FILES_COPY' })
  if (properties.boolean('CLUSTER_AT_INGEST_TIME') === true)
    fail('UNSUPPORTED', { feature: 'CLUSTER_AT_INGEST_TIME = TRUE' })
  return {
    onError: takeOnError(properties, String(kept('ON_ERROR') ?? defaultOnError)),
    force: flag('FORCE', false),
    purge: flag('PURGE', false),
    sizeLimit: size === 0 ? undefined : size,
    truncate: truncate || !enforce,
    match:
      properties.word('MATCH_BY_COLUMN_NAME', ['NONE', 'CASE_SENSITIVE', 'CASE_INSENSITIVE'] as const) ??
      'NONE',
    includeMetadata: takeMetadata(properties, written),
    validation: takeValidation(properties),
    loadUncertain: properties.boolean('LOAD_UNCERTAIN_FILES') ?? false,
    returnFailedOnly: flag('RETURN_FAILED_ONLY', false),
    files: takeFiles(properties),
    pattern: takePattern(properties),
  }
}

function takeOnError(properties: TypedProperties, byDefault: string): OnError {
  const word = (properties.textOrWord('ON_ERROR') ?? byDefault).toUpperCase()
  if (word === 'ABORT_STATEMENT') return { kind: 'Abort' }
  if (word === 'CONTINUE') return { kind: 'Continue' }
  if (word === 'SKIP_FILE') return { kind: 'SkipFile', limit: 1 }
  const [, count, percent] = /^SKIP_FILE_(\d+)(%?)$/.exec(word) ?? []
  if (count === undefined) return properties.rejectValue('ON_ERROR')
  return percent === '%'
    ? { kind: 'SkipPercent', percent: Number(count) }
    : { kind: 'SkipFile', limit: Math.max(1, Number(count)) }
}

function takeValidation(properties: TypedProperties): Validation | undefined {
  const word = properties.textOrWord('VALIDATION_MODE')?.toUpperCase()
  if (word === undefined) return undefined
  if (word === 'RETURN_ERRORS' || word === 'RETURN_ALL_ERRORS')
    return { kind: 'Errors', all: word === 'RETURN_ALL_ERRORS' }
  const count = /^RETURN_(\d+)_ROWS$/.exec(word)?.[1]
  return count === undefined
    ? properties.rejectValue('VALIDATION_MODE')
    : { kind: 'Rows', count: Number(count) }
}

/** "The maximum number of files names that can be specified is 1000." */
function takeFiles(properties: TypedProperties): readonly string[] | undefined {
  const files = properties.list('FILES')
  if (files !== undefined && files.length > 1000)
    fail('STAGE_FORMAT_MISMATCH', { reason: 'FILES names more than 1000 files.' })
  return files
}

function takePattern(properties: TypedProperties): RegExp | undefined {
  const pattern = properties.text('PATTERN')
  if (pattern === undefined) return undefined
  return regularExpression(pattern) ?? properties.rejectValue('PATTERN')
}

/** A PATTERN, which must match the whole of a path. */
export function regularExpression(pattern: string): RegExp | undefined {
  try {
    return new RegExp(`^(?:${pattern})$`, 's')
  } catch {
    return undefined
  }
}

/** `INCLUDE_METADATA = (column = METADATA$FILENAME, …)`. */
function takeMetadata(
  properties: TypedProperties,
  written: readonly Property[],
): CopyOptions['includeMetadata'] {
  const property = written.find(({ name }) => name === 'INCLUDE_METADATA')
  if (property === undefined) return []
  const value = properties.value('INCLUDE_METADATA')
  if (value?.kind !== 'Properties') return properties.rejectValue('INCLUDE_METADATA')
  return value.properties.map((pair) => {
    const metadata =
      pair.value.kind === 'Name' && pair.value.name.kind === 'Name'
        ? pair.value.name.parts[0]?.text
        : undefined
    if (metadata === undefined) return properties.rejectValue('INCLUDE_METADATA')
    return { column: { text: pair.name, quoted: false, span: pair.span }, metadata }
  })
}
