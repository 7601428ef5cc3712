import { duckType } from '../duck/data-type.ts'
import { raise } from '../duck/raise.ts'
import { duck, join, text as literal, type Sql } from '../duck/sql.ts'
import * as types from '../types/standard.ts'

import { once } from './once.ts'
import * as take from './parameters.ts'
import type { CallFacts, Chapter, Form, FunctionRow } from './row.ts'

const json = duckType(types.array)

/** The elements of an array, each a JSON value. */
export const elements = (array: Sql) => duck`json_extract(${array}, '$[*]')`
/** Texts that are equal where the elements are. */
const identities = (array: Sql) =>
  duck`list_transform(${elements(array)}, lambda "$e": CAST(snow_json_canonical("$e") AS VARCHAR))`
const identity = (value: Sql) => duck`CAST(snow_json_canonical(${value}) AS VARCHAR)`

/** NULL where an argument is; every argument can be named as often as the body likes. */
export const strict =
  (body: (...args: readonly Sql[]) => Sql): Form =>
  (args, facts: CallFacts) =>
    once(args, facts.atomic, (...values) => {
      const absent = join(
        values.map((value) => duck`${value} IS NULL`),
        ' OR ',
      )
      return duck`CASE WHEN ${absent} THEN NULL ELSE ${body(...values)} END`
    })

const ofArray = (body: (array: Sql) => Sql): readonly FunctionRow[] => [
  { args: [take.array], returns: types.array, duck: strict((array = duck``) => body(array)) },
]

const ofTwo = (body: (a: Sql, b: Sql) => Sql): readonly FunctionRow[] => [
  {
    args: [take.array, take.array],
    returns: types.array,
    duck: strict((a = duck``, b = duck``) => body(a, b)),
  },
]

/** Elements of `a`, each as often as it stands in `b` as well, or as often as it stands there more seldom. */
const multiset = (comparison: Sql) => (a: Sql, b: Sql) => {
  const lists = duck`[{items: ${elements(a)}, own: ${identities(a)}, other: ${identities(b)}}]`
  const before = duck`len(list_filter("$l".own[1:"$i"], lambda "$o": "$o" = "$l".own["$i"]))`
  const there = duck`len(list_filter("$l".other, lambda "$o": "$o" = "$l".own["$i"]))`
  return duck`to_json(list_transform(${lists}, lambda "$l": list_filter("$l".items, lambda "$e", "$i": ${before} ${comparison} ${there}))[1])`
}

const isNull = (value: Sql) => duck`(${value} IS NULL OR json_type(${value}) = 'NULL')`

/** A place in an array, counted from 0, or from the end where it is negative, as one counted from 1. */
const place = (index: Sql, array: Sql) =>
  duck`CASE WHEN ${index} < 0 THEN json_array_length(${array}) + ${index} + 1 ELSE ${index} + 1 END`

const slice = strict((array = duck``, from = duck``, to = duck``) => {
  const [first, last] = [duck`greatest(${place(from, array)}, 1)`, duck`${place(to, array)} - 1`]
  return duck`CASE WHEN ${last} < ${first} THEN CAST('[]' AS ${json}) ELSE to_json(${elements(array)}[${first}:${last}]) END`
})

const sorted: Form = (args, facts) => {
  const descending = facts.constants[1] === 'false'
  const nullsFirst =
    facts.constants[2] === undefined ? descending : facts.constants[2]?.toLowerCase() === 'true'
  return strict((array = duck``) => {
    const pairs = duck`list_transform(list_filter(${elements(array)}, lambda "$e": json_type("$e") <> 'NULL'), lambda "$e": {o: snow_json_order("$e"), v: "$e"})`
    const values = duck`list_transform(list_sort(${pairs}, ${literal(descending ? 'DESC' : 'ASC')}), lambda "$p": "$p".v)`
    const nulls = duck`list_filter(${elements(array)}, lambda "$e": json_type("$e") = 'NULL')`
    return duck`to_json(list_concat(${nullsFirst ? nulls : values}, ${nullsFirst ? values : nulls}))`
  })(args.slice(0, 1), facts)
}

const extreme = (order: string): readonly FunctionRow[] => [
  {
    args: [take.array],
    returns: types.variant,
    duck: strict(
      (array = duck``) =>
        duck`list_sort(list_transform(list_filter(${elements(array)}, lambda "$e": json_type("$e") <> 'NULL'), lambda "$e": {o: snow_json_order("$e"), v: "$e"}), ${literal(order)})[1].v`,
    ),
  },
]

const flattened = (array: Sql) => {
  const wrong = raise('VARIANT_CAST_FAILED', { value: duck`CAST("$e" AS VARCHAR)`, type: 'ARRAY' })
  return duck`to_json(flatten(list_transform(${elements(array)}, lambda "$e": CASE WHEN json_type("$e") = 'ARRAY' THEN ${elements(duck`"$e"`)} ELSE ${wrong} END)))`
}

const range = strict(
  (start = duck``, stop = duck``, step = duck`1`) => duck`to_json(range(${start}, ${stop}, ${step}))`,
)

