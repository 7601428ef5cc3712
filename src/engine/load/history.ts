import type { Instant } from '../../common/clock.ts'
import type { FileInfo } from '../../lake/files.ts'
import { duck, integer, join, text } from '../duck/sql.ts'
import type { Transaction } from '../storage/transaction.ts'

/** What a table (or a pipe) has loaded. */
export interface LoadHistory {
  /** URL → etag of the content loaded last. */
  readonly etags: ReadonlyMap<string, string>
  /** When the first load was, of those that are remembered or ever were. */
  readonly first: Instant | undefined
}

export interface HistoryKey {
  readonly tableId: number
  /** 0 for COPY. */
  readonly pipeId: number
}

/** How many rows one INSERT of literals carries. */
const batch = 500

/** What was loaded from `prefix` since `since`. */
export async function readHistory(
  transaction: Pick<Transaction, 'rows'>,
  key: HistoryKey,
  prefix: string,
  since: Instant,
): Promise<LoadHistory> {
  const mine = duck`table_id = ${integer(key.tableId)} AND pipe_id = ${integer(key.pipeId)}`
  const rows = await transaction.rows(
    duck`SELECT file, arg_max(etag, loaded) FROM snowmelt.load_history WHERE ${mine} AND loaded > ${integer(since)} AND starts_with(file, ${text(prefix)}) GROUP BY file`,
  )
  const [first] = await transaction.rows(duck`SELECT min(loaded) FROM snowmelt.load_history WHERE ${mine}`)
  const oldest = first?.[0]
  return {
    etags: new Map(rows.map(([file, etag]) => [file ?? '', etag ?? ''])),
    first: oldest === null || oldest === undefined ? undefined : Number(oldest),
  }
}

/** Remembers files as loaded. */
export async function writeHistory(
  transaction: Pick<Transaction, 'run'>,
  key: HistoryKey,
  files: readonly FileInfo[],
  now: Instant,
): Promise<void> {
  for (let at = 0; at < files.length; at += batch) {
    const rows = files
      .slice(at, at + batch)
      .map(
        (file) =>
          duck`(${integer(key.tableId)}, ${integer(key.pipeId)}, ${text(file.url)}, ${text(file.etag)}, ${integer(now)})`,
      )
    await transaction.run(duck`INSERT INTO snowmelt.load_history VALUES ${join(rows)}`)
  }
}

/** Forgets what a table (TRUNCATE TABLE does) or a pipe has loaded. */
export async function forgetHistory(
  transaction: Pick<Transaction, 'run'>,
  of: { readonly tableId: number } | { readonly pipeId: number },
): Promise<void> {
  const which =
    'tableId' in of
      ? duck`table_id = ${integer(of.tableId)} AND pipe_id = 0`
      : duck`pipe_id = ${integer(of.pipeId)}`
  await transaction.run(duck`DELETE FROM snowmelt.load_history WHERE ${which}`)
  if (!('tableId' in of)) return
  const table = integer(of.tableId)
  await transaction.run(duck`DELETE FROM snowmelt.load_forgotten WHERE table_id = ${table}`)
  await transaction.run(
    duck`INSERT INTO snowmelt.load_forgotten SELECT ${table}, max(id) FROM snowmelt.load WHERE table_id = ${table} HAVING max(id) IS NOT NULL`,
  )
}
