import { raise } from '../duck/raise.ts'
import { duck, integer as number, join, text as literal, type Sql } from '../duck/sql.ts'
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
  'CURRENT_REGION', 'CURRENT_SESSION', 'CURRENT_TRANSACTION', 'LAST_TRANSACTION',
  'ALL_USER_NAMES', 'CURRENT_ACCOUNT_NAME', 'CURRENT_AVAILABLE_ROLES', 'CURRENT_CLIENT', 'CURRENT_IP_ADDRESS',
  'CURRENT_ORGANIZATION_NAME', 'CURRENT_ROLE_TYPE', 'CURRENT_SCHEMAS', 'CURRENT_STATEMENT', 'CURRENT_VERSION', 'INVOKER_ROLE',
  'INVOKER_SHARE', 'IS_GRANTED_TO_INVOKER_ROLE', 'IS_ROLE_IN_SESSION',
  'CURRENT_SECONDARY_ROLES', 'LAST_QUERY_ID', 'SYSTEM$STREAM_HAS_DATA',
  'GET_DDL', 'SYSTEM$GET_PREDECESSOR_RETURN_VALUE', 'SYSTEM$PIPE_FORCE_RESUME', 'SYSTEM$PIPE_STATUS',
  'SYSTEM$SET_RETURN_VALUE', 'SYSTEM$TASK_DEPENDENTS_ENABLE', 'SYSTEM$TYPEOF',
] as const // prettier-ignore

/** A UUID of version 5: 128 bits of SHA-1, some of them set. https://docs.snowflake.com/en/sql-reference/functions/uuid_string */
const named: Form = ([space = duck``, name = duck``]) => {
  const form = literal('[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}')
  const fault = raise('INVALID_ARGUMENT', { function: 'UUID_STRING', value: space, expected: 'a UUID' })
  const checked = duck`CASE WHEN ${space} IS NULL OR regexp_full_match(${space}, ${form}) THEN ${space} ELSE ${fault} END`
  const digest = duck`sha1(unhex(replace(${checked}, '-', '')) || encode(${name}))`
  const part = (from: number, length: number) => duck`substring("$d", ${number(from)}, ${number(length)})`
  const variantDigit = duck`format('{:x}', (CAST('0x' || ${part(17, 1)} AS BIGINT) & 3) | 8)`
  const written = duck`${part(1, 8)} || '-' || ${part(9, 4)} || '-5' || ${part(14, 3)} || '-' || ${variantDigit} || ${part(18, 3)} || '-' || ${part(21, 12)}`
  return duck`list_transform([${digest}], lambda "$d": ${written})[1]`
}

/** Context functions and what depends on nothing but chance. */
export const context: Chapter = {
  ...Object.fromEntries(names.map((name) => [name, special])),
  GETVARIABLE: special,
  SESSION_CONTEXT: special,
  HASH: special,
  UUID_STRING: [
    { args: [], returns: text(36), duck: () => duck`CAST(uuid() AS VARCHAR)` },
    { args: [take.text, take.text], returns: text(36), duck: named },
  ],
  RANDOM: [
    {
      args: [],
      returns: integer,
      duck: () => duck`CAST(floor((random() - 0.5) * 18446744073709551615) AS HUGEINT)`,
    },
    // With a seed, the same number for the same seed and row.
    {
      args: [take.integer],
      returns: integer,
      duck: (args) =>
        duck`(CAST(hash({seed: ${at(args, 0)}, row: row_number() OVER ()}) AS HUGEINT) - 9223372036854775808)`,
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
  $nextval: (args) => duck`nextval(${at(args, 0)})`,
  $hash: (args, facts) => {
    const values = args.map((arg, index) => hashable(arg, facts.types[index]))
    const [only] = values
    const together = values.length === 1 && only !== undefined ? only : duck`row(${join(values)})`
    return duck`CAST((CAST(hash(${together}) AS HUGEINT) - 9223372036854775808) AS BIGINT)`
  },
}
