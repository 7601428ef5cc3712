import { fail } from '../common/errors.ts'
import type { Span } from '../common/span.ts'

/**
 * What a session parameter is: its default, the values it takes, and whether its value does something here. One that
 * does nothing here has `only`: the values of which that does not matter; others are refused by name.
 */
interface SessionParameter {
  readonly default: string
  readonly check: (value: string) => string | undefined
  readonly only?: readonly string[]
}

const anything = (value: string): string => value
const truth = (value: string): string | undefined =>
  ['true', 'false'].find((word) => word === value.toLowerCase())
const whole =
  (least: number, most: number) =>
  (value: string): string | undefined =>
    /^-?\d+$/.test(value) && Number(value) >= least && Number(value) <= most
      ? String(Number(value))
      : undefined
const oneOf =
  (...words: readonly string[]) =>
  (value: string): string | undefined =>
    words.find((word) => word === value.toUpperCase())

function zone(value: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone === ''
      ? undefined
      : value
  } catch {
    return undefined
  }
}

/** https://docs.snowflake.com/en/sql-reference/parameters#session-parameters */
const table: Readonly<Record<string, SessionParameter>> = {
  ABORT_DETACHED_QUERY: { default: 'false', check: truth },
  AUTOCOMMIT: { default: 'true', check: truth },
  BINARY_INPUT_FORMAT: { default: 'HEX', check: oneOf('HEX', 'BASE64', 'UTF8', 'UTF-8') },
  BINARY_OUTPUT_FORMAT: { default: 'HEX', check: oneOf('HEX', 'BASE64') },
  CLIENT_MEMORY_LIMIT: { default: '1536', check: whole(0, 1e9) },
  CLIENT_PREFETCH_THREADS: { default: '4', check: whole(1, 10) },
  CLIENT_RESULT_CHUNK_SIZE: { default: '160', check: whole(48, 160) },
  CLIENT_SESSION_KEEP_ALIVE: { default: 'false', check: truth },
  CLIENT_TIMESTAMP_TYPE_MAPPING: { default: 'TIMESTAMP_LTZ', check: oneOf('TIMESTAMP_LTZ', 'TIMESTAMP_NTZ') },
  DATE_INPUT_FORMAT: { default: 'AUTO', check: anything },
  DATE_OUTPUT_FORMAT: { default: 'YYYY-MM-DD', check: anything },
  DEFAULT_NULL_ORDERING: { default: 'LAST', check: oneOf('FIRST', 'LAST') },
  ERROR_ON_NONDETERMINISTIC_MERGE: { default: 'true', check: truth },
  ERROR_ON_NONDETERMINISTIC_UPDATE: { default: 'false', check: truth },
  GEOGRAPHY_OUTPUT_FORMAT: { default: 'GeoJSON', check: anything },
  JSON_INDENT: { default: '2', check: whole(0, 16) },
  LOCK_TIMEOUT: { default: '43200', check: whole(0, 2_147_483_647) },
  MULTI_STATEMENT_COUNT: { default: '1', check: whole(0, 1e6), only: ['1'] },
  QUERY_TAG: { default: '', check: anything },
  QUOTED_IDENTIFIERS_IGNORE_CASE: { default: 'false', check: truth, only: ['false'] },
  ROWS_PER_RESULTSET: { default: '0', check: whole(0, 1e12), only: ['0'] },
  SEARCH_PATH: { default: '$current, $public', check: anything, only: ['$current, $public'] },
  STATEMENT_QUEUED_TIMEOUT_IN_SECONDS: { default: '0', check: whole(0, 2_147_483_647) },
  STATEMENT_TIMEOUT_IN_SECONDS: { default: '172800', check: whole(0, 604_800) },
  STRICT_JSON_OUTPUT: { default: 'false', check: truth },
  TIMESTAMP_DAY_IS_ALWAYS_24H: { default: 'false', check: truth, only: ['false'] },
  TIMESTAMP_INPUT_FORMAT: { default: 'AUTO', check: anything },
  TIMESTAMP_LTZ_OUTPUT_FORMAT: { default: '', check: anything },
  TIMESTAMP_NTZ_OUTPUT_FORMAT: { default: 'YYYY-MM-DD HH24:MI:SS.FF3', check: anything },
  TIMESTAMP_OUTPUT_FORMAT: { default: 'YYYY-MM-DD HH24:MI:SS.FF3 TZHTZM', check: anything },
  TIMESTAMP_TYPE_MAPPING: {
    default: 'TIMESTAMP_NTZ',
    check: oneOf('TIMESTAMP_NTZ', 'TIMESTAMP_LTZ', 'TIMESTAMP_TZ'),
  },
  TIMESTAMP_TZ_OUTPUT_FORMAT: { default: '', check: anything },
  TIMEZONE: { default: 'America/Los_Angeles', check: zone },
  TIME_INPUT_FORMAT: { default: 'AUTO', check: anything },
  TIME_OUTPUT_FORMAT: { default: 'HH24:MI:SS', check: anything },
  TRANSACTION_ABORT_ON_ERROR: { default: 'false', check: truth },
  TRANSACTION_DEFAULT_ISOLATION_LEVEL: { default: 'READ COMMITTED', check: oneOf('READ COMMITTED') },
  TWO_DIGIT_CENTURY_START: { default: '1970', check: whole(1900, 2100) },
  UNSUPPORTED_DDL_ACTION: { default: 'ignore', check: anything, only: ['ignore', 'fail'] },
  USE_CACHED_RESULT: { default: 'true', check: truth },
  WEEK_OF_YEAR_POLICY: { default: '0', check: whole(0, 1) },
  WEEK_START: { default: '0', check: whole(0, 7) },
}

/** The parameters that a session has, with their defaults, by name. */
export const sessionParameters: readonly { readonly name: string; readonly default: string }[] =
  Object.entries(table).map(([name, parameter]) => ({ name, default: parameter.default }))

/** The value that a parameter has: the one that was set, or its default. Throws UNKNOWN_PARAMETER. */
export function parameterValue(set: ReadonlyMap<string, string>, name: string, span?: Span): string {
  const parameter = table[name.toUpperCase()] ?? fail('UNKNOWN_PARAMETER', { name }, span)
  return set.get(name.toUpperCase()) ?? parameter.default
}

/** The value as it is kept. Throws UNKNOWN_PARAMETER, INVALID_VALUE, and UNSUPPORTED for what would do nothing here. */
export function checkedParameter(name: string, value: string, span?: Span): string {
  const parameter = table[name] ?? fail('UNKNOWN_PARAMETER', { name }, span)
  const checked = parameter.check(value) ?? fail('INVALID_VALUE', { value, property: name }, span)
  if (parameter.only !== undefined && !parameter.only.includes(checked.toLowerCase()))
    fail('UNSUPPORTED', { feature: `${name} = ${checked}` }, span)
  return checked
}
