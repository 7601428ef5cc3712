import { duck, integer, type Sql } from '../duck/sql.ts'
import type { DataType } from '../types/data-type.ts'
import { once } from './once.ts'
import { instantOfTz } from './zone.ts'

/** DuckDB's timestamps and times have six digits of a second. */
const stored = 6

/** A time or timestamp without the digits of a second that its type has no place for. They are cut, not rounded. */
export function withPrecision(value: Sql, type: DataType): Sql {
  if (!('precision' in type) || type.kind === 'NUMBER' || type.precision >= stored) return value
  const unit = integer(10 ** (stored - type.precision))
  const cut = (microseconds: Sql) =>
    duck`(${microseconds} - ((${microseconds} % ${unit} + ${unit}) % ${unit}))`
  return once([value], [false], (x = value) => {
    if (type.kind === 'TIMESTAMP_TZ') {
      const instant = duck`make_timestamp(${cut(duck`epoch_us(${instantOfTz(x)})`)})`
      return duck`CASE WHEN ${x} IS NULL THEN NULL ELSE {instant: ${instant}, "offset": struct_extract(${x}, 'offset')} END`
    }
    const counted = duck`epoch_us(${x})`
    if (type.kind === 'TIME') return duck`CAST(make_timestamp(${cut(counted)}) AS TIME)`
    const made = duck`make_timestamp(${cut(counted)})`
    return type.kind === 'TIMESTAMP_LTZ' ? duck`timezone('UTC', ${made})` : made
  })
}
