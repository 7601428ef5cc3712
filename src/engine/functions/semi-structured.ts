import { duckType } from '../duck/data-type.ts'
import { raise } from '../duck/raise.ts'
import { duck, join, type Sql } from '../duck/sql.ts'
import * as types from '../types/standard.ts'
import { at } from './forms.ts'
import { once } from './once.ts'
import * as take from './parameters.ts'
import type { Chapter, Form, FunctionRow } from './row.ts'

const special = { special: true } as const
const json = duckType(types.variant)

/** JSON text without spaces; nothing for blank text. Invalid text gives what `otherwise` says. */
const parsed =
  (otherwise: (x: Sql) => Sql): Form =>
  (args, facts) =>
    once(
      args.slice(0, 1),
      facts.atomic,
      (x = at(args, 0)) =>
        duck`CASE WHEN ${x} IS NULL OR trim(${x}) = '' THEN NULL WHEN NOT json_valid(${x}) THEN ${otherwise(x)} WHEN snow_json_repeats(CAST(${x} AS ${json})) THEN ${otherwise(duck`'duplicate object attribute in ' || ${x}`)} ELSE snow_json(${x}) END`,
    )

const typeNames = duck`CASE json_type("$x") WHEN 'NULL' THEN 'NULL_VALUE' WHEN 'UBIGINT' THEN 'INTEGER' WHEN 'BIGINT' THEN 'INTEGER' WHEN 'HUGEINT' THEN 'INTEGER' WHEN 'UHUGEINT' THEN 'INTEGER' WHEN 'DOUBLE' THEN CASE WHEN contains(lower(CAST("$x" AS VARCHAR)), 'e') THEN 'DOUBLE' ELSE 'DECIMAL' END ELSE json_type("$x") END`

const is = (kinds: Sql): readonly FunctionRow[] => [
  {
    args: [take.semiStructured],
    returns: types.boolean,
    duck: (args) => duck`(json_type(${at(args, 0)}) IN (${kinds}))`,
  },
]

/** Inner forms of literals and paths. */
export const semiStructuredForms: Readonly<Record<string, Form>> = {
  $array: (args) =>
    args.length === 0
      ? duck`CAST('[]' AS ${json})`
      : duck`to_json([${join(args.map((arg) => duck`CAST(${arg} AS ${json})`))}])`,
  $arrayCompact: (args) =>
    args.length === 0
      ? duck`CAST('[]' AS ${json})`
      : duck`to_json(list_filter([${join(args.map((arg) => duck`CAST(${arg} AS ${json})`))}], lambda "$v": "$v" IS NOT NULL))`,
  $object: (args) => members(args, false),
  $objectKeepNull: (args) => members(args, true),
  /** Equal where the values are, and in the order that the values have. */
  $canonical: (args, facts) => once(args, facts.atomic, (x = at(args, 0)) => duck`snow_json_canonical(${x})`),
  $variantOrder: (args, facts) => once(args, facts.atomic, (x = at(args, 0)) => duck`snow_json_order(${x})`),
  $element: (args) => duck`json_extract(${at(args, 0)}, ${at(args, 1)})`,
  $field: (args) =>
    duck`json_extract(${at(args, 0)}, '/' || replace(replace(${at(args, 1)}, '~', '~0'), '/', '~1'))`,
}

/** Key and value pairs in the order of their keys; those with a NULL are left out, or a NULL value becomes JSON null. */
function members(args: readonly Sql[], keepNull: boolean): Sql {
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
  const keys = duck`list_transform(${sorted}, lambda "$e": "$e".k)`
  const twice = duck`list_filter(${keys}, lambda "$k", "$i": "$i" > 1 AND "$k" = (${keys})["$i" - 1])[1]`
  const written = duck`list_transform(${sorted}, lambda "$e": CAST(to_json("$e".k) AS VARCHAR) || ':' || "$e".v)`
  const whole = duck`CAST('{' || array_to_string(${written}, ',') || '}' AS ${json})`
  if (pairs.length === 1) return whole
  return duck`CASE WHEN len(list_distinct(${keys})) < len(${keys}) THEN ${raise('DUPLICATE_FIELD_KEY', { key: twice })} ELSE ${whole} END`
}

/** https://docs.snowflake.com/en/sql-reference/functions-semistructured */
export const semiStructured: Chapter = {
  PARSE_JSON: [
    {
      args: [take.text],
      returns: types.variant,
      duck: parsed((x) => raise('JSON_PARSE_ERROR', { value: x })),
    },
  ],
  TRY_PARSE_JSON: [{ args: [take.text], returns: types.variant, duck: parsed(() => duck`NULL`) }],
  CHECK_JSON: [
    {
      args: [take.text],
      returns: types.text(),
      duck: (args, facts) =>
        once(
          args,
          facts.atomic,
          (x = at(args, 0)) =>
            duck`CASE WHEN ${x} IS NULL OR trim(${x}) = '' OR json_valid(${x}) THEN NULL ELSE 'not valid JSON: ' || ${x} END`,
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
      // A SQL NULL is found among the array's nulls, which are JSON null here; where there is none, the answer is NULL.
      duck: (args, facts) =>
        once(args, facts.atomic, (value = at(args, 0), list = at(args, 1)) => {
          const found = duck`list_contains(CAST(json_extract(${list}, '$[*]') AS VARCHAR[]), coalesce(CAST(${value} AS VARCHAR), 'null'))`
          return duck`CASE WHEN ${list} IS NULL THEN NULL WHEN ${value} IS NULL AND NOT ${found} THEN NULL ELSE ${found} END`
        }),
    },
  ],
  IS_ARRAY: is(duck`'ARRAY'`),
  IS_OBJECT: is(duck`'OBJECT'`),
  IS_BOOLEAN: is(duck`'BOOLEAN'`),
  IS_VARCHAR: is(duck`'VARCHAR'`),
  IS_CHAR: is(duck`'VARCHAR'`),
  IS_INTEGER: is(duck`'UBIGINT', 'BIGINT', 'HUGEINT', 'UHUGEINT'`),
  IS_DECIMAL: is(duck`'UBIGINT', 'BIGINT', 'HUGEINT', 'UHUGEINT', 'DOUBLE'`),
  IS_DOUBLE: is(duck`'UBIGINT', 'BIGINT', 'HUGEINT', 'UHUGEINT', 'DOUBLE'`),
}
