import { randomUUID } from 'node:crypto'
import { fail } from '../../common/errors.ts'
import { dispatch, type ByKind } from '../../common/by-kind.ts'
import type { AlterTask, CreateTask, ExecuteTask } from '../../sql/statement/task.ts'
import { takeProperties } from '../../sql/statement/typed-properties.ts'
import type { ObjectName } from '../../sql/expression/name.ts'
import { printName } from '../catalog/names.ts'
import type { TaskRecord } from '../catalog/objects/task.ts'
import type { Context } from '../context.ts'
import { checkLinks, graphOf, isRoot, requireSuspendedRoot, rootOf, withVersion } from '../schedule/graph.ts'
import { record, taskHistory, type GraphRunRow } from '../schedule/history.ts'
import { requestsOf, type RunRequest } from '../schedule/requests.ts'
import { skippedRunsOf } from '../schedule/skipped-runs.ts'
import { takeTaskProperties, unsetTask, type TaskChanges } from '../schedule/task-properties.ts'
import { create } from './creation.ts'
import { status, type Outcome } from './outcome.ts'

/** https://docs.snowflake.com/en/sql-reference/sql/create-task */
async function createTask(statement: CreateTask, context: Context): Promise<Outcome> {
  for (const modifier of ['secure', 'temporary', 'transient'] as const) {
    if (statement[modifier])
      fail('UNSUPPORTED', { feature: `${modifier.toUpperCase()} TASK` }, statement.span)
  }
  const { catalog } = context
  return await create(statement, context, {
    kind: 'TASK',
    make: (base) => {
      const changes = takeTaskProperties(takeProperties(statement.properties, 'TASK'), context)
      const predecessors = statement.after.map((name) => catalog.get('TASK', name, context.state))
      const task: TaskRecord = applyChanges(
        {
          ...base,
          kind: 'TASK',
          state: 'suspended',
          after: predecessors.map(printName),
          ...(statement.whenText === undefined ? {} : { when: statement.whenText }),
          body: statement.bodyText,
          options: {},
        },
        changes,
      )
      // A task that is replaced is still there under its name: its root, or itself, must be suspended.
      const replaced = catalog.find('TASK', base)
      if (replaced !== undefined) requireSuspendedRoot(replaced, catalog, statement.span)
      checkLinks(task, predecessors, catalog, statement.span)
      for (const before of [...predecessors, ...finalized(task, context)]) {
        requireSuspendedRoot(before, catalog, statement.span)
      }
      return task
    },
  })
}

function finalized(task: TaskRecord, { catalog }: Context): readonly TaskRecord[] {
  return catalog.all('TASK').filter((each) => printName(each) === task.finalize)
}

function applyChanges(task: TaskRecord, { options, ...members }: TaskChanges): TaskRecord {
  return { ...task, ...members, options: { ...task.options, ...options } }
}

type Action = AlterTask['action']

/** Each gives the task as it is afterwards. */
const actions: ByKind<Action, [TaskRecord, AlterTask, Context], TaskRecord> = {
  Resume: (_action, task, statement, { catalog, clock }) => {
    if (!isRoot(task, catalog)) requireSuspendedRoot(task, catalog, statement.span)
    if (task.state === 'started') return task
    const resumed: TaskRecord = { ...task, state: 'started', resumedOn: clock.now() }
    return isRoot(task, catalog) ? withVersion(resumed, catalog, clock.now()) : resumed
  },
  Suspend: (_action, task, statement, { catalog, clock }) => {
    if (!isRoot(task, catalog)) requireSuspendedRoot(task, catalog, statement.span)
    if (task.state === 'suspended') return task
    return {
      ...task,
      state: 'suspended',
      lastSuspendedOn: clock.now(),
      lastSuspendedReason: 'USER_SUSPENDED',
    }
  },
  Set: ({ properties }, task, statement, context) => {
    requireSuspendedRoot(task, context.catalog, statement.span)
    const changes = takeTaskProperties(takeProperties(properties, 'TASK'), context)
    const changed = applyChanges(task, changes)
    checkLinks(changed, predecessorsOf(changed, context), context.catalog, statement.span)
    return changed
  },
  Unset: ({ names }, task, statement, { catalog }) => {
    requireSuspendedRoot(task, catalog, statement.span)
    return unsetTask(task, names)
  },
  AddAfter: ({ names }, task, statement, context) => {
    const { catalog } = context
    const added = names.map((name) => catalog.get('TASK', name, context.state))
    for (const each of [task, ...added]) requireSuspendedRoot(each, catalog, statement.span)
    const after = [...new Set([...task.after, ...added.map(printName)])]
    const changed = { ...task, after }
    checkLinks(changed, predecessorsOf(changed, context), catalog, statement.span)
    return changed
  },
  RemoveAfter: ({ names }, task, statement, context) => {
    requireSuspendedRoot(task, context.catalog, statement.span)
    const removed = names.map((name) => predecessorName(name, task, context))
    const after = task.after.filter((name) => !removed.includes(name))
    // A child that becomes a root is suspended and must be resumed by hand.
    return { ...task, after, state: after.length === 0 ? 'suspended' : task.state }
  },
  ModifyAs: ({ bodyText }, task, statement, { catalog }) => {
    requireSuspendedRoot(task, catalog, statement.span)
    return { ...task, body: bodyText }
  },
  ModifyWhen: ({ whenText }, task, statement, { catalog }) => {
    requireSuspendedRoot(task, catalog, statement.span)
    return { ...task, when: whenText }
  },
  RemoveWhen: (_action, task, statement, { catalog }) => {
    requireSuspendedRoot(task, catalog, statement.span)
    const { when: _when, ...rest } = task
    return rest
  },
}

