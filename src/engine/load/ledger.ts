import type { Instant } from '../../common/clock.ts'
import type { BoundSource } from '../bind/tree.ts'
import { ledgerColumn, ledgerRelationSource, type LedgerRelation } from '../catalog/ledger-relation.ts'
import type { PipeRecord } from '../catalog/objects/pipe.ts'
import type { TableColumn, TableRecord } from '../catalog/objects/table.ts'
import { boolean, duck, integer, join, text, type Sql } from '../duck/sql.ts'
import type { TextRow, Transaction } from '../storage/transaction.ts'
import { columnName } from './shape.ts'
import { rejectColumn } from './bad-rows.ts'
import type { FileLoad } from './verdict.ts'

/** One load as the ledger needs to know it. */
export interface LedgerEntry {
  readonly table: TableRecord
  readonly columns: readonly TableColumn[]
  readonly pipe: PipeRecord | undefined
  readonly stage: string
  readonly started: Instant
  readonly ended: Instant
  /** False for the ledger of an attempt whose rows were rolled back. */
  readonly committed: boolean
  /** The COPY statement; absent for a pipe. */
  readonly query?: { readonly id: string; readonly session: string } | undefined
  /** The COPY transforms what it loads. */
  readonly transformed: boolean
}

const batch = 200

/** Writes a row for each file and one for each rejected row. `bad`: the rejected rows by `file`, an index into `loads`. */
export async function writeLedger(
  transaction: Pick<Transaction, 'run' | 'rows'>,
  entry: LedgerEntry,
  loads: readonly FileLoad[],
  bad: Sql | undefined,
): Promise<void> {
  if (loads.length === 0) return
  const ids = await transaction.rows(
    duck`SELECT nextval('snowmelt.load_id') FROM range(${integer(loads.length)})`,
  )
  const numbers = ids.map(([id]) => BigInt(id ?? 0)).sort((a, b) => (a < b ? -1 : 1))
  for (const load of loads) checkBalance(load)
  for (let at = 0; at < loads.length; at += batch) {
    const rows = loads
      .slice(at, at + batch)
      .map((load, index) => loadRow(entry, load, numbers[at + index] ?? 0n))
    await transaction.run(duck`INSERT INTO snowmelt.load VALUES ${join(rows)}`)
  }
  if (bad === undefined || loads.every(({ errors }) => errors === 0)) return
  const id = duck`[${join(numbers.map(integer))}][file + 1]`
  const names = duck`[${join(entry.columns.map(({ name }, index) => text(columnName(entry.table, name, index + 1))))}]["column"]`
  await transaction.run(
    duck`INSERT INTO snowmelt.rejected_row SELECT ${id}, "row", line, "character", ${names}, raw, reason, code FROM ${bad} ORDER BY file, "row"`,
  )
}

/** The promise of the ledger: a row is loaded, rejected or skipped, and nothing else. */
function checkBalance({ info, parsed, loaded, rejected, skipped }: FileLoad): void {
  if (parsed === loaded + rejected + skipped) return
  throw new Error(
    `Snowmelt bug: the rows of ${info.url} do not add up: ${parsed} parsed, ${loaded} loaded, ${rejected} rejected, ${skipped} skipped`,
  )
}

function loadRow(entry: LedgerEntry, load: FileLoad, id: bigint): Sql {
  const { table, pipe, columns } = entry
  const { info, first } = load
  const optional = (value: string | null | undefined) =>
    value === null || value === undefined ? duck`NULL` : text(value)
  const column = first === undefined ? null : rejectColumn(first, table, columns)
  const fault =
    first === undefined
      ? duck`NULL, NULL, NULL, NULL, NULL`
      : duck`${text(first.reason)}, ${text(first.code)}, ${integer(first.line)}, ${integer(first.character)}, ${optional(column)}`
  return duck`(${integer(id)}, ${integer(table.id)}, ${text(fullName(table))}, ${integer(pipe?.id ?? 0)}, ${optional(pipe === undefined ? undefined : fullName(pipe))}, ${text(entry.stage)}, ${text(info.url)}, ${text(info.etag)}, ${integer(info.size)}, ${integer(Math.trunc(info.lastModified))}, ${text(load.status)}, ${integer(load.parsed)}, ${integer(load.loaded)}, ${integer(load.rejected)}, ${integer(load.skipped)}, ${integer(load.errors)}, ${integer(load.errorLimit)}, ${fault}, ${integer(entry.started)}, ${integer(entry.ended)}, ${boolean(entry.committed)}, ${optional(entry.query?.id)}, ${optional(entry.query?.session)}, ${boolean(entry.transformed)})`
}

/** `DB.SCHEMA.NAME`. */
export function fullName(object: {
  readonly database: string
  readonly schema: string
  readonly name: string
}): string {
  return `${object.database}.${object.schema}.${object.name}`
}

