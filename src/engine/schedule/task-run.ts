import type { Instant } from '../../common/clock.ts'
import { stopwatch } from '../../common/clock.ts'
import { SnowmeltError } from '../../common/errors.ts'
import { printName } from '../catalog/names.ts'
import type { TaskRecord } from '../catalog/objects/task.ts'
import type { InternalSession, Services } from '../context.ts'
import { wantsToRun } from './condition.ts'
import { hasBegun } from '../storage/once.ts'
import type { ScheduledFrom, TaskRun } from './history.ts'
import { GraphLink } from './task-link.ts'
import { openTaskSession } from './task-session.ts'

/** What the runs of one graph run have in common. */
export interface RunFrame {
  readonly root: TaskRecord
  readonly groupId: string
  readonly attempt: number
  readonly scheduledTime: Instant
  readonly runId: Instant
  readonly scheduledFrom: ScheduledFrom
  /** What SYSTEM$SET_RETURN_VALUE has set in the run so far, by the task's id. */
  readonly returnValues?: Map<number, string>
}

/** Bodies that change nothing, and so need no key. */
const reads = /^\s*(SELECT|WITH|SHOW|DESC|DESCRIBE)\b/i

type Ending = Pick<TaskRun, 'state' | 'queryId' | 'errorCode' | 'errorMessage' | 'queryStartTime'> &
  Partial<Pick<TaskRun, 'returnValue'>>

const nothing = { queryId: null, errorCode: null, errorMessage: null, queryStartTime: null }

/**
 * Runs a task once: asks its WHEN, then runs its body in a session of its own. Never throws for a fault of the user's.
 * `wanted`: what WHEN says, where it was asked already.
 */
export async function runTask(
  task: TaskRecord,
  frame: RunFrame,
  services: Services,
  wanted?: boolean,
): Promise<TaskRun> {
  const { clock, events } = services
  const name = printName(task)
  const watch = stopwatch()
  events.emit('taskStarted', { task: name, at: clock.now() })
  const ending: Ending =
    wanted === false ? { ...nothing, state: 'SKIPPED' } : await runBody(task, frame, services, wanted)
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

async function runBody(
  task: TaskRecord,
  frame: RunFrame,
  services: Services,
  wanted: boolean | undefined,
): Promise<Ending> {
  let queryStartTime: Instant | null = null
  let session: InternalSession | undefined
  let link: GraphLink | undefined
  try {
    link = await GraphLink.open(task, frame, services)
    // The key makes a run that was interrupted by a crash safe to repeat: what had committed is not done again. Its WHEN has
    // said yes before, and may say no now: the stream that it looked at was consumed.
    const key = `task ${task.id} ${frame.groupId}`
    const isNew = isFirst(frame)
    const begun = !isNew && (await services.transact((transaction) => hasBegun(transaction, key)))
    if (!begun && !(wanted ?? (await wantsToRun(task, services, link))))
      return { ...nothing, state: 'SKIPPED' }
    session = await openTaskSession(task, services, link)
    queryStartTime = services.clock.now()
    const options = reads.test(task.body) ? {} : { once: key, isNew }
    const result = await session.execute(task.body, options)
    link.ended()
    return {
      ...nothing,
      returnValue: link.returnValue,
      state: 'SUCCEEDED',
      queryId: result.queryId === '' ? null : result.queryId,
      queryStartTime,
    }
  } catch (error) {
    // Not the task's failure: its run is taken up again when there is room.
    if (error instanceof SnowmeltError && error.code === 'DISK_FULL') throw error
    const returnValue = link?.returnValue ?? null
    return { ...nothing, returnValue, state: 'FAILED', queryStartTime, ...errorColumns(error, services) }
  } finally {
    await session?.close()
  }
}

/** Whether nothing of the graph run can have run before; one that EXECUTE TASK asked for is noted as attempt 1 until it ends. */
function isFirst({ attempt, scheduledFrom }: RunFrame): boolean {
  return attempt === 1 && (scheduledFrom === 'SCHEDULE' || scheduledFrom === 'TRIGGER')
}

function errorColumns(error: unknown, { events }: Services): Pick<TaskRun, 'errorCode' | 'errorMessage'> {
  if (error instanceof SnowmeltError) return { errorCode: error.number, errorMessage: error.message }
  // A bug of ours fails the run too, but is also said aloud: nobody looks for it in a task's history.
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  events.emit('warning', { message: text })
  return { errorCode: null, errorMessage: error instanceof Error ? error.message : text }
}
