import { fail } from '../../common/errors.ts'
import type { CopyIntoLocation } from '../../sql/statement/copy.ts'
import type { Property, PropertyValue } from '../../sql/statement/property.ts'
import { takeProperties, type TypedProperties } from '../../sql/statement/typed-properties.ts'
import type { Catalog } from '../catalog/catalog.ts'
import type { FileFormatOptions } from '../catalog/objects/file-format.ts'
import { decodeDelimiter, formatOption, readFormat } from '../catalog/objects/file-format-options.ts'
import type { SessionState } from '../session-state.ts'
import type { StageLocation } from './location.ts'
import { formatIn, takeAccess, usedFormat } from './resolve.ts'

/** How the bytes of a file are packed after DuckDB has written them. Parquet files pack their pages themselves. */
export type Packing = 'GZIP' | 'BROTLI' | 'ZSTD' | 'DEFLATE' | 'RAW_DEFLATE' | 'NONE'

/** https://docs.snowflake.com/en/sql-reference/sql/copy-into-location#type-csv */
export interface CsvOutput {
  readonly type: 'CSV'
  readonly packing: Packing
  readonly extension: string
  readonly recordDelimiter: string
  readonly fieldDelimiter: string
  readonly escape: string | undefined
  readonly escapeUnenclosed: string | undefined
  readonly enclosedBy: string | undefined
  /** What stands for NULL. */
  readonly nullText: string
  readonly emptyAsNull: boolean
  /** Formats of dates, times, timestamps and bytes, AUTO for the session's. */
  readonly date: string
  readonly time: string
  readonly timestamp: string
  readonly binary: string
}
/** https://docs.snowflake.com/en/sql-reference/sql/copy-into-location#type-json */
export interface JsonOutput {
  readonly type: 'JSON'
  readonly packing: Packing
  readonly extension: string
}
/** https://docs.snowflake.com/en/sql-reference/sql/copy-into-location#type-parquet */
export interface ParquetOutput {
  readonly type: 'PARQUET'
  readonly packing: 'NONE'
  readonly snappy: boolean
  readonly extension: string
}
export type Output = CsvOutput | JsonOutput | ParquetOutput

/** https://docs.snowflake.com/en/sql-reference/sql/copy-into-location#copy-options-copyoptions */
export interface UnloadOptions {
  readonly output: Output
  readonly header: boolean
  readonly overwrite: boolean
  readonly single: boolean
  readonly maxFileSize: number
  readonly includeQueryId: boolean
  readonly detailed: boolean
  /** VALIDATION_MODE = RETURN_ROWS. */
  readonly validate: boolean
}

interface Names {
  readonly catalog: Catalog
  readonly state: SessionState
}

/** Reads the options of a COPY INTO location; what cannot be honoured, and what excludes each other, is refused. */
export function takeUnloadOptions(
  statement: CopyIntoLocation,
  location: StageLocation,
  names: Names,
): UnloadOptions {
  const properties = takeProperties(statement.properties, 'COPY INTO')
  takeAccess(properties, location, names)
  const partitioned = statement.partitionBy !== undefined
  const single = properties.boolean('SINGLE') ?? false
  const overwrite = properties.boolean('OVERWRITE') ?? false
  const written = properties.boolean('INCLUDE_QUERY_ID')
  if (partitioned) refusePartitioned({ single, overwrite, includeQueryId: written })
  if (written === true && single) conflict('INCLUDE_QUERY_ID = TRUE and SINGLE = TRUE')
  if (written === true && overwrite) conflict('INCLUDE_QUERY_ID = TRUE and OVERWRITE = TRUE')
  const options: UnloadOptions = {
    output: outputOf(takeUnloadFormat(properties, location, names), single),
    header: properties.boolean('HEADER') ?? statement.header,
    overwrite,
    single,
    maxFileSize: properties.integer('MAX_FILE_SIZE', 1, 5_368_709_120) ?? 16_777_216,
    includeQueryId: written ?? partitioned,
    detailed: properties.boolean('DETAILED_OUTPUT') ?? false,
    validate: takeValidation(properties),
  }
  properties.rejectRest()
  return options
}

/** https://docs.snowflake.com/en/sql-reference/sql/copy-into-location#optional-parameters */
function refusePartitioned(given: {
  readonly single: boolean
  readonly overwrite: boolean
  readonly includeQueryId: boolean | undefined
}): void {
  if (given.overwrite) conflict('PARTITION BY and OVERWRITE = TRUE')
  if (given.single) conflict('PARTITION BY and SINGLE = TRUE')
  if (given.includeQueryId === false) conflict('PARTITION BY and INCLUDE_QUERY_ID = FALSE')
}

function conflict(clauses: string): never {
  return fail('CONFLICTING_CLAUSES', { clauses })
}

function takeValidation(properties: TypedProperties): boolean {
  const word = properties.textOrWord('VALIDATION_MODE')?.toUpperCase()
  if (word === undefined) return false
  return word === 'RETURN_ROWS' || properties.rejectValue('VALIDATION_MODE')
}

/**
 * The statement's format, or the stage's, or CSV. Unlike COPY INTO table, options may stand beside FORMAT_NAME, over those of the format:
 * the manual's examples have `FILE_FORMAT = (FORMAT_NAME = 'myformat' COMPRESSION = 'GZIP')`.
 */
