import { duck, join, type Sql } from '../duck/sql.ts'
import type { DataType } from '../types/data-type.ts'
import { integer, isSemiStructured, text } from '../types/standard.ts'
import { at } from './forms.ts'
import * as take from './parameters.ts'
import type { Chapter, Form } from './row.ts'

const special = { special: true } as const

/** Functions whose value the binder takes from the session. https://docs.snowflake.com/en/sql-reference/functions-context */
const names = [
  'CURRENT_DATE', 'CURRENT_TIME', 'CURRENT_TIMESTAMP', 'GETDATE', 'LOCALTIME', 'LOCALTIMESTAMP', 'SYSDATE', 'SYSTIMESTAMP',
  'CURRENT_USER', 'CURRENT_ROLE', 'CURRENT_WAREHOUSE', 'CURRENT_DATABASE', 'CURRENT_SCHEMA', 'CURRENT_ACCOUNT',
  'CURRENT_REGION', 'CURRENT_SESSION', 'CURRENT_TRANSACTION', 'LAST_QUERY_ID', 'SYSTEM$STREAM_HAS_DATA',
] as const // prettier-ignore

/** Context functions and what depends on nothing but chance. */
export const context: Chapter = {
  ...Object.fromEntries(names.map((name) => [name, special])),
  HASH: special,
  UUID_STRING: [{ args: [], returns: text(36), duck: () => duck`CAST(uuid() AS VARCHAR)` }],
  RANDOM: [
    {
      args: [],
      returns: integer,
      duck: () => duck`CAST(floor((random() - 0.5) * 18446744073709551615) AS HUGEINT)`,
    },
    // With a seed, the same number for the same seed.
    {
      args: [take.integer],
      returns: integer,
      duck: (args) => duck`(CAST(hash(${at(args, 0)}) AS HUGEINT) - 9223372036854775808)`,
    },
  ],
}

/** Numbers that are equal are equal texts, whatever their precision, scale and physical form; and no text of another type. */
function hashable(value: Sql, type: DataType | undefined): Sql {
  if (type?.kind === 'FLOAT')
    return duck`list_transform([${value}], lambda "$f": 'number ' || CASE WHEN "$f" = trunc("$f") AND abs("$f") < 1e37 THEN CAST(CAST("$f" AS HUGEINT) AS VARCHAR) ELSE CAST("$f" AS VARCHAR) END)[1]`
  if (type !== undefined && isSemiStructured(type)) return duck`snow_json_canonical(${value})`
  if (type?.kind !== 'NUMBER') return value
  const written = duck`CAST(${value} AS VARCHAR)`
  return type.scale === 0
    ? duck`('number ' || ${written})`
    : duck`('number ' || rtrim(rtrim(${written}, '0'), '.'))`
}

/** A 64-bit signed number of all the values together; NULLs count. */
export const contextForms: Readonly<Record<string, Form>> = {
  $hash: (args, facts) => {
    const values = args.map((arg, index) => hashable(arg, facts.types[index]))
    const [only] = values
    const together = values.length === 1 && only !== undefined ? only : duck`row(${join(values)})`
    return duck`CAST((CAST(hash(${together}) AS HUGEINT) - 9223372036854775808) AS BIGINT)`
  },
}
