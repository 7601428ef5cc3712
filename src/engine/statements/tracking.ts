import type { TableRecord } from '../catalog/objects/table.ts'
import type { Context } from '../context.ts'
import { keepsHistory } from '../storage/table-storage.ts'

/** The table with change tracking on or off; what changed before is not tracked. */
export function tracked(table: TableRecord, on: boolean, { clock }: Pick<Context, 'clock'>): TableRecord {
  if (table.changeTracking === on) return table
  const { trackedSince: _, ...rest } = table
  return { ...rest, changeTracking: on, ...(on ? { trackedSince: clock.now() } : {}) }
}

/** Notes since when the images of changed rows are kept, when they were not kept before. */
export function withHistory(
  before: TableRecord,
  after: TableRecord,
  { clock }: Pick<Context, 'clock'>,
): TableRecord {
  return !keepsHistory(before) && keepsHistory(after) ? { ...after, historySince: clock.now() } : after
}
