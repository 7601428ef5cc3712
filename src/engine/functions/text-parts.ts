import { duckType } from '../duck/data-type.ts'
import { duck, text as literal, type Sql } from '../duck/sql.ts'
import * as types from '../types/standard.ts'
import { strict } from './array.ts'
import * as take from './parameters.ts'
import type { Chapter, FunctionRow } from './row.ts'

const none = duck``

/** What stands between characters of `delimiters`; nothing between two of them is no token. */
const tokens = (s: Sql, delimiters: Sql) =>
  duck`list_filter(CASE WHEN ${delimiters} = '' THEN [${s}] ELSE string_split_regex(${s}, '[' || regexp_escape(${delimiters}) || ']') END, lambda "$t": "$t" <> '')`

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

/** https://docs.snowflake.com/en/sql-reference/functions-string: tokens, distances, and the collation of a text. */
export const textParts: Chapter = {
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
  ],
  JAROWINKLER_SIMILARITY: [
    {
      args: [take.text, take.text],
      returns: types.count,
      duck: strict(
        (a = none, b = none) =>
          duck`CASE WHEN ${a} = '' OR ${b} = '' THEN 0 ELSE CAST(floor(jaro_winkler_similarity(upper(${a}), upper(${b})) * 100) AS BIGINT) END`,
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
