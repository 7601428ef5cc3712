import { duckType } from '../duck/data-type.ts'
import { raise } from '../duck/raise.ts'
import { duck, join, text as literal, type Sql } from '../duck/sql.ts'
import * as types from '../types/standard.ts'

import { once } from './once.ts'
import * as take from './parameters.ts'
import type { CallFacts, Chapter, Form, FunctionRow } from './row.ts'
import { elementOrMissing, missing, valueOfElement } from './variant.ts'

const json = duckType(types.array)

/** The elements of an array, each a JSON value. */
export const elements = (array: Sql) => duck`CAST(json_extract(${array}, '$[*]') AS ${json}[])`
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

const isNull = (value: Sql) => duck`(${value} = ${missing} OR json_type(${value}) = 'NULL')`

/** A place in an array, counted from 0, or from the end where it is negative, as one counted from 1. */
const place = (index: Sql, array: Sql) =>
  duck`CASE WHEN ${index} < 0 THEN json_array_length(${array}) + ${index} + 1 ELSE ${index} + 1 END`

const slice = strict((array = duck``, from = duck``, to = duck``) => {
  const [first, last] = [duck`greatest(${place(from, array)}, 1)`, duck`${place(to, array)} - 1`]
  return duck`CASE WHEN ${last} < ${first} THEN CAST('[]' AS ${json}) ELSE to_json(${elements(array)}[${first}:${last}]) END`
})

/** Missing elements go where the third argument says, JSON null behind all other values. */
const sorted: Form = (args, facts) => {
  if (facts.constants.slice(1).includes(null)) return duck`CAST(NULL AS ${json})`
  const descending = facts.constants[1] === 'false'
  const nullsFirst =
    facts.constants[2] === undefined ? descending : facts.constants[2]?.toLowerCase() === 'true'
  return strict((array = duck``) => {
    const pairs = duck`list_transform(list_filter(${elements(array)}, lambda "$e": "$e" <> ${missing} AND json_type("$e") <> 'NULL'), lambda "$e": {o: snow_json_order("$e"), v: "$e"})`
    const values = duck`list_transform(list_sort(${pairs}, ${literal(descending ? 'DESC' : 'ASC')}), lambda "$p": "$p".v)`
    const nulls = duck`list_filter(${elements(array)}, lambda "$e": json_type("$e") = 'NULL')`
    const present = duck`list_concat(${descending ? nulls : values}, ${descending ? values : nulls})`
    const absent = duck`list_filter(${elements(array)}, lambda "$e": "$e" = ${missing})`
    return duck`to_json(list_concat(${nullsFirst ? absent : present}, ${nullsFirst ? present : absent}))`
  })(args.slice(0, 1), facts)
}

/** JSON null is greater than all other values. */
const extreme = (order: string): readonly FunctionRow[] => [
  {
    args: [take.array],
    returns: types.variant,
    duck: strict((array = duck``) => {
      const present = duck`list_filter(${elements(array)}, lambda "$e": "$e" <> ${missing})`
      const pairs = duck`list_transform(${present}, lambda "$e": {n: json_type("$e") = 'NULL', o: snow_json_order("$e"), v: "$e"})`
      // Of a constant NULL `[1].v` would have no type.
      return duck`list_first(list_sort(${pairs}, ${literal(order)})).v`
    }),
  },
]

/** NULL where an element is missing. */
const flattened = (array: Sql) => {
  const wrong = raise('NOT_AN_ARRAY', { reason: 'Input argument to ARRAY_FLATTEN is not an array of arrays' })
  const lists = duck`list_transform(${elements(array)}, lambda "$e": CASE WHEN json_type("$e") = 'ARRAY' THEN ${elements(duck`"$e"`)} ELSE ${wrong} END)`
  const absent = duck`len(list_filter(${elements(array)}, lambda "$e": "$e" = ${missing})) > 0`
  return duck`CASE WHEN ${absent} THEN NULL ELSE to_json(flatten(${lists})) END`
}