const zipped: Form = strict((...arrays) => {
  const lengths = arrays.map((array) => duck`json_array_length(${array})`)
  const members = arrays.map(
    (array, index) =>
      duck`${literal(`"$${index + 1}":`)} || coalesce(CAST(${elements(array)}["$i"] AS VARCHAR), 'null')`,
  )
  const written = join(members, ` || ',' || `)
  return duck`CAST('[' || array_to_string(list_transform(range(1, CAST(greatest(${join(lengths)}) AS BIGINT) + 1), lambda "$i": '{' || ${written} || '}'), ',') || ']' AS ${json})`
})

const constantBoolean: take.Parameter = { ...take.boolean, constant: true }

/** https://docs.snowflake.com/en/sql-reference/functions-semistructured: the functions of arrays. */
export const arrays: Chapter = {
  ARRAY_APPEND: [
    {
      args: [take.array, take.variantOf],
      returns: types.array,
      duck: ([array = duck``, value = duck``], facts) =>
        strict((list = duck``) => duck`to_json(list_append(${elements(list)}, CAST(${value} AS ${json})))`)(
          [array],
          { ...facts, atomic: [true] },
        ),
    },
  ],
  ARRAY_PREPEND: [
    {
      args: [take.array, take.variantOf],
      returns: types.array,
      duck: ([array = duck``, value = duck``], facts) =>
        strict((list = duck``) => duck`to_json(list_prepend(CAST(${value} AS ${json}), ${elements(list)}))`)(
          [array],
          { ...facts, atomic: [true] },
        ),
    },
  ],
  ARRAY_CAT: ofTwo((a, b) => duck`to_json(list_concat(${elements(a)}, ${elements(b)}))`),
  ARRAY_COMPACT: ofArray(
    (array) => duck`to_json(list_filter(${elements(array)}, lambda "$e": NOT ${isNull(duck`"$e"`)}))`,
  ),
  ARRAY_DISTINCT: ofArray(
    (array) =>
      duck`to_json(list_filter(${elements(array)}, lambda "$e", "$i": list_position(${identities(array)}, ${identity(duck`"$e"`)}) = "$i"))`,
  ),
  ARRAY_EXCEPT: ofTwo(multiset(duck`>`)),
  ARRAY_FLATTEN: ofArray(flattened),
  ARRAY_GENERATE_RANGE: [
    {
      args: [take.integer, take.integer],
      optional: [take.integer],
      returns: types.array,
      duck: range,
    },
  ],
  ARRAY_INTERSECTION: ofTwo(multiset(duck`<=`)),
  ARRAY_MAX: extreme('DESC'),
  ARRAY_MIN: extreme('ASC'),
  ARRAY_POSITION: [
    {
      args: [take.variantOf, take.array],
      returns: types.count,
      duck: strict(
        (value = duck``, array = duck``) =>
          duck`CAST(nullif(coalesce(list_position(${identities(array)}, ${identity(value)}), 0), 0) - 1 AS BIGINT)`,
      ),
    },
  ],
  ARRAY_REMOVE: [
    {
      args: [take.array, take.variantOf],
      returns: types.array,
      duck: strict(
        (array = duck``, value = duck``) =>
          duck`to_json(list_filter(${elements(array)}, lambda "$e": ${identity(duck`"$e"`)} <> ${identity(value)}))`,
      ),
    },
  ],
  ARRAY_REMOVE_AT: [
    {
      args: [take.array, take.integer],
      returns: types.array,
      duck: strict(
        (array = duck``, index = duck``) =>
          duck`to_json(list_filter(${elements(array)}, lambda "$e", "$i": "$i" <> ${place(index, array)}))`,
      ),
    },
  ],
  ARRAY_REVERSE: ofArray((array) => duck`to_json(list_reverse(${elements(array)}))`),
  ARRAY_SLICE: [{ args: [take.array, take.integer, take.integer], returns: types.array, duck: slice }],
  ARRAY_SORT: [
    {
      args: [take.array],
      optional: [constantBoolean, constantBoolean],
      returns: types.array,
      duck: sorted,
    },
  ],
  ARRAY_TO_STRING: [
    {
      // DuckDB joins texts by a constant only.
      args: [take.array, take.constantText],
      returns: types.text(),
      duck: ([array = duck``], facts) => {
        const [, separator] = facts.constants
        if (separator === null || separator === undefined) return duck`CAST(NULL AS VARCHAR)`
        const texts = duck`list_transform(${elements(array)}, lambda "$e": coalesce(snow_json_text("$e"), ''))`
        return duck`CASE WHEN ${array} IS NOT NULL THEN coalesce(array_to_string(${texts}, ${literal(separator)}), '') END`
      },
    },
  ],
  ARRAYS_OVERLAP: [
    {
      args: [take.array, take.array],
      returns: types.boolean,
      duck: strict((a = duck``, b = duck``) => duck`list_has_any(${identities(a)}, ${identities(b)})`),
    },
  ],
  ARRAYS_ZIP: [{ args: [take.array], rest: [take.array], returns: types.array, duck: zipped }],
}
