import { raise } from '../duck/raise.ts'
import { duck, integer, type Sql } from '../duck/sql.ts'
import * as types from '../types/standard.ts'
import { strict } from './array.ts'
import { unscaled } from './exact-number.ts'
import { at } from './forms.ts'
import * as take from './parameters.ts'
import type { FunctionRow } from './row.ts'

function bucketed(x: Sql, low: Sql, high: Sql, count: Sql, within: Sql): Sql {
  const fault = raise('INVALID_ARGUMENT', {
    function: 'WIDTH_BUCKET',
    value: count,
    expected: 'two different ends and a positive number of buckets',
  })
  return duck`CASE WHEN ${count} <= 0 OR ${low} >= ${high} THEN ${fault} WHEN ${x} < ${low} THEN 0 WHEN ${x} >= ${high} THEN ${count} + 1 ELSE ${within} END`
}

/**
 * Of NUMBERs, whole numbers of units of the last place are divided: a border belongs to the bucket above it.
 * https://docs.snowflake.com/en/sql-reference/functions/width_bucket
 */
export const widthBucket: readonly FunctionRow[] = [
  {
    args: [take.exact, take.exact, take.exact, take.integer],
    returns: types.count,
    duck: (args, facts) => {
      const list = facts.types.slice(0, 3).map((type) => (type.kind === 'NUMBER' ? type : types.count))
      const scale = Math.max(...list.map((type) => type.scale))
      const units = list.map((type, index) => {
        const power = integer(10n ** BigInt(scale - type.scale))
        return duck`(CAST(${unscaled(at(args, index), type)} AS HUGEINT) * ${power})`
      })
      return strict((x = duck``, low = duck``, high = duck``, count = duck``) => {
        const within = duck`CAST((${x} - ${low}) * ${count} // (${high} - ${low}) + 1 AS BIGINT)`
        return bucketed(x, low, high, count, within)
      })([...units, at(args, 3)], { ...facts, atomic: [] })
    },
  },
  {
    args: [take.float, take.float, take.float, take.integer],
    returns: types.count,
    duck: strict((x = duck``, low = duck``, high = duck``, count = duck``) => {
      const within = duck`CAST(floor((${x} - ${low}) / (${high} - ${low}) * ${count}) + 1 AS BIGINT)`
      return bucketed(x, low, high, count, within)
    }),
  },
]
