import { duck } from '../duck/sql.ts'
import { integer, text } from '../types/standard.ts'
import { at } from './forms.ts'
import * as take from './parameters.ts'
import type { Chapter } from './row.ts'

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

/** A 64-bit signed number of all the values together; NULLs count. */
export const contextForms = {
  $hash: (args: Parameters<typeof at>[0]) =>
    duck`CAST((CAST(hash(${args.length === 1 ? at(args, 0) : duck`row(${args.reduce((a, b) => duck`${a}, ${b}`)})`}) AS HUGEINT) - 9223372036854775808) AS BIGINT)`,
}
