import { duckType } from '../duck/data-type.ts'
import { raise } from '../duck/raise.ts'
import { duck, join, type Sql } from '../duck/sql.ts'
import * as types from '../types/standard.ts'
import { at } from './forms.ts'
import { once } from './once.ts'
import * as take from './parameters.ts'
import type { CallFacts, Chapter, Form, FunctionRow } from './row.ts'
import {
  elementOrMissing,
  isAnyMarked,
  isMarked,
  markedKind,
  valueOfElement,
  type MarkedKind,
} from './variant.ts'

const special = { special: true } as const
const json = duckType(types.variant)

/** The document of valid JSON: a key that stands twice is a fault, unless the parameter allows it and the last one counts. */
const document = (x: Sql, repeated: Sql | undefined) =>
  duck`CASE WHEN snow_json_repeats(CAST(${x} AS ${json})) THEN ${repeated ?? duck`CAST(CAST(CAST(${x} AS ${json}) AS VARIANT) AS ${json})`} ELSE snow_json(${x}) END`

/** Which key stands twice in the outermost object, and where the second one ends; the whole text for one further in. */
const duplicate = (x: Sql) => {
  const key = duck`list_filter(json_keys(CAST(${x} AS ${json})), lambda "$k", "$i": list_position(json_keys(CAST(${x} AS ${json})), "$k") < "$i")[1]`
  return once([duck`CAST(to_json(${key}) AS VARCHAR)`, x], [false], (k = key, whole = x) => {
    const parts = duck`string_split(${whole}, ${k})`
    const place = duck`length(${parts}[1]) + length(${parts}[2]) + 2 * length(${k})`
    return duck`coalesce('duplicate object attribute ' || ${k} || ', pos ' || (${place}), 'duplicate object attribute in ' || ${whole})`
  })
}

const blank = (x: Sql) => duck`regexp_full_match(${x}, '\\s*')`

/** JSON text without spaces; nothing for blank text. Invalid text gives what `otherwise` says. */
const parsed =
  (otherwise: (x: Sql) => Sql): Form =>
  (args, facts) =>
    once(args.slice(0, 1), facts.atomic, (x = at(args, 0)) => {
      const lenient = facts.constants[1] === 'd'
      const repeated = lenient ? undefined : otherwise(duplicate(x))
      const repaired = once([duck`snow_json_repaired(${x})`, x], [false], (r = x, whole = x) => {
        const again = lenient ? undefined : otherwise(duplicate(whole))
        return duck`CASE WHEN json_valid(${r}) THEN ${document(r, again)} ELSE ${otherwise(whole)} END`
      })
      return duck`CASE WHEN ${x} IS NULL THEN NULL WHEN json_valid(${x}) AND NOT regexp_matches(${x}, ',\\s*[\\]}]') THEN ${document(x, repeated)} WHEN ${blank(x)} THEN NULL ELSE ${repaired} END`
    })

const typeNames = duck`CASE json_type("$x") WHEN 'NULL' THEN 'NULL_VALUE' WHEN 'UBIGINT' THEN 'INTEGER' WHEN 'BIGINT' THEN 'INTEGER' WHEN 'HUGEINT' THEN 'INTEGER' WHEN 'UHUGEINT' THEN 'INTEGER' WHEN 'DOUBLE' THEN CASE WHEN contains(lower(CAST("$x" AS VARCHAR)), 'e') THEN 'DOUBLE' ELSE 'DECIMAL' END WHEN 'VARCHAR' THEN coalesce(${markedKind(duck`"$x"`)}, 'VARCHAR') ELSE json_type("$x") END`

const holds = (test: (value: Sql) => Sql): readonly FunctionRow[] => [
  {
    args: [take.semiStructured],
    returns: types.boolean,
    duck: (args, facts) =>
      once(args, facts.atomic, (x = at(args, 0)) => duck`CASE WHEN ${x} IS NOT NULL THEN ${test(x)} END`),
  },
]
const is = (kinds: Sql) => holds((x) => duck`(json_type(${x}) IN (${kinds}))`)
const isKind = (kind: MarkedKind) => holds((x) => isMarked(x, kind))
const isText = holds((x) => duck`(json_type(${x}) = 'VARCHAR' AND NOT ${isAnyMarked(x)})`)
const isNumber = is(duck`'UBIGINT', 'BIGINT', 'HUGEINT', 'UHUGEINT', 'DOUBLE'`)

