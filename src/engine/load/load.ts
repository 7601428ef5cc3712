import { stopwatch } from '../../common/clock.ts'
import { SnowmeltError } from '../../common/errors.ts'
import type { FileInfo } from '../../lake/files.ts'
import type { CopyIntoTable } from '../../sql/statement/copy.ts'
import { bindInsert } from '../bind/dml-insert.ts'
import type { SessionValues, Sources } from '../bind/tree.ts'
import type { PipeRecord } from '../catalog/objects/pipe.ts'
import type { TableRecord } from '../catalog/objects/table.ts'
import type { Services } from '../context.ts'
import { duck, integer, join, type Sql } from '../duck/sql.ts'
import { lowerInsert } from '../lower/dml.ts'
import { sequencesOf } from '../storage/sequence.ts'
import { nextValue } from '../storage/physical.ts'
import { StaleSnapshot } from '../storage/signals.ts'
import type { Transaction } from '../storage/transaction.ts'
import { BadRows, rejectColumn, testsOf, withFormats } from './bad-rows.ts'
import { findBadRows, type BindRows } from './careful.ts'
import type { Format } from './format.ts'
import { writeHistory } from './history.ts'
import { fullName, writeLedger, type LedgerEntry } from './ledger.ts'
import { openFiles, type Loadable } from './loadable.ts'
import type { StageLocation } from './location.ts'
import type { CopyOptions } from './options.ts'
import { planOf, type Plan, type Shape } from './shape.ts'
import { SideConnection } from './side.ts'
import { sourceOf } from './stage-source.ts'
import type { Reject } from './staging.ts'
import { wantsWiderColumn } from '../storage/widening.ts'
import { judge, type FileLoad } from './verdict.ts'

/** Files that are to be loaded into a table as a COPY statement says. */
export interface LoadJob {
  readonly statement: CopyIntoTable
  readonly table: TableRecord
  readonly location: StageLocation
  readonly format: Format
  readonly options: CopyOptions
  readonly files: readonly FileInfo[]
  readonly pipe?: PipeRecord
}

/** Where a load runs. */
export interface LoadWorld {
  readonly services: Services
  readonly transaction: Transaction
  readonly session: SessionValues
  /** The text that the statement's spans point into. */
  readonly text: string
  /** The COPY statement that loads, and its session; a pipe has neither. */
  readonly query?: { readonly id: string; readonly session: string }
}

/** Why a statement runs again. */
interface Retry {
  /** Runs since the first attempt. */
  readonly watch: ReturnType<typeof stopwatch>
  /** Parquet pages may be at fault. */
  readonly verify: boolean
}

/** Statements that have failed: their next attempt looks for bad rows before it inserts. */
const failedBefore = new WeakMap<object, Retry>()

/** Has the statement run again, more carefully, unless that has been tried or would not help. */
function runAgain(job: LoadJob, error: unknown, watch: Retry['watch']): never {
  if (!(error instanceof SnowmeltError) || wantsWiderColumn(error)) throw error
  const before = failedBefore.get(job.statement)
  const verify = job.format.type === 'PARQUET' && error.code === 'EXECUTION_FAILED'
  if (before !== undefined && (before.verify || !verify)) {
    failedBefore.delete(job.statement)
    throw error
  }
  failedBefore.set(job.statement, { watch, verify })
  throw new StaleSnapshot(`a row does not fit ${job.table.name}: ${error.message}`)
}

/**
 * Loads files into a table, with their ledger and history, in one transaction.
 *
 * 1. The files become a relation (loadable.ts); what is wrong with their structure is known then.
 * 2. Each file is judged by ON_ERROR.
 * 3. The good rows are inserted by one INSERT, the same that `INSERT INTO … SELECT` would make: defaults, sequences, conversions.
 *
 * That all values convert is taken for granted at first, for it is so nearly always: judging 1 M rows of six such columns before inserting
 * them costs 0.65 s on top of 1.7 s. Where a value does not, DuckDB's transaction is lost, the statement is undone and runs again
 * (storage/attempts.ts), this time looking for the rows that fail before it inserts: fields that COPY itself converts by one pass of
 * TRY_CAST, the expressions of a transformation by TRY (careful.ts).
 *
 * Measured on 2 cores, 1 M rows of 9 columns, 114 MB, with file name and row number: 2.1 s, of which staging 0.5 s and INSERT 1.4 s, against
 * 1.5 s for `CREATE TABLE AS SELECT` with the same columns from read_csv. 2 000 files of two rows: 2.6 s.
 */
