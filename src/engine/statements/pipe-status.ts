import { fail, SnowmeltError } from '../../common/errors.ts'
import type { Instant } from '../../common/clock.ts'
import type { FunctionCall } from '../../sql/expression/expression.ts'
import { parseStatement } from '../../sql/parse.ts'
import type { PipeRecord } from '../catalog/objects/pipe.ts'
import { readName } from '../catalog/written-name.ts'
import type { Context } from '../context.ts'
import { liveFacts } from '../describe/facts.ts'
import { duck, integer } from '../duck/sql.ts'
import { resolveCopy, type Copy } from '../load/copy.ts'
import { isDue, pipeListing, readMemory } from '../load/pipe-files.ts'
import { stateOf } from '../load/pipe-session.ts'
import { pipeOnError, wakePipes } from '../load/pipes.ts'

/** SYSTEM$PIPE_STATUS('pipe'). https://docs.snowflake.com/en/sql-reference/functions/system_pipe_status */
export async function pipeStatus(
  [name]: readonly (string | null)[],
  { span }: FunctionCall,
  context: Context,
): Promise<string | null> {
  if (name === null || name === undefined) return null
  const pipe = context.catalog.get('PIPE', readName(name, span), context.state)
  const meaning = meaningOf(pipe, context)
  const pending = 'copy' in meaning ? await pendingFiles(pipe, meaning.copy, context) : []
  const [oldest] = pending
  const last = await lastIngested(pipe, context)
  const { notificationChannel } = await liveFacts(context).pipe(pipe)
  return JSON.stringify({
    executionState: 'copy' in meaning ? (pipe.paused ? 'PAUSED' : 'RUNNING') : meaning.state,
    ...(oldest === undefined
      ? {}
      : { oldestPendingFilePath: oldest.path, oldestFileTimestamp: time(oldest.at) }),
    pendingFileCount: pending.length,
    ...(last === undefined
      ? {}
      : { lastIngestedTimestamp: time(last.at), lastIngestedFilePath: last.path(meaning) }),
    ...(notificationChannel === null
      ? {}
      : { notificationChannelName: notificationChannel, numOutstandingMessagesOnChannel: 0 }),
    ...('copy' in meaning ? {} : { error: meaning.error }),
    pendingHistoryRefreshJobsCount: 0,
  })
}

type Meaning = { readonly copy: Copy } | { readonly state: string; readonly error: string }

/** What the pipe's COPY means now: what it names may have been dropped since. */
function meaningOf(pipe: PipeRecord, context: Context): Meaning {
  const statement = parseStatement(pipe.copy)
  if (statement.kind !== 'CopyIntoTable') throw new Error(`Snowmelt bug: pipe ${pipe.name} does not copy`)
  try {
    return { copy: resolveCopy(statement, context, stateOf(pipe), pipeOnError) }
  } catch (error) {
    if (!(error instanceof SnowmeltError)) throw error
    const stopped = stoppedBy.find(({ missing }) => error.message.includes(missing))
    return { state: stopped?.state ?? 'STALLED_COMPILATION_ERROR', error: error.message }
  }
}

/** Which state the loss of an object leaves a pipe in, by how the message about it names the object. */
const stoppedBy = [
  { missing: 'Table ', state: 'STOPPED_MISSING_TABLE' },
  { missing: 'Stage ', state: 'STOPPED_STAGE_DROPPED' },
  { missing: 'File format ', state: 'STOPPED_FILE_FORMAT_DROPPED' },
] as const

interface Pending {
  readonly path: string
  readonly at: Instant
}

/** The files that the pipe would load now, the oldest first; a paused one goes on counting them. */
async function pendingFiles(pipe: PipeRecord, copy: Copy, context: Context): Promise<readonly Pending[]> {
  const memory = await readMemory(context.transaction, pipe)
  const now = context.clock.now()
  return (await pipeListing(context.files, copy))
    .filter((file) => isDue(file, pipe, memory, now))
    .map(({ url, lastModified }) => ({ path: below(url, copy), at: lastModified }))
    .toSorted((a, b) => a.at - b.at)
}

function below(url: string, { location }: Copy): string {
  return url.startsWith(location.root) ? url.slice(location.root.length) : url
}

async function lastIngested(
  pipe: PipeRecord,
  { transaction }: Context,
): Promise<{ readonly at: Instant; readonly path: (meaning: Meaning) => string } | undefined> {
  const [row] = await transaction.rows(
    duck`SELECT file, ended FROM snowmelt.load WHERE pipe_id = ${integer(pipe.id)} AND committed AND loaded > 0 ORDER BY ended DESC, id DESC LIMIT 1`,
  )
  if (row === undefined) return undefined
  const file = row[0] ?? ''
  return { at: Number(row[1]), path: (meaning) => ('copy' in meaning ? below(file, meaning.copy) : file) }
}

/** `2021-10-14T23:26:24.532Z` */
function time(instant: Instant): string {
  return new Date(instant).toISOString()
}

const overrides: ReadonlySet<string> = new Set([
  'STALENESS_CHECK_OVERRIDE',
  'OWNERSHIP_TRANSFER_CHECK_OVERRIDE',
])

/**
 * SYSTEM$PIPE_FORCE_RESUME('pipe' [, 'override, …']). A pipe here is never stale: files are found by listing the stage.
 * https://docs.snowflake.com/en/sql-reference/functions/system_pipe_force_resume
 */
export async function pipeForceResume(
  [name, given]: readonly (string | null)[],
  { span }: FunctionCall,
  context: Context,
): Promise<string | null> {
  if (name === null || name === undefined) return null
  for (const word of (given ?? '').split(',').map((part) => part.trim().toUpperCase()))
    if (word !== '' && !overrides.has(word))
      fail(
        'INVALID_ARGUMENT',
        { function: 'SYSTEM$PIPE_FORCE_RESUME', value: word, expected: [...overrides].join(' or ') },
        span,
      )
  const pipe = context.catalog.get('PIPE', readName(name, span), context.state)
  // The function stands in a query, whose transaction does not write.
  await context.transact(async (transaction) => {
    await context.catalog.put(transaction, { ...pipe, paused: false })
  })
  wakePipes(context.catalog)
  return 'Statement executed successfully.'
}
