import { fail } from '../../common/errors.ts'
import type { FileFormatOptions } from '../catalog/objects/file-format.ts'
import { decodeDelimiter, formatOption } from '../catalog/objects/file-format-options.ts'

export type Compression = 'AUTO' | 'GZIP' | 'BZ2' | 'BROTLI' | 'ZSTD' | 'DEFLATE' | 'RAW_DEFLATE' | 'NONE'

/** How values of dates, times and bytes are written, as options of the format say; AUTO follows the session. */
export interface ValueFormats {
  readonly date: string
  readonly time: string
  readonly timestamp: string
  readonly binary: 'HEX' | 'BASE64' | 'UTF8'
}
interface Common {
  readonly compression: Compression
  readonly trimSpace: boolean
  readonly nullIf: readonly string[]
  readonly replaceInvalid: boolean
  readonly values: ValueFormats
}
/** https://docs.snowflake.com/en/sql-reference/sql/create-file-format#type-csv */
export interface CsvFormat extends Common {
  readonly type: 'CSV'
  /** Undefined: NONE, the file is one record. `\n` also means `\r\n`. */
  readonly recordDelimiter: string | undefined
  readonly fieldDelimiter: string | undefined
  readonly skipHeader: number
  readonly parseHeader: boolean
  readonly skipBlankLines: boolean
  readonly escape: string | undefined
  readonly escapeUnenclosed: string | undefined
  readonly enclosedBy: string | undefined
  readonly checkColumnCount: boolean
  readonly emptyAsNull: boolean
  /** SKIP_BYTE_ORDER_MARK */
  readonly skipMark: boolean
  readonly encoding: string
  readonly multiLine: boolean
}
/** Formats that have NULL themselves: NULL_IF is for texts that stand for it, in columns matched by name. */
interface OwnNull {
  readonly nullIfGiven: boolean
}
/** https://docs.snowflake.com/en/sql-reference/sql/create-file-format#type-json */
export interface JsonFormat extends Common, OwnNull {
  readonly type: 'JSON'
  readonly stripOuterArray: boolean
  readonly octal: boolean
  /** SKIP_BYTE_ORDER_MARK */
  readonly skipMark: boolean
  readonly stripNullValues: boolean
  readonly allowDuplicate: boolean
  readonly multiLine: boolean
}
/** https://docs.snowflake.com/en/sql-reference/sql/create-file-format#type-parquet */
export interface ParquetFormat extends Common, OwnNull {
  readonly type: 'PARQUET'
  readonly binaryAsText: boolean
  readonly logicalTypes: boolean
  /** USE_VECTORIZED_SCANNER: the documents show NULL, and maps as objects. */
  readonly vectorized: boolean
}
export type Format = CsvFormat | JsonFormat | ParquetFormat

/** The format with every option known, defaults filled in. What the readers cannot honour is refused by name. */
export function readableFormat(given: FileFormatOptions): Format {
  const option = new Options(given)
  switch (given.type) {
    case 'CSV':
      return csv(option)
    case 'JSON':
      return json(option)
    case 'PARQUET':
      return parquet(option)
    case 'AVRO':
    case 'ORC':
    case 'XML':
      return fail('UNSUPPORTED', { feature: `FILE FORMAT TYPE = ${given.type}` })
  }
}

class Options {
  readonly #given: FileFormatOptions

  constructor(given: FileFormatOptions) {
    this.#given = given
  }

