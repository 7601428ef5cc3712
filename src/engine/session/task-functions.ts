import { fail } from '../../common/errors.ts'
import type { FunctionCall } from '../../sql/expression/expression.ts'
import type { TableFunction } from '../../sql/query/query.ts'
import type { BoundSource } from '../bind/tree.ts'
import { objectName } from '../catalog/trees.ts'
import { taskId, type TaskRecord } from '../catalog/objects/task.ts'
import { readName } from '../catalog/written-name.ts'
import type { Context } from '../context.ts'
import { informationSource, type InformationColumns } from '../describe/information-schema.ts'
import { childrenOf, rootTasks } from '../schedule/graph.ts'
import { taskHistory, type HistoryFilter, type TaskRun } from '../schedule/history.ts'
import { nextRun, parseSchedule } from '../schedule/schedule.ts'
import { skippedRunsOf } from '../schedule/skipped-runs.ts'
import type { ValueType } from '../types/data-type.ts'
import { TableArguments } from './table-arguments.ts'

const day = 86_400_000
const text = { kind: 'VARCHAR', length: 16_777_216 } as const
const whole = { kind: 'NUMBER', precision: 38, scale: 0, form: 'BIGINT' } as const
const instant = { kind: 'TIMESTAMP_LTZ', precision: 3 } as const

interface HistoryColumn {
  readonly type: ValueType
  readonly of: (run: TaskRun, context: Context) => string | number | null
}

/** The columns of the history. */
const historyColumns: Readonly<Record<string, HistoryColumn>> = {
  QUERY_ID: { type: text, of: (run) => run.queryId },
  NAME: { type: text, of: (run) => run.name },
  DATABASE_NAME: { type: text, of: (run) => run.database },
  SCHEMA_NAME: { type: text, of: (run) => run.schema },
  QUERY_TEXT: { type: text, of: (run) => run.queryText },
  CONDITION_TEXT: { type: text, of: (run) => run.conditionText },
  STATE: { type: text, of: (run) => run.state },
  // Errors are numbered 001003; the column holds the number.
  ERROR_CODE: { type: whole, of: (run) => (run.errorCode === null ? null : Number(run.errorCode)) },
  ERROR_MESSAGE: { type: text, of: (run) => run.errorMessage },
  SCHEDULED_TIME: { type: instant, of: (run) => time(run.scheduledTime) },
  QUERY_START_TIME: { type: instant, of: (run) => time(run.queryStartTime) },
  NEXT_SCHEDULED_TIME: { type: instant, of: nextOf },
  COMPLETED_TIME: { type: instant, of: (run) => time(run.completedTime) },
  ROOT_TASK_ID: { type: text, of: (run) => taskId({ id: run.rootTaskId }) },
  GRAPH_VERSION: { type: whole, of: (run) => run.graphVersion },
  RUN_ID: { type: whole, of: (run) => run.runId },
  RETURN_VALUE: { type: text, of: (run) => run.returnValue },
  SCHEDULED_FROM: { type: text, of: (run) => run.scheduledFrom },
  ATTEMPT_NUMBER: { type: whole, of: (run) => run.attemptNumber },
  CONFIG: { type: text, of: (run) => run.config },
  GRAPH_RUN_GROUP_ID: {
    type: text,
    of: (run) => (run.graphRunGroupId === '' ? null : run.graphRunGroupId),
  },
}

const historyArguments = [
  'SCHEDULED_TIME_RANGE_START',
  'SCHEDULED_TIME_RANGE_END',
  'RESULT_LIMIT',
  'TASK_NAME',
  'DATABASE_NAME',
  'SCHEMA_NAME',
  'ERROR_ONLY',
  'ROOT_TASK_ID',
]

/**
 * TABLE(INFORMATION_SCHEMA.TASK_HISTORY(…)): the runs of the last seven days that have ended and the next ones of started root
 * tasks, the latest first. https://docs.snowflake.com/en/sql-reference/functions/task_history
 */