/** The ledger of one table, summed up. */
export interface LedgerSummary {
  readonly table: string
  readonly files: number
  readonly parsed: number
  readonly loaded: number
  readonly rejected: number
  readonly skipped: number
}

/** By table, what the loads have brought. A load that was rolled back has loaded nothing. */
export async function ledgerSummary(
  transaction: Pick<Transaction, 'rows'>,
): Promise<readonly LedgerSummary[]> {
  const rows = await transaction.rows(
    duck`SELECT "table", count(*), sum(parsed), sum(loaded), sum(rejected), sum(skipped) FROM snowmelt.load GROUP BY "table" ORDER BY "table"`,
  )
  return rows.map(([table, files, parsed, loaded, rejected, skipped]) => ({
    table: table ?? '',
    files: Number(files),
    parsed: Number(parsed),
    loaded: Number(loaded),
    rejected: Number(rejected),
    skipped: Number(skipped),
  }))
}

/** A row that was not loaded, with its place. */
export interface RejectedRow {
  readonly loadId: number
  readonly table: string
  readonly file: string
  readonly row: number
  readonly line: number
  readonly character: number
  readonly column: string | null
  readonly raw: string | null
  readonly reason: string
  readonly at: Instant
}

/** The rejected rows, latest loads first, of one table (`DB.SCHEMA.NAME`) or of all. */
export async function rejectedRows(
  transaction: Pick<Transaction, 'rows'>,
  options: { readonly table?: string; readonly limit?: number } = {},
): Promise<readonly RejectedRow[]> {
  const where = options.table === undefined ? duck`` : duck`WHERE l."table" = ${text(options.table)}`
  const rows = await transaction.rows(
    duck`SELECT r.load_id, l."table", l.file, r."row", r.line, r."character", r."column", r.raw, r.reason, l.ended FROM snowmelt.rejected_row r JOIN snowmelt.load l ON l.id = r.load_id ${where} ORDER BY r.load_id DESC, r."row" LIMIT ${integer(options.limit ?? 1000)}`,
  )
  return rows.map(rejectedRow)
}

function rejectedRow(row: TextRow): RejectedRow {
  const [loadId, table, file, number, line, character, column, raw, reason, at] = row
  return {
    loadId: Number(loadId),
    table: table ?? '',
    file: file ?? '',
    row: Number(number),
    line: Number(line),
    character: Number(character),
    column: column ?? null,
    raw: raw ?? null,
    reason: reason ?? '',
    at: Number(at),
  }
}

const { boolean: truth, text: words, time, whole } = ledgerColumn

const relations: Readonly<Record<string, LedgerRelation>> = {
  LOADS: {
    from: duck`snowmelt.load`,
    columns: [
      whole('LOAD_ID', 'id'),
      words('TABLE_NAME', 'table'),
      words('PIPE_NAME', 'pipe'),
      words('STAGE_LOCATION', 'stage'),
      words('FILE_NAME', 'file'),
      words('ETAG'),
      whole('FILE_SIZE', 'size'),
      time('LAST_MODIFIED', 'last_modified'),
      words('STATUS'),
      whole('ROWS_PARSED', 'parsed'),
      whole('ROWS_LOADED', 'loaded'),
      whole('ROWS_REJECTED', 'rejected'),
      whole('ROWS_SKIPPED', 'skipped'),
      whole('ERROR_COUNT', 'errors'),
      whole('ERROR_LIMIT'),
      words('FIRST_ERROR'),
      whole('FIRST_ERROR_LINE'),
      whole('FIRST_ERROR_CHARACTER'),
      words('FIRST_ERROR_COLUMN'),
      time('STARTED', 'started'),
      time('ENDED', 'ended'),
      truth('COMMITTED'),
    ],
  },
  REJECTED_ROWS: {
    from: duck`(SELECT r.*, l."table", l.file, l.ended FROM snowmelt.rejected_row r JOIN snowmelt.load l ON l.id = r.load_id)`,
    columns: [
      whole('LOAD_ID'),
      words('TABLE_NAME', 'table'),
      words('FILE_NAME', 'file'),
      whole('FILE_ROW', 'row'),
      whole('LINE'),
      whole('CHARACTER'),
      words('COLUMN_NAME', 'column'),
      words('RAW'),
      words('REASON'),
      time('LOADED', 'ended'),
    ],
  },
}

/** The relation behind SNOWMELT.LEDGER.`name` (LOADS, REJECTED_ROWS); undefined for other names. */
export function ledgerSource(name: string): BoundSource | undefined {
  const relation = relations[name]
  return relation === undefined ? undefined : ledgerRelationSource(name, relation)
}
