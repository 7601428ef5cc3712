import type { TaskRecord } from '../catalog/objects/task.ts'
import type { Services } from '../context.ts'
import { wantsToRun } from './condition.ts'
import { optionNumber } from './task-properties.ts'

/**
 * Whether a task runs when its stream has data: it has no schedule, and its WHEN asks for a stream.
 * https://docs.snowflake.com/en/user-guide/tasks-triggered
 */
export function isTriggered(task: TaskRecord): boolean {
  return task.schedule === undefined && /SYSTEM\$STREAM_HAS_DATA\s*\(/i.test(task.when ?? '')
}

/** USER_TASK_MINIMUM_TRIGGER_INTERVAL_IN_SECONDS, in milliseconds. */
export function minimumInterval(task: TaskRecord): number {
  return optionNumber(task, 'USER_TASK_MINIMUM_TRIGGER_INTERVAL_IN_SECONDS', 30) * 1000
}

/** Whether the condition of a triggered task holds now. A fault in it is told by the run: the task is due then. */
export async function isWanted(task: TaskRecord, services: Services): Promise<boolean> {
  return await wantsToRun(task, services).catch(() => true)
}
