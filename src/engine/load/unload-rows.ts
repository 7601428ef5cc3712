import type { Query } from '../../sql/query/query.ts'
import { fail } from '../../common/errors.ts'
import type { BoundColumn, BoundQuery, SessionValues } from '../bind/tree.ts'
import { duck, ident, integer, join, text, type Sql } from '../duck/sql.ts'
import { raise } from '../duck/raise.ts'
import { floatText } from '../functions/float-text.ts'
import type { SessionFacts } from '../functions/row.ts'
import { alias, lowerQuery } from '../lower/query.ts'
import { resultText } from '../lower/result-text.ts'
import type { DataType } from '../types/data-type.ts'
import type { CsvOutput, UnloadOptions } from './unload-options.ts'

/** What is written: rows of DuckDB's as the files have them, and as a partition's name the last column `$part`, where there is one. */
export interface UnloadRows {
  readonly select: Sql
  /** The columns of `select` that go into the files. */
  readonly columns: readonly Sql[]
  /** The header line of a CSV file is the name of its one column. */
  readonly isText: boolean
  readonly partitioned: boolean
}

/** The rows of a bound query in the form of the files; with `partitioned` its last column names the partition. */
export function unloadRows(
  bound: BoundQuery,
  query: Query,
  options: UnloadOptions,
  session: SessionValues,
  partitioned: boolean,
): UnloadRows {
  const columns = partitioned ? bound.columns.slice(0, -1) : bound.columns
  const values = columnsOf(columns, query, options, session)
  const last = bound.columns.at(-1)
  const part =
    partitioned && last !== undefined
      ? [duck`${resultText(place(last), last.type, true, session)} AS "$part"`]
      : []
  const items = [...values.map(({ value, name }) => duck`${value} AS ${name}`), ...part]
  return {
    select: duck`SELECT ${join(items)} FROM (${lowerQuery(bound, session)}) AS q`,
    columns: values.map(({ name }) => name),
    isText: options.output.type !== 'PARQUET',
    partitioned,
  }
}

interface Value {
  readonly value: Sql
  readonly name: Sql
}

function columnsOf(
  columns: readonly BoundColumn[],
  query: Query,
  { output, header }: UnloadOptions,
  session: SessionValues,
): readonly Value[] {
  switch (output.type) {
    case 'CSV':
      return [{ value: csvLine(columns, output, session), name: headerName(columns, output, header) }]
    case 'JSON':
      return [{ value: jsonLine(columns, session), name: ident('line') }]
    case 'PARQUET': {
      const casts = writtenCasts(query, columns.length)
      return columns.map((column, index) => ({
        value: parquetValue(column, casts[index]),
        name: ident(header ? column.name : `col${index + 1}`),
      }))
    }
  }
}

const place = ({ id }: BoundColumn): Sql => ident('q', alias(id))

/** The column names as a line of the file, which DuckDB writes as it writes the name of its column. */
function headerName(columns: readonly BoundColumn[], output: CsvOutput, header: boolean): Sql {
  if (!header) return ident('line')
  const quote = output.enclosedBy
  const escape = output.escape ?? quote ?? ''
  const names = columns.map(({ name }) =>
    quote === undefined ? name : quote + name.replaceAll(quote, escape + quote) + quote,
  )
  return ident(names.join(output.fieldDelimiter))
}

function csvLine(columns: readonly BoundColumn[], output: CsvOutput, session: SessionValues): Sql {
  const facts = formatsOf(output, session)
  const fields = columns.map((column) => csvField(column, output, facts))
  const parts = fields.flatMap((field, index) =>
    index === 0 || output.fieldDelimiter === '' ? [field] : [text(output.fieldDelimiter), field],
  )
  return duck`concat(${join(parts)})`
}

const outputFormats: Readonly<Record<string, 'date' | 'time' | 'timestamp'>> = {
  DATE_OUTPUT_FORMAT: 'date',
  TIME_OUTPUT_FORMAT: 'time',
  TIMESTAMP_OUTPUT_FORMAT: 'timestamp',
  TIMESTAMP_NTZ_OUTPUT_FORMAT: 'timestamp',
  TIMESTAMP_LTZ_OUTPUT_FORMAT: 'timestamp',
  TIMESTAMP_TZ_OUTPUT_FORMAT: 'timestamp',
}

/** The session with the formats of the file format; "if AUTO, the value for the DATE_OUTPUT_FORMAT parameter is used". */
function formatsOf(output: CsvOutput, session: SessionValues): SessionFacts {
  return {
    now: session.now,
    parameter: (name) => {
      if (name === 'BINARY_OUTPUT_FORMAT') return output.binary
      const kind = outputFormats[name]
      const own = kind === undefined ? 'AUTO' : output[kind]
      return own.toUpperCase() === 'AUTO' || own === '' ? session.parameter(name) : own
    },
  }
}

