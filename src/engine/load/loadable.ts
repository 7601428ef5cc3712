import type { FileInfo, Files } from '../../lake/files.ts'
import type { Duck } from '../duck/connection.ts'
import { duck, ident, integer, join, text, type Sql } from '../duck/sql.ts'
import type { ValueType } from '../types/data-type.ts'
import { stageCsv } from './csv.ts'
import type { Format, ParquetFormat } from './format.ts'
import { compactJson, stageJson, withoutNulls } from './json.ts'
import { openParquet, parquetJson, parquetRow, type ParquetColumn } from './parquet.ts'
import { SideConnection } from './side.ts'
import { stagingTable, type Reject, type Runner, type Staging } from './staging.ts'

/** A column that staged files give, besides the file's number, the row's and its place. */
export interface FieldColumn {
  readonly name: string
  readonly type: ValueType
}

/** Staged files, readable as one relation. */
export interface Loadable {
  readonly files: readonly FileInfo[]
  /**
   * A relation in parentheses: `$at` (unique, rising in the order of files and rows), `$file` (index into `files`), `$row` (from 1), and
   * the columns of `fields` by their names.
   */
  readonly rows: Sql
  readonly fields: readonly FieldColumn[]
  /** Rows that the relation has, by file. */
  readonly counts: ReadonlyMap<number, number>
  /** Rows, and whole files, that it has not. */
  readonly rejects: readonly Reject[]
  /** {@link Staging.isIrregular} */
  readonly isIrregular: boolean
  /** {@link Staging.texts} */
  readonly texts: Staging['texts']
  /** Keys of JSON documents, where they were asked for. */
  readonly keys?: readonly string[]
  /** Parquet's own columns. */
  readonly parquet: readonly ParquetColumn[]
}

/** What the reader of CSV files must know. */
export interface CsvNeeds {
  /** Undefined: as many as the widest file has. */
  readonly columns: number | undefined
  readonly expected: number | 'uniform' | undefined
  readonly byHeader?: (header: readonly string[]) => readonly number[]
  readonly columnName: (column: number) => string
  /** Whether the keys of JSON documents must be known: columns are matched by name. */
  readonly keys?: boolean
  /** Whether the pages of Parquet files are read for faults first. */
  readonly verify?: boolean
}

const anyText: ValueType = { kind: 'VARCHAR', length: 16_777_216 }
const variant: ValueType = { kind: 'VARIANT' }

/** Opens staged files. `keep` is given what must be called when the rows are no longer needed. */
export async function openFiles(
  world: { readonly files: Files; readonly duck: Duck; readonly runner: Runner },
  infos: readonly FileInfo[],
  format: Format,
  needs: CsvNeeds,
  keep: (release: () => void) => void,
): Promise<Loadable> {
  if (format.type === 'CSV') {
    const staging = await stageCsv(world.runner, world.files, infos, { ...needs, format }, keep)
    const fields = staging.columns.map((name) => ({ name, type: anyText }))
    return fromStaging(
      world.runner,
      staging,
      fields,
      staging.columns.map((name) => ident(name)),
    )
  }
  const side = await SideConnection.open(world.duck)
  try {
    if (format.type === 'PARQUET')
      return await parquetLoadable(side, world.files, infos, format, needs.verify ?? false)
    const staging = await stageJson(world.runner, side, world.files, infos, format, keep)
    const document = format.stripNullValues
      ? duck`CAST(${withoutNulls(ident('$1'))} AS JSON)`
      : compactJson(ident('$1'))
    const loadable = await fromStaging(
      world.runner,
      staging,
      [{ name: '$1', type: variant }],
      [duck`${document} AS "$1"`],
    )
    if (needs.keys !== true) return loadable
    const keys = await world.runner.rows(
      duck`SELECT DISTINCT unnest(json_keys("$1")) FROM ${stagingTable(staging)} WHERE json_type("$1") = 'OBJECT'`,
    )
    return { ...loadable, keys: keys.map(([key]) => key ?? '') }
  } finally {
    side.close()
  }
}

