import type { TypedProperties } from '../../sql/statement/typed-properties.ts'
import type { CatalogObject } from '../catalog/objects/index.ts'
import type { DatabaseRecord } from '../catalog/objects/database.ts'
import type { SchemaRecord } from '../catalog/objects/schema.ts'
import type { Context } from '../context.ts'
import { withHistory } from './tracking.ts'
import { inheritedRetention, isTransient, takeRetention, type Retained } from './retention.ts'

type Container = DatabaseRecord | SchemaRecord

/** What SET takes of a database or a schema besides COMMENT. */
export function setContainer<C extends Container>(container: C, properties: TypedProperties): C {
  const retention = takeRetention(properties, { transient: isTransient(container) })
  return retention === undefined
    ? container
    : { ...container, retentionDays: retention, ownRetention: true as const }
}

/** UNSET DATA_RETENTION_TIME_IN_DAYS: the period is that of what contains it again. */
export function unsetRetention<C extends Container>(container: C, { catalog }: Context): C {
  const { ownRetention: _, ...rest } = container
  // What is left has all that a container must have.
  return { ...(rest as unknown as C), retentionDays: inheritedRetention(container, catalog) }
}

/**
 * "Changing the retention period for your account or individual objects changes the value for all lower-level objects that do not
 * have a retention period explicitly set."
 * https://docs.snowflake.com/en/user-guide/data-time-travel#changing-the-data-retention-period-for-an-object
 */
export async function inheritRetention(container: CatalogObject, context: Context): Promise<void> {
  if (container.kind !== 'DATABASE' && container.kind !== 'SCHEMA') return
  const { catalog, transaction } = context
  for (const child of childrenOf(container, context)) {
    if (child.ownRetention === true) continue
    const retentionDays = Math.min(container.retentionDays, isTransient(child) ? 1 : 90)
    if (retentionDays === child.retentionDays) continue
    const changed = { ...child, retentionDays }
    const kept =
      changed.kind === 'TABLE' && child.kind === 'TABLE' ? withHistory(child, changed, context) : changed
    await catalog.put(transaction, kept)
    await inheritRetention(kept, context)
  }
}

function childrenOf(container: Container, { catalog }: Context): readonly Retained[] {
  if (container.kind === 'DATABASE')
    return catalog.all('SCHEMA').filter(({ database }) => database === container.name)
  return catalog
    .all('TABLE')
    .filter(({ database, schema }) => database === container.database && schema === container.name)
}
