import type { ErrorCode } from '../../common/codes.ts'
import type { FileInfo } from '../../lake/files.ts'
import { duck, ident, integer, join, text, type Sql } from '../duck/sql.ts'
import type { TextRow } from '../storage/transaction.ts'

/** Where SQL is run: a transaction, or a connection of its own. */
export interface Runner {
  run(sql: Sql): Promise<number>
  rows(sql: Sql): Promise<readonly TextRow[]>
  temporaryName(stem: string): string
}

/** A row that could not become one of the target, or a whole file (`row` 0). */
export interface Reject {
  readonly file: number
  /** Number of the record in its file, from 1; 0 when the fault is the file's. */
  readonly row: number
  readonly line: number
  readonly character: number
  /** Place of the column in the COPY's column list, from 1, if one is to blame. */
  readonly column: number | undefined
  readonly raw: string | null
  readonly reason: string
  readonly code: ErrorCode
}

/**
 * Files read into a temporary table, before anything of the target is touched: their columns as text (CSV), as one JSON (`$1`), or
 * as Parquet has them. Rows of one file lie together in the file's order, so `rowid` numbers them, where `row` is null.
 *
 * Why a staging table: row numbers (`row_number() over ()` makes a scan single-threaded), rows per file for the ledger, and
 * rejects are known before the target is written, for which DuckDB would otherwise abort the whole transaction. Measured here, 1 M
 * rows of 9 columns, 114 MB: read into staging as text 1.0–1.6 s and converting INSERT 1.3–1.4 s, against 2.5 s for a converting
 * INSERT straight from the file, 2.6–3.2 s for `CREATE TABLE AS SELECT` of typed columns from read_csv, and the same with row_number 2.6 s.
 */
export interface Staging {
  readonly table: string
  /** By the number in column `file`, from 0. */
  readonly files: readonly FileInfo[]
  /** Columns of the table after `file` and `row`: `$1` … or Parquet's own, as `c1` …. */
  readonly columns: readonly string[]
  /** Faults of structure, in the order of files and rows. */
  readonly rejects: readonly Reject[]
  /** Rows were found that are not built like the others: it is likely that more is wrong. */
  readonly isIrregular: boolean
  /** Rows of a file that lie elsewhere in the table, with a number of their own: their numbers, rising. */
  readonly apart?: ReadonlyMap<number, readonly number[]>
  /**
   * The text of rows for messages and the ledger: a SELECT of `file`, `row`, `line`, `raw`, and `fields` (a list, or NULL), at least
   * of the wanted rows (numbers by file).
   */
  readonly texts: (wanted: WantedRows) => Promise<Sql>
}

/** Numbers of rows, by file. */
export type WantedRows = ReadonlyMap<number, readonly number[]>

/** The staging's table. */
export function stagingTable(staging: { readonly table: string }): Sql {
  return ident('temp', 'main', staging.table)
}

/** `['a', 'b']` of paths. */
export function pathList(paths: readonly string[]): Sql {
  return duck`[${join(paths.map(text))}]`
}

/** Makes an empty staging table of text columns. */
export async function createStaging(runner: Runner, columns: readonly string[], type: Sql): Promise<string> {
  const table = runner.temporaryName('staging')
  const list = columns.map((name) => duck`, ${ident(name)} ${type}`)
  await runner.run(duck`CREATE TEMP TABLE ${ident(table)} (file INTEGER, "row" BIGINT${join(list, '')})`)
  return table
}

/** Takes the rows of some files out again: another reader will read them. */
export async function removeFiles(runner: Runner, table: string, files: readonly number[]): Promise<void> {
  if (files.length === 0) return
  await runner.run(duck`DELETE FROM ${stagingTable({ table })} WHERE file IN (${join(files.map(integer))})`)
}

/** Every group of `items` with one key, in the order of first appearance. */
export function groupBy<T>(items: readonly T[], key: (item: T) => string): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const name = key(item)
    const group = groups.get(name)
    if (group === undefined) groups.set(name, [item])
    else group.push(item)
  }
  return [...groups.values()]
}
