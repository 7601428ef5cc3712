import type { Instant } from '../../common/clock.ts'
import { stageBucket } from '../../lake/files.ts'
import { ledgerColumn, type LedgerColumn, type LedgerRelation } from '../catalog/ledger-relation.ts'
import type { PipeRecord } from '../catalog/objects/pipe.ts'
import type { TableRecord } from '../catalog/objects/table.ts'
import { duck, integer, join, text as sqlText, type Sql } from '../duck/sql.ts'

/** How long a load is remembered, in milliseconds. */
export const historyPeriod = 14 * 86_400_000

const { text, whole, time } = ledgerColumn

/** A text column whose value is made from others. */
function computed(name: string, value: Sql): LedgerColumn {
  return { ...text(name), value }
}

const isInternal = duck`starts_with(file, ${sqlText(`s3://${stageBucket}/`)})`
/** The path below the stage. */
const below = duck`CASE WHEN ${isInternal} THEN regexp_replace(file, '^s3://[^/]+/[^/]+/', '') WHEN starts_with(file, stage) THEN ltrim(substr(file, length(stage) + 1), '/') ELSE file END`

function statusText(words: Readonly<Record<string, string>>): Sql {
  const whens = Object.entries(words).map(
    ([kept, shown]) => duck`WHEN ${sqlText(kept)} THEN ${sqlText(shown)}`,
  )
  return duck`CASE status ${join(whens, ' ')} END`
}

/**
 * The loads of tables since a moment that were committed. Dropping a table makes its loads disappear, and so does TRUNCATE TABLE: "shows
 * copy history only after the latest truncate operation on the target table".
 */
function loadsInto(tables: readonly TableRecord[], since: Instant): Sql {
  const live = tables.map(
    ({ id, database, schema, name }) =>
      duck`(${integer(id)}, ${sqlText(database)}, ${sqlText(schema)}, ${sqlText(name)})`,
  )
  const known = live.length === 0 ? duck`(-1, '', '', '')` : join(live)
  return duck`SELECT l.*, t.database_name, t.schema_name, t.table_name FROM snowmelt.load l JOIN (VALUES ${known}) AS t(id, database_name, schema_name, table_name) ON t.id = l.table_id WHERE l.committed AND l.ended >= ${integer(since)} AND NOT EXISTS (SELECT 1 FROM snowmelt.load_forgotten f WHERE f.table_id = l.table_id AND l.id <= f.load_id)`
}

/** INFORMATION_SCHEMA.LOAD_HISTORY: what COPY has loaded. https://docs.snowflake.com/en/sql-reference/info-schema/load_history */
export function loadHistoryRelation(tables: readonly TableRecord[], now: Instant): LedgerRelation {
  const loads = loadsInto(tables, now - historyPeriod)
  return {
    // "This view returns an upper limit of 10,000 rows."
    from: duck`(SELECT * FROM (${loads}) WHERE pipe_id = 0 ORDER BY id DESC LIMIT 10000)`,
    columns: [
      text('SCHEMA_NAME'),
      computed('FILE_NAME', duck`CASE WHEN ${isInternal} THEN ${below} ELSE file END`),
      text('TABLE_NAME'),
      time('LAST_LOAD_TIME', 'ended'),
      computed(
        'STATUS',
        statusText({ LOADED: 'LOADED', LOAD_FAILED: 'LOAD FAILED', PARTIALLY_LOADED: 'PARTIALLY LOADED' }),
      ),
      whole('ROW_COUNT', 'loaded'),
      whole('ROW_PARSED', 'parsed'),
      text('FIRST_ERROR_MESSAGE', 'first_error'),
      whole('FIRST_ERROR_LINE_NUMBER', 'first_error_line'),
      whole('FIRST_ERROR_CHARACTER_POSITION', 'first_error_character'),
      text('FIRST_ERROR_COL_NAME', 'first_error_column'),
      whole('ERROR_COUNT', 'errors'),
      whole('ERROR_LIMIT'),
    ],
  }
}

/** What COPY_HISTORY is asked. */
interface CopyHistoryQuestion {
  readonly table: TableRecord
  readonly from: Instant
  readonly to: Instant
  /** The pipes that are still there: "recreating a pipe object removes the historical data". */
  readonly pipes: readonly PipeRecord[]
  /** Only what this pipe has loaded. */
  readonly pipe?: PipeRecord
}

/** What COPY and pipes have loaded into a table. https://docs.snowflake.com/en/sql-reference/functions/copy_history */
export function copyHistoryRelation({ table, from, to, pipes, pipe }: CopyHistoryQuestion): LedgerRelation {
  const live = (pipe === undefined ? pipes : [pipe]).map(
    ({ id, database, schema, name }) =>
      duck`(${integer(id)}, ${sqlText(database)}, ${sqlText(schema)}, ${sqlText(name)})`,
  )
  const copies = pipe === undefined ? [duck`(0, NULL, NULL, NULL)`] : []
  const known = join([...copies, ...live])
  return {
    from: duck`(SELECT l.*, p.pipe_database, p.pipe_schema, p.pipe_name FROM (${loadsInto([table], from)}) l JOIN (VALUES ${known}) AS p(id, pipe_database, pipe_schema, pipe_name) ON p.id = l.pipe_id WHERE l.ended <= ${integer(to)} ORDER BY l.id)`,
    columns: [
      computed('FILE_NAME', below),
      text('STAGE_LOCATION', 'stage'),
      time('LAST_LOAD_TIME', 'ended'),
      whole('ROW_COUNT', 'loaded'),
      whole('ROW_PARSED', 'parsed'),
      whole('FILE_SIZE', 'size'),
      text('FIRST_ERROR_MESSAGE', 'first_error'),
      whole('FIRST_ERROR_LINE_NUMBER', 'first_error_line'),
      whole('FIRST_ERROR_CHARACTER_POS', 'first_error_character'),
      text('FIRST_ERROR_COLUMN_NAME', 'first_error_column'),
      whole('ERROR_COUNT', 'errors'),
      whole('ERROR_LIMIT'),
      computed(
        'STATUS',
        statusText({
          LOADED: 'Loaded',
          LOAD_FAILED: 'Load failed',
          PARTIALLY_LOADED: 'Partially loaded',
          LOAD_SKIPPED: 'Load skipped',
        }),
      ),
      text('TABLE_CATALOG_NAME', 'database_name'),
      text('TABLE_SCHEMA_NAME', 'schema_name'),
      text('TABLE_NAME'),
      text('PIPE_CATALOG_NAME', 'pipe_database'),
      text('PIPE_SCHEMA_NAME', 'pipe_schema'),
      text('PIPE_NAME'),
      {
        ...time('PIPE_RECEIVED_TIME', 'started'),
        value: duck`CASE WHEN pipe_id <> 0 THEN timezone('UTC', make_timestamp_ms(started)) END`,
      },
      // Nothing is billed here.
      { ...whole('BYTES_BILLED'), value: duck`CAST(NULL AS BIGINT)` },
    ],
  }
}
