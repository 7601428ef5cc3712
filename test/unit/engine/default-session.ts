import type { SessionValues } from '../../../src/engine/bind/tree.ts'

const defaults: Readonly<Record<string, string>> = {
  TIMEZONE: 'America/Los_Angeles',
  DATE_OUTPUT_FORMAT: 'YYYY-MM-DD',
  DATE_INPUT_FORMAT: 'AUTO',
  TIME_OUTPUT_FORMAT: 'HH24:MI:SS',
  TIMESTAMP_OUTPUT_FORMAT: 'YYYY-MM-DD HH24:MI:SS.FF3 TZHTZM',
  TIMESTAMP_NTZ_OUTPUT_FORMAT: 'YYYY-MM-DD HH24:MI:SS.FF3',
  TIMESTAMP_INPUT_FORMAT: 'AUTO',
  BINARY_OUTPUT_FORMAT: 'HEX',
}

/** A session at 2026-01-05T00:00:00Z under Snowflake's default parameters, but for those given. */
export function defaultSession(parameters: Readonly<Record<string, string>> = {}): SessionValues {
  return {
    now: 1_767_571_200_000,
    sessionId: '17',
    account: 'LOCAL',
    region: 'LOCAL',
    user: 'ME',
    role: 'SYSADMIN',
    warehouse: undefined,
    database: 'DB',
    schema: 'PUBLIC',
    parameter: (name) => parameters[name] ?? defaults[name] ?? '',
    variable: (name) => (name === 'V' ? { type: { kind: 'VARCHAR', length: 3 }, value: 'set' } : undefined),
    bind: (name) => (name === 1 ? { type: { kind: 'VARCHAR', length: 5 }, value: 'bound' } : undefined),
    queryId: (n) => `query${n}`,
    transactionId: undefined,
    streamHasData: (name) => name === 'S',
  }
}