/** Inner forms of literals and paths. */
export const semiStructuredForms: Readonly<Record<string, Form>> = {
  $array: (args) =>
    args.length === 0 ? duck`CAST('[]' AS ${json})` : duck`to_json([${join(args.map(elementOrMissing))}])`,
  $arrayCompact: (args) =>
    args.length === 0
      ? duck`CAST('[]' AS ${json})`
      : duck`to_json(list_filter([${join(args.map((arg) => duck`CAST(${arg} AS ${json})`))}], lambda "$v": "$v" IS NOT NULL))`,
  $object: (args, facts) => members(args, facts, false),
  $objectKeepNull: (args, facts) => members(args, facts, true),
  /** Equal where the values are, and in the order that the values have. */
  $canonical: (args, facts) => once(args, facts.atomic, (x = at(args, 0)) => duck`snow_json_canonical(${x})`),
  $variantOrder: (args, facts) => once(args, facts.atomic, (x = at(args, 0)) => duck`snow_json_order(${x})`),
  $element: (args) => valueOfElement(duck`json_extract(${at(args, 0)}, ${at(args, 1)})`),
  $field: (args) =>
    duck`json_extract(${at(args, 0)}, '/' || replace(replace(${at(args, 1)}, '~', '~0'), '/', '~1'))`,
}

/** Key and value pairs in the order of their keys; those with a NULL are left out, or a NULL value becomes JSON null. */
function members(args: readonly Sql[], { constants }: CallFacts, keepNull: boolean): Sql {
  const pairs: Sql[] = []
  for (let index = 0; index + 1 < args.length; index += 2) {
    const [key, value] = [at(args, index), at(args, index + 1)]
    const content = keepNull
      ? duck`coalesce(CAST(${value} AS VARCHAR), 'null')`
      : duck`CAST(${value} AS VARCHAR)`
    pairs.push(duck`{k: ${key}, v: ${content}}`)
  }
  if (pairs.length === 0) return duck`CAST('{}' AS ${json})`
  const sorted = duck`list_sort(list_filter([${join(pairs)}], lambda "$e": "$e".k IS NOT NULL AND "$e".v IS NOT NULL))`
  const written = (list: Sql) =>
    duck`CAST('{' || array_to_string(list_transform(${list}, lambda "$e": CAST(to_json("$e".k) AS VARCHAR) || ':' || "$e".v), ',') || '}' AS ${json})`
  const known = constants.filter((_, index) => index % 2 === 0)
  if (!known.includes(undefined) && new Set(known).size === known.length) return written(sorted)
  return once([sorted], [false], (list = sorted) => {
    const keys = duck`list_transform(${list}, lambda "$e": "$e".k)`
    const twice = duck`list_filter(${keys}, lambda "$k", "$i": "$i" > 1 AND "$k" = (${keys})["$i" - 1])[1]`
    return duck`CASE WHEN len(list_distinct(${keys})) < len(${keys}) THEN ${raise('DUPLICATE_FIELD_KEY', { key: twice })} ELSE ${written(list)} END`
  })
}

/** `d` allows duplicate keys, `s` does not. */
const duplicates: take.Parameter = { ...take.constantText, only: ['d', 's'] }

