import { duck, text, type Sql } from '../duck/sql.ts'
import type { SessionFacts } from './row.ts'

/** The session's time zone. */
export function sessionZone(session: SessionFacts): Sql {
  return text(session.parameter('TIMEZONE'))
}

/** A TIMESTAMP_LTZ as the clocks of `zone` show it. */
export function localOf(instant: Sql, zone: Sql): Sql {
  return duck`timezone(${zone}, ${instant})`
}

/** A TIMESTAMP_LTZ as a DuckDB TIMESTAMP in UTC. */
export function utcOf(instant: Sql): Sql {
  return duck`timezone('UTC', ${instant})`
}

/** Minutes that `zone` is ahead of UTC at a TIMESTAMP_LTZ. */
export function offsetOf(instant: Sql, zone: Sql): Sql {
  return duck`CAST(date_diff('minute', ${utcOf(instant)}, ${localOf(instant, zone)}) AS SMALLINT)`
}

/** A TIMESTAMP_TZ as a DuckDB TIMESTAMP in UTC. The cast is for a constant NULL, of which DuckDB forgets the type. */
export function instantOfTz(value: Sql): Sql {
  return duck`CAST(struct_extract(${value}, 'instant') AS TIMESTAMP)`
}

/** A TIMESTAMP_TZ as its own clock shows it. */
export function localOfTz(value: Sql): Sql {
  return duck`(${instantOfTz(value)} + to_minutes(CAST(struct_extract(${value}, 'offset') AS SMALLINT)))`
}

/** A TIMESTAMP_TZ from a TIMESTAMP_LTZ, with the offset of `zone`. */
export function tzOf(instant: Sql, zone: Sql): Sql {
  return duck`CASE WHEN ${instant} IS NULL THEN NULL ELSE {instant: ${utcOf(instant)}, "offset": ${offsetOf(instant, zone)}} END`
}
