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
}

const rowId = ident(rowIdColumn)
const version = ident(versionColumn)
const ended = ident(endedColumn)

/**
 * The rows of a stream: the table's columns, then METADATA$ACTION, METADATA$ISUPDATE and METADATA$ROW_ID.
 * https://docs.snowflake.com/en/user-guide/streams-intro#stream-columns
 */
export function deltaRows(table: TableRecord, mode: 'DEFAULT' | 'APPEND_ONLY', range: Range): Sql {
  if (range.initial) return images(table, rowsAt(table, range.from), 'INSERT', duck`FALSE`)
  return mode === 'DEFAULT' ? netChange(table, range) : insertedRows(table, range)
}

/** The table as it was at a version: a query with the physical columns and the row id. */
export function rowsAt(table: TableRecord, at: bigint): Sql {
  return duck`SELECT ${columns(table)}, ${rowId} FROM ${liveTable(table)} WHERE ${version} <= ${integer(at)} UNION ALL SELECT ${columns(table)}, ${rowId} FROM ${historyTable(table)} WHERE ${version} <= ${integer(at)} AND ${ended} > ${integer(at)}`
}

/**
 * What differs between two versions. A row's image after the change is the one visible at `to` if it is younger than `from`; its
 * image before is the one visible at `from` if it ended by `to`; both, joined by row id, make an update.
 */
function netChange(table: TableRecord, { from, to }: Range): Sql {
  const since = duck`${version} > ${integer(from)} AND ${version} <= ${integer(to)}`
  const after = duck`SELECT ${columns(table)}, ${rowId} FROM ${liveTable(table)} WHERE ${since} UNION ALL SELECT ${columns(table)}, ${rowId} FROM ${historyTable(table)} WHERE ${since} AND ${ended} > ${integer(to)}`
  const before = duck`SELECT ${columns(table)}, ${rowId} FROM ${historyTable(table)} WHERE ${version} <= ${integer(from)} AND ${ended} > ${integer(from)} AND ${ended} <= ${integer(to)}`
  const inserts = images(table, after, 'INSERT', among(before))
  const deletes = images(table, before, 'DELETE', among(after))
  return duck`${inserts} UNION ALL ${deletes}`
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
function insertedRows(table: TableRecord, { from, to }: Range): Sql {
  const since = duck`${version} > ${integer(from)} AND ${version} <= ${integer(to)}`
  const changed = duck`FROM ${historyTable(table)} WHERE ${ended} > ${integer(from)}`
  const untouched = duck`SELECT ${columns(table)}, ${rowId} FROM ${liveTable(table)} WHERE ${since} AND ${rowId} NOT IN (SELECT ${rowId} ${changed})`
  const first = duck`SELECT * ${changed} QUALIFY row_number() OVER (PARTITION BY ${rowId} ORDER BY ${version}) = 1`
  const all = duck`${untouched} UNION ALL SELECT ${columns(table)}, ${rowId} FROM (${first}) WHERE ${since}`
  return images(table, all, 'INSERT', duck`FALSE`)
}

function images(table: TableRecord, rows: Sql, action: 'INSERT' | 'DELETE', isUpdate: Sql): Sql {
  // Snowflake's row ids are 40 hexadecimal digits; two streams on one table give one row the same.
  const id = duck`sha1(${text(`${table.id}:`)} || ${rowId})`
  return duck`SELECT ${columns(table)}, ${text(action)} AS "METADATA$ACTION", ${isUpdate} AS "METADATA$ISUPDATE", ${id} AS "METADATA$ROW_ID" FROM (${rows})`
}

function columns(table: TableRecord): Sql {
  return join(table.columns.map(({ physical }) => ident(physical)))
}