function predecessorsOf(task: TaskRecord, { catalog }: Context): readonly TaskRecord[] {
  return catalog.all('TASK').filter((each) => task.after.includes(printName(each)))
}

function predecessorName(name: ObjectName, task: TaskRecord, { catalog, state }: Context): string {
  const full = printName(catalog.qualify(name, state))
  if (!task.after.includes(full)) {
    fail('INVALID_TASK_GRAPH', { name: printName(task), reason: `does not run after ${full}` }, name.span)
  }
  return full
}

/** https://docs.snowflake.com/en/sql-reference/sql/alter-task */
async function alterTask(statement: AlterTask, context: Context): Promise<Outcome> {
  const { catalog, state, transaction } = context
  const task =
    statement.ifExists && catalog.find('TASK', catalog.qualify(statement.name, state)) === undefined
      ? undefined
      : catalog.get('TASK', statement.name, state)
  if (task !== undefined) {
    const changed = dispatch(actions, statement.action, task, statement, context)
    if (changed !== task) await catalog.put(transaction, changed)
  }
  return status('Statement executed successfully.')
}

/** https://docs.snowflake.com/en/sql-reference/sql/execute-task */
async function executeTask(statement: ExecuteTask, context: Context): Promise<Outcome> {
  const { catalog, clock, state, transaction } = context
  const task = catalog.get('TASK', statement.name, state)
  if (rootOf(task, catalog).id !== task.id) fail('NOT_A_ROOT_TASK', { name: printName(task) }, statement.span)
  const versioned = withVersion(task, catalog, clock.now())
  if (versioned !== task) await catalog.put(transaction, versioned)
  const request = statement.retryLast
    ? await retryOf(task, statement, context)
    : { ...newRun(task, clock.now()), succeeded: [] }
  const requests = requestsOf(catalog)
  record(transaction, { ended: requests.of(task.id), noted: request })
  transaction.onCommit(() => requests.put(request))
  return status(`Task ${task.name} is scheduled to run immediately.`)
}

function newRun(task: TaskRecord, now: number): GraphRunRow {
  return {
    groupId: randomUUID(),
    attempt: 1,
    rootTaskId: task.id,
    state: 'SCHEDULED',
    scheduledTime: now,
    runId: now,
    scheduledFrom: 'EXECUTE_TASK',
  }
}

/** The run that takes up the last one where it failed. */
async function retryOf(task: TaskRecord, statement: ExecuteTask, context: Context): Promise<RunRequest> {
  const { catalog, clock, transaction } = context
  await skippedRunsOf(catalog).write(context)
  const [last] = await taskHistory(transaction, { rootTaskId: task.id, limit: 1 })
  const runs = last === undefined ? [] : await taskHistory(transaction, { groupId: last.graphRunGroupId })
  const ended = runs.filter(({ attemptNumber }) => attemptNumber === last?.attemptNumber)
  if (last === undefined || !ended.some(({ state }) => state.startsWith('FAILED') || state === 'CANCELLED')) {
    fail('NOTHING_TO_RETRY', { name: printName(task) }, statement.span)
  }
  if (task.graphVersion !== undefined && withVersion(task, catalog, 0) !== task) {
    const reason = 'was changed since its last run'
    fail('INVALID_TASK_GRAPH', { name: printName(graphOf(task, catalog).root), reason }, statement.span)
  }
  return {
    groupId: last.graphRunGroupId,
    attempt: last.attemptNumber + 1,
    rootTaskId: task.id,
    state: 'SCHEDULED',
    scheduledTime: clock.now(),
    runId: last.runId,
    scheduledFrom: 'MANUAL RETRY',
    succeeded: runs.filter(({ state }) => state === 'SUCCEEDED').map(({ taskId }) => taskId),
  }
}

/** Executors of the statements on tasks. */
export const taskExecutors = { CreateTask: createTask, AlterTask: alterTask, ExecuteTask: executeTask }
