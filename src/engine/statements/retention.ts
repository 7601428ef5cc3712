import type { TypedProperties } from '../../sql/statement/typed-properties.ts'
import type { Catalog } from '../catalog/catalog.ts'
import type { DatabaseRecord } from '../catalog/objects/database.ts'
import type { SchemaRecord } from '../catalog/objects/schema.ts'
import type { TableRecord } from '../catalog/objects/table.ts'

/**
 * DATA_RETENTION_TIME_IN_DAYS: up to 90 days, and 1 for what is transient or temporary.
 * https://docs.snowflake.com/en/sql-reference/parameters#data-retention-time-in-days
 */
export function takeRetention(
  properties: TypedProperties,
  { transient }: { readonly transient: boolean },
): number | undefined {
  return properties.integer('DATA_RETENTION_TIME_IN_DAYS', 0, transient ? 1 : 90)
}

/** What has a retention period. */
export type Retained = DatabaseRecord | SchemaRecord | TableRecord

/** The retention period that comes from what contains the object; the account's is one day. */
export function inheritedRetention(object: Retained, catalog: Catalog): number {
  const longest = isTransient(object) ? 1 : 90
  const container = containerOf(object, catalog)
  return Math.min(container?.retentionDays ?? 1, longest)
}

/** Whether it may be kept for a day at most. */
export function isTransient(object: Retained): boolean {
  return object.kind === 'TABLE' ? object.persistence !== 'PERMANENT' : object.transient
}

function containerOf(object: Retained, catalog: Catalog): Retained | undefined {
  if (object.kind === 'TABLE')
    return catalog.find('SCHEMA', { database: object.database, schema: '', name: object.schema })
  return object.kind === 'SCHEMA'
    ? catalog.find('DATABASE', { database: '', schema: '', name: object.database })
    : undefined
}
