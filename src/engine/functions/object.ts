import { duckType } from '../duck/data-type.ts'
import { raise } from '../duck/raise.ts'
import { duck, join, type Sql } from '../duck/sql.ts'
import type { ValueType } from '../types/data-type.ts'
import * as types from '../types/standard.ts'
import { elements, strict } from './array.ts'
import { once } from './once.ts'
import * as take from './parameters.ts'
import type { Chapter, Form, FunctionRow } from './row.ts'
import { isAnyMarked, missing, valueOfElement } from './variant.ts'

const json = duckType(types.object)
const none = duck``

/** The members of an object as a list of structs of key and JSON text. */
const members = (object: Sql) =>
  duck`list_transform(list_zip(json_keys(${object}), json_extract(${object}, '$.*')), lambda "$m": {k: "$m"[1], v: CAST("$m"[2] AS VARCHAR)})`

/** The object of such a list. */
const objectOf = (list: Sql) =>
  duck`CAST('{' || coalesce(array_to_string(list_transform(list_sort(${list}), lambda "$m": CAST(to_json("$m".k) AS VARCHAR) || ':' || "$m".v), ','), '') || '}' AS ${json})`

/** A NULL value inserts nothing, and takes the key out where it may be changed. https://docs.snowflake.com/en/sql-reference/functions/object_insert */
const insert: Form = (args, facts) =>
  once(args, facts.atomic, (object = none, key = none, value = none, update = duck`FALSE`) => {
    const others = duck`list_filter(${members(object)}, lambda "$m": "$m".k <> ${key})`
    const added = duck`list_append(${others}, {k: ${key}, v: CAST(${value} AS VARCHAR)})`
    const known = duck`list_contains(json_keys(${object}), ${key})`
    const changed = duck`CASE WHEN ${value} IS NULL THEN ${objectOf(others)} ELSE ${objectOf(added)} END`
    return duck`CASE WHEN ${object} IS NULL OR ${key} IS NULL THEN NULL WHEN ${known} AND NOT coalesce(${update}, FALSE) THEN ${raise('DUPLICATE_FIELD_KEY', { key })} ELSE ${changed} END`
  })

const choosing =
  (keep: boolean): Form =>
  (args, facts) => {
    const isList = facts.types[1]?.kind === 'ARRAY'
    return strict((object = none, ...keys) => {
      const named = isList
        ? duck`list_transform(${elements(keys[0] ?? none)}, lambda "$e": json_extract_string("$e", '$'))`
        : duck`[${join(keys)}]`
      const found = duck`list_contains(${named}, "$m".k)`
      return objectOf(
        duck`list_filter(${members(object)}, lambda "$m": ${keep ? found : duck`NOT ${found}`})`,
      )
    })(args, facts)
  }

const pairs = strict((keys = none, values = none) => {
  const texts = duck`len(list_filter(${elements(keys)}, lambda "$e": "$e" <> ${missing} AND json_type("$e") <> 'VARCHAR')) = 0`
  const list = duck`list_transform(list_zip(${elements(keys)}, ${elements(values)}), lambda "$p": {k: json_extract_string(${valueOfElement(duck`"$p"[1]`)}, '$'), v: coalesce(CAST(${valueOfElement(duck`"$p"[2]`)} AS VARCHAR), 'null')})`
  const whole = objectOf(duck`list_filter(${list}, lambda "$m": "$m".k IS NOT NULL)`)
  return duck`CASE WHEN json_array_length(${keys}) <> json_array_length(${values}) THEN ${raise('ARRAYS_OF_UNEQUAL_LENGTH', {})} WHEN NOT ${texts} THEN ${raise('KEY_IS_NOT_A_TEXT', {})} ELSE ${whole} END`
})

/** The member of that very name, and where there is none, one whose name differs in case only. */
const getIgnoringCase = strict((object = none, key = none) => {
  const alike = duck`list_sort(list_filter(json_keys(${object}), lambda "$k": lower("$k") = lower(${key})))`
  const found = duck`CASE WHEN list_contains(json_keys(${object}), ${key}) THEN ${key} ELSE ${alike}[1] END`
  return duck`CASE WHEN json_type(${object}) = 'OBJECT' THEN json_extract(${object}, '/' || replace(replace(${found}, '~', '~0'), '/', '~1')) END`
})

const integers = duck`'UBIGINT', 'BIGINT', 'HUGEINT', 'UHUGEINT'`

/** The value where it is of the kind, NULL where it is of another. https://docs.snowflake.com/en/sql-reference/functions/as */
const as = (kinds: Sql, type: ValueType, form: (value: Sql) => Sql): readonly FunctionRow[] => [
  {
    args: [take.semiStructured],
    returns: type,
    duck: (args, facts) =>
      once(
        args,
        facts.atomic,
        (value = none) =>
          duck`CASE WHEN json_type(${value}) IN (${kinds}) THEN CAST(${form(value)} AS ${duckType(type)}) END`,
      ),
  },
]

const content = (value: Sql) => duck`json_extract_string(${value}, '$')`
const texts: readonly FunctionRow[] = [
  {
    args: [take.semiStructured],
    returns: types.text(),
    duck: (args, facts) =>
      once(
        args,
        facts.atomic,
        (value = none) =>
          duck`CASE WHEN json_type(${value}) = 'VARCHAR' AND NOT ${isAnyMarked(value)} THEN ${content(value)} END`,
      ),
  },
]
const doubles = as(duck`${integers}, 'DOUBLE'`, types.float, (value) => duck`CAST(${value} AS VARCHAR)`)

/** https://docs.snowflake.com/en/sql-reference/functions-semistructured: the functions of objects, and AS_type. */
export const objects: Chapter = {
  OBJECT_INSERT: [
    {
      args: [take.object, take.text, take.variantOf],
      optional: [take.boolean],
      returns: types.object,
      duck: insert,
    },
  ],
  OBJECT_DELETE: [
    { args: [take.object, take.text], rest: [take.text], returns: types.object, duck: choosing(false) },
  ],
  OBJECT_PICK: [
    { args: [take.object, take.text], rest: [take.text], returns: types.object, duck: choosing(true) },
    { args: [take.object, take.array], returns: types.object, duck: choosing(true) },
  ],
  ARRAYS_TO_OBJECT: [{ args: [take.array, take.array], returns: types.object, duck: pairs }],
  GET_IGNORE_CASE: [
    { args: [take.semiStructured, take.text], returns: types.variant, duck: getIgnoringCase },
  ],
  STRIP_NULL_VALUE: [
    {
      args: [take.semiStructured],
      returns: types.variant,
      duck: strict((value = none) => duck`CASE WHEN json_type(${value}) <> 'NULL' THEN ${value} END`),
    },
  ],
  AS_ARRAY: as(duck`'ARRAY'`, types.array, (value) => value),
  AS_OBJECT: as(duck`'OBJECT'`, types.object, (value) => value),
  AS_VARCHAR: texts,
  AS_CHAR: texts,
  AS_BOOLEAN: as(duck`'BOOLEAN'`, types.boolean, content),
  AS_INTEGER: as(integers, types.integer, content),
  AS_DOUBLE: doubles,
  AS_REAL: doubles,
  ...Object.fromEntries(
    [
      'AS_BINARY',
      'AS_DATE',
      'AS_DECIMAL',
      'AS_NUMBER',
      'AS_TIME',
      'AS_TIMESTAMP_NTZ',
      'AS_TIMESTAMP_LTZ',
      'AS_TIMESTAMP_TZ',
    ].map((name) => [name, { special: true }] as const),
  ),
  JSON_EXTRACT_PATH_TEXT: { special: true },
}
