import type { StreamRecord } from '../catalog/objects/stream.ts'
import type { TableRecord } from '../catalog/objects/table.ts'
import { duck, ident, integer, join, text, type Sql } from '../duck/sql.ts'
import { historyTable, liveTable } from '../storage/physical.ts'
import { endedColumn, rowIdColumn, versionColumn } from '../storage/table-storage.ts'

/** The two versions of a table that a stream compares. */
export interface Range {
  readonly from: bigint
  readonly to: bigint
  /** SHOW_INITIAL_ROWS, before the first consumption: the rows of `from` as inserts, and nothing else. */
  readonly initial: boolean
  /** Of a stream on a view, whose own versions mean nothing: the versions of its tables, by their ids. */
  readonly bases?: ReadonlyMap<number, { readonly from: bigint; readonly to: bigint }>
}

const rowId = ident(rowIdColumn)
const version = ident(versionColumn)
const ended = ident(endedColumn)

/**
 * The rows of a stream: the table's columns, then METADATA$ACTION, METADATA$ISUPDATE and METADATA$ROW_ID.
 * https://docs.snowflake.com/en/user-guide/streams-intro#stream-columns
 */
export function deltaRows(table: TableRecord, mode: StreamRecord['mode'], range: Range): Sql {
  if (range.initial) return images(table, rowsAt(table, range.from), 'INSERT', duck`FALSE`)
  return {
    DEFAULT: netChange,
    APPEND_ONLY: insertedRows,
    INSERT_ONLY: keptRows,
  }[mode](table, range)
}

/** The table as it was at a version: a query with the physical columns and the row id. */
export function rowsAt(table: TableRecord, at: bigint): Sql {
  return duck`SELECT ${columns(table)}, ${rowId} FROM ${liveTable(table)} WHERE ${version} <= ${integer(at)} UNION ALL SELECT ${columns(table)}, ${rowId} FROM ${historyTable(table)} WHERE ${version} <= ${integer(at)} AND ${ended} > ${integer(at)}`
}

/**
 * What differs between two versions. A row's image after the change is the one visible at `to` if it is younger than `from`; its
 * image before is the one visible at `from` if it ended by `to`; both, joined by row id, make an update.
 */
function netChange(table: TableRecord, range: Range): Sql {
  const { before, after } = changedImages(table, range)
  const inserts = images(table, after, 'INSERT', among(before))
  const deletes = images(table, before, 'DELETE', among(after))
  return duck`${inserts} UNION ALL ${deletes}`
}

/** Two versions of a table. */
export type Versions = Pick<Range, 'from' | 'to'>

/** The images of rows that differ between two versions: as they were at `from`, and as they are at `to`. */
export function changedImages(
  table: TableRecord,
  { from, to }: Versions,
): { readonly before: Sql; readonly after: Sql } {
  const since = duck`${version} > ${integer(from)} AND ${version} <= ${integer(to)}`
  return {
    after: duck`SELECT ${columns(table)}, ${rowId} FROM ${liveTable(table)} WHERE ${since} UNION ALL SELECT ${columns(table)}, ${rowId} FROM ${historyTable(table)} WHERE ${since} AND ${ended} > ${integer(to)}`,
    before: duck`SELECT ${columns(table)}, ${rowId} FROM ${historyTable(table)} WHERE ${version} <= ${integer(from)} AND ${ended} > ${integer(from)} AND ${ended} <= ${integer(to)}`,
  }
}

/** The rows that have one image at both versions. */
export function unchangedImages(table: TableRecord, { from, to }: Versions): Sql {
  const old = duck`${version} <= ${integer(from)}`
  return duck`SELECT ${columns(table)}, ${rowId} FROM ${liveTable(table)} WHERE ${old} UNION ALL SELECT ${columns(table)}, ${rowId} FROM ${historyTable(table)} WHERE ${old} AND ${ended} > ${integer(to)}`
}

/** Whether the row of the outer query is one of `rows` (a mark join: one pass, NULL-free as row ids are never NULL). */
function among(rows: Sql): Sql {
  return duck`${rowId} IN (SELECT ${rowId} FROM (${rows}))`
}

/**
 * Each row inserted since `from`, as it was inserted, whatever became of it later. Its first image is the one with the lowest
 * version; a row that is older has an image that ended after `from` too, and that one comes first then. Images that ended
 * before `from` tell nothing: the history grows in the order of `ended`, so DuckDB skips them without reading.
 */
export function insertedImages(table: TableRecord, { from, to }: Versions): Sql {
  const since = duck`${version} > ${integer(from)} AND ${version} <= ${integer(to)}`
  const changed = duck`FROM ${historyTable(table)} WHERE ${ended} > ${integer(from)}`
  const untouched = duck`SELECT ${columns(table)}, ${rowId} FROM ${liveTable(table)} WHERE ${since} AND ${rowId} NOT IN (SELECT ${rowId} ${changed})`
  const first = duck`SELECT * ${changed} QUALIFY row_number() OVER (PARTITION BY ${rowId} ORDER BY ${version}) = 1`
  return duck`${untouched} UNION ALL SELECT ${columns(table)}, ${rowId} FROM (${first}) WHERE ${since}`
}

function insertedRows(table: TableRecord, range: Range): Sql {
  return images(table, insertedImages(table, range), 'INSERT', duck`FALSE`)
}

/**
 * What was inserted since `from` and is still there at `to`: "the stream returns records for the rows in File2 only, regardless of
 * whether File1 was added before or within the requested change interval".
 * https://docs.snowflake.com/en/user-guide/streams-intro#types-of-streams
 */
function keptRows(table: TableRecord, { from, to }: Range): Sql {
  const before = duck`SELECT ${rowId} FROM (${rowsAt(table, from)})`
  const kept = duck`SELECT ${columns(table)}, ${rowId} FROM (${rowsAt(table, to)}) WHERE ${rowId} NOT IN (${before})`
  return images(table, kept, 'INSERT', duck`FALSE`)
}

function images(table: TableRecord, rows: Sql, action: 'INSERT' | 'DELETE', isUpdate: Sql): Sql {
  // Snowflake's row ids are 40 hexadecimal digits; two streams on one table give one row the same.
  const id = duck`sha1(${text(`${table.id}:`)} || ${rowId})`
  return duck`SELECT ${columns(table)}, ${text(action)} AS "METADATA$ACTION", ${isUpdate} AS "METADATA$ISUPDATE", ${id} AS "METADATA$ROW_ID" FROM (${rows})`
}

function columns(table: TableRecord): Sql {
  return join(table.columns.map(({ physical }) => ident(physical)))
}