/** https://docs.snowflake.com/en/sql-reference/functions-semistructured */
export const semiStructured: Chapter = {
  PARSE_JSON: [
    {
      args: [take.text],
      optional: [duplicates],
      returns: types.variant,
      duck: parsed((x) => raise('JSON_PARSE_ERROR', { value: x })),
    },
  ],
  TRY_PARSE_JSON: [
    {
      args: [take.text],
      optional: [duplicates],
      returns: types.variant,
      duck: parsed(() => duck`NULL`),
    },
  ],
  CHECK_JSON: [
    {
      args: [take.text],
      returns: types.text(),
      duck: (args, facts) =>
        once(
          args,
          facts.atomic,
          (x = at(args, 0)) =>
            duck`CASE WHEN ${x} IS NULL OR ${blank(x)} OR json_valid(${x}) OR json_valid(snow_json_repaired(${x})) THEN NULL ELSE 'not valid JSON: ' || ${x} END`,
        ),
    },
  ],
  TO_JSON: [
    {
      args: [take.semiStructured],
      returns: types.text(),
      duck: (args, facts) => once(args, facts.atomic, (x = at(args, 0)) => duck`snow_json_sorted(${x})`),
    },
  ],
  TO_VARIANT: [{ args: [take.variantOf], returns: types.variant, duck: (args) => at(args, 0) }],
  ARRAY_CONSTRUCT: special,
  ARRAY_CONSTRUCT_COMPACT: special,
  OBJECT_CONSTRUCT: special,
  OBJECT_CONSTRUCT_KEEP_NULL: special,
  GET: special,
  GET_PATH: special,
  ARRAY_SIZE: [
    {
      args: [take.semiStructured],
      returns: types.count,
      duck: (args, facts) =>
        once(
          args,
          facts.atomic,
          (x = at(args, 0)) =>
            duck`CASE WHEN json_type(${x}) = 'ARRAY' THEN CAST(json_array_length(${x}) AS BIGINT) END`,
        ),
    },
  ],
  TYPEOF: [
    {
      args: [take.variantOf],
      returns: types.text(),
      duck: (args) => duck`list_transform([${at(args, 0)}], lambda "$x": ${typeNames})[1]`,
    },
  ],
  OBJECT_KEYS: [
    {
      args: [take.semiStructured],
      returns: types.array,
      duck: (args) =>
        duck`CASE WHEN json_type(${at(args, 0)}) = 'OBJECT' THEN to_json(list_sort(json_keys(${at(args, 0)}))) END`,
    },
  ],
  ARRAY_CONTAINS: [
    {
      args: [take.variantOf, take.array],
      returns: types.boolean,
      // A SQL NULL is found among the array's missing elements; where there is none, the answer is NULL.
      duck: (args, facts) =>
        once(args, facts.atomic, (value = at(args, 0), list = at(args, 1)) => {
          const found = duck`list_contains(list_transform(CAST(json_extract(${list}, '$[*]') AS ${json}[]), lambda "$e": CAST(snow_json_canonical("$e") AS VARCHAR)), CAST(snow_json_canonical(${elementOrMissing(value)}) AS VARCHAR))`
          return duck`CASE WHEN ${list} IS NULL THEN NULL WHEN ${value} IS NULL AND NOT ${found} THEN NULL ELSE ${found} END`
        }),
    },
  ],
  IS_ARRAY: is(duck`'ARRAY'`),
  IS_OBJECT: is(duck`'OBJECT'`),
  IS_BOOLEAN: is(duck`'BOOLEAN'`),
  IS_BINARY: isKind('BINARY'),
  IS_VARCHAR: isText,
  IS_CHAR: isText,
  IS_DATE: isKind('DATE'),
  IS_DATE_VALUE: isKind('DATE'),
  IS_TIME: isKind('TIME'),
  IS_TIMESTAMP_NTZ: isKind('TIMESTAMP_NTZ'),
  IS_TIMESTAMP_LTZ: isKind('TIMESTAMP_LTZ'),
  IS_TIMESTAMP_TZ: isKind('TIMESTAMP_TZ'),
  IS_INTEGER: is(duck`'UBIGINT', 'BIGINT', 'HUGEINT', 'UHUGEINT'`),
  IS_DECIMAL: holds(
    (x) =>
      duck`(json_type(${x}) IN ('UBIGINT', 'BIGINT', 'HUGEINT', 'UHUGEINT', 'DOUBLE') AND NOT contains(lower(CAST(${x} AS VARCHAR)), 'e'))`,
  ),
  IS_DOUBLE: isNumber,
  IS_REAL: isNumber,
}
