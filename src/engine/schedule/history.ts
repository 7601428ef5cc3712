import type { Instant } from '../../common/clock.ts'
import { duck, integer, join, text, type Sql } from '../duck/sql.ts'
import { forgetOnce } from '../storage/once.ts'
import type { TextRow, Transaction } from '../storage/transaction.ts'

const states = [
  ...(['SCHEDULED', 'EXECUTING', 'SUCCEEDED', 'FAILED', 'FAILED_AND_AUTO_SUSPENDED'] as const),
  ...(['CANCELLED', 'SKIPPED'] as const),
]
export type TaskRunState = (typeof states)[number]

/** Where a run came from, in the words of the task history. */
export type ScheduledFrom = (typeof sources)[number]
const sources = ['SCHEDULE', 'EXECUTE_TASK', 'MANUAL RETRY', 'AUTOMATIC RETRY', 'TRIGGER'] as const

/**
 * A row of the task history.
 * https://docs.snowflake.com/en/sql-reference/functions/task_history
 */
export interface TaskRun {
  /** The object's id in the catalog. */
  readonly taskId: number
  readonly rootTaskId: number
  readonly queryId: string | null
  readonly name: string
  readonly database: string
  readonly schema: string
  readonly queryText: string
  readonly conditionText: string | null
  readonly state: TaskRunState
  readonly errorCode: string | null
  readonly errorMessage: string | null
  readonly scheduledTime: Instant
  readonly queryStartTime: Instant | null
  readonly completedTime: Instant | null
  readonly graphVersion: number
  /** The originally scheduled time of the root task, in milliseconds. */
  readonly runId: Instant
  readonly returnValue: string | null
  readonly scheduledFrom: ScheduledFrom
  readonly attemptNumber: number
  readonly config: string | null
  readonly graphRunGroupId: string
}

/** A run of a graph that was asked for or has begun and is not yet ended. */
export interface GraphRunRow {
  readonly groupId: string
  readonly attempt: number
  readonly rootTaskId: number
  readonly state: 'SCHEDULED' | 'EXECUTING'
  readonly scheduledTime: Instant
  readonly runId: Instant
  readonly scheduledFrom: ScheduledFrom
}

/**
 * The scheduler's tables in the account file. Times are milliseconds since 1970. `seq` is the order in which runs ended.
 * `task_graph_run` holds the runs that are not yet ended, so that a process that was killed finds them again.
 * `outbox` is shared with the pipes: notifications until they are sent.
 */
export const taskTables: readonly Sql[] = [
  duck`CREATE SCHEMA IF NOT EXISTS snowmelt`,
  duck`CREATE SEQUENCE IF NOT EXISTS snowmelt.task_history_seq`,
  duck`CREATE TABLE IF NOT EXISTS snowmelt.task_history (seq BIGINT DEFAULT nextval('snowmelt.task_history_seq'), task_id BIGINT, root_task_id BIGINT, query_id VARCHAR, name VARCHAR, database_name VARCHAR, schema_name VARCHAR, query_text VARCHAR, condition_text VARCHAR, state VARCHAR, error_code VARCHAR, error_message VARCHAR, scheduled_time BIGINT, query_start_time BIGINT, completed_time BIGINT, graph_version BIGINT, run_id BIGINT, return_value VARCHAR, scheduled_from VARCHAR, attempt_number INTEGER, config VARCHAR, graph_run_group_id VARCHAR)`,
  duck`CREATE TABLE IF NOT EXISTS snowmelt.task_graph_run (group_id VARCHAR, attempt INTEGER, root_task_id BIGINT, state VARCHAR, scheduled_time BIGINT, run_id BIGINT, scheduled_from VARCHAR)`,
]

const columns = duck`task_id, root_task_id, query_id, name, database_name, schema_name, query_text, condition_text, state, error_code, error_message, scheduled_time, query_start_time, completed_time, graph_version, run_id, return_value, scheduled_from, attempt_number, config, graph_run_group_id`

/** Writes rows of the history; there is at least one. */
function insertRuns(runs: readonly TaskRun[]): Sql {
  if (runs.length <= fewRuns) {
    const rows = runs.map((run) => duck`(${join(values(run))})`)
    return duck`INSERT INTO snowmelt.task_history (${columns}) VALUES ${join(rows)}`
  }
  const fields = members.map(([member, type]) => {
    const values = runs.map((run) => run[member])
    return valuesOf(values, type)
  })
  return duck`INSERT INTO snowmelt.task_history (${columns}) SELECT ${join(fields)}`
}

/**
 * A column of many rows. The runs of a few tasks at many times have few different values in most columns; a JSON list for each
 * column is read ten times as fast as a row of VALUES for each run.
 */
function valuesOf(values: readonly (string | number | null)[], type: 'BIGINT' | 'VARCHAR'): Sql {
  const different = [...new Set(values)]
  if (different.length === 1) return duck`${list(different, type)}[1]`
  if (different.length > mostDifferent) return duck`unnest(${list(values, type)})`
  const places = new Map(different.map((value, index) => [value, index + 1]))
  const indexes = values.map((value) => places.get(value) ?? 0)
  return duck`${list(different, type)}[unnest(${list(indexes, 'BIGINT')})]`
}