export async function load(job: LoadJob, world: LoadWorld): Promise<readonly FileLoad[]> {
  const { services, transaction } = world
  const started = services.clock.now()
  const before = failedBefore.get(job.statement)
  const watch = before?.watch ?? stopwatch()
  const plan = planOf(job.statement, job.table, job.format, job.options)
  const loadable = await openStaged(job, world, plan, before?.verify)
  const shape = plan.shape(loadable)
  const bad = await badRowsOf(job, world, loadable, shape).catch((error: unknown) =>
    runAgain(job, error, watch),
  )
  const summary = await bad.summary()
  const loads = loadable.files.map((info, file) => {
    const found = summary.get(file)
    const unstaged = loadable.rejects.filter((reject) => reject.file === file).length
    const good = (loadable.counts.get(file) ?? 0) - ((found?.count ?? 0) - unstaged)
    return judge(info, { good, bad: found?.count ?? 0, first: found?.first }, job.options.onError)
  })
  const entry: LedgerEntry = {
    table: job.table,
    columns: shape.columns,
    pipe: job.pipe,
    stage: job.location.shown,
    started,
    ended: services.clock.now(),
    committed: true,
    query: world.query,
    transformed: job.statement.from?.kind === 'Transformation',
  }
  if (job.options.onError.kind === 'Abort') await abortOnError(job, world, loads, bad, entry)
  await insertGood(job, world, loadable, shape, loads, bad, watch)
  await writeLedger(transaction, entry, loads, bad.relation)
  await remember(job, world, loads)
  announce(job, world, loads, watch.seconds())
  failedBefore.delete(job.statement)
  return loads
}

/** The job's files as a relation; copies of unpacked files live until the transaction ends, which may read them again. */
export async function openStaged(
  job: LoadJob,
  world: LoadWorld,
  plan: Plan,
  verify = false,
): Promise<Loadable> {
  const { services, transaction } = world
  const keep = (release: () => void) => {
    transaction.onCommit(release)
    transaction.onRollback(release)
  }
  const from = { files: services.files, duck: services.duck, runner: transaction }
  return openFiles(from, job.files, job.format, { ...plan.needs, verify }, keep)
}

/**
 * All rows of the files that cannot be loaded, as far as they must be known before the insertion; with `judgeAll`, and when the insertion has
 * failed before, all there are.
 */
export async function badRowsOf(
  job: LoadJob,
  world: LoadWorld,
  loadable: Loadable,
  shape: Shape,
  judgeAll = false,
): Promise<BadRows> {
  const bad = await BadRows.create(world.transaction)
  await bad.add(loadable.rejects)
  // Where a row is bad already, the first one is asked for, whatever is wrong with it.
  const isCareful = judgeAll || failedBefore.has(job.statement) || loadable.isIrregular
  const all = testsOf(shape, loadable, job.format, job.options, withFormats(world.session, job.format))
  await bad.addUnconvertible(loadable, isCareful ? all : all.filter(({ silent }) => silent))
  if (isCareful && !judgeAll && all.length === 0) {
    await bad.add(await searchBadRows(job, world, loadable, shape))
    await bad.place(loadable)
  }
  const delimiter = job.format.type === 'CSV' ? Array.from(job.format.fieldDelimiter ?? '').length : 0
  await bad.locate(loadable, delimiter)
  return bad
}

/** Binds the INSERT of rows of the relation or of a part of it. */
function bindRows(job: LoadJob, world: LoadWorld, loadable: Loadable, shape: Shape): BindRows {
  const session = withFormats(world.session, job.format)
  return (relation) => {
    const { statement, table, location } = job
    const sources: Sources = {
      stage: () => sourceOf(loadable, location, session.now, relation),
      table: () => refuse('a table'),
      tableFunction: () => refuse('a table function'),
      sequence: sequencesOf(world.services.catalog, session),
    }
    const insert = {
      kind: 'Insert' as const,
      overwrite: false,
      table: statement.table,
      columns: shape.columns.map(({ name }) => ({ text: name, quoted: true, span: statement.span })),
      query: shape.query,
      span: statement.span,
    }
    return bindInsert(insert, table, sources, session, world.text)
  }
}

/** A SELECT of rows for the table. */
function rowsFor(job: LoadJob, world: LoadWorld, loadable: Loadable, shape: Shape, relation: Sql): Sql {
  const bound = bindRows(job, world, loadable, shape)(relation)
  return lowerInsert(bound, withFormats(world.session, job.format), (next) =>
    nextValue(job.table, next.column),
  )
}

function refuse(what: string): never {
  throw new SnowmeltError('UNSUPPORTED', `Unsupported feature '${what} in a COPY statement'.`)
}

