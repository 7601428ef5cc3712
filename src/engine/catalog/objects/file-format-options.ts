import { fail } from '../../../common/errors.ts'
import type { Property, PropertyValue } from '../../../sql/statement/property.ts'
import type { FileFormatOptions } from './file-format.ts'

type FormatType = FileFormatOptions['type']
export type FormatValue = FileFormatOptions['options'][string]

/** What an option takes, and what it means when it is not given. */
export type FormatOption =
  | { readonly kind: 'Text'; readonly default: string; readonly maximum?: number }
  /** One character: itself, an escape sequence, an octal or a hexadecimal value, or NONE. */
  | { readonly kind: 'Character'; readonly default: string }
  | { readonly kind: 'Choice'; readonly default: string; readonly of: readonly string[] }
  | { readonly kind: 'Boolean'; readonly default: boolean }
  | { readonly kind: 'Integer'; readonly default: number; readonly minimum: number }
  | { readonly kind: 'List'; readonly default: readonly string[] }

const yes: FormatOption = { kind: 'Boolean', default: true }
const no: FormatOption = { kind: 'Boolean', default: false }
const auto: FormatOption = { kind: 'Text', default: 'AUTO' }
const extension: FormatOption = { kind: 'Text', default: '' }
const nullIf: FormatOption = { kind: 'List', default: ['\\N'] }
/** DESCRIBE FILE FORMAT shows no text for the formats that have SQL-like nulls of their own. */
const nullIfNothing: FormatOption = { kind: 'List', default: [] }
const binaryFormat: FormatOption = { kind: 'Choice', default: 'HEX', of: ['HEX', 'BASE64', 'UTF8', 'UTF-8'] }

function delimiter(byDefault: string): FormatOption {
  return { kind: 'Text', default: byDefault, maximum: 20 }
}

function compression(...of: readonly string[]): FormatOption {
  return { kind: 'Choice', default: 'AUTO', of }
}

const textCompression = compression('AUTO', 'GZIP', 'BZ2', 'BROTLI', 'ZSTD', 'DEFLATE', 'RAW_DEFLATE', 'NONE')

/** https://docs.snowflake.com/en/sql-reference/sql/create-file-format#type-csv */
const encodings = [
  'BIG5', 'EUCJP', 'EUCKR', 'GB18030', 'IBM420', 'IBM424', 'IBM949', 'ISO2022CN', 'ISO2022JP', 'ISO2022KR', 'ISO88591',
  'ISO88592', 'ISO88595', 'ISO88596', 'ISO88597', 'ISO88598', 'ISO88599', 'ISO885915', 'KOI8R', 'SHIFTJIS', 'UTF8', 'UTF16',
  'UTF16BE', 'UTF16LE', 'UTF32', 'UTF32BE', 'UTF32LE', 'WINDOWS874', 'WINDOWS949', 'WINDOWS1250', 'WINDOWS1251', 'WINDOWS1252',
  'WINDOWS1253', 'WINDOWS1254', 'WINDOWS1255', 'WINDOWS1256',
] // prettier-ignore

/**
 * The options of each type of file format in the order in which DESCRIBE FILE FORMAT lists them. XML is known by name only.
 * https://docs.snowflake.com/en/sql-reference/sql/create-file-format#format-type-options-formattypeoptions
 */
export const formatOptions: Readonly<
  Record<Exclude<FormatType, 'XML'>, Readonly<Record<string, FormatOption>>>
