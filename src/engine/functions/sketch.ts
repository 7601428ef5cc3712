import { duckType } from '../duck/data-type.ts'
import { duck, text as literal, type Sql } from '../duck/sql.ts'
import * as types from '../types/standard.ts'
import { strict } from './array.ts'
import { contextForms } from './context.ts'
import { at } from './forms.ts'
import { once } from './once.ts'
import * as take from './parameters.ts'
import type { Chapter, Form, FunctionRow } from './row.ts'

/**
 * Functions that estimate in Snowflake, and here are right: what they keep is all that they have seen. A state is of no use to
 * another program. https://docs.snowflake.com/en/sql-reference/functions-aggregation
 */
const role = 'Aggregate' as const
const none = duck``
const json = duckType(types.object)
const constantShare: take.Parameter = { ...take.any, constant: true }

const present = (list: Sql) => duck`list_filter(${list}, lambda "$v": "$v" IS NOT NULL)`

/** The middle between the value that the share reaches and the next one, as a t-Digest of single values has it. */
const percentile = (sorted: Sql, share: Sql) =>
  once([sorted], [false], (l = sorted) => {
    const place = duck`greatest(1, CAST(ceil(${share} * len(${l})) AS BIGINT))`
    const step = duck`CASE WHEN ${place} < len(${l}) THEN ${l}[${place} + 1] - ${l}[${place}] ELSE ${l}[${place}] - ${l}[${place} - 1] END`
    return duck`CASE WHEN len(${l}) > 1 THEN ${l}[${place}] + (${step}) / 2 ELSE ${l}[1] END`
  })

const shareOf = (facts: Parameters<Form>[1]) => duck`CAST(${literal(facts.constants[1] ?? '0')} AS DOUBLE)`

const approximatePercentile: Form = (args, facts) =>
  percentile(duck`list_sort(${present(facts.aggregate(duck`list`, [at(args, 0)]))})`, shareOf(facts))

const stateOf = (values: Sql) =>
  duck`CAST(json_object('state', ${values}, 'type', 'tdigest', 'version', 1) AS ${json})`
const valuesOf = (state: Sql) => duck`CAST(json_extract(${state}, '$.state') AS DOUBLE[])`

/** The values with how often each is there, the most frequent first. */
const frequencies = (histogram: Sql) => {
  const entries = duck`list_transform(map_entries(${histogram}), lambda "$e": {n: -CAST("$e".value AS BIGINT), v: CAST(to_json("$e".key) AS VARCHAR)})`
  return duck`list_transform(list_sort(${entries}), lambda "$e": '[' || "$e".v || ',' || CAST(-"$e".n AS VARCHAR) || ']')`
}

const topList = (frequent: Sql, most: Sql) =>
  duck`CAST('[' || coalesce(array_to_string(${frequent}[1:${most}], ','), '') || ']' AS ${duckType(types.array)})`

const top: Form = (args, facts) => {
  const most = duck`CAST(${literal(facts.constants[1] ?? '1')} AS BIGINT)`
  return topList(frequencies(facts.aggregate(duck`histogram`, [at(args, 0)])), most)
}

/** The distinct hashes, sixteen digits each. */
const hashes = (pieces: Sql) =>
  duck`unhex(coalesce(array_to_string(list_sort(list_distinct(${pieces})), ''), ''))`

const accumulated: Form = (args, facts) => {
  const hash = contextForms['$hash']
  if (hash === undefined) throw new Error('Snowmelt bug: no form of HASH')
  const digits = duck`format('{:016X}', CAST(CAST(${hash(args, facts)} AS HUGEINT) + 9223372036854775808 AS UBIGINT))`
  const value = duck`CASE WHEN ${at(args, 0)} IS NOT NULL THEN ${digits} END`
  return hashes(present(facts.aggregate(duck`list`, [value])))
}

const combined: Form = (args, facts) => {
  const pieces = facts.aggregate(duck`list`, [duck`regexp_extract_all(hex(${at(args, 0)}), '.{16}')`])
  return hashes(duck`flatten(${present(pieces)})`)
}

const unordered = { role, over: 'unordered' } as const
const anyOf = (returns: FunctionRow['returns'], form: Form, args = [take.any]): readonly FunctionRow[] => [
  { ...unordered, args, returns, duck: form },
]

/** Estimates by exact means. */
export const sketches: Chapter = {
  APPROX_PERCENTILE: [
    { ...unordered, args: [take.float, constantShare], returns: types.float, duck: approximatePercentile },
  ],
  APPROX_PERCENTILE_ACCUMULATE: anyOf(
    types.object,
    (args, facts) => stateOf(duck`list_sort(coalesce(${present(facts.aggregate(duck`list`, args))}, []))`),
    [take.float],
  ),
  APPROX_PERCENTILE_COMBINE: anyOf(
    types.object,
    (args, facts) =>
      stateOf(
        duck`list_sort(coalesce(flatten(${present(facts.aggregate(duck`list`, [valuesOf(at(args, 0))]))}), []))`,
      ),
    [take.object],
  ),
  APPROX_PERCENTILE_ESTIMATE: [
    {
      args: [take.object, constantShare],
      returns: types.float,
      duck: (args, facts) => percentile(valuesOf(at(args, 0)), shareOf(facts)),
    },
  ],
  APPROX_TOP_K: [
    {
      ...unordered,
      args: [take.elementOf],
      optional: [take.constantInteger, take.constantInteger],
      returns: types.array,
      duck: top,
    },
  ],
  HLL_ACCUMULATE: anyOf(types.binary(), accumulated),
  HLL_COMBINE: anyOf(types.binary(), combined, [take.binary]),
  HLL_ESTIMATE: [
    {
      args: [take.binary],
      returns: types.count,
      duck: strict((state = none) => duck`CAST(octet_length(${state}) // 8 AS BIGINT)`),
    },
  ],
}
