import { SnowmeltError } from '../../common/errors.ts'
import type { FileInfo, Files } from '../../lake/files.ts'
import { boolean, duck, ident, integer, join, text, type Sql } from '../duck/sql.ts'
import { fileFault } from './csv.ts'
import type { ParquetFormat } from './format.ts'
import { withoutNulls } from './json.ts'
import { pathList, type Reject, type Runner } from './staging.ts'

/** A column of Parquet files as DuckDB reads it. */
export interface ParquetColumn {
  readonly name: string
  /** DuckDB's name of the type. */
  readonly type: string
}

/**
 * Parquet files as a relation of their own columns. They are not staged: the files know their row counts and number their rows
 * themselves, and their values have types already, so that reading them twice would only cost.
 */
export interface ParquetFiles {
  readonly files: readonly FileInfo[]
  /** `file`, `row` and the columns by their names. */
  readonly rows: Sql
  readonly columns: readonly ParquetColumn[]
  readonly counts: ReadonlyMap<number, number>
  readonly rejects: readonly Reject[]
}

/**
 * Opens Parquet files: their schemas are united by name, and a file without a whole footer is a file fault. With `verify`, one of
 * which the pages cannot be read is, too; that costs reading all of them.
 */
export async function openParquet(
  side: Runner,
  files: Files,
  infos: readonly FileInfo[],
  format: ParquetFormat,
  verify: boolean,
): Promise<ParquetFiles> {
  const paths: { readonly number: number; readonly path: string }[] = []
  const rejects: Reject[] = []
  for (const [number, info] of infos.entries()) paths.push({ number, path: await files.localPath(info.url) })
  const counts = new Map<number, number>()
  const readable: typeof paths = []
  for (const file of paths) {
    const found = await rowCount(side, file.path, verify)
    if (typeof found === 'string') rejects.push(fileFault(file.number, found))
    else {
      counts.set(file.number, found)
      readable.push(file)
    }
  }
  const scan = duck`read_parquet(${pathList(readable.map(({ path }) => path))}, file_row_number = true, union_by_name = true, binary_as_string = ${boolean(format.binaryAsText)})`
  const columns = readable.length === 0 ? [] : await columnsOf(side, scan)
  const numbers = join(readable.map(({ number }) => integer(number)))
  const list = join(
    columns.map(({ name }) => duck`, ${ident(name)}`),
    '',
  )
  const rows =
    readable.length === 0
      ? duck`(SELECT CAST(NULL AS INTEGER) AS file, CAST(NULL AS BIGINT) AS "row" WHERE FALSE)`
      : duck`(SELECT [${numbers}][CAST(file_index AS BIGINT) + 1] AS file, file_row_number + 1 AS "row"${list} FROM ${scan})`
  return { files: infos, rows, columns, counts, rejects }
}

async function rowCount(side: Runner, path: string, verify: boolean): Promise<number | string> {
  try {
    if (verify) await side.rows(duck`SELECT bit_xor(hash(p)) FROM read_parquet(${text(path)}) p`)
    const rows = await side.rows(duck`SELECT num_rows FROM parquet_file_metadata(${text(path)})`)
    return Number(rows[0]?.[0] ?? 0)
  } catch (error) {
    if (error instanceof SnowmeltError) return `The Parquet file cannot be read: ${error.message}`
    throw error
  }
}

async function columnsOf(side: Runner, scan: Sql): Promise<readonly ParquetColumn[]> {
  const rows = await side.rows(duck`DESCRIBE SELECT * EXCLUDE (file_row_number) FROM ${scan}`)
  return rows.map(([name, type]) => ({ name: name ?? '', type: type ?? '' }))
}

/**
 * A value of a Parquet file as the JSON text of a VARIANT. Decimals keep their digits where they are columns of their own; inside of
 * lists and structs DuckDB's to_json drops zeros at the end of a fraction, which changes no value.
 */
export function parquetJson(value: Sql, type: string, vectorized = true): Sql {
  if (/^(?:DECIMAL\(\d+,\d+\)|U?(?:HUGE|BIG|SMALL|TINY)INT|U?INTEGER)$/.test(type))
    return duck`CAST(CAST(${value} AS VARCHAR) AS JSON)`
  if (type === 'BLOB') return duck`to_json(hex(${value}))`
  if (type.startsWith('TIMESTAMP'))
    return duck`to_json(strftime(CAST(${value} AS TIMESTAMP), '%Y-%m-%d %H:%M:%S.%g'))`
  if (!/[([]/.test(type) || vectorized) return duck`to_json(${value})`
  // "This option does not explicitly show NULL values in the scan output", and maps are lists of keys and values.
  const plain = type.startsWith('MAP(') ? duck`{key_value: map_entries(${value})}` : value
  return duck`CAST(${withoutNulls(duck`CAST(to_json(${plain}) AS VARCHAR)`, 'elements')} AS JSON)`
}

/** The whole row as one JSON object, with the keys in the file's order. */
export function parquetRow(columns: readonly ParquetColumn[], vectorized: boolean): Sql {
  if (columns.length === 0) return duck`CAST('{}' AS JSON)`
  if (!vectorized) {
    const given = columns.map(
      ({ name, type }) =>
        duck`CASE WHEN ${ident(name)} IS NOT NULL THEN ${text(`${JSON.stringify(name)}:`)} || CAST(${parquetJson(ident(name), type, false)} AS VARCHAR) END`,
    )
    return duck`CAST('{' || concat_ws(',', ${join(given)}) || '}' AS JSON)`
  }
  const members = columns.map(
    ({ name, type }) =>
      duck`${text(`${JSON.stringify(name)}:`)} || coalesce(CAST(${parquetJson(ident(name), type)} AS VARCHAR), 'null')`,
  )
  return duck`CAST('{' || ${join(members, " || ',' || ")} || '}' AS JSON)`
}
