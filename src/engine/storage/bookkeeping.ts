import type { Instant } from '../../common/clock.ts'
import { duck, integer, type Sql } from '../duck/sql.ts'
import { Heads, type Written } from './heads.ts'
import { createMarks } from './sequence-marks.ts'
import type { TextRow } from './transaction.ts'

/** What opening needs of a connection. */
interface Store {
  run(sql: Sql): Promise<number>
  rows(sql: Sql): Promise<readonly TextRow[]>
}

/** Rows of `table_version` older than this, and not the newest of their table, answer no question any more. */
const longestRetention = 91 * 86_400_000

/** Makes Snowmelt's own tables where they are missing, and reads what storage keeps there. */
export async function openBookkeeping(store: Store): Promise<{ heads: Heads; latest: Instant }> {
  await store.run(duck`CREATE SCHEMA IF NOT EXISTS snowmelt`)
  await store.run(
    duck`CREATE TABLE IF NOT EXISTS snowmelt.table_version (table_id BIGINT, version BIGINT, committed_at BIGINT, commit_number BIGINT, query_ids VARCHAR)`,
  )
  // Account files from before have neither the commit's number nor the statements that it is of.
  await store.run(
    duck`ALTER TABLE snowmelt.table_version ADD COLUMN IF NOT EXISTS commit_number BIGINT; ALTER TABLE snowmelt.table_version ADD COLUMN IF NOT EXISTS query_ids VARCHAR`,
  )
  // Since when a table's history is whole: what ended before was purged.
  await store.run(
    duck`CREATE TABLE IF NOT EXISTS snowmelt.history_start (table_id BIGINT, since BIGINT, version BIGINT)`,
  )
  await store.run(duck`CREATE TABLE IF NOT EXISTS snowmelt.clock (latest BIGINT)`)
  await createMarks(store)
  const rows = await store.rows(
    duck`SELECT table_id, max(version), max(committed_at), count(*), coalesce(max(commit_number), 0) FROM snowmelt.table_version GROUP BY ALL`,
  )
  const heads = rows.map(([id, version]): Written => ({ id: Number(id), version: BigInt(version ?? 0) }))
  const highest = heads.reduce((most, { version }) => (version > most ? version : most), 0n)
  const [clock] = await store.rows(duck`SELECT coalesce(max(latest), 0) FROM snowmelt.clock`)
  const latest = Math.max(Number(clock?.[0] ?? 0), ...rows.map((row) => Number(row[2])))
  if (rows.reduce((sum, row) => sum + Number(row[3]), 0) > 100_000) await compact(store, latest)
  const commit = rows.reduce((most, row) => Math.max(most, Number(row[4])), 0)
  return { heads: new Heads(heads, highest, commit), latest }
}

/** Notes the time, so that the account's next clock starts no earlier. */
export async function saveClock(store: Store, now: Instant): Promise<void> {
  await store.run(
    duck`BEGIN; DELETE FROM snowmelt.clock; INSERT INTO snowmelt.clock VALUES (${integer(now)}); COMMIT`,
  )
}

async function compact(store: Store, latest: Instant): Promise<void> {
  await store.run(
    duck`DELETE FROM snowmelt.table_version WHERE committed_at < ${integer(latest - longestRetention)} AND (table_id, version) NOT IN (SELECT (table_id, max(version)) FROM snowmelt.table_version GROUP BY table_id)`,
  )
}
