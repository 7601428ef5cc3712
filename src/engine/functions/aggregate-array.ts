import { duckType } from '../duck/data-type.ts'
import { duck, type Sql } from '../duck/sql.ts'
import * as types from '../types/standard.ts'
import { elements } from './array.ts'
import { contextForms } from './context.ts'
import { at } from './forms.ts'
import { once } from './once.ts'
import * as take from './parameters.ts'
import type { Chapter, Form } from './row.ts'

const role = 'Aggregate' as const
const json = duckType(types.array)
const canonical = (value: Sql) => duck`CAST(snow_json_canonical(${value}) AS VARCHAR)`

/** https://docs.snowflake.com/en/sql-reference/functions/array_unique_agg */
const unique: Form = (args, facts) => {
  const list = facts.aggregate(duck`list`, [canonical(at(args, 0))])
  const sorted = duck`list_sort(list_distinct(list_filter(${list}, lambda "$v": "$v" IS NOT NULL AND "$v" <> 'null')))`
  return duck`coalesce(to_json(list_transform(${sorted}, lambda "$v": CAST("$v" AS ${json}))), CAST('[]' AS ${json}))`
}

/**
 * Each value as often as in the array that has it most often: an occurrence is told from the others of its array by its number, and
 * then each occurrence counts once. https://docs.snowflake.com/en/sql-reference/functions/array_union_agg
 */
const union: Form = (args, facts) => {
  const array = at(args, 0)
  const own = duck`list_filter(list_transform(${elements(array)}, lambda "$e": CAST(snow_json_canonical("$e") AS VARCHAR)), lambda "$e": "$e" <> 'null')`
  const numbered = once(
    [own],
    [false],
    (l = own) =>
      duck`list_transform(${l}, lambda "$e", "$i": {v: "$e", n: len(list_filter(${l}[1:"$i"], lambda "$o": "$o" = "$e"))})`,
  )
  const all = duck`flatten(list_filter(${facts.aggregate(duck`list`, [numbered])}, lambda "$a": "$a" IS NOT NULL))`
  return duck`coalesce(to_json(list_transform(list_sort(list_distinct(${all})), lambda "$p": CAST("$p".v AS ${json}))), CAST('[]' AS ${json}))`
}

/** The sum of the rows' hashes in 64 bits: it does not depend on their order. https://docs.snowflake.com/en/sql-reference/functions/hash_agg */
const hashAgg: Form = (args, facts) => {
  const hash = contextForms['$hash']
  if (hash === undefined) throw new Error('Snowmelt bug: no form of HASH')
  const total = facts.aggregate(duck`sum`, [duck`CAST(${hash(args, facts)} AS HUGEINT)`])
  const wrapped = once(
    [duck`coalesce(${total}, 0)`],
    [false],
    (sum = total) =>
      duck`((${sum} % 18446744073709551616 + 18446744073709551616 + 9223372036854775808) % 18446744073709551616 - 9223372036854775808)`,
  )
  return duck`CAST(${wrapped} AS BIGINT)`
}

/** https://docs.snowflake.com/en/sql-reference/functions-aggregation: arrays of distinct values, and a hash of rows. */
export const aggregatesOfSets: Chapter = {
  ARRAY_UNIQUE_AGG: [{ role, args: [take.variantOf], returns: types.array, over: 'unframed', duck: unique }],
  ARRAY_UNION_AGG: [{ role, args: [take.array], returns: types.array, over: 'unframed', duck: union }],
  HASH_AGG: [
    {
      role,
      args: [take.any],
      rest: [take.any],
      returns: { ...types.count, precision: 19 },
      over: 'unordered',
      duck: hashAgg,
    },
  ],
}