export async function taskHistoryFunction({ call }: TableFunction, context: Context): Promise<BoundSource> {
  const given = await TableArguments.read(call, 'TASK_HISTORY', historyArguments, context)
  const limit = given.integer('RESULT_LIMIT', 1, 10_000) ?? 100
  const filter = historyFilter(given, context)
  await skippedRunsOf(context.catalog).write(context)
  const ended = await taskHistory(context.transaction, { ...filter, limit })
  const next = filter.errorOnly === true ? [] : nextRuns(context, filter)
  const rows = [...next, ...ended].slice(0, limit).map((run) => historyRow(run, context))
  const columns = Object.entries(historyColumns).map(([name, { type }]) => [name, type] as const)
  return informationSource('TASK_HISTORY', Object.fromEntries(columns), rows)
}

function historyFilter(given: TableArguments, { catalog, clock }: Context): HistoryFilter {
  const earliest = clock.now() - 7 * day
  const from = given.instant('SCHEDULED_TIME_RANGE_START') ?? earliest
  const to = given.instant('SCHEDULED_TIME_RANGE_END')
  if (from < earliest) given.refuse('SCHEDULED_TIME_RANGE_START', 'a time within the last 7 days')
  const name = given.text('TASK_NAME')
  const [database, schema] = [given.text('DATABASE_NAME'), given.text('SCHEMA_NAME')]
  if (schema !== undefined && database === undefined) given.required('DATABASE_NAME')
  const errorOnly = given.boolean('ERROR_ONLY')
  const root = given.text('ROOT_TASK_ID')
  const folded = (written: string) => readName(written, { start: 0, end: 0 }).parts[0]?.text ?? written
  return {
    from,
    ...(to === undefined ? {} : { to }),
    ...(name === undefined ? {} : { name }),
    ...(database === undefined ? {} : { database: folded(database) }),
    ...(schema === undefined ? {} : { schema: folded(schema) }),
    ...(errorOnly === undefined ? {} : { errorOnly }),
    ...(root === undefined
      ? {}
      : { rootTaskId: catalog.all('TASK').find((task) => taskId(task) === root)?.id ?? -1 }),
  }
}

/** The next run of each started root task that the filter takes, within the next eight days. */
function nextRuns({ catalog, clock }: Context, filter: HistoryFilter): readonly TaskRun[] {
  const now = clock.now()
  const latest = Math.min(filter.to ?? Infinity, now + 8 * day)
  return rootTasks(catalog)
    .filter((task) => task.state === 'started' && isMeant(task, filter))
    .flatMap((task) => {
      const at = nextTime(task, now)
      return at === undefined || at > latest || at < (filter.from ?? at) ? [] : [scheduledRun(task, at)]
    })
    .toSorted((a, b) => b.scheduledTime - a.scheduledTime)
}

function isMeant(task: TaskRecord, { name, database, schema, rootTaskId }: HistoryFilter): boolean {
  return (
    (name === undefined || name.toLowerCase() === task.name.toLowerCase()) &&
    (database === undefined || database === task.database) &&
    (schema === undefined || schema === task.schema) &&
    (rootTaskId === undefined || rootTaskId === task.id)
  )
}

function nextTime(task: TaskRecord, after: number): number | undefined {
  if (task.schedule === undefined) return undefined
  return nextRun(parseSchedule(task.schedule), task.resumedOn ?? task.createdOn, after)
}

function scheduledRun(task: TaskRecord, at: number): TaskRun {
  return {
    taskId: task.id,
    rootTaskId: task.id,
    queryId: null,
    name: task.name,
    database: task.database,
    schema: task.schema,
    queryText: task.body,
    conditionText: task.when ?? null,
    state: 'SCHEDULED',
    errorCode: null,
    errorMessage: null,
    scheduledTime: at,
    queryStartTime: null,
    completedTime: null,
    graphVersion: task.graphVersion ?? 1,
    runId: at,
    returnValue: null,
    scheduledFrom: 'SCHEDULE',
    attemptNumber: 1,
    config: task.options['CONFIG'] === undefined ? null : String(task.options['CONFIG']),
    graphRunGroupId: '',
  }
}

function historyRow(run: TaskRun, context: Context): readonly (string | null)[] {
  return Object.values(historyColumns).map(({ of }) => {
    const value = of(run, context)
    return value === null ? null : String(value)
  })
}

