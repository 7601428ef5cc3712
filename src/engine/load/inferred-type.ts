import { fail } from '../../common/errors.ts'
import { duck, type Sql } from '../duck/sql.ts'

/** Values of a column that look alike. */
export interface Seen {
  readonly kind: string
  /** Digits before and behind the point, where they are numbers. */
  readonly digits: number
  readonly scale: number
}

/** What a text looks like. The forms of dates and times are those that AUTO detects. https://docs.snowflake.com/en/user-guide/date-time-input-output */
export function kindOfText(value: Sql): Sql {
  const is = (pattern: Sql) => duck`regexp_full_match(${value}, ${pattern})`
  return duck`CASE WHEN ${is(duck`'(?i)true|false'`)} THEN 'BOOLEAN' WHEN ${is(duck`'[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)'`)} THEN 'NUMBER' WHEN ${is(duck`'[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)[eE][+-]?[0-9]+'`)} THEN 'REAL' ELSE ${temporalKind(value)} END`
}

function temporalKind(value: Sql): Sql {
  const is = (pattern: Sql) => duck`regexp_full_match(${value}, ${pattern})`
  const iso = duck`(${is(duck`'[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}'`)} AND try_cast(${value} AS DATE) IS NOT NULL)`
  const slashes = duck`(${is(duck`'[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}'`)} AND try_strptime(${value}, '%m/%d/%Y') IS NOT NULL)`
  const month = duck`(${is(duck`'[0-9]{1,2}-[A-Za-z]{3}-[0-9]{4}'`)} AND try_strptime(${value}, '%d-%b-%Y') IS NOT NULL)`
  const stamp = duck`(${is(duck`'[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}[ T][0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,9})?)?( ?(Z|[+-][0-9]{2}:?([0-9]{2})?))?'`)} AND try_cast(left(${value}, 10) AS DATE) IS NOT NULL)`
  const time = is(duck`'([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]{1,9})?)?'`)
  return duck`CASE WHEN ${iso} OR ${slashes} OR ${month} THEN 'DATE' WHEN ${stamp} THEN 'TIMESTAMP_NTZ' WHEN ${time} THEN 'TIME' ELSE 'TEXT' END`
}

/** What a JSON value of DuckDB's `type` looks like: "The scientific annotations (e.g. 1E2) in JSON files are retrieved as REAL data type." */
export function kindOfJson(type: Sql, value: Sql): Sql {
  return duck`CASE ${type} WHEN 'VARCHAR' THEN ${temporalKind(value)} WHEN 'BOOLEAN' THEN 'BOOLEAN' WHEN 'ARRAY' THEN 'ARRAY' WHEN 'OBJECT' THEN 'OBJECT' WHEN 'DOUBLE' THEN CASE WHEN regexp_matches(${value}, '[eE]') THEN 'REAL' ELSE 'NUMBER' END ELSE 'NUMBER' END`
}

/** The type that holds all values of a column. Of several kinds, texts of CSV files are TEXT, and values of JSON are VARIANT. */
export function guessedType(seen: readonly Seen[], isJson: boolean): string {
  const kinds = new Set(seen.map(({ kind }) => kind))
  const [only, ...more] = kinds
  if (only === undefined) return isJson ? 'VARIANT' : 'TEXT'
  const isOf = (...those: readonly string[]) => [...kinds].every((kind) => those.includes(kind))
  if (isOf('NUMBER')) return numberType(seen)
  if (more.length === 0) return only
  if (isOf('NUMBER', 'REAL')) return 'REAL'
  if (isOf('DATE', 'TIMESTAMP_NTZ')) return 'TIMESTAMP_NTZ'
  return isJson && !isOf('TEXT', 'DATE', 'TIME', 'TIMESTAMP_NTZ') ? 'VARIANT' : 'TEXT'
}

function numberType(seen: readonly Seen[]): string {
  const scale = Math.max(...seen.map((each) => each.scale))
  const precision = Math.max(1, Math.max(...seen.map(({ digits }) => digits)) + scale)
  return precision > 38 ? 'REAL' : `NUMBER(${precision}, ${scale})`
}

/** The type of a Parquet column that DuckDB reads as `type`; "all the variations of timestamp data types are retrieved as TIMESTAMP_NTZ". */
export function parquetType(type: string): string {
  const [, precision, scale] = /^DECIMAL\((\d+),(\d+)\)$/.exec(type) ?? []
  if (precision !== undefined) return `NUMBER(${precision}, ${scale})`
  if (/^U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?$/.test(type)) return 'NUMBER(38, 0)'
  if (type.startsWith('TIMESTAMP')) return 'TIMESTAMP_NTZ'
  if (type === 'TIME' || type.startsWith('TIME ')) return 'TIME'
  const plain: Readonly<Record<string, string>> = {
    VARCHAR: 'TEXT', UUID: 'TEXT', BLOB: 'BINARY', BOOLEAN: 'BOOLEAN', DATE: 'DATE', FLOAT: 'REAL', DOUBLE: 'REAL',
  } // prettier-ignore
  return plain[type] ?? 'VARIANT'
}

/** The same for KIND => 'ICEBERG'. https://docs.snowflake.com/en/user-guide/tables-iceberg-data-types */
export function icebergType(type: string): string {
  const [, precision, scale] = /^DECIMAL\((\d+),(\d+)\)$/.exec(type) ?? []
  if (precision !== undefined) return `DECIMAL(${precision}, ${scale})`
  const plain: Readonly<Record<string, string>> = {
    BOOLEAN: 'BOOLEAN', TINYINT: 'INT', SMALLINT: 'INT', INTEGER: 'INT', UTINYINT: 'INT', USMALLINT: 'INT', UINTEGER: 'LONG',
    BIGINT: 'LONG', FLOAT: 'FLOAT', DOUBLE: 'DOUBLE', VARCHAR: 'STRING', UUID: 'STRING', BLOB: 'BINARY', DATE: 'DATE', TIME: 'TIME',
    TIMESTAMP: 'TIMESTAMP', TIMESTAMP_NS: 'TIMESTAMP', 'TIMESTAMP WITH TIME ZONE': 'TIMESTAMPTZ',
  } // prettier-ignore
  return (
    plain[type] ??
    fail('UNSUPPORTED', { feature: `INFER_SCHEMA of a column of type ${type} with KIND => 'ICEBERG'` })
  )
}
