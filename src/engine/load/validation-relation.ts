import { codes } from '../../common/codes.ts'
import { fail, failure } from '../../common/errors.ts'
import type { Span } from '../../common/span.ts'
import type { Files } from '../../lake/files.ts'
import { ledgerColumn, type LedgerRelation } from '../catalog/ledger-relation.ts'
import type { PipeRecord } from '../catalog/objects/pipe.ts'
import type { TableRecord } from '../catalog/objects/table.ts'
import { duck, integer, join, text as sqlText, type Sql } from '../duck/sql.ts'
import type { Transaction } from '../storage/transaction.ts'

const { text, whole } = ledgerColumn

/** The rejected rows of loads, `loads` being a condition on `snowmelt.load` l. https://docs.snowflake.com/en/sql-reference/functions/validate_pipe_load#output */
function rejectedRows(loads: Sql, missing: readonly string[] = []): LedgerRelation {
  const known = Object.entries(codes).map(
    ([name, { number, sqlState }]) => duck`(${sqlText(name)}, ${integer(number)}, ${sqlText(sqlState)})`,
  )
  const gone = missing.map(
    (file) =>
      duck`UNION ALL SELECT ${sqlText(failure('COPY_FILE_MISSING', { file }).message)}, ${sqlText(file)}, NULL, NULL, 'file', ${integer(codes.COPY_FILE_MISSING.number)}, ${sqlText(codes.COPY_FILE_MISSING.sqlState)}, NULL, NULL, NULL, NULL`,
  )
  return {
    from: duck`(SELECT * FROM (SELECT r.reason, regexp_replace(l.file, '^s3://[^/]+/', '') AS file, r.line, r."character", CASE WHEN r."row" = 0 THEN 'file' ELSE 'conversion' END AS category, c.number AS code, c.state, r."column" AS column_name, r."row" AS row_number, r.line AS row_start_line, r.raw FROM snowmelt.rejected_row r JOIN snowmelt.load l ON l.id = r.load_id LEFT JOIN (VALUES ${join(known)}) AS c(name, number, state) ON c.name = r.code WHERE ${loads} ORDER BY r.load_id, r."row") ${join(gone, ' ')})`,
    columns: [
      text('ERROR', 'reason'),
      text('FILE'),
      whole('LINE'),
      whole('CHARACTER'),
      { ...whole('BYTE_OFFSET'), value: duck`CAST(NULL AS BIGINT)` },
      text('CATEGORY'),
      whole('CODE'),
      text('SQL_STATE', 'state'),
      text('COLUMN_NAME'),
      whole('ROW_NUMBER'),
      whole('ROW_START_LINE'),
      text('REJECTED_RECORD', 'raw'),
    ],
  }
}

/** Which load VALIDATE asks about: a query's, or the last one of a session. */
type ValidatedJob = { readonly query: string } | { readonly lastOf: string }

/**
 * What VALIDATE gives: the errors of an earlier COPY. A load that was aborted has none: "The validation returns no results for COPY
 * statements that specify ON_ERROR = ABORT_STATEMENT". https://docs.snowflake.com/en/sql-reference/functions/validate
 */
export async function validationRelation(
  table: TableRecord,
  job: ValidatedJob,
  { transaction, files }: { readonly transaction: Pick<Transaction, 'rows'>; readonly files: Files },
  span: Span,
): Promise<LedgerRelation> {
  const which =
    'query' in job
      ? duck`query_id = ${sqlText(job.query)}`
      : duck`query_id = (SELECT query_id FROM snowmelt.load WHERE session_id = ${sqlText(job.lastOf)} ORDER BY id DESC LIMIT 1)`
  const loads = await transaction.rows(
    duck`SELECT id, table_id, transformed, committed, file FROM snowmelt.load WHERE ${which}`,
  )
  if ('query' in job && loads.every(([, id]) => Number(id) !== table.id))
    fail('RESULT_NOT_FOUND', { queryId: job.query }, span)
  if (loads.some(([, , transformed]) => transformed === 'true'))
    fail('UNSUPPORTED', { feature: 'VALIDATE of a COPY statement that transforms data' }, span)
  const committed = loads.filter(([, , , isCommitted]) => isCommitted === 'true')
  const ids = committed.map(([id]) => integer(BigInt(id ?? 0)))
  const missing = await missingFiles(
    committed.map(([, , , , file]) => file ?? ''),
    files,
  )
  return rejectedRows(ids.length === 0 ? duck`FALSE` : duck`l.id IN (${join(ids)})`, missing)
}

/** "If files have been removed from the stage used by query_id since the load was executed, the files removed are reported as missing." */
async function missingFiles(urls: readonly string[], files: Files): Promise<readonly string[]> {
  const missing: string[] = []
  for (const url of urls) {
    const listed = await files.list(url)
    if (!listed.some((file) => file.url === url)) missing.push(url.replace(/^s3:\/\/[^/]+\//, ''))
  }
  return missing
}

/** What VALIDATE_PIPE_LOAD gives. https://docs.snowflake.com/en/sql-reference/functions/validate_pipe_load */
export function pipeValidationRelation(pipe: PipeRecord, from: number, to: number): LedgerRelation {
  return rejectedRows(
    duck`l.pipe_id = ${integer(pipe.id)} AND l.committed AND l.ended BETWEEN ${integer(from)} AND ${integer(to)}`,
  )
}
