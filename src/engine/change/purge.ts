import type { Instant } from '../../common/clock.ts'
import type { Catalog } from '../catalog/catalog.ts'
import type { TableRecord } from '../catalog/objects/table.ts'
import { duck, ident, integer } from '../duck/sql.ts'
import { historyTable } from '../storage/physical.ts'
import { endedColumn } from '../storage/table-storage.ts'
import type { Transaction } from '../storage/transaction.ts'
import type { Streams } from './streams.ts'

const day = 86_400_000

/** What purging asks of the account. */
export interface PurgeWorld {
  readonly catalog: Catalog
  readonly streams: Streams
  readonly clock: { now(): Instant }
}

/** A table whose images that ended up to `version` nobody can ask for any more. */
export interface Purgeable {
  readonly table: TableRecord
  readonly version: bigint
  /** Time travel goes back to there. */
  readonly since: Instant
}

/**
 * The tables with history behind both their retention period and the offsets of the streams on them. What it costs follows the
 * number of commits, not the rows: a table that has had no commit since it was purged is not looked at.
 */
export async function purgeable(
  { catalog, streams, clock }: PurgeWorld,
  transaction: Transaction,
): Promise<readonly Purgeable[]> {
  const all = catalog.all('TABLE')
  const found: Purgeable[] = []
  for (const days of new Set(all.map(({ retentionDays }) => retentionDays))) {
    const since = clock.now() - days * day
    const rows = await transaction.rows(
      duck`SELECT table_id, max(version) FROM snowmelt.table_version WHERE committed_at <= ${integer(since)} GROUP BY table_id HAVING count(*) > 1`,
    )
    const versions = new Map(rows.map(([id, version]) => [Number(id), BigInt(version ?? 0)]))
    for (const table of all.filter(({ retentionDays }) => retentionDays === days)) {
      const version = versions.get(table.id)
      const needed = streams.oldestOffset(table)
      if (version === undefined) continue
      found.push({ table, since, version: needed !== undefined && needed < version ? needed : version })
    }
  }
  return found
}

/** Deletes what ended up to the version, and forgets the versions before it. */
export async function purgeHistory(
  { table, version, since }: Purgeable,
  transaction: Transaction,
): Promise<void> {
  const id = integer(table.id)
  await transaction.run(
    duck`DELETE FROM ${historyTable(table)} WHERE ${ident(endedColumn)} <= ${integer(version)}`,
  )
  await transaction.run(
    duck`DELETE FROM snowmelt.table_version WHERE table_id = ${id} AND version < ${integer(version)}`,
  )
  await transaction.run(duck`DELETE FROM snowmelt.history_start WHERE table_id = ${id}`)
  await transaction.run(
    duck`INSERT INTO snowmelt.history_start VALUES (${id}, ${integer(since)}, ${integer(version)})`,
  )
}
