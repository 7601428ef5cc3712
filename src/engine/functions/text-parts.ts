import { duckType } from '../duck/data-type.ts'
import { duck, text as literal, type Sql } from '../duck/sql.ts'
import * as types from '../types/standard.ts'
import { strict } from './array.ts'
import { binaryRows } from './binary.ts'
import { once } from './once.ts'
import * as take from './parameters.ts'
import type { Chapter, FunctionRow } from './row.ts'

const none = duck``

/** What stands between characters of `delimiters`; nothing between two of them is no token. */
const tokens = (s: Sql, delimiters: Sql) =>
  duck`list_filter(CASE WHEN ${delimiters} = '' THEN [${s}] ELSE string_split_regex(${s}, CASE WHEN ${delimiters} = '' THEN ' ' ELSE '[' || regexp_escape(${delimiters}) || ']' END) END, lambda "$t": "$t" <> '')`

/** A difference beyond the limit counts as the limit. */
const distance: readonly FunctionRow[] = [
  {
    args: [take.text, take.text],
    optional: [take.integer],
    returns: types.count,
    duck: strict((a = none, b = none, limit) =>
      limit === undefined
        ? duck`CAST(levenshtein(${a}, ${b}) AS BIGINT)`
        : duck`least(CAST(levenshtein(${a}, ${b}) AS BIGINT), greatest(${limit}, 0))`,
    ),
  },
]

/**
 * DuckDB compares bytes: characters of more than one become control characters. The common beginning counts beyond four characters, as
 * the manual's 98 for `Ich weiß nicht` and `Ich wei? nicht` shows.
 * https://docs.snowflake.com/en/sql-reference/functions/jarowinkler_similarity
 */
const similarity = (a: Sql, b: Sql) => {
  const wide = duck`list_distinct(regexp_extract_all(${a} || ${b}, '[^\\x01-\\x7F]'))`
  const narrow = duck`list_transform(range(1, least(len(${wide}), 31) + 1), lambda "$i": chr(CAST("$i" AS INTEGER)))`
  const bytes = (s: Sql) =>
    duck`translate(${s}, array_to_string(${wide}[1:31], ''), array_to_string(${narrow}, ''))`
  const prefix = duck`len(list_filter(range(1, 10), lambda "$i": "$i" <= length(${a}) AND left(${a}, "$i") = left(${b}, "$i")))`
  const values = [duck`jaro_similarity(${bytes(a)}, ${bytes(b)})`, prefix, a, b]
  return once(values, [false], (jaro = none, begun = none, x = none, y = none) => {
    const raised = duck`CASE WHEN ${jaro} > 0.7 THEN ${jaro} + ${begun} * 0.1 * (1 - ${jaro}) ELSE ${jaro} END`
    return duck`CASE WHEN ${x} = '' OR ${y} = '' THEN 0 WHEN ${x} = ${y} THEN 100 ELSE CAST(floor(${raised} * 100) AS BIGINT) END`
  })
}

/** https://docs.snowflake.com/en/sql-reference/functions-string: tokens, distances, and the collation of a text. */
export const textParts: Chapter = {
  COLLATE: { special: true },
  LIKE: { special: true },
  ILIKE: { special: true },
  COLLATION: [
    {
      args: [take.text],
      returns: types.text(),
      duck: (_args, facts) => {
        const [type] = facts.types
        return type?.kind === 'VARCHAR' && type.collation !== undefined
          ? literal(type.collation)
          : duck`CAST(NULL AS VARCHAR)`
      },
    },
  ],
  EDITDISTANCE: distance,
  INSERT: [
    {
      args: [take.text, take.integer, take.integer, take.text],
      returns: types.text(),
      duck: strict(
        (s = none, position = none, length = none, added = none) =>
          duck`(left(${s}, ${position} - 1) || ${added} || substring(${s}, ${position} + ${length}))`,
      ),
    },
    binaryRows.INSERT,
  ],
  JAROWINKLER_SIMILARITY: [
    {
      args: [take.text, take.text],
      returns: types.count,
      duck: (args, facts) =>
        strict((a = none, b = none) => similarity(a, b))(
          args.map((arg) => duck`lower(${arg})`),
          { ...facts, atomic: [false] },
        ),
    },
  ],
  STRTOK: [
    {
      args: [take.text],
      optional: [take.text, take.integer],
      returns: types.text(),
      duck: strict(
        (s = none, delimiters = duck`' '`, part = duck`1`) =>
          duck`CASE WHEN ${part} > 0 THEN ${tokens(s, delimiters)}[${part}] END`,
      ),
    },
  ],
  STRTOK_TO_ARRAY: [
    {
      args: [take.text],
      optional: [take.text],
      returns: types.array,
      duck: strict(
        (s = none, delimiters = duck`' '`) =>
          duck`CAST(to_json(${tokens(s, delimiters)}) AS ${duckType(types.array)})`,
      ),
    },
  ],
}