/** "Character used to enclose strings": texts, and semi-structured values, which are written as text. */
const enclosedKinds: ReadonlySet<DataType['kind']> = new Set(['VARCHAR', 'VARIANT', 'OBJECT', 'ARRAY'])
/** Values without any character that could delimit something, unless the delimiters are letters or digits. */
const plainKinds: ReadonlySet<DataType['kind']> = new Set(['NUMBER', 'FLOAT', 'BOOLEAN', 'NULL'])

function csvField(column: BoundColumn, output: CsvOutput, facts: SessionFacts): Sql {
  const { type } = column
  const value = place(column)
  const written = fieldText(value, type, output, facts)
  const isText = enclosedKinds.has(type.kind)
  const protectedText = isText
    ? refuseEmpty(value, enclosedOrEscaped(written, output), type, output)
    : protectedPlain(written, type, output)
  // A text that stands for NULL is enclosed as texts are (user-guide/data-unload-considerations has `1,'null','NULL value'`).
  const nullText = isText ? enclosedNull(output) : output.nullText
  return column.nullable || type.kind === 'NULL'
    ? duck`CASE WHEN ${value} IS NULL THEN ${text(nullText)} ELSE ${protectedText} END`
    : duck`coalesce(${protectedText}, ${text(nullText)})`
}

/** Escaped as any text, so that a reader takes it for the same. */
function enclosedNull({ nullText, enclosedBy, escape }: CsvOutput): string {
  if (enclosedBy === undefined || nullText === '') return nullText
  const base = escape === undefined ? nullText : nullText.replaceAll(escape, escape + escape)
  const inner =
    escape === enclosedBy ? base : base.replaceAll(enclosedBy, (escape ?? enclosedBy) + enclosedBy)
  return enclosedBy + inner + enclosedBy
}

function fieldText(value: Sql, type: DataType, output: CsvOutput, facts: SessionFacts): Sql {
  if (type.kind === 'FLOAT') return floatText(duck`(${truncated(value)})`, false)
  if (type.kind === 'BINARY' && output.binary === 'UTF8') return duck`decode(${value})`
  return resultText(value, type, true, facts)
}

/**
 * "When floating-point number columns are unloaded to CSV or JSON files, Snowflake truncates the values to approximately (15,9)."
 * https://docs.snowflake.com/en/user-guide/data-unload-considerations#floating-point-numbers-truncated
 */
function truncated(value: Sql): Sql {
  return duck`CASE WHEN abs(${value}) BETWEEN 1e-9 AND 1e15 THEN round(${value}, 9) ELSE ${value} END`
}

/** "When a field in the source table contains this character, Snowflake escapes it using the same character", or the ESCAPE one. */
function enclosedOrEscaped(value: Sql, output: CsvOutput): Sql {
  const { enclosedBy, escape } = output
  if (enclosedBy === undefined) return escaped(value, output)
  const base = escape === undefined ? value : replaced(value, escape, escape + escape)
  const inner = escape === enclosedBy ? base : replaced(base, enclosedBy, (escape ?? enclosedBy) + enclosedBy)
  return duck`concat(${text(enclosedBy)}, ${inner}, ${text(enclosedBy)})`
}

/**
 * ESCAPE_UNENCLOSED_FIELD before itself and before what would end the field or the record. Most values have nothing of that: looking costs
 * less than replacing.
 */
function escaped(value: Sql, { escapeUnenclosed: escape, fieldDelimiter, recordDelimiter }: CsvOutput): Sql {
  if (escape === undefined) return value
  // A newline "is logical": a reader takes \r\n as one, so a \r of the value must not stand before it.
  const ends = recordDelimiter === '\n' ? ['\n', '\r'] : [recordDelimiter]
  const delimiters = [fieldDelimiter, ...ends].filter((delimiter) => delimiter !== '')
  const whole = delimiters.reduce(
    (part, delimiter) => replaced(part, delimiter, escape + delimiter),
    replaced(value, escape, escape + escape),
  )
  return duck`CASE WHEN ${holdsAny(value, [escape, ...delimiters])} THEN ${whole} ELSE ${value} END`
}

function holdsAny(value: Sql, marks: readonly string[]): Sql {
  return join(
    marks.map((mark) => duck`contains(${value}, ${text(mark)})`),
    ' OR ',
  )
}

function replaced(value: Sql, from: string, to: string): Sql {
  return duck`replace(${value}, ${text(from)}, ${text(to)})`
}

