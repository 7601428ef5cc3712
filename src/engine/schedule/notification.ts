import { randomUUID } from 'node:crypto'
import type { Notification } from '../storage/outbox.ts'
import { printName } from '../catalog/names.ts'
import { taskId, type TaskRecord } from '../catalog/objects/task.ts'
import type { TaskRun } from './history.ts'

/** The name of the account in messages. */
const accountName = 'SNOWMELT'

/**
 * The message of a failed run to the error integration of its graph.
 * https://docs.snowflake.com/en/user-guide/tasks-errors-payload
 */
export function failureNotification(
  run: TaskRun,
  task: TaskRecord,
  root: TaskRecord,
  integration: string,
): Notification {
  const time = (instant: number | null) => (instant === null ? 'null' : new Date(instant).toISOString())
  const id = randomUUID()
  const createdAt = run.completedTime ?? run.scheduledTime
  const message = {
    version: '1.0',
    messageId: id,
    messageType: 'USER_TASK_FAILED',
    timestamp: time(createdAt),
    accountName,
    taskName: printName(task),
    taskId: taskId(task),
    rootTaskName: printName(root),
    rootTaskId: taskId(root),
    messages: [
      {
        runId: time(run.runId),
        scheduledTime: time(run.scheduledTime),
        queryStartTime: time(run.queryStartTime),
        completedTime: time(run.completedTime),
        queryId: run.queryId ?? 'null',
        errorCode: run.errorCode,
        errorMessage: run.errorMessage,
      },
    ],
  }
  return { id, integration, createdAt, message: JSON.stringify(message) }
}
