import type { TaskRecord } from '../catalog/objects/task.ts'
import type { InternalSession, Services } from '../context.ts'
import type { TaskLink } from '../session-state.ts'
import { sessionParameters } from '../session-parameters.ts'
import { optionNumber } from './task-properties.ts'

/** USER_TASK_TIMEOUT_MS: an hour where it is not set, seven days for 0. */
const defaultTimeout = 3_600_000
const longestTimeout = 604_800_000

/** A session as the task's owner, with the parameters that are set for the task. */
export async function openTaskSession(
  task: TaskRecord,
  services: Services,
  link?: TaskLink,
): Promise<InternalSession> {
  const { database, schema, owner: role, warehouse } = task
  const session = await services.internalSession({
    database,
    schema,
    role,
    ...(warehouse === undefined ? {} : { warehouse }),
  })
  if (link !== undefined) session.state.task = link
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