> = {
  CSV: {
    RECORD_DELIMITER: delimiter('\n'),
    FIELD_DELIMITER: delimiter(','),
    FILE_EXTENSION: extension,
    SKIP_HEADER: { kind: 'Integer', default: 0, minimum: 0 },
    PARSE_HEADER: no,
    DATE_FORMAT: auto,
    TIME_FORMAT: auto,
    TIMESTAMP_FORMAT: auto,
    BINARY_FORMAT: binaryFormat,
    ESCAPE: { kind: 'Character', default: 'NONE' },
    ESCAPE_UNENCLOSED_FIELD: { kind: 'Character', default: '\\' },
    TRIM_SPACE: no,
    FIELD_OPTIONALLY_ENCLOSED_BY: { kind: 'Character', default: 'NONE' },
    NULL_IF: nullIf,
    COMPRESSION: textCompression,
    ERROR_ON_COLUMN_COUNT_MISMATCH: yes,
    VALIDATE_UTF8: yes,
    SKIP_BLANK_LINES: no,
    REPLACE_INVALID_CHARACTERS: no,
    EMPTY_FIELD_AS_NULL: yes,
    SKIP_BYTE_ORDER_MARK: yes,
    ENCODING: { kind: 'Choice', default: 'UTF8', of: encodings },
    MULTI_LINE: yes,
  },
  JSON: {
    FILE_EXTENSION: extension,
    DATE_FORMAT: auto,
    TIME_FORMAT: auto,
    TIMESTAMP_FORMAT: auto,
    BINARY_FORMAT: binaryFormat,
    TRIM_SPACE: no,
    NULL_IF: nullIfNothing,
    COMPRESSION: textCompression,
    ENABLE_OCTAL: no,
    ALLOW_DUPLICATE: no,
    STRIP_OUTER_ARRAY: no,
    STRIP_NULL_VALUES: no,
    IGNORE_UTF8_ERRORS: no,
    REPLACE_INVALID_CHARACTERS: no,
    SKIP_BYTE_ORDER_MARK: yes,
    MULTI_LINE: yes,
  },
  PARQUET: {
    TRIM_SPACE: no,
    NULL_IF: nullIfNothing,
    COMPRESSION: compression('AUTO', 'LZO', 'SNAPPY', 'NONE'),
    SNAPPY_COMPRESSION: yes,
    BINARY_AS_TEXT: yes,
    USE_LOGICAL_TYPE: no,
    USE_VECTORIZED_SCANNER: no,
    REPLACE_INVALID_CHARACTERS: no,
  },
  AVRO: {
    TRIM_SPACE: no,
    NULL_IF: nullIfNothing,
    COMPRESSION: compression('AUTO', 'GZIP', 'BROTLI', 'ZSTD', 'DEFLATE', 'RAW_DEFLATE', 'NONE'),
    REPLACE_INVALID_CHARACTERS: no,
  },
  ORC: {
    TRIM_SPACE: no,
    NULL_IF: nullIfNothing,
    REPLACE_INVALID_CHARACTERS: no,
  },
}

/** The value of an option of a format: as given, or the documented default. */
export function formatOption(format: FileFormatOptions, name: string): FormatValue {
  const given = format.options[name]
  if (given !== undefined) return given
  const option = format.type === 'XML' ? undefined : formatOptions[format.type][name]
  if (option === undefined) throw new Error(`Snowmelt bug: ${format.type} has no option ${name}`)
  return option.default
}

/**
 * Reads `TYPE = … [formatTypeOptions]`: unknown names, values of a wrong type and out of range are refused.
 * `base` is the format that the options change, for COPY's options over a stage's.
 */
export function readFormat(properties: readonly Property[], base?: FileFormatOptions): FileFormatOptions {
  const typeProperty = properties.find(({ name }) => name === 'TYPE')
  const type = typeProperty === undefined ? (base?.type ?? 'CSV') : formatType(typeProperty)
  if (type === 'XML') fail('UNSUPPORTED', { feature: 'FILE FORMAT TYPE = XML' }, typeProperty?.span)
  const known = formatOptions[type]
  const options: Record<string, FormatValue> = base?.type === type ? { ...base.options } : {}
  for (const property of properties) {
    if (property === typeProperty) continue
    const option = known[property.name]
    if (option === undefined)
      fail('INVALID_PROPERTY', { property: property.name, object: `${type} FILE FORMAT` }, property.span)
    options[property.name] = readers[option.kind](property, option as never)
  }
  const format: FileFormatOptions = { type, options }
  rejectContradictions(format, properties)
  return format
}

function formatType(property: Property): FormatType {
  const word = wordOf(property.value)
  return (
    (['CSV', 'JSON', 'PARQUET', 'AVRO', 'ORC', 'XML'] as const).find((type) => type === word) ??
    invalid(property)
  )
}

/** TRUE, GZIP or 'gzip' → TRUE, GZIP. */
function wordOf(value: PropertyValue): string | undefined {
  if (value.kind === 'Text') return value.text.toUpperCase()
  if (value.kind === 'Name' && value.name.kind === 'Name')
    return value.name.parts.map((part) => part.text.toUpperCase()).join('.')
  return undefined
}

