import type { Instant } from '../../common/clock.ts'
import { stopwatch } from '../../common/clock.ts'
import { SnowmeltError } from '../../common/errors.ts'
import { printName } from '../catalog/names.ts'
import type { TaskRecord } from '../catalog/objects/task.ts'
import type { InternalSession, Services } from '../context.ts'
import { sessionParameters } from '../session-parameters.ts'
import type { ScheduledFrom, TaskRun } from './history.ts'
import { optionNumber } from './task-properties.ts'

/** What the runs of one graph run have in common. */
export interface RunFrame {
  readonly root: TaskRecord
  readonly groupId: string
  readonly attempt: number
  readonly scheduledTime: Instant
  readonly runId: Instant
  readonly scheduledFrom: ScheduledFrom
}

/** USER_TASK_TIMEOUT_MS: an hour where it is not set, seven days for 0. */
const defaultTimeout = 3_600_000
const longestTimeout = 604_800_000

/** Bodies that change nothing, and so need no key. */
const reads = /^\s*(SELECT|WITH|SHOW|DESC|DESCRIBE)\b/i

type Ending = Pick<TaskRun, 'state' | 'queryId' | 'errorCode' | 'errorMessage' | 'queryStartTime'>

/** Runs a task once: asks its WHEN, then runs its body in a session of its own. Never throws for a fault of the user's. */
export async function runTask(task: TaskRecord, frame: RunFrame, services: Services): Promise<TaskRun> {
  const { clock, events } = services
  const name = printName(task)
  const watch = stopwatch()
  events.emit('taskStarted', { task: name, at: clock.now() })
  const ending = await runBody(task, frame, services)
  const run = rowOf(task, frame, { ...ending, completedTime: clock.now() })
  events.emit('taskEnded', {
    task: name,
    at: clock.now(),
    // The event knows no auto-suspension, and a run that ended was not merely scheduled.
    state: ending.state === 'SUCCEEDED' || ending.state === 'SKIPPED' ? ending.state : 'FAILED',
    seconds: watch.seconds(),
    ...(ending.errorMessage === null ? {} : { error: ending.errorMessage }),
  })
  return run
}

/** A row of the history for the task's part of a graph run. */
export function rowOf(
  task: TaskRecord,
  frame: RunFrame,
  ending: Ending & Pick<TaskRun, 'completedTime'>,
): TaskRun {
  const { root } = frame
  return {
    taskId: task.id,
    rootTaskId: root.id,
    name: task.name,
    database: task.database,
    schema: task.schema,
    queryText: task.body,
    conditionText: task.when ?? null,
    scheduledTime: frame.scheduledTime,
    graphVersion: root.graphVersion ?? 1,
    runId: frame.runId,
    returnValue: null,
    scheduledFrom: frame.scheduledFrom,
    attemptNumber: frame.attempt,
    config: root.options['CONFIG'] === undefined ? null : String(root.options['CONFIG']),
    graphRunGroupId: frame.groupId,
    ...ending,
  }
}

async function runBody(task: TaskRecord, frame: RunFrame, services: Services): Promise<Ending> {
  const nothing = { queryId: null, errorCode: null, errorMessage: null, queryStartTime: null }
  let queryStartTime: Instant | null = null
  let session: InternalSession | undefined
  try {
    session = await openSession(task, services)
    if (task.when !== undefined && !(await holds(task.when, session))) return { ...nothing, state: 'SKIPPED' }
    queryStartTime = services.clock.now()
    // The key makes a run that was interrupted by a crash safe to repeat: what had committed is not done again.
    const options = reads.test(task.body) ? {} : { once: `task ${task.id} ${frame.groupId}` }
    const result = await session.execute(task.body, options)
    return {
      ...nothing,
      state: 'SUCCEEDED',
      queryId: result.queryId === '' ? null : result.queryId,
      queryStartTime,
    }
  } catch (error) {
    return { ...nothing, state: 'FAILED', queryStartTime, ...errorColumns(error, services) }
  } finally {
    await session?.close()
  }
}

function errorColumns(error: unknown, { events }: Services): Pick<TaskRun, 'errorCode' | 'errorMessage'> {
  if (error instanceof SnowmeltError) return { errorCode: error.number, errorMessage: error.message }
  // A bug of ours fails the run too, but is also said aloud: nobody looks for it in a task's history.
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  events.emit('warning', { message: text })
  return { errorCode: null, errorMessage: error instanceof Error ? error.message : text }
}

async function openSession(task: TaskRecord, services: Services): Promise<InternalSession> {
  const { database, schema, owner: role, warehouse } = task
  const session = await services.internalSession({
    database,
    schema,
    role,
    ...(warehouse === undefined ? {} : { warehouse }),
  })
  for (const { name } of sessionParameters) {
    const value = task.options[name]
    if (value !== undefined) session.state.parameters.set(name, String(value))
  }
  session.state.parameters.set('STATEMENT_TIMEOUT_IN_SECONDS', String(timeLimit(task)))
  return session
}

/** The lower of USER_TASK_TIMEOUT_MS and STATEMENT_TIMEOUT_IN_SECONDS, in seconds; of either, 0 means the longest. */
function timeLimit(task: TaskRecord): number {
  const ofTask = optionNumber(task, 'USER_TASK_TIMEOUT_MS', defaultTimeout) || longestTimeout
  const ofStatement = optionNumber(task, 'STATEMENT_TIMEOUT_IN_SECONDS', 0) * 1000 || longestTimeout
  return Math.max(1, Math.round(Math.min(ofTask, ofStatement) / 1000))
}

/** Whether a WHEN condition holds; NULL does not. */
async function holds(condition: string, session: InternalSession): Promise<boolean> {
  const { rows } = await session.execute(`SELECT (${condition})::BOOLEAN`)
  return rows[0]?.[0] === 'true'
}
