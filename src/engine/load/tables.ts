import { duck, ident, type Sql } from '../duck/sql.ts'

/** A file's load as the ledger keeps it: parsed = loaded + rejected + skipped. Times are milliseconds by the account's clock. */
const load = duck`CREATE TABLE IF NOT EXISTS snowmelt.load (
  id BIGINT, table_id BIGINT, "table" VARCHAR, pipe_id BIGINT, pipe VARCHAR, stage VARCHAR, file VARCHAR, etag VARCHAR, size BIGINT,
  last_modified BIGINT, status VARCHAR, parsed BIGINT, loaded BIGINT, rejected BIGINT, skipped BIGINT, errors BIGINT, error_limit BIGINT,
  first_error VARCHAR, first_error_code VARCHAR, first_error_line BIGINT, first_error_character BIGINT, first_error_column VARCHAR,
  started BIGINT, ended BIGINT, committed BOOLEAN)`

const rejectedRow = duck`CREATE TABLE IF NOT EXISTS snowmelt.rejected_row (
  load_id BIGINT, "row" BIGINT, line BIGINT, "character" BIGINT, "column" VARCHAR, raw VARCHAR, reason VARCHAR)`

/** Which content of which file is in which table; `pipe_id` is 0 for COPY: pipes keep a history of their own. */
const loadHistory = duck`CREATE TABLE IF NOT EXISTS snowmelt.load_history (
  table_id BIGINT, pipe_id BIGINT, file VARCHAR, etag VARCHAR, loaded BIGINT)`

/** Up to which load each table's history was forgotten by TRUNCATE TABLE; the ledger keeps all loads. */
const loadForgotten = duck`CREATE TABLE IF NOT EXISTS snowmelt.load_forgotten (table_id BIGINT, load_id BIGINT)`

/** What lay in the stage when the pipe was made: only REFRESH brings it. */
const pipeSeen = duck`CREATE TABLE IF NOT EXISTS snowmelt.pipe_seen (pipe_id BIGINT, file VARCHAR, etag VARCHAR)`

/** Files that ALTER PIPE … REFRESH has queued. */
const pipeQueue = duck`CREATE TABLE IF NOT EXISTS snowmelt.pipe_queue (pipe_id BIGINT, file VARCHAR, etag VARCHAR, queued BIGINT)`

/** Makes the tables of loads and pipes; run once when an account is opened. The schema `snowmelt` exists. */
export const loadTables: readonly Sql[] = [
  load,
  rejectedRow,
  ...['query_id', 'session_id'].map(
    (name) => duck`ALTER TABLE snowmelt.load ADD COLUMN IF NOT EXISTS ${ident(name)} VARCHAR`,
  ),
  duck`ALTER TABLE snowmelt.load ADD COLUMN IF NOT EXISTS transformed BOOLEAN`,
  duck`ALTER TABLE snowmelt.rejected_row ADD COLUMN IF NOT EXISTS code VARCHAR`,
  loadForgotten,
  loadHistory,
  pipeSeen,
  pipeQueue,
  duck`CREATE SEQUENCE IF NOT EXISTS snowmelt.load_id`,
]
