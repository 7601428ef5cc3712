import { stopwatch } from '../../common/clock.ts'
import type { TaskRecord } from '../catalog/objects/task.ts'
import type { Services } from '../context.ts'
import { putIntoOutbox } from '../storage/outbox.ts'
import type { Transaction } from '../storage/transaction.ts'
import { graphOf, type TaskGraph } from './graph.ts'
import {
  failuresInARow,
  record,
  taskHistory,
  type GraphRunRow,
  type Records,
  type TaskRun,
} from './history.ts'
import { failureNotification } from './notification.ts'
import { wantsToRun } from './condition.ts'
import { skippedRunsOf } from './skipped-runs.ts'
import { optionNumber } from './task-properties.ts'
import { rowOf, runTask, type RunFrame } from './task-run.ts'

/** How far a task of a graph run has come; `NOT_RUN` because of what came before it. */
type Progress = 'SUCCEEDED' | 'FAILED' | 'SKIPPED' | 'SUSPENDED' | 'NOT_RUN'

/** What is still to be written of a graph run that takes long, at the latest after this many seconds. */
const longestUnwritten = 0.25

/** SUSPEND_TASK_AFTER_NUM_FAILURES. */
const defaultFailures = 10

/**
 * One run of a task graph (or of a task that stands alone), attempt by attempt.
 *
 * Modes: `noted`: in `snowmelt.task_graph_run`, so that a killed process finds it again; `running`: tasks run as soon as all
 * that comes before them has succeeded, siblings side by side; `finalizing`: nothing else runs any more and the finalizer
 * does; `ended`: the history rows are written, and in the same transaction the note is removed and the root task suspended
 * when it has failed too often.
 *
 * A run whose root is skipped is never noted. noted → running (at once); running → finalizing (all others done) → ended; ended → noted (a failed attempt with retries left
 * begins the next attempt, in which what has succeeded is not run again).
 *
 * A graph's rows are written together at its end, and in between only when it runs for long: a commit takes as long as a small
 * task.
 */
export class GraphRun {
  readonly root: TaskRecord
  /** Whether the root task itself runs right now: with ALLOW_CHILD_OVERLAP the next run may begin once it does not. */
  rootRuns = true
  /** The records as they were when the root wanted to run are the run's version: what ALTER TASK changes later does not touch it. */
  #graph: TaskGraph
  readonly #services: Services
  #frame: RunFrame
  readonly #progress = new Map<number, Progress>()
  readonly #unwritten: TaskRun[] = []
  #sinceWritten = stopwatch()
  /** What the root's WHEN has said, until the root runs. */
  #rootWanted: boolean | undefined

  constructor(frame: RunFrame, services: Services) {
    this.root = frame.root
    this.#frame = { returnValues: new Map(), ...frame }
    this.#services = services
    // Most runs of a task that looks at a stream each minute end here: the rest of the graph is looked up when it is to run.
    this.#graph = { root: frame.root, tasks: [frame.root], predecessors: () => [] }
  }

