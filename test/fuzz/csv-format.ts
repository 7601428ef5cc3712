import type { Draw } from './draw.ts'

/** The options of a CSV format that the inputs try, as they mean characters; absent: NONE. */
export interface FuzzFormat {
  readonly field: string
  readonly record: string
  readonly quote: string | undefined
  readonly escape: string | undefined
  readonly escapeUnenclosed: string | undefined
  readonly trim: boolean
  readonly nullIf: readonly string[]
  readonly emptyAsNull: boolean
  readonly skipBlank: boolean
  readonly skipHeader: number
  readonly checkCount: boolean
  readonly multiLine: boolean
  readonly replaceInvalid: boolean
  readonly encoding: 'UTF8' | 'ISO88591' | 'UTF16LE' | 'WINDOWS1252'
  readonly gzip: boolean
}

/** Number of columns of the table that is loaded. */
export const columns = 3

export function formatFrom(draw: Draw): FuzzFormat {
  const escape = draw.chance(0.2) ? draw.pick(['\\', '^']) : undefined
  return {
    field: draw.pick([',', ',', ',', '|', ';', '\t', '||', '~=', '¢']),
    record: draw.pick(['\n', '\n', '\n', '\n', '\r', '@', '#|#', '\r\n']),
    quote: draw.pick(['', '"', '"', "'"]) || undefined,
    escape,
    escapeUnenclosed: draw.pick(['\\', '\\', '', '^']) || undefined,
    trim: draw.chance(0.25),
    nullIf: draw.pick([['\\N'], ['\\N'], [], ['NULL', 'a'], [''], ['x', '1']]),
    emptyAsNull: draw.chance(0.7),
    skipBlank: draw.chance(0.25),
    skipHeader: draw.pick([0, 0, 0, 1, 2]),
    checkCount: draw.chance(0.7),
    multiLine: draw.chance(0.85),
    replaceInvalid: draw.chance(0.2),
    encoding: draw.pick(['UTF8', 'UTF8', 'UTF8', 'UTF8', 'ISO88591', 'UTF16LE', 'WINDOWS1252']),
    gzip: draw.chance(0.1),
  }
}

/** `FILE_FORMAT = (…)` */
export function formatSql(format: FuzzFormat): string {
  const { field, record, quote, escape, escapeUnenclosed, nullIf } = format
  const options = [
    'TYPE = CSV',
    `FIELD_DELIMITER = ${character(field)}`,
    `RECORD_DELIMITER = ${character(record)}`,
    `FIELD_OPTIONALLY_ENCLOSED_BY = ${quote === undefined ? 'NONE' : character(quote)}`,
    `ESCAPE = ${escape === undefined ? 'NONE' : character(escape)}`,
    `ESCAPE_UNENCLOSED_FIELD = ${escapeUnenclosed === undefined ? 'NONE' : character(escapeUnenclosed)}`,
    `TRIM_SPACE = ${format.trim}`,
    `NULL_IF = (${nullIf.map((mark) => `'${mark.replaceAll('\\', '\\\\')}'`).join(', ')})`,
    `EMPTY_FIELD_AS_NULL = ${format.emptyAsNull}`,
    `SKIP_BLANK_LINES = ${format.skipBlank}`,
    `SKIP_HEADER = ${format.skipHeader}`,
    `ERROR_ON_COLUMN_COUNT_MISMATCH = ${format.checkCount}`,
    `MULTI_LINE = ${format.multiLine}`,
    `REPLACE_INVALID_CHARACTERS = ${format.replaceInvalid}`,
    `ENCODING = ${format.encoding}`,
    `COMPRESSION = ${format.gzip ? 'GZIP' : 'NONE'}`,
  ]
  return `FILE_FORMAT = (${options.join(' ')})`
}

/** The text as a literal, of which the bytes are written in hexadecimal. */
function character(text: string): string {
  const bytes = [...Buffer.from(text)].map((byte) => `\\\\x${byte.toString(16).padStart(2, '0')}`)
  return `'${bytes.join('')}'`
}
