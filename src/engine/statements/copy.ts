import { rm } from 'node:fs/promises'
import type { Column, Row } from '../../account/result.ts'
import type { CopyIntoLocation, CopyIntoTable } from '../../sql/statement/copy.ts'
import { bindQuery } from '../bind/query.ts'
import type { Context } from '../context.ts'
import { lowerQueryAsText } from '../lower/query.ts'
import { resultColumn } from './query.ts'
import { rejectColumn } from '../load/bad-rows.ts'
import {
  copyFiles,
  filesToLoad,
  missingFileMessage,
  resolveCopy,
  type Copy,
  type CopyWorld,
} from '../load/copy.ts'
import { locate, type StageLocation } from '../load/location.ts'
import { unloadedQuery, writeFiles } from '../load/unload.ts'
import { nameFiles, publish, type UnloadedFile } from '../load/unload-files.ts'
import { takeUnloadOptions, type UnloadOptions } from '../load/unload-options.ts'
import { unloadRows } from '../load/unload-rows.ts'
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
    query: { id: context.queryId, session: context.state.id },
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

const unloadColumns: readonly Column[] = ['rows_unloaded', 'input_bytes', 'output_bytes'].map((name) => ({
  name,
  type: whole,
  nullable: false,
}))

const detailedColumns: readonly Column[] = [
  { name: 'FILE_NAME', type: anyText, nullable: false },
  { name: 'FILE_SIZE', type: whole, nullable: false },
  { name: 'ROW_COUNT', type: whole, nullable: false },
]

/** https://docs.snowflake.com/en/sql-reference/sql/copy-into-location */
async function copyIntoLocation(statement: CopyIntoLocation, context: Context): Promise<Outcome> {
  const { catalog, state, values, transaction, files } = context
  const location = locate(statement.location, catalog, state, statement.span)
  const options = takeUnloadOptions(statement, location, { catalog, state })
  const query = unloadedQuery(statement)
  const bound = bindQuery(query, await context.sources(query), values, context.text)
  if (options.validate) {
    const rows = await transaction.rows(lowerQueryAsText(bound, values))
    return { columns: bound.columns.map(resultColumn), rows }
  }
  const { from, partitionBy } = statement
  const rows = unloadRows(bound, query, options, values, partitionBy !== undefined)
  // The offsets first, whose locks may have the statement begin anew: a file is in the lake once and for all.
  await context.consumeStreams(bound.streams)
  const ordered = from.kind === 'Query' && (from.orderBy.length > 0 || from.orderByAll !== undefined)
  const written = await writeFiles(rows, options, ordered, transaction, files.scratch)
  try {
    const place = { isUrl: !statement.location.startsWith('@'), queryId: context.queryId }
    const urls = nameFiles(written.files, location, place, options)
    const done = await publish({ files, runner: transaction }, written.files, urls, options, location)
    return { ...unloadOutcome(done, written.count, location, options), rowCount: written.count }
  } finally {
    await rm(written.folder, { recursive: true, force: true })
  }
}

function unloadOutcome(
  done: readonly UnloadedFile[],
  count: number,
  { root }: StageLocation,
  { detailed }: UnloadOptions,
): Outcome {
  if (detailed) {
    const rows = done.map(({ url, outputBytes, rows: rowCount }) => [
      url.startsWith(root) ? url.slice(root.length) : url,
      String(outputBytes),
      String(rowCount ?? count),
    ])
    return { columns: detailedColumns, rows }
  }
  const total = (size: (file: UnloadedFile) => number) =>
    String(done.reduce((sum, file) => sum + size(file), 0))
  const bytes = [total(({ inputBytes }) => inputBytes), total(({ outputBytes }) => outputBytes)]
  return { columns: unloadColumns, rows: [[String(count), ...bytes]] }
}

export const copyExecutors = { CopyIntoTable: copyIntoTable, CopyIntoLocation: copyIntoLocation }
