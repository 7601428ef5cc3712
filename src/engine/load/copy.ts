import { failure } from '../../common/errors.ts'
import type { FileInfo } from '../../lake/files.ts'
import type { CopyIntoTable } from '../../sql/statement/copy.ts'
import { takeProperties } from '../../sql/statement/typed-properties.ts'
import type { SessionValues } from '../bind/tree.ts'
import type { PipeRecord } from '../catalog/objects/pipe.ts'
import type { TableRecord } from '../catalog/objects/table.ts'
import type { Services } from '../context.ts'
import type { SessionState } from '../session-state.ts'
import type { Transaction } from '../storage/transaction.ts'
import type { Format } from './format.ts'
import { evolvedTable } from './evolution.ts'
import { readHistory } from './history.ts'
import { load, type LoadJob } from './load.ts'
import { locate, stageOfTable, type StageLocation } from './location.ts'
import { takeCopyOptions, type CopyOptions } from './options.ts'
import { formatOf, takeAccess, takeFormat } from './resolve.ts'
import { findFiles, historyDays, newFiles, upToSize } from './select-files.ts'
import { transformationOf } from './shape.ts'
import type { FileLoad } from './verdict.ts'

/** A COPY statement with its names resolved and its options read. */
export interface Copy {
  readonly statement: CopyIntoTable
  readonly table: TableRecord
  readonly location: StageLocation
  readonly format: Format
  readonly options: CopyOptions
}

/** Who runs a COPY, and where. */
export interface CopyWorld {
  readonly services: Services
  readonly state: SessionState
  readonly session: SessionValues
  readonly transaction: Transaction
  readonly text: string
  /** The COPY statement that loads, and its session; a pipe has neither. */
  readonly query?: { readonly id: string; readonly session: string }
}

const day = 86_400_000

/** Resolves the names of a COPY and reads its options; what is not supported is refused here. `onError`: the default. */
export function resolveCopy(
  statement: CopyIntoTable,
  services: Services,
  state: SessionState,
  onError = 'ABORT_STATEMENT',
): Copy {
  const { catalog } = services
  const names = { catalog, state }
  const table = catalog.get('TABLE', statement.table, state)
  const location = locationOf(statement, table, services, state)
  const properties = takeProperties(statement.properties, 'COPY INTO')
  takeAccess(properties, location, names)
  const given = takeFormat(properties, names) ?? stageFormat(statement, services, state)
  const options = takeCopyOptions(properties, statement.properties, location.stage, onError)
  properties.rejectRest()
  return { statement, table, location, format: formatOf(given, location, names), options }
}

function locationOf(
  statement: CopyIntoTable,
  table: TableRecord,
  { catalog }: Services,
  state: SessionState,
): StageLocation {
  const { from } = statement
  if (from === undefined) return stageOfTable(table)
  if (from.kind === 'Location') return locate(from.location, catalog, state, from.span)
  const { stage } = transformationOf(from.query)
  return locate(stage.location, catalog, state, stage.span)
}

/** `FROM @stage (FILE_FORMAT => fmt)` inside of a transformation. */
function stageFormat(
  statement: CopyIntoTable,
  { catalog }: Services,
  state: SessionState,
): ReturnType<typeof takeFormat> {
  if (statement.from?.kind !== 'Transformation') return undefined
  const { stage } = transformationOf(statement.from.query)
  const properties = takeProperties(stage.options, 'stage in a COPY statement')
  const format = takeFormat(properties, { catalog, state })
  properties.rejectRest()
  return format
}

/** The files that a COPY loads now, under the table's lock: nobody else loads into it meanwhile. */
export async function filesToLoad(
  copy: Copy,
  { services, transaction }: CopyWorld,
): Promise<{ files: readonly FileInfo[]; missing: readonly string[] }> {
  const { found, missing } = await findFiles(services.files, copy.location, copy.options)
  const now = services.clock.now()
  const history = await readHistory(
    transaction,
    { tableId: copy.table.id, pipeId: 0 },
    copy.location.prefix,
    now - historyDays * day,
  )
  return { files: upToSize(newFiles(found, history, copy.options, now), copy.options.sizeLimit), missing }
}

/** Runs a COPY: all of its files in one load. */
export async function copyFiles(
  copy: Copy,
  files: readonly FileInfo[],
  world: CopyWorld,
  pipe?: PipeRecord,
): Promise<readonly FileLoad[]> {
  if (files.length === 0) return []
  const table = await evolvedTable(copy, files, world)
  const job: LoadJob = { ...copy, table, files, ...(pipe === undefined ? {} : { pipe }) }
  const loads = await load(job, world)
  if (copy.options.purge) {
    const done = loads.filter(({ status }) => status === 'LOADED' || status === 'PARTIALLY_LOADED')
    world.transaction.onCommit(
      () =>
        void purge(
          world.services,
          done.map(({ info }) => info.url),
        ),
    )
  }
  return loads
}

/** "If the purge operation fails for any reason, no error is returned currently." */
async function purge({ files, events }: Services, urls: readonly string[]): Promise<void> {
  for (const url of urls) {
    try {
      await files.remove(url)
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      events.emit('warning', { message: `PURGE could not remove ${url}: ${reason}` })
    }
  }
}

/** A file that FILES names and that is not there, where the load goes on without it. */
export function missingFileMessage(url: string, location: StageLocation): string {
  return failure('COPY_FILE_MISSING', { file: location.display(url) }).message
}
