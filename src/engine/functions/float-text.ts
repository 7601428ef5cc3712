import { duck, type Sql } from '../duck/sql.ts'
import { once } from './once.ts'

/** A FLOAT in as few digits as give it back, without `.0`: `1.5`, `3`, `1e+20`, `NaN`, `-inf`. */
export function floatText(value: Sql, atomic: boolean): Sql {
  return once(
    [value],
    [atomic],
    (x = value) =>
      duck`CASE WHEN isnan(${x}) THEN 'NaN' ELSE regexp_replace(CAST(${x} AS VARCHAR), '\\.0$', '') END`,
  )
}