async function fromStaging(
  runner: Runner,
  staging: Staging,
  fields: readonly FieldColumn[],
  columns: readonly Sql[],
): Promise<Loadable> {
  const found = await runner.rows(
    duck`SELECT file, count(*), min(rowid), bool_or("row" IS NULL) FROM ${stagingTable(staging)} GROUP BY file`,
  )
  // Row ids of rows that the transaction has not committed yet begin at 2^55.
  const firsts = new Map(found.map(([file, , first]) => [Number(file), BigInt(first ?? 0)]))
  const starts = staging.files.map((_, index) => integer(firsts.get(index) ?? 0n))
  const first = starts.length === 1 ? starts[0] : duck`[${join(starts)}][file + 1]`
  const place = duck`rowid - ${first ?? integer(0)} + 1`
  const row = duck`coalesce("row", ${numberOf(place, staging.apart ?? new Map())})`
  return {
    files: staging.files,
    rows: duck`(SELECT rowid AS "$at", file AS "$file", ${row} AS "$row", ${join(columns)} FROM ${stagingTable(staging)})`,
    fields,
    counts: new Map(found.map(([file, count]) => [Number(file), Number(count)])),
    rejects: staging.rejects,
    isIrregular: staging.isIrregular,
    texts: staging.texts,
    parquet: [],
  }
}

/** The number of the row at a place in its file: rows that lie apart have been left out before it. */
function numberOf(place: Sql, apart: ReadonlyMap<number, readonly number[]>): Sql {
  if (apart.size === 0) return place
  const cases = [...apart].map(
    ([file, rows]) =>
      duck`WHEN ${integer(file)} THEN ${place} + ${leftOut(
        place,
        rows.map((row, index) => row - index),
        0,
        rows.length,
      )}`,
  )
  return duck`CASE file ${join(cases, ' ')} ELSE ${place} END`
}

/** How many of the places, which rise, `place` has reached; known to be from `low` to `high`. */
function leftOut(place: Sql, places: readonly number[], low: number, high: number): Sql {
  if (low === high) return integer(low)
  const middle = Math.ceil((low + high) / 2)
  return duck`CASE WHEN ${place} >= ${integer(places[middle - 1] ?? 0)} THEN ${leftOut(place, places, middle, high)} ELSE ${leftOut(place, places, low, middle - 1)} END`
}

/** Rows of a file of which the numbers in `$at` are its own. */
const rowsPerFile = 2 ** 40

async function parquetLoadable(
  side: SideConnection,
  files: Files,
  infos: readonly FileInfo[],
  format: Extract<Format, { type: 'PARQUET' }>,
  verify: boolean,
): Promise<Loadable> {
  const opened = await openParquet(side, files, infos, format, verify)
  const own = opened.columns.map(({ name, type }) => {
    const whole = /^U?(?:TINY|SMALL)INT$|^U?INTEGER$/.test(type)
      ? duck`CAST(${ident(name)} AS BIGINT)`
      : ident(name)
    const plain =
      typeOfParquet(type, format) === undefined
        ? parquetJson(ident(name), type, format.vectorized)
        : type === 'FLOAT'
          ? duck`CAST(${ident(name)} AS DOUBLE)`
          : (storedTime(ident(name), type, format) ?? whole)
    return duck`${plain} AS ${ident(parquetField(name))}, ${parquetJson(ident(name), type, format.vectorized)} AS ${ident(parquetVariant(name))}`
  })
  const at = duck`CAST(file AS BIGINT) * ${integer(rowsPerFile)} + "row"`
  const list = join([duck`${parquetRow(opened.columns, format.vectorized)} AS "$1"`, ...own])
  return {
    files: infos,
    rows: duck`(SELECT ${at} AS "$at", file AS "$file", "row" AS "$row", ${list} FROM ${opened.rows})`,
    fields: [
      { name: '$1', type: variant },
      ...opened.columns.flatMap(({ name, type }) => [
        { name: parquetField(name), type: typeOfParquet(type, format) ?? variant },
        { name: parquetVariant(name), type: variant },
      ]),
    ],
    counts: opened.counts,
    rejects: opened.rejects,
    isIrregular: false,
    texts: async (wanted) =>
      duck`SELECT file, "row", "row" AS line, CAST(${parquetRow(opened.columns, format.vectorized)} AS VARCHAR) AS raw, CAST(NULL AS VARCHAR[]) AS fields FROM ${opened.rows} WHERE ${join(
        [...wanted].map(
          ([file, rows]) => duck`(file = ${integer(file)} AND "row" IN (${join(rows.map(integer))}))`,
        ),
        ' OR ',
      )}`,
    parquet: opened.columns,
  }
}