/** Looks for the rows that make the insertion fail. */
async function searchBadRows(
  job: LoadJob,
  world: LoadWorld,
  loadable: Loadable,
  shape: Shape,
): Promise<readonly Reject[]> {
  const side = await SideConnection.open(world.services.duck)
  try {
    return await findBadRows(world.transaction, side, loadable, {
      table: job.table,
      shape,
      session: withFormats(world.session, job.format),
      bind: bindRows(job, world, loadable, shape),
      onError: job.options.onError,
    })
  } finally {
    side.close()
  }
}

async function insertGood(
  job: LoadJob,
  world: LoadWorld,
  loadable: Loadable,
  shape: Shape,
  loads: readonly FileLoad[],
  bad: BadRows,
  watch: Retry['watch'],
): Promise<void> {
  const expected = loads.reduce((sum, { loaded }) => sum + loaded, 0)
  if (expected === 0) {
    // The statement's names and types are judged all the same.
    rowsFor(job, world, loadable, shape, loadable.rows)
    return
  }
  const rows = rowsFor(job, world, loadable, shape, goodRows(loadable, loads, bad))
  try {
    const inserted = await world.services.storage.insert(world.transaction, job.table, rows)
    if (inserted !== expected)
      throw new Error(
        `Snowmelt bug: ${inserted} rows were inserted into ${job.table.name}, and ${expected} were to be`,
      )
  } catch (error) {
    runAgain(job, error, watch)
  }
}

function goodRows({ rows }: Loadable, loads: readonly FileLoad[], bad: BadRows): Sql {
  if (loads.every(({ errors }) => errors === 0)) return rows
  const files = loads.flatMap(({ loaded }, file) => (loaded > 0 ? [integer(file)] : []))
  return duck`(SELECT * FROM ${rows} WHERE "$file" IN (${join(files)}) AND "$at" NOT IN (SELECT "at" FROM ${bad.relation} WHERE "at" IS NOT NULL))`
}

/** ABORT_STATEMENT: nothing is loaded, and the ledger of the attempt is kept in a transaction of its own. */
async function abortOnError(
  job: LoadJob,
  { services }: LoadWorld,
  loads: readonly FileLoad[],
  bad: BadRows,
  entry: LedgerEntry,
): Promise<void> {
  const failed = loads.find(({ errors }) => errors > 0)
  if (failed?.first === undefined) return
  const rejects = await bad.all(10_000)
  const undone = loads.map((one): FileLoad => ({
    ...one,
    status: one.errors > 0 ? 'LOAD_FAILED' : 'LOAD_SKIPPED',
    loaded: 0,
    skipped: one.parsed - one.rejected,
  }))
  await services.transact(async (transaction) => {
    const kept = await BadRows.create(transaction)
    await kept.add(rejects)
    await writeLedger(transaction, { ...entry, committed: false }, undone, kept.relation)
  })
  failedBefore.delete(job.statement)
  throw abortError(
    failed.first,
    job.location.path(failed.info.url),
    rejectColumn(failed.first, job.table, entry.columns),
  )
}

/** The error as Snowflake words it, with the place in the file. */
export function abortError(reject: Reject, file: string, column: string | null): SnowmeltError {
  const place = reject.row === 0 ? '' : `, line ${reject.line}, character ${reject.character}`
  const row = reject.row === 0 ? '' : `\n  Row ${reject.row}${column === null ? '' : `, column ${column}`}`
  const advice =
    "If you would like to continue loading when an error is encountered, use other values such as 'SKIP_FILE' or 'CONTINUE' for the ON_ERROR option. For more information on loading options, please run 'info loading_data' in a SQL client."
  return new SnowmeltError(reject.code, `${reject.reason}\n  File '${file}'${place}${row}\n  ${advice}`)
}

/** COPY forgets a file that failed, and tries it again; a pipe does not. */
async function remember(
  job: LoadJob,
  { services, transaction }: LoadWorld,
  loads: readonly FileLoad[],
): Promise<void> {
  const kept = job.pipe === undefined ? loads.filter(({ status }) => status !== 'LOAD_FAILED') : loads
  const key = { tableId: job.table.id, pipeId: job.pipe?.id ?? 0 }
  await writeHistory(
    transaction,
    key,
    kept.map(({ info }) => info),
    services.clock.now(),
  )
}

function announce(
  job: LoadJob,
  { services, transaction }: LoadWorld,
  loads: readonly FileLoad[],
  seconds: number,
): void {
  const table = fullName(job.table)
  const pipe = job.pipe === undefined ? {} : { pipe: fullName(job.pipe) }
  transaction.onCommit(() => {
    for (const { info, status, parsed, loaded, rejected, skipped } of loads)
      services.events.emit('fileLoaded', {
        table,
        ...pipe,
        file: info.url,
        status,
        parsed,
        loaded,
        rejected,
        skipped,
        seconds,
      })
  })
}
