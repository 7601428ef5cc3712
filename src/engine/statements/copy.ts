import type { Column, Row } from '../../account/result.ts'
import { fail } from '../../common/errors.ts'
import type { CopyIntoLocation, CopyIntoTable } from '../../sql/statement/copy.ts'
import type { Context } from '../context.ts'
import { rejectColumn } from '../load/bad-rows.ts'
import {
  copyFiles,
  filesToLoad,
  missingFileMessage,
  resolveCopy,
  type Copy,
  type CopyWorld,
} from '../load/copy.ts'
import { validate } from '../load/validate.ts'
import { planOf } from '../load/shape.ts'
import type { FileLoad } from '../load/verdict.ts'
import { status, type Outcome } from './outcome.ts'

const anyText = { kind: 'VARCHAR', length: 16_777_216 } as const
const whole = { kind: 'NUMBER', precision: 38, scale: 0 } as const

/** https://docs.snowflake.com/en/sql-reference/sql/copy-into-table#output */
const resultColumns: readonly Column[] = [
  { name: 'file', type: anyText, nullable: true },
  { name: 'status', type: anyText, nullable: true },
  { name: 'rows_parsed', type: whole, nullable: true },
  { name: 'rows_loaded', type: whole, nullable: true },
  { name: 'error_limit', type: whole, nullable: true },
  { name: 'errors_seen', type: whole, nullable: true },
  { name: 'first_error', type: anyText, nullable: true },
  { name: 'first_error_line', type: whole, nullable: true },
  { name: 'first_error_character', type: whole, nullable: true },
  { name: 'first_error_column_name', type: anyText, nullable: true },
]

async function copyIntoTable(statement: CopyIntoTable, context: Context): Promise<Outcome> {
  const copy = resolveCopy(statement, context, context.state)
  const world: CopyWorld = {
    services: context,
    state: context.state,
    session: context.values,
    transaction: context.transaction,
    text: context.text,
  }
  if (copy.options.validation !== undefined) return validate(copy, copy.options.validation, world)
  // First the lock, so that the history that decides about files is the latest.
  await context.transaction.write(copy.table)
  const { files, missing } = await filesToLoad(copy, world)
  const loads = await copyFiles(copy, files, world)
  const rows = [...loads.map((load) => resultRow(load, copy)), ...missing.map((url) => missingRow(url, copy))]
  if (rows.length === 0) return status('Copy executed with 0 files processed.')
  const shown = copy.options.returnFailedOnly ? rows.filter(([, state]) => state !== 'LOADED') : rows
  return { columns: resultColumns, rows: shown, rowCount: loads.reduce((sum, { loaded }) => sum + loaded, 0) }
}

function resultRow(load: FileLoad, { location, table, statement, format, options }: Copy): Row {
  const { first } = load
  const numbers = [load.parsed, load.loaded, load.errorLimit, load.errors].map(String)
  const start = [location.display(load.info.url), load.status, ...numbers]
  if (first === undefined) return [...start, null, null, null, null]
  const columns = planOf(statement, table, format, options).columns
  return [
    ...start,
    first.reason,
    ...(first.row === 0 ? [null, null] : [String(first.line), String(first.character)]),
    rejectColumn(first, table, columns),
  ]
}

function missingRow(url: string, { location }: Copy): Row {
  const start = [location.display(url), 'LOAD_FAILED', '0', '0', '0', '1']
  return [...start, missingFileMessage(url, location), null, null, null]
}

/** https://docs.snowflake.com/en/sql-reference/sql/copy-into-location */
async function copyIntoLocation(statement: CopyIntoLocation): Promise<Outcome> {
  return fail('UNSUPPORTED', { feature: 'COPY INTO <location>' }, statement.span)
}

export const copyExecutors = { CopyIntoTable: copyIntoTable, CopyIntoLocation: copyIntoLocation }
