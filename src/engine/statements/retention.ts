import type { TypedProperties } from '../../sql/statement/typed-properties.ts'

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