const mostDifferent = 16

function list(values: readonly (string | number | null)[], type: 'BIGINT' | 'VARCHAR'): Sql {
  return duck`from_json(${text(JSON.stringify(values))}, ${text(JSON.stringify([type]))})`
}

/** Up to so many rows VALUES is as quick. */
const fewRuns = 10

/** The members of a run, in the order of `columns`. */
const members = [
  ['taskId', 'BIGINT'],
  ['rootTaskId', 'BIGINT'],
  ['queryId', 'VARCHAR'],
  ['name', 'VARCHAR'],
  ['database', 'VARCHAR'],
  ['schema', 'VARCHAR'],
  ['queryText', 'VARCHAR'],
  ['conditionText', 'VARCHAR'],
  ['state', 'VARCHAR'],
  ['errorCode', 'VARCHAR'],
  ['errorMessage', 'VARCHAR'],
  ['scheduledTime', 'BIGINT'],
  ['queryStartTime', 'BIGINT'],
  ['completedTime', 'BIGINT'],
  ['graphVersion', 'BIGINT'],
  ['runId', 'BIGINT'],
  ['returnValue', 'VARCHAR'],
  ['scheduledFrom', 'VARCHAR'],
  ['attemptNumber', 'BIGINT'],
  ['config', 'VARCHAR'],
  ['graphRunGroupId', 'VARCHAR'],
] as const satisfies readonly (readonly [keyof TaskRun, string])[]

/** What the scheduler writes at one time. */
export interface Records {
  /** Rows of the history. */
  readonly runs?: readonly TaskRun[]
  /** A run of a graph that has ended or was replaced: its note goes. */
  readonly ended?: Pick<GraphRunRow, 'groupId' | 'attempt'> | undefined
  /** A run of a graph that begins or was asked for. */
  readonly noted?: GraphRunRow | undefined
}

/** Writes all along with COMMIT, as each round trip lasts as long as a small task. */
export function record(transaction: Transaction, { runs = [], ended, noted }: Records): void {
  const pieces = [
    ...(runs.length === 0 ? [] : [insertRuns(runs)]),
    ...(ended === undefined ? [] : [deleteGraphRun(ended)]),
    ...(noted === undefined ? [] : [insertGraphRun(noted)]),
    // An attempt that follows another needs the keys of what was done before it.
    ...(ended === undefined || noted !== undefined ? [] : [forgetOnce(ended.groupId)]),
  ]
  if (pieces.length > 0) transaction.atCommit(join(pieces, '; '))
}

const none = duck`NULL`
const textOr = (value: string | null) => (value === null ? none : text(value))
const integerOr = (value: number | null) => (value === null ? none : integer(value))

function values(run: TaskRun): readonly Sql[] {
  return [
    integer(run.taskId),
    integer(run.rootTaskId),
    textOr(run.queryId),
    text(run.name),
    text(run.database),
    text(run.schema),
    text(run.queryText),
    textOr(run.conditionText),
    text(run.state),
    textOr(run.errorCode),
    textOr(run.errorMessage),
    integer(run.scheduledTime),
    integerOr(run.queryStartTime),
    integerOr(run.completedTime),
    integer(run.graphVersion),
    integer(run.runId),
    textOr(run.returnValue),
    text(run.scheduledFrom),
    integer(run.attemptNumber),
    textOr(run.config),
    text(run.graphRunGroupId),
  ]
}

function insertGraphRun(run: GraphRunRow): Sql {
  return duck`INSERT INTO snowmelt.task_graph_run VALUES (${text(run.groupId)}, ${integer(run.attempt)}, ${integer(run.rootTaskId)}, ${text(run.state)}, ${integer(run.scheduledTime)}, ${integer(run.runId)}, ${text(run.scheduledFrom)})`
}

function deleteGraphRun({ groupId, attempt }: Pick<GraphRunRow, 'groupId' | 'attempt'>): Sql {
  return duck`DELETE FROM snowmelt.task_graph_run WHERE group_id = ${text(groupId)} AND attempt = ${integer(attempt)}`
}

/** The runs of graphs that are noted. */
export async function graphRuns(transaction: Transaction): Promise<readonly GraphRunRow[]> {
  const rows = await transaction.rows(
    duck`SELECT group_id, attempt, root_task_id, state, scheduled_time, run_id, scheduled_from FROM snowmelt.task_graph_run ORDER BY scheduled_time`,
  )
  return rows.map(([groupId, attempt, root, state, scheduled, runId, from]) => ({
    groupId: groupId ?? '',
    attempt: Number(attempt),
    rootTaskId: Number(root),
    state: state === 'SCHEDULED' ? state : 'EXECUTING',
    scheduledTime: Number(scheduled),
    runId: Number(runId),
    scheduledFrom: wordOf(sources, from),
  }))
}

/** One of the words that this file writes itself. */
function wordOf<W extends string>(words: readonly W[], written: string | null | undefined): W {
  const word = words.find((each) => each === written)
  if (word === undefined) throw new Error(`Snowmelt bug: the task history has the word ${written}`)
  return word
}