function shown(value: PropertyValue): string {
  if (value.kind === 'List') return value.items.map(shown).join(', ')
  if (value.kind === 'Text' || value.kind === 'Number') return value.text
  return wordOf(value) ?? value.kind
}

function invalid({ name, value, span }: Property): never {
  fail('INVALID_VALUE', { value: shown(value), property: name }, span)
}

const readers: {
  readonly [K in FormatOption['kind']]: (
    property: Property,
    option: Extract<FormatOption, { kind: K }>,
  ) => FormatValue
} = {
  Text: (property, { maximum }) => {
    const { value } = property
    const written = value.kind === 'Text' ? value.text : (wordOf(value) ?? invalid(property))
    return maximum !== undefined && decodeDelimiter(written).length > maximum ? invalid(property) : written
  },
  Character: (property) => {
    const { value } = property
    const written = value.kind === 'Text' ? value.text : (wordOf(value) ?? invalid(property))
    const isNone = written.toUpperCase() === 'NONE'
    return isNone || /^.?$/su.test(decodeDelimiter(written)) ? (isNone ? 'NONE' : written) : invalid(property)
  },
  Choice: (property, { of }) => {
    const word = wordOf(property.value)?.replaceAll(/(?<=[A-Z0-9])-(?=\d)/g, '')
    return of.find((choice) => choice === word) ?? invalid(property)
  },
  Boolean: (property) => {
    const word = wordOf(property.value)
    return word === 'TRUE' ? true : word === 'FALSE' ? false : invalid(property)
  },
  Integer: (property, { minimum }) => {
    const { value } = property
    const number = value.kind === 'Number' || value.kind === 'Text' ? Number(value.text) : Number.NaN
    return Number.isSafeInteger(number) && number >= minimum ? number : invalid(property)
  },
  List: (property) => {
    const { value } = property
    if (value.kind === 'Text') return [value.text]
    // `()` has neither items nor properties, so the parser cannot tell which of the two it is.
    if (value.kind === 'Properties' && value.properties.length === 0) return []
    if (value.kind !== 'List') return invalid(property)
    return value.items.map((item) => (item.kind === 'Text' ? item.text : invalid(property)))
  },
}

/** Options that the manual says exclude each other. */
function rejectContradictions(format: FileFormatOptions, properties: readonly Property[]): void {
  if (format.type !== 'CSV') return
  const span = properties.at(-1)?.span
  if (format.options.PARSE_HEADER === true && Number(format.options.SKIP_HEADER ?? 0) > 0)
    fail('CONFLICTING_CLAUSES', { clauses: 'PARSE_HEADER = TRUE and SKIP_HEADER' }, span)
  const [field, record] = ['FIELD_DELIMITER', 'RECORD_DELIMITER'].map((name) =>
    decodeDelimiter(String(formatOption(format, name))),
  )
  if (field === undefined || record === undefined || field === 'NONE' || record === 'NONE') return
  if (field.includes(record) || record.includes(field))
    fail(
      'CONFLICTING_CLAUSES',
      { clauses: `FIELD_DELIMITER '${field}' and RECORD_DELIMITER '${record}', one within the other,` },
      span,
    )
}

const escapes: Readonly<Record<string, string>> = {
  n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', '\\': '\\', "'": "'", '"': '"',
} // prettier-ignore

/**
 * The characters that a delimiter, escape or quote option means: itself, or common escape sequences, octal (`\136`) and
 * hexadecimal values (`0x5e`, `\x5e`; several give the bytes of one UTF-8 character).
 */
export function decodeDelimiter(written: string): string {
  const hexadecimal = /^(?:(?:0x|\\x)[0-9a-f]{2})+$/i
  if (hexadecimal.test(written)) {
    const bytes = [...written.matchAll(/x([0-9a-f]{2})/gi)].map(([, byte]) =>
      Number.parseInt(byte ?? '0', 16),
    )
    return Buffer.from(bytes).toString('utf8')
  }
  return written.replaceAll(
    /\\(?:([0-7]{3})|(.))/gs,
    (whole, octal: string | undefined, letter: string | undefined) =>
      octal === undefined ? (escapes[letter ?? ''] ?? whole) : String.fromCharCode(Number.parseInt(octal, 8)),
  )
}