  /** Runs to the end. `noted`: the run is in the table already; `succeeded`: ids of the tasks that are not to run again. */
  async run(noted: boolean, succeeded: readonly number[] = []): Promise<void> {
    for (const id of succeeded) this.#progress.set(id, 'SUCCEEDED')
    if (!noted && !(await this.#asksRoot())) return
    this.#graph = graphOf(this.root, this.#services.catalog)
    if (!noted) {
      const note = noteOf(this.#frame)
      await this.#services.transact(async (transaction) => this.#record(transaction, { noted: note }))
    }
    for (;;) {
      await this.#runTasks()
      await this.#runFinalizer()
      const next = await this.#end()
      if (next === undefined) return
      this.#frame = next
      this.#nextAttempt()
    }
  }

  /** Asks the root's WHEN before anything is noted; a run that it skips has not begun. A fault in it is for the run to tell. */
  async #asksRoot(): Promise<boolean> {
    if (this.root.when === undefined) return true
    this.#rootWanted = await wantsToRun(this.root, this.#services).catch(() => undefined)
    if (this.#rootWanted !== false) return true
    skippedRunsOf(this.#services.catalog).add(await runTask(this.root, this.#frame, this.#services, false))
    this.rootRuns = false
    return false
  }

  async #runTasks(): Promise<void> {
    const done = new Map<number, Promise<Progress>>()
    for (const task of this.#graph.tasks) {
      const before = this.#graph.predecessors(task).flatMap(({ id }) => done.get(id) ?? [])
      done.set(task.id, this.#afterAll(before, task))
    }
    await Promise.all(done.values())
  }

  async #afterAll(before: readonly Promise<Progress>[], task: TaskRecord): Promise<Progress> {
    const progress =
      this.#progress.get(task.id) === 'SUCCEEDED'
        ? 'SUCCEEDED'
        : this.#decide(await Promise.all(before), task)
    const reached = progress ?? (await this.#execute(task))
    this.#progress.set(task.id, reached)
    if (task.id === this.root.id) this.rootRuns = false
    return reached
  }

  /**
   * What becomes of a task once all before it are done; undefined: it runs. A suspended child counts as succeeded, but a task
   * all of whose predecessors are suspended does not run.
   * https://docs.snowflake.com/en/user-guide/tasks-graphs#label-child-task-suspended
   */
  #decide(before: readonly Progress[], task: TaskRecord): Progress | undefined {
    if (task.id === this.root.id) return undefined
    if (task.state === 'suspended') return 'SUSPENDED'
    const resumed = before.filter((progress) => progress !== 'SUSPENDED')
    return resumed.length > 0 && resumed.every((progress) => progress === 'SUCCEEDED') ? undefined : 'NOT_RUN'
  }

  async #execute(task: TaskRecord): Promise<Progress> {
    const wanted = task.id === this.root.id ? this.#rootWanted : undefined
    this.#rootWanted = undefined
    const run = await runTask(task, this.#frame, this.#services, wanted)
    this.#unwritten.push(run)
    if (this.#sinceWritten.seconds() > longestUnwritten) await this.#write()
    return run.state === 'SUCCEEDED' || run.state === 'SKIPPED' ? run.state : 'FAILED'
  }

  /** It runs whatever has failed, but not when the root task was skipped. */
  async #runFinalizer(): Promise<void> {
    const { finalizer } = this.#graph
    if (finalizer?.state !== 'started' || this.#progress.get(this.root.id) === 'SKIPPED') return
    this.#progress.set(finalizer.id, await this.#execute(finalizer))
  }

  /** The rows so far, but not those of failures: how these end is not known before the attempt does. */
  async #write(): Promise<void> {
    const written = this.#unwritten.filter(({ state }) => state !== 'FAILED')
    const kept = this.#unwritten.filter((run) => !written.includes(run))
    // Taken out first: a sibling that ends while they are being written must not write them again.
    this.#unwritten.splice(0, this.#unwritten.length, ...kept)
    this.#sinceWritten = stopwatch()
    await this.#services.transact(async (transaction) => this.#record(transaction, { runs: written }))
  }

  /** Writes what the attempt has left; gives the frame of the attempt that follows, if one does. */
  async #end(): Promise<RunFrame | undefined> {
    const failed = this.#unwritten.filter(({ state }) => state === 'FAILED')
    const retries = optionNumber(this.root, 'TASK_AUTO_RETRY_ATTEMPTS', 0)
    const next = failed.length > 0 && this.#frame.attempt <= retries ? this.#nextFrame() : undefined
    await this.#services.transact(async (transaction) => {
      const fatal = next !== undefined ? [] : await this.#tooOften(transaction, failed)
      const runs = this.#unwritten.map((run): TaskRun =>
        fatal.includes(run) ? { ...run, state: 'FAILED_AND_AUTO_SUSPENDED' } : run,
      )
      this.#record(transaction, { runs, ended: this.#frame, noted: next && noteOf(next) })
      for (const run of failed) await this.#notify(transaction, run)
      if (fatal.length > 0) await this.#suspend(transaction)
    })
    this.#unwritten.length = 0
    this.#sinceWritten = stopwatch()
    return next
  }

  /** What was skipped before comes along. */
  #record(transaction: Transaction, { runs = [], ...rest }: Records): void {
    const skipped = skippedRunsOf(this.#services.catalog).take(transaction)
    record(transaction, { ...rest, runs: [...skipped, ...runs] })
  }

  #nextFrame(): RunFrame {
    const scheduledTime = this.#services.clock.now()
    return {
      ...this.#frame,
      attempt: this.#frame.attempt + 1,
      scheduledTime,
      scheduledFrom: 'AUTOMATIC RETRY',
    }
  }

  #nextAttempt(): void {
    for (const [id, progress] of this.#progress) if (progress !== 'SUCCEEDED') this.#progress.delete(id)
    if (this.#graph.finalizer !== undefined) this.#progress.delete(this.#graph.finalizer.id)
  }

  /** The failures that reach SUSPEND_TASK_AFTER_NUM_FAILURES in a row. */
  async #tooOften(transaction: Transaction, failed: readonly TaskRun[]): Promise<readonly TaskRun[]> {
    const most = optionNumber(this.root, 'SUSPEND_TASK_AFTER_NUM_FAILURES', defaultFailures)
    const now = this.#services.catalog.byId(this.root.id)
    if (most === 0 || now?.kind !== 'TASK' || now.state === 'suspended') return []
    const fatal: TaskRun[] = []
    for (const run of failed) {
      const earlier = await failuresInARow(transaction, run.taskId, now.resumedOn ?? 0, run.graphRunGroupId)
      if (earlier + 1 >= most) fatal.push(run)
    }
    return fatal
  }

  async #suspend(transaction: Transaction): Promise<void> {
    const { catalog, clock } = this.#services
    const now = catalog.byId(this.root.id)
    if (now?.kind !== 'TASK') return
    await catalog.put(transaction, {
      ...now,
      state: 'suspended',
      lastSuspendedOn: clock.now(),
      lastSuspendedReason: 'SUSPENDED_DUE_TO_ERRORS',
    })
  }

  /** A failure goes to the integration of the root task, or else to that of the task itself. */
  async #notify(transaction: Transaction, run: TaskRun): Promise<void> {
    const task =
      [...this.#graph.tasks, this.#graph.finalizer].find((each) => each?.id === run.taskId) ?? this.root
    const integration = this.root.errorIntegration ?? task.errorIntegration
    if (integration === undefined) return
    await putIntoOutbox(
      transaction,
      this.#services.events,
      failureNotification(run, task, this.root, integration),
    )
  }

  /** Takes up a run that the end of a process has interrupted, and runs it to its end as a further attempt. */
  async recover(): Promise<void> {
    const next = { ...this.#frame, attempt: this.#frame.attempt + 1 }
    this.#graph = graphOf(this.root, this.#services.catalog)
    const succeeded = await this.#services.transact((transaction) =>
      this.#cancelInterrupted(transaction, next),
    )
    this.#frame = next
    await this.run(true, succeeded)
  }

  /** The tasks that may have been running are CANCELLED; gives the ids of those that are known to have succeeded. */
  async #cancelInterrupted(transaction: Transaction, next: RunFrame): Promise<readonly number[]> {
    const { groupId, attempt } = this.#frame
    const before = await taskHistory(transaction, { groupId })
    const ended = new Set(before.filter((run) => run.attemptNumber === attempt).map((run) => run.taskId))
    const succeeded = new Set(before.filter(({ state }) => state === 'SUCCEEDED').map((run) => run.taskId))
    const interrupted = this.#graph.tasks.filter(
      (task) =>
        !ended.has(task.id) &&
        !succeeded.has(task.id) &&
        this.#graph.predecessors(task).every(({ id }) => succeeded.has(id)),
    )
    const ending = {
      state: 'CANCELLED',
      queryId: null,
      errorCode: null,
      errorMessage: 'The process ended during the run; the run was started again.',
      queryStartTime: null,
      completedTime: this.#services.clock.now(),
    } as const
    const runs = interrupted.map((task) => rowOf(task, this.#frame, ending))
    record(transaction, { runs, ended: this.#frame, noted: noteOf(next) })
    return [...succeeded]
  }
}

/** The note that lets a process find a run again that another has begun. */
function noteOf({ groupId, attempt, root, scheduledTime, runId, scheduledFrom }: RunFrame): GraphRunRow {
  return { groupId, attempt, rootTaskId: root.id, state: 'EXECUTING', scheduledTime, runId, scheduledFrom }
}