/** What the history is asked for; absent members do not narrow it. */
export interface HistoryFilter {
  readonly taskId?: number
  readonly rootTaskId?: number
  readonly groupId?: string
  readonly name?: string
  readonly database?: string
  readonly schema?: string
  /** Only runs that failed or were cancelled. */
  readonly errorOnly?: boolean
  readonly from?: Instant
  readonly to?: Instant
  readonly limit?: number
}

/** Runs that have ended, the latest first. */
export async function taskHistory(
  reader: Pick<Transaction, 'rows'>,
  filter: HistoryFilter = {},
): Promise<readonly TaskRun[]> {
  const conditions = [
    duck`TRUE`,
    ...(filter.taskId === undefined ? [] : [duck`task_id = ${integer(filter.taskId)}`]),
    ...(filter.rootTaskId === undefined ? [] : [duck`root_task_id = ${integer(filter.rootTaskId)}`]),
    ...(filter.groupId === undefined ? [] : [duck`graph_run_group_id = ${text(filter.groupId)}`]),
    ...(filter.name === undefined ? [] : [duck`lower(name) = lower(${text(filter.name)})`]),
    ...(filter.database === undefined ? [] : [duck`database_name = ${text(filter.database)}`]),
    ...(filter.schema === undefined ? [] : [duck`schema_name = ${text(filter.schema)}`]),
    ...(filter.errorOnly === true ? [duck`(state LIKE 'FAILED%' OR state = 'CANCELLED')`] : []),
    ...(filter.from === undefined ? [] : [duck`scheduled_time >= ${integer(filter.from)}`]),
    ...(filter.to === undefined ? [] : [duck`scheduled_time <= ${integer(filter.to)}`]),
  ]
  const limit = filter.limit === undefined ? duck`` : duck` LIMIT ${integer(filter.limit)}`
  const rows = await reader.rows(
    duck`SELECT ${columns} FROM snowmelt.task_history WHERE ${join(conditions, ' AND ')} ORDER BY scheduled_time DESC, seq DESC${limit}`,
  )
  return rows.map(readRun)
}

function readRun(row: TextRow): TaskRun {
  const string = (index: number) => row[index] ?? ''
  const number = (index: number) => Number(row[index])
  const numberOr = (index: number) => (row[index] == null ? null : Number(row[index]))
  return {
    taskId: number(0),
    rootTaskId: number(1),
    queryId: row[2] ?? null,
    name: string(3),
    database: string(4),
    schema: string(5),
    queryText: string(6),
    conditionText: row[7] ?? null,
    state: wordOf(states, row[8]),
    errorCode: row[9] ?? null,
    errorMessage: row[10] ?? null,
    scheduledTime: number(11),
    queryStartTime: numberOr(12),
    completedTime: numberOr(13),
    graphVersion: number(14),
    runId: number(15),
    returnValue: row[16] ?? null,
    scheduledFrom: wordOf(sources, row[17]),
    attemptNumber: number(18),
    config: row[19] ?? null,
    graphRunGroupId: string(20),
  }
}

/** How a task has fared: for `snowmelt status` and reports. */
export interface TaskSummary {
  readonly task: string
  readonly runs: number
  readonly succeeded: number
  readonly failed: number
  readonly skipped: number
  readonly lastState: string
  readonly lastError: string | null
}

/** One row per task that has run. */
export async function taskSummaries(reader: Pick<Transaction, 'rows'>): Promise<readonly TaskSummary[]> {
  const rows = await reader.rows(
    duck`SELECT database_name || '.' || schema_name || '.' || name AS task, count(*), count(*) FILTER (state = 'SUCCEEDED'), count(*) FILTER (state LIKE 'FAILED%'), count(*) FILTER (state = 'SKIPPED'), arg_max(state, seq), arg_max(error_message, seq) FILTER (error_message IS NOT NULL) FROM snowmelt.task_history GROUP BY ALL ORDER BY task`,
  )
  return rows.map(([task, runs, succeeded, failed, skipped, lastState, lastError]) => ({
    task: task ?? '',
    runs: Number(runs),
    succeeded: Number(succeeded),
    failed: Number(failed),
    skipped: Number(skipped),
    lastState: lastState ?? '',
    lastError: lastError ?? null,
  }))
}

/**
 * In how many runs of its graph one after another the task has failed, of those that ended since its last success and since
 * `since`. The attempts of one run count once.
 */
export async function failuresInARow(
  reader: Pick<Transaction, 'rows'>,
  taskId: number,
  since: Instant,
  exceptGroup: string,
): Promise<number> {
  const task = integer(taskId)
  const [row] = await reader.rows(
    duck`SELECT count(DISTINCT graph_run_group_id) FROM snowmelt.task_history WHERE task_id = ${task} AND state LIKE 'FAILED%' AND completed_time >= ${integer(since)} AND graph_run_group_id <> ${text(exceptGroup)} AND seq > (SELECT coalesce(max(seq), -1) FROM snowmelt.task_history WHERE task_id = ${task} AND state = 'SUCCEEDED')`,
  )
  return Number(row?.[0] ?? 0)
}