/** When the root task is due next after the run. */
function nextOf({ rootTaskId, scheduledTime }: TaskRun, { catalog }: Context): string | null {
  const root = catalog.byId(rootTaskId)
  const next = root?.kind === 'TASK' && root.state === 'started' ? nextTime(root, scheduledTime) : undefined
  return time(next ?? null)
}

function time(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString()
}

const dependentColumns: InformationColumns = {
  CREATED_ON: instant,
  NAME: text,
  DATABASE_NAME: text,
  SCHEMA_NAME: text,
  OWNER: text,
  COMMENT: text,
  WAREHOUSE: text,
  SCHEDULE: text,
  PREDECESSORS: text,
  STATE: text,
  DEFINITION: text,
  CONDITION: text,
}

/**
 * TABLE(INFORMATION_SCHEMA.TASK_DEPENDENTS(TASK_NAME => '…' [, RECURSIVE => …])): the task, then what runs after it.
 * https://docs.snowflake.com/en/sql-reference/functions/task_dependents
 */
export async function taskDependentsFunction(
  { call }: TableFunction,
  context: Context,
): Promise<BoundSource> {
  const given = await TableArguments.read(call, 'TASK_DEPENDENTS', ['TASK_NAME', 'RECURSIVE'], context)
  const { catalog, state } = context
  const task = catalog.get('TASK', readName(given.required('TASK_NAME'), call.span), state)
  const children = childrenOf(task, catalog)
  const all = given.boolean('RECURSIVE') === false ? [task, ...children] : allBelow(task, context)
  return informationSource('TASK_DEPENDENTS', dependentColumns, all.map(dependentRow))
}

function allBelow(task: TaskRecord, { catalog }: Context): readonly TaskRecord[] {
  const found = new Map([[task.id, task]])
  // What a loop adds to a map, the loop comes to as well.
  for (const each of found.values()) for (const child of childrenOf(each, catalog)) found.set(child.id, child)
  return [...found.values()]
}

function dependentRow(task: TaskRecord): readonly (string | null)[] {
  const { name, database, schema, owner, comment, warehouse, schedule, after, state, body, when } = task
  const place = [time(task.createdOn), name, database, schema, owner, comment]
  return [...place, warehouse ?? null, schedule ?? null, JSON.stringify(after), state, body, when ?? null]
}

type Values = readonly (string | null)[]

/** SYSTEM$SET_RETURN_VALUE('text'). https://docs.snowflake.com/en/sql-reference/functions/system_set_return_value */
export async function setReturnValue(
  [value]: Values,
  { span }: FunctionCall,
  { state }: Context,
): Promise<string | null> {
  if (state.task === undefined) fail('NOT_IN_A_TASK', { function: 'SYSTEM$SET_RETURN_VALUE' }, span)
  state.task.setReturnValue(value ?? null)
  return null
}

/**
 * SYSTEM$GET_PREDECESSOR_RETURN_VALUE(['task']): "Task names are case sensitive."
 * https://docs.snowflake.com/en/sql-reference/functions/system_get_predecessor_return_value
 */
export async function predecessorReturnValue(
  [name]: Values,
  { span }: FunctionCall,
  { state }: Context,
): Promise<string | null> {
  if (state.task === undefined)
    fail('NOT_IN_A_TASK', { function: 'SYSTEM$GET_PREDECESSOR_RETURN_VALUE' }, span)
  return state.task.predecessorValue(name ?? undefined)
}

/**
 * SYSTEM$TASK_DEPENDENTS_ENABLE('task'): resumes what runs after the task, then the task.
 * https://docs.snowflake.com/en/sql-reference/functions/system_task_dependents_enable
 */
export async function taskDependentsEnable(
  [name]: Values,
  { span }: FunctionCall,
  context: Context,
): Promise<string | null> {
  if (name === null || name === undefined) return null
  const task = context.catalog.get('TASK', readName(name, span), context.state)
  for (const { database, schema, name: last } of allBelow(task, context).toReversed()) {
    const action = { kind: 'Resume' as const }
    const altered = objectName(database, schema, last)
    const statement = { kind: 'AlterTask' as const, name: altered, ifExists: false, action, span }
    await context.run(context.text, [], { statement, unnoticed: true })
  }
  return 'Statement executed successfully.'
}