function takeUnloadFormat(
  properties: TypedProperties,
  location: StageLocation,
  names: Names,
): FileFormatOptions {
  const reject = () => properties.rejectValue('FILE_FORMAT')
  const value = properties.value('FILE_FORMAT')
  const inherited = location.stage?.fileFormat
  return (
    mixedFormat(value, names, reject) ??
    formatIn(value, names, reject) ??
    (inherited === undefined ? undefined : usedFormat(inherited, names)) ?? { type: 'CSV', options: {} }
  )
}

function mixedFormat(
  value: PropertyValue | undefined,
  names: Names,
  reject: () => never,
): FileFormatOptions | undefined {
  if (value?.kind !== 'Properties') return undefined
  const isName = ({ name }: Property) => name === 'FORMAT_NAME'
  const named = value.properties.find(isName)
  const others = value.properties.filter((property) => !isName(property))
  if (named === undefined || others.length === 0) return undefined
  const type = others.find(({ name }) => name === 'TYPE')
  if (type !== undefined) fail('CONFLICTING_CLAUSES', { clauses: 'FORMAT_NAME and TYPE' }, type.span)
  return readFormat(others, formatIn(named.value, names, reject))
}

function outputOf(format: FileFormatOptions, single: boolean): Output {
  switch (format.type) {
    case 'CSV':
      return csvOutput(format, single)
    case 'JSON': {
      const packing = packingOf(format)
      return { type: 'JSON', packing, extension: extensionOf(format, `json${suffixes[packing]}`, single) }
    }
    case 'PARQUET':
      return parquetOutput(format)
    default:
      return fail('UNSUPPORTED', { feature: `unloading with FILE FORMAT TYPE = ${format.type}` })
  }
}

function csvOutput(format: FileFormatOptions, single: boolean): CsvOutput {
  const text = (name: string) => String(formatOption(format, name))
  const characters = (name: string) => {
    const written = text(name)
    return written === 'NONE' || written === '' ? undefined : decodeDelimiter(written)
  }
  const escape = characters('ESCAPE')
  const enclosedBy = characters('FIELD_OPTIONALLY_ENCLOSED_BY')
  if (enclosedBy !== undefined && enclosedBy !== '"' && enclosedBy !== "'")
    fail('INVALID_VALUE', { value: enclosedBy, property: 'FIELD_OPTIONALLY_ENCLOSED_BY' })
  const nullIf = formatOption(format, 'NULL_IF')
  const packing = packingOf(format)
  return {
    type: 'CSV',
    packing,
    extension: extensionOf(format, `csv${suffixes[packing]}`, single),
    recordDelimiter:
      characters('RECORD_DELIMITER') ??
      fail('UNSUPPORTED', { feature: 'RECORD_DELIMITER = NONE of files that are unloaded' }),
    fieldDelimiter: characters('FIELD_DELIMITER') ?? '',
    escape,
    escapeUnenclosed: escape ?? characters('ESCAPE_UNENCLOSED_FIELD'),
    enclosedBy,
    nullText: (Array.isArray(nullIf) ? (nullIf as readonly string[]) : [String(nullIf)])[0] ?? '',
    emptyAsNull: formatOption(format, 'EMPTY_FIELD_AS_NULL') === true,
    date: text('DATE_FORMAT'),
    time: text('TIME_FORMAT'),
    timestamp: text('TIMESTAMP_FORMAT'),
    binary: text('BINARY_FORMAT').replace('-', ''),
  }
}

const suffixes: Readonly<Record<Packing, string>> = {
  GZIP: '.gz',
  BROTLI: '.br',
  ZSTD: '.zst',
  DEFLATE: '.deflate',
  RAW_DEFLATE: '.raw_deflate',
  NONE: '',
}

/** "AUTO: Unloaded files are automatically compressed using the default, which is gzip." */
function packingOf(format: FileFormatOptions): Packing {
  const word = String(formatOption(format, 'COMPRESSION'))
  if (word === 'BZ2') fail('UNSUPPORTED', { feature: 'COMPRESSION = BZ2 of files that are unloaded' })
  // What remains is the list of file-format-options.ts.
  return word === 'AUTO' ? 'GZIP' : (word as Packing)
}

/** "If SINGLE = TRUE, then COPY ignores the FILE_EXTENSION file format option." */
function extensionOf(format: FileFormatOptions, byDefault: string, single: boolean): string {
  const written = String(formatOption(format, 'FILE_EXTENSION')).replace(/^\./, '')
  return single || written === '' || written === 'NONE' ? byDefault : written
}

function parquetOutput(format: FileFormatOptions): ParquetOutput {
  const compression = String(formatOption(format, 'COMPRESSION'))
  if (compression === 'LZO') fail('UNSUPPORTED', { feature: 'COMPRESSION = LZO' })
  const snappy =
    compression === 'SNAPPY' ||
    (compression === 'AUTO' && formatOption(format, 'SNAPPY_COMPRESSION') !== false)
  return { type: 'PARQUET', packing: 'NONE', snappy, extension: snappy ? 'snappy.parquet' : 'parquet' }
}