  text(name: string): string {
    return String(formatOption(this.#given, name))
  }

  flag(name: string): boolean {
    return formatOption(this.#given, name) === true
  }

  number(name: string): number {
    return Number(formatOption(this.#given, name))
  }

  list(name: string): readonly string[] {
    const value = formatOption(this.#given, name)
    return Array.isArray(value) ? (value as readonly string[]) : [String(value)]
  }

  has(name: string): boolean {
    return this.#given.options[name] !== undefined
  }

  /** NULL_IF of formats other than CSV: `\\N` by default. */
  nulls(): { readonly nullIf: readonly string[]; readonly nullIfGiven: boolean } {
    const nullIfGiven = this.has('NULL_IF')
    return { nullIf: nullIfGiven ? this.list('NULL_IF') : ['\\N'], nullIfGiven }
  }

  /** A delimiter, quote or escape: undefined for NONE. */
  characters(name: string): string | undefined {
    const written = this.text(name)
    return written === 'NONE' || written === '' ? undefined : decodeDelimiter(written)
  }

  refuse(name: string): void {
    if (this.flag(name))
      fail('UNSUPPORTED', { feature: `${name} = TRUE in a file format of type ${this.#given.type}` })
  }

  compression(): Compression {
    // The values are those of the list in file-format-options.ts.
    return this.text('COMPRESSION') as Compression
  }

  values(): ValueFormats {
    const binary = this.text('BINARY_FORMAT').replace('-', '')
    return {
      date: this.text('DATE_FORMAT'),
      time: this.text('TIME_FORMAT'),
      timestamp: this.text('TIMESTAMP_FORMAT'),
      binary: binary === 'BASE64' || binary === 'UTF8' ? binary : 'HEX',
    }
  }
}

function csv(option: Options): CsvFormat {
  // "You should not disable this option unless instructed by Snowflake Support": DuckDB's texts are UTF-8.
  if (!option.flag('VALIDATE_UTF8')) fail('UNSUPPORTED', { feature: 'VALIDATE_UTF8 = FALSE' })
  return {
    type: 'CSV',
    compression: option.compression(),
    trimSpace: option.flag('TRIM_SPACE'),
    nullIf: option.list('NULL_IF'),
    replaceInvalid: option.flag('REPLACE_INVALID_CHARACTERS'),
    values: option.values(),
    recordDelimiter: option.characters('RECORD_DELIMITER'),
    fieldDelimiter: option.characters('FIELD_DELIMITER'),
    skipHeader: option.number('SKIP_HEADER'),
    parseHeader: option.flag('PARSE_HEADER'),
    skipBlankLines: option.flag('SKIP_BLANK_LINES'),
    escape: option.characters('ESCAPE'),
    // "If ESCAPE is set, the escape character set for that file format option overrides this option."
    escapeUnenclosed: option.characters('ESCAPE') ?? option.characters('ESCAPE_UNENCLOSED_FIELD'),
    enclosedBy: option.characters('FIELD_OPTIONALLY_ENCLOSED_BY'),
    checkColumnCount: option.flag('ERROR_ON_COLUMN_COUNT_MISMATCH'),
    emptyAsNull: option.flag('EMPTY_FIELD_AS_NULL'),
    skipMark: option.flag('SKIP_BYTE_ORDER_MARK'),
    encoding: option.text('ENCODING'),
    multiLine: option.flag('MULTI_LINE'),
  }
}

function json(option: Options): JsonFormat {
  return {
    type: 'JSON',
    compression: option.compression(),
    trimSpace: option.flag('TRIM_SPACE'),
    ...option.nulls(),
    replaceInvalid: option.flag('REPLACE_INVALID_CHARACTERS') || option.flag('IGNORE_UTF8_ERRORS'),
    values: option.values(),
    stripOuterArray: option.flag('STRIP_OUTER_ARRAY'),
    octal: option.flag('ENABLE_OCTAL'),
    skipMark: option.flag('SKIP_BYTE_ORDER_MARK'),
    stripNullValues: option.flag('STRIP_NULL_VALUES'),
    allowDuplicate: option.flag('ALLOW_DUPLICATE'),
    multiLine: option.flag('MULTI_LINE'),
  }
}

function parquet(option: Options): ParquetFormat {
  const vectorized = option.flag('USE_VECTORIZED_SCANNER')
  if (option.text('COMPRESSION') === 'LZO') fail('UNSUPPORTED', { feature: 'COMPRESSION = LZO' })
  return {
    type: 'PARQUET',
    // Parquet files say themselves how their pages are packed.
    compression: 'NONE',
    trimSpace: option.flag('TRIM_SPACE'),
    ...option.nulls(),
    replaceInvalid: option.flag('REPLACE_INVALID_CHARACTERS'),
    values: { date: 'AUTO', time: 'AUTO', timestamp: 'AUTO', binary: 'HEX' },
    // With it "BINARY_AS_TEXT is always treated as FALSE and USE_LOGICAL_TYPE as TRUE".
    binaryAsText: option.flag('BINARY_AS_TEXT') && !vectorized,
    logicalTypes: option.flag('USE_LOGICAL_TYPE') || vectorized,
    vectorized,
  }
}
