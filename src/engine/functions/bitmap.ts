import { duckType } from '../duck/data-type.ts'
import { raise } from '../duck/raise.ts'
import { duck, type Sql } from '../duck/sql.ts'
import * as types from '../types/standard.ts'
import { strict } from './array.ts'
import { at } from './forms.ts'
import * as take from './parameters.ts'
import type { Chapter, Form, FunctionRow } from './row.ts'

/**
 * Bitmaps as Snowflake's manual shows those with few bits: two bytes that count them, then two for each position, the lower byte
 * first, with room for four at least. "You should not expect the binary value of the bitmap to be stored in a specific format."
 * https://docs.snowflake.com/en/user-guide/querying-bitmaps-for-distinct-counts
 */
const role = 'Aggregate' as const
const none = duck``
const bits = duck`32768`

/** The bitmap of a sorted list of distinct positions. */
const bitmapOf = (positions: Sql) => {
  const digits = duck`list_transform(${positions}, lambda "$b": format('{:02X}{:02X}', "$b" % 256, "$b" // 256))`
  const vector = duck`rpad(coalesce(array_to_string(${digits}, ''), ''), greatest(16, CAST(len(${positions}) * 4 AS INTEGER)), '0')`
  return duck`unhex(format('{:04X}', len(${positions})) || ${vector})`
}

/** No more than the bitmap has room for: any binary value may be given. */
const countOf = (bitmap: Sql) =>
  duck`CAST(least(coalesce(try_cast('0x' || left(hex(${bitmap}), 4) AS BIGINT), 0), (octet_length(${bitmap}) - 2) // 2) AS BIGINT)`

/** The positions in a bitmap. */
const positionsOf = (bitmap: Sql) =>
  duck`list_transform(range(${countOf(bitmap)}), lambda "$i": CAST('0x' || substring(hex(${bitmap}), 7 + "$i" * 4, 2) || substring(hex(${bitmap}), 5 + "$i" * 4, 2) AS BIGINT))`

const ordered = (list: Sql) =>
  duck`list_sort(list_distinct(list_filter(${list}, lambda "$v": "$v" IS NOT NULL)))`

const construct: Form = (args, facts) => {
  const given = at(args, 0)
  const fault = raise('NUMBER_OUT_OF_RANGE', { type: 'NUMBER(5,0)', value: given })
  const checked = duck`CASE WHEN ${given} < 0 OR ${given} >= ${bits} THEN ${fault} ELSE ${given} END`
  const list = facts.aggregate(duck`list`, [checked])
  return duck`CASE WHEN len(${ordered(list)}) > 0 THEN ${bitmapOf(ordered(list))} END`
}

const together =
  (join: (lists: Sql) => Sql): Form =>
  (args, facts) => {
    const bitmap = at(args, 0)
    const list = facts.aggregate(duck`list`, [
      duck`CASE WHEN ${bitmap} IS NOT NULL THEN ${positionsOf(bitmap)} END`,
    ])
    const lists = duck`list_filter(${list}, lambda "$l": "$l" IS NOT NULL)`
    return duck`CASE WHEN len(${lists}) > 0 THEN ${bitmapOf(ordered(join(lists)))} END`
  }

const bitmaps = (duckForm: Form): readonly FunctionRow[] => [
  { role, args: [take.binary], returns: types.binary(), duck: duckForm },
]
const ofTwo = (join: (a: Sql, b: Sql) => Sql): readonly FunctionRow[] => [
  {
    args: [take.binary, take.binary],
    returns: types.binary(),
    duck: strict((a = none, b = none) => bitmapOf(ordered(join(positionsOf(a), positionsOf(b))))),
  },
]
const ofNumber = (form: (value: Sql) => Sql): readonly FunctionRow[] => [
  {
    args: [take.integer],
    returns: types.count,
    duck: strict((value = none) => duck`CAST(${form(value)} AS BIGINT)`),
  },
]
const position = ofNumber(
  (value) => duck`CASE WHEN ${value} > 0 THEN (${value} - 1) % ${bits} ELSE abs(${value}) % ${bits} END`,
)

/** https://docs.snowflake.com/en/sql-reference/functions-aggregation: counting distinct values with bitmaps. */
export const bitmapFunctions: Chapter = {
  BITMAP_BIT_POSITION: position,
  BITMAP_BUCKET_NUMBER: ofNumber(
    (value) =>
      duck`CASE WHEN ${value} > 0 THEN 1 + (${value} - 1) // ${bits} ELSE -(abs(${value}) // ${bits}) END`,
  ),
  BITMAP_ABSOLUTE_POSITION: [
    {
      args: [take.integer, take.integer],
      returns: types.count,
      duck: strict(
        (bucket = none, relative = none) =>
          duck`CASE WHEN ${bucket} > 0 THEN (${bucket} - 1) * ${bits} + ${relative} + 1 ELSE ${bucket} * ${bits} - ${relative} END`,
      ),
    },
  ],
  BITMAP_COUNT: [
    { args: [take.binary], returns: types.count, duck: strict((bitmap = none) => countOf(bitmap)) },
  ],
  BITMAP_TO_ARRAY: [
    {
      args: [take.binary],
      optional: [take.integer],
      returns: types.array,
      duck: strict(
        (bitmap = none, bucket = duck`1`) =>
          duck`CAST(to_json(list_transform(${positionsOf(bitmap)}, lambda "$p": "$p" + 1 + (${bucket} - 1) * ${bits})) AS ${duckType(types.array)})`,
      ),
    },
  ],
  BITMAP_AND: ofTwo((a, b) => duck`list_intersect(${a}, ${b})`),
  BITMAP_OR: ofTwo((a, b) => duck`list_concat(${a}, ${b})`),
  BITMAP_CONSTRUCT_AGG: [{ role, args: [take.integer], returns: types.binary(), duck: construct }],
  BITMAP_OR_AGG: bitmaps(together((lists) => duck`flatten(${lists})`)),
  BITMAP_AND_AGG: bitmaps(
    together((lists) => duck`list_reduce(${lists}, lambda "$a", "$b": list_intersect("$a", "$b"))`),
  ),
}