function protectedPlain(value: Sql, type: DataType, output: CsvOutput): Sql {
  const { fieldDelimiter, recordDelimiter, enclosedBy } = output
  if (plainKinds.has(type.kind) && !/[\w.+-]/.test(fieldDelimiter + recordDelimiter)) return value
  if (enclosedBy === undefined) return escaped(value, output)
  const marks = [fieldDelimiter, recordDelimiter, enclosedBy].filter((mark) => mark !== '')
  return duck`CASE WHEN ${holdsAny(value, marks)} THEN ${enclosedOrEscaped(value, output)} ELSE ${value} END`
}

/** "If set to TRUE, FIELD_OPTIONALLY_ENCLOSED_BY must specify a character to enclose strings": a row with an empty text needs it. */
function refuseEmpty(value: Sql, field: Sql, type: DataType, output: CsvOutput): Sql {
  if (type.kind !== 'VARCHAR' || output.enclosedBy !== undefined || !output.emptyAsNull) return field
  return duck`CASE WHEN ${value} = '' THEN ${raise('UNLOAD_EMPTY_TEXT', {})} ELSE ${field} END`
}

const semiStructured: ReadonlySet<DataType['kind']> = new Set(['VARIANT', 'OBJECT', 'ARRAY'])

/** "JSON can be specified for TYPE only when unloading data from VARIANT columns in tables." One document is a line. */
function jsonLine(columns: readonly BoundColumn[], session: SessionValues): Sql {
  const [column, ...more] = columns
  if (column === undefined || more.length > 0 || !semiStructured.has(column.type.kind))
    return fail('STAGE_FORMAT_MISMATCH', {
      reason: 'JSON file format can be used to unload one column of type VARIANT, OBJECT or ARRAY only.',
    })
  return duck`coalesce(${resultText(place(column), column.type, true, session)}, 'null')`
}

/** The types of `CAST(… AS type)` in the select list, by the number of the column, where all items are plain ones. */
function writtenCasts({ body }: Query, count: number): readonly (string | undefined)[] {
  if (body.kind !== 'Select' || body.items.length !== count) return []
  return body.items.map((item) =>
    item.kind === 'Item' && item.expression.kind === 'Cast'
      ? item.expression.type.name.toUpperCase()
      : undefined,
  )
}

/** https://docs.snowflake.com/en/user-guide/data-unload-considerations#explicitly-convert-numeric-columns-to-parquet-data-types */
const integerCasts: Readonly<Record<string, { readonly type: Sql; readonly bits: number }>> = {
  TINYINT: { type: duck`TINYINT`, bits: 8 },
  SMALLINT: { type: duck`SMALLINT`, bits: 16 },
  INT: { type: duck`INTEGER`, bits: 32 },
  INTEGER: { type: duck`INTEGER`, bits: 32 },
}

function parquetValue(column: BoundColumn, cast: string | undefined): Sql {
  const { type } = column
  const value = place(column)
  switch (type.kind) {
    case 'NUMBER': {
      const narrow = cast === undefined ? undefined : integerCasts[cast]
      if (narrow !== undefined && type.scale === 0) return narrowed(value, narrow)
      if (type.form === 'DECIMAL') return value
      if (type.form === 'HUGEINT') return duck`CAST(${value} AS DECIMAL(38, 0))`
      // Up to 18 digits a DECIMAL of Parquet is the same 64 bits.
      return type.precision <= 18 ? duck`CAST(${value} AS DECIMAL(${integer(type.precision)}, 0))` : value
    }
    case 'FLOAT':
      return cast === 'FLOAT' ? duck`CAST(${value} AS FLOAT)` : value
    case 'TIMESTAMP_NTZ':
      // "TIMESTAMP_NTZ(9) is unloaded as milliseconds."
      return duck`CAST(date_trunc('millisecond', ${value}) AS TIMESTAMP_MS)`
    case 'TIMESTAMP_LTZ':
    case 'TIMESTAMP_TZ':
      return fail('STAGE_FORMAT_MISMATCH', {
        reason: `Column ${column.name} of type ${type.kind} cannot be unloaded to PARQUET: cast it to another type.`,
      })
    case 'VARIANT':
    case 'OBJECT':
      return duck`CAST(${value} AS VARCHAR)`
    case 'ARRAY':
      // "Casting the values to an array (using the TO_ARRAY function) results in an array of JSON strings."
      return duck`CAST(CAST(${value} AS JSON[]) AS VARCHAR[])`
    case 'NULL':
      return duck`CAST(NULL AS VARCHAR)`
    default:
      return value
  }
}

function narrowed(value: Sql, { type, bits }: { readonly type: Sql; readonly bits: number }): Sql {
  const most = 2n ** BigInt(bits - 1)
  const fault = raise('NUMBER_OUT_OF_RANGE', { type: `INT(${bits})`, value })
  return duck`CASE WHEN ${value} BETWEEN ${integer(-most)} AND ${integer(most - 1n)} OR ${value} IS NULL THEN CAST(${value} AS ${type}) ELSE ${fault} END`
}
