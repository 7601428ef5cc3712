import type { TableFunction } from '../../sql/query/query.ts'
import type { BoundSource } from '../bind/tree.ts'
import { ledgerColumn, ledgerRelationSource } from '../catalog/ledger-relation.ts'
import { registryOf } from '../catalog/objects/external-files.ts'
import type { ExternalTableRecord } from '../catalog/objects/external-table.ts'
import { readName } from '../catalog/written-name.ts'
import type { Context } from '../context.ts'
import { duck, ident, integer, type Sql } from '../duck/sql.ts'
import { liveTable } from '../storage/physical.ts'
import { TableArguments } from './table-arguments.ts'

const { text, whole, time } = ledgerColumn

/** How far back the history of registrations is told: "within the last 30 days". */
const historyPeriod = 30 * 86_400_000

/** The path in the bucket, as METADATA$FILENAME has it. */
function fileName(url: string): {
  readonly name: string
  readonly type: ReturnType<typeof text>['type']
  readonly value: Sql
} {
  return { ...text('FILE_NAME'), value: duck`regexp_replace(${ident(url)}, '^s3://[^/]+/', '')` }
}

function namedTable(given: TableArguments, { call }: TableFunction, context: Context): ExternalTableRecord {
  const name = readName(given.required('TABLE_NAME'), call.span)
  return context.catalog.get('EXTERNAL_TABLE', name, context.state)
}

/**
 * TABLE(INFORMATION_SCHEMA.EXTERNAL_TABLE_FILES(TABLE_NAME => '…'))
 * https://docs.snowflake.com/en/sql-reference/functions/external_table_files
 */
export async function externalTableFiles(reference: TableFunction, context: Context): Promise<BoundSource> {
  const given = await TableArguments.read(reference.call, 'EXTERNAL_TABLE_FILES', ['TABLE_NAME'], context)
  const table = namedTable(given, reference, context)
  context.transaction.reads(table.id)
  return ledgerRelationSource('EXTERNAL_TABLE_FILES', {
    from: liveTable(registryOf(table)),
    columns: [
      fileName('url'),
      time('REGISTERED_ON', 'registered_on'),
      whole('FILE_SIZE', 'size'),
      time('LAST_MODIFIED', 'last_modified'),
      text('ETAG'),
      // The lake does not tell of any.
      { ...text('MD5'), value: duck`CAST(NULL AS VARCHAR)` },
    ],
  })
}

/**
 * TABLE(INFORMATION_SCHEMA.EXTERNAL_TABLE_FILE_REGISTRATION_HISTORY(TABLE_NAME => '…' [, START_TIME => …])). "If the start time is not
 * a timestamp, it is ignored."
 * https://docs.snowflake.com/en/sql-reference/functions/external_table_registration_history
 */
export async function externalTableHistory(reference: TableFunction, context: Context): Promise<BoundSource> {
  const order = ['TABLE_NAME', 'START_TIME']
  const name = 'EXTERNAL_TABLE_FILE_REGISTRATION_HISTORY'
  const given = await TableArguments.read(reference.call, name, order, context)
  const table = namedTable(given, reference, context)
  const start = given.moment('START_TIME') ?? 0
  const since = Math.max(start, context.clock.now() - historyPeriod)
  return ledgerRelationSource(name, {
    from: duck`(SELECT * FROM snowmelt.external_event WHERE table_id = ${integer(table.id)} AND occurred >= ${integer(Math.trunc(since))})`,
    columns: [
      time('JOB_CREATED_TIME', 'occurred'),
      fileName('file'),
      text('OPERATION_STATUS', 'status'),
      text('MESSAGE'),
      whole('FILE_SIZE', 'size'),
      time('LAST_MODIFIED', 'last_modified'),
    ],
  })
}