/** Times as they are stored here; undefined for other types. */
function storedTime(value: Sql, type: string, { logicalTypes }: ParquetFormat): Sql | undefined {
  if (type === 'TIMESTAMP WITH TIME ZONE') return logicalTypes ? value : duck`timezone('UTC', ${value})`
  return type.startsWith('TIMESTAMP_') ? duck`CAST(${value} AS TIMESTAMP)` : undefined
}

/** The relation's column with a Parquet column's value as it is. */
export function parquetField(name: string): string {
  return `$1:${name}`
}

/** The relation's column with a Parquet column's value as a VARIANT. */
export function parquetVariant(name: string): string {
  return `$1:${name}::VARIANT`
}

/**
 * The Snowflake type that a Parquet column's values have once small numbers are widened; undefined where a VARIANT stands for it
 * (lists, structs, and types that Snowflake does not have).
 */
export function typeOfParquet(type: string, { logicalTypes }: ParquetFormat): ValueType | undefined {
  const [, precision = '0', scale = '0'] = /^DECIMAL\((\d+),(\d+)\)$/.exec(type) ?? []
  if (Number(scale) > 0)
    return { kind: 'NUMBER', precision: Number(precision), scale: Number(scale), form: 'DECIMAL' }
  const plain: Readonly<Record<string, ValueType>> = {
    BIGINT: { kind: 'NUMBER', precision: 38, scale: 0, form: 'BIGINT' },
    INTEGER: { kind: 'NUMBER', precision: 38, scale: 0, form: 'BIGINT' },
    SMALLINT: { kind: 'NUMBER', precision: 38, scale: 0, form: 'BIGINT' },
    TINYINT: { kind: 'NUMBER', precision: 38, scale: 0, form: 'BIGINT' },
    UINTEGER: { kind: 'NUMBER', precision: 38, scale: 0, form: 'BIGINT' },
    USMALLINT: { kind: 'NUMBER', precision: 38, scale: 0, form: 'BIGINT' },
    UTINYINT: { kind: 'NUMBER', precision: 38, scale: 0, form: 'BIGINT' },
    HUGEINT: { kind: 'NUMBER', precision: 38, scale: 0, form: 'HUGEINT' },
    DOUBLE: { kind: 'FLOAT' },
    FLOAT: { kind: 'FLOAT' },
    VARCHAR: anyText,
    BOOLEAN: { kind: 'BOOLEAN' },
    DATE: { kind: 'DATE' },
    TIME: { kind: 'TIME', precision: 9 },
    TIMESTAMP: { kind: 'TIMESTAMP_NTZ', precision: 9 },
    TIMESTAMP_S: { kind: 'TIMESTAMP_NTZ', precision: 9 },
    TIMESTAMP_MS: { kind: 'TIMESTAMP_NTZ', precision: 9 },
    TIMESTAMP_NS: { kind: 'TIMESTAMP_NTZ', precision: 9 },
    'TIMESTAMP WITH TIME ZONE': { kind: logicalTypes ? 'TIMESTAMP_LTZ' : 'TIMESTAMP_NTZ', precision: 9 },
    BLOB: { kind: 'BINARY', length: 8_388_608 },
  }
  return plain[type]
}

/** The names of the files as an SQL list, to be picked from by `$file`. */
export function perFile(values: readonly Sql[]): Sql {
  return duck`[${join(values)}]["$file" + 1]`
}

/** A list of texts, to be picked from by `$file`. */
export function textPerFile(values: readonly string[]): Sql {
  return perFile(values.map(text))
}