const range = strict(
  (start = duck``, stop = duck``, step = duck`1`) => duck`to_json(range(${start}, ${stop}, ${step}))`,
)

const zipped: Form = strict((...arrays) => {
  const lengths = arrays.map((array) => duck`json_array_length(${array})`)
  const members = arrays.map(
    (array, index) =>
      duck`${literal(`"$${index + 1}":`)} || coalesce(CAST(${valueOfElement(duck`${elements(array)}["$i"]`)} AS VARCHAR), 'null')`,
  )
  const written = join(members, ` || ',' || `)
  const empty = duck`greatest(${join(lengths)}) = 0`
  return duck`CASE WHEN ${empty} THEN CAST('[{}]' AS ${json}) ELSE CAST('[' || array_to_string(list_transform(range(1, CAST(greatest(${join(lengths)}) AS BIGINT) + 1), lambda "$i": '{' || ${written} || '}'), ',') || ']' AS ${json}) END`
})

const constantBoolean: take.Parameter = { ...take.boolean, constant: true }

/** https://docs.snowflake.com/en/sql-reference/functions-semistructured: the functions of arrays. */
export const arrays: Chapter = {
  ARRAY_APPEND: [
    {
      args: [take.array, take.variantOf],
      returns: types.array,
      duck: ([array = duck``, value = duck``], facts) =>
        strict((list = duck``) => duck`to_json(list_append(${elements(list)}, ${elementOrMissing(value)}))`)(
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
        strict((list = duck``) => duck`to_json(list_prepend(${elementOrMissing(value)}, ${elements(list)}))`)(
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
  ARRAY_INSERT: [
    {
      args: [take.array, take.integer, take.variantOf],
      returns: types.array,
      duck: ([array = duck``, position = duck``, value = duck``]) =>
        once(
          [array, position, elementOrMissing(value)],
          [false],
          (list = array, at = position, added = value) => {
            const size = duck`CAST(json_array_length(${list}) AS BIGINT)`
            const gap = (count: Sql) =>
              duck`list_transform(range(greatest(${count}, 0)), lambda "$i": ${missing})`
            const place = duck`CASE WHEN ${at} < 0 THEN greatest(${size} + ${at}, 0) ELSE ${at} END`
            const before = duck`list_concat(${elements(list)}[1:least(${place}, ${size})], ${gap(duck`${at} - ${size}`)})`
            const behind = duck`list_concat(${gap(duck`-${at} - ${size}`)}, ${elements(list)}[least(${place}, ${size}) + 1:])`
            return duck`CASE WHEN ${list} IS NULL OR ${at} IS NULL THEN NULL ELSE to_json(list_concat(list_append(${before}, ${added}), ${behind})) END`
          },
        ),
    },
  ],
  ARRAY_REPEAT: [
    {
      args: [take.variantOf, take.integer],
      returns: types.array,
      duck: ([value = duck``, count = duck``]) =>
        once(
          [elementOrMissing(value), count],
          [false],
          (element = value, times = count) =>
            duck`CASE WHEN ${times} IS NOT NULL THEN to_json(list_transform(range(greatest(${times}, 0)), lambda "$i": ${element})) END`,
        ),
    },
  ],
  ARRAY_INTERSECTION: ofTwo(multiset(duck`<=`)),
  ARRAY_MAX: extreme('DESC'),
  ARRAY_MIN: extreme('ASC'),
  ARRAY_POSITION: [
    {
      args: [take.variantOf, take.array],
      returns: types.count,
      // NULL is the first missing element.
      duck: ([value = duck``, array = duck``]) =>
        once(
          [elementOrMissing(value), array],
          [false],
          (v = value, a = array) =>
            duck`CASE WHEN ${a} IS NOT NULL THEN CAST(nullif(coalesce(list_position(${identities(a)}, ${identity(v)}), 0), 0) - 1 AS BIGINT) END`,
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
