import { randomUUID } from 'node:crypto'
import { VirtualClock, type Instant } from '../../common/clock.ts'
import { SnowmeltError } from '../../common/errors.ts'
import type { TaskRecord } from '../catalog/objects/task.ts'
import type { Services } from '../context.ts'
import { outboxTables } from '../storage/outbox.ts'
import type { Worker } from '../worker.ts'
import { rootTasks } from './graph.ts'
import { GraphRun } from './graph-run.ts'
import { graphRuns, taskTables, type GraphRunRow, type ScheduledFrom } from './history.ts'
import { requestsOf, type RunRequest, type RunRequests } from './requests.ts'
import { nextRun, parseSchedule, type Schedule } from './schedule.ts'
import { skippedRunsOf, type SkippedRuns } from './skipped-runs.ts'
import { isTriggered, isWanted, minimumInterval } from './trigger.ts'

/** Starts the scheduler of an account's tasks, once its tables are there. */
export async function startScheduler(services: Services): Promise<Worker> {
  const left = await services.transact(async (transaction) => {
    for (const table of [...taskTables, ...outboxTables]) await transaction.run(table)
    return await graphRuns(transaction)
  })
  return new Scheduler(services, left)
}

const day = 86_400_000
/** How long a run waits for room on the disk. */
const untilTakenUp = 30_000
/** Statements, by their words, that fill no stream. */
const reads = /^(SELECT|SHOW|DESC|LIST|EXPLAIN|USE|SET|UNSET)\b/i

/** What the scheduler remembers of a started root task with a schedule. */
interface Plan {
  /** Changes with RESUME, so that a resumed task is planned anew. */
  readonly key: string
  readonly schedule: Schedule
  readonly base: Instant
  /** The time that the next run is counted from. */
  readonly after: Instant
  readonly next: Instant | undefined
}

/**
 * Runs the tasks of an account.
 *
 * A root task (one that stands alone is one too) is `suspended`, `planned` (started, its next time is known), `due`, or
 * `running`. suspended → planned: ALTER TASK … RESUME; planned → due: the clock reaches the next time, or the stream of a
 * triggered task has data and its minimum interval has passed; due → running: at once; running → planned: the graph run ends.
 * Times that pass while it runs are skipped, unless OVERLAP_POLICY lets runs overlap. EXECUTE TASK makes any root task due, also
 * a suspended one. Children run within the graph run of their root (graph-run.ts).
 *
 * Times that passed while no process was up are not caught up: Snowflake's scheduler is always on, so there is no such thing
 * there, and a pipeline that was off for a week does not want 168 hourly runs at once. The next time is counted from the
 * opening. A graph run that was interrupted by the end of the process is another matter: it had begun, so it is taken up again
 * at once.
 *
 * Under a system clock the scheduler waits by itself for what is due next, for EXECUTE TASK and for statements that may have
 * filled a stream. A virtual clock stands still: there whoever moves it calls `drain`.
 */
class Scheduler implements Worker {
  readonly #services: Services
  readonly #requests: RunRequests
  readonly #skipped: SkippedRuns
  readonly #opened: Instant
  readonly #plans = new Map<number, Plan>()
  /** When each triggered task was last scheduled. */
  readonly #triggered = new Map<number, Instant>()
  /** Triggered tasks whose stream has data, waiting for their minimum interval to pass. */
  readonly #waiting = new Map<number, Instant>()
  readonly #runs = new Map<GraphRun, Promise<void>>()
  readonly #unlisten: () => void
  readonly #stop = new AbortController()
  #loop: Promise<void> = Promise.resolve()
  #pass: Promise<void> = Promise.resolve()
  /** What a run was given up for, until whoever moves the clock has been told. */
  #givenUp: unknown
  /** Whether a statement has ended since the streams of triggered tasks were looked at. */
  #changed = true
  #wake: () => void = () => {}

  /** `left`: the runs that the last process has not ended. */
  constructor(services: Services, left: readonly GraphRunRow[]) {
    this.#services = services
    this.#requests = requestsOf(services.catalog)
    this.#skipped = skippedRunsOf(services.catalog)
    this.#opened = services.clock.now()
    this.#unlisten = this.#listen()
    this.#requests.onPut(() => this.#wake())
    for (const row of left) {
      if (row.state === 'SCHEDULED') this.#requests.put({ ...row, succeeded: [] })
      else this.#resumeInterrupted(row)
    }
    if (!(services.clock instanceof VirtualClock)) this.#loop = this.#wait()
  }

  /** Looks at streams again after whatever may have filled one. */
  #listen(): () => void {
    const look = () => {
      this.#changed = true
      this.#wake()
    }
    const { events } = this.#services
    const ends = [
      // Reading fills no stream; among what reads is the scheduler's own question about the streams.
      events.on('statementEnded', ({ statement }) => reads.test(statement) || look()),
      events.on('fileLoaded', look),
      events.on('taskEnded', ({ state }) => state === 'SKIPPED' || look()),
    ]
    return () => ends.forEach((end) => end())
  }

  async drain(): Promise<void> {
    await this.runDue()
    await this.#skipped.write(this.#services)
  }

  async runDue(): Promise<void> {
    for (;;) {
      if (this.#givenUp === undefined) await this.#startDue()
      if (this.#runs.size > 0) await Promise.race(this.#runs.values())
      else if (this.#givenUp !== undefined) throw this.#takeGivenUp()
      else if (!this.#hasWork()) return
    }
  }

  #takeGivenUp(): unknown {
    const reason = this.#givenUp
    this.#givenUp = undefined
    return reason
  }

  nextDue(): Instant | undefined {
    const now = this.#services.clock.now()
    if (this.#hasWork()) return now
    const times = this.#roots().flatMap((root) => (this.#canStart(root) ? (this.#nextTime(root) ?? []) : []))
    return times.length === 0 ? undefined : Math.max(now, Math.min(...times))
  }

  async close(): Promise<void> {
    this.#unlisten()
    this.#stop.abort()
    this.#wake()
    await this.#loop
    await this.#pass
    await Promise.all(this.#runs.values())
    await this.#skipped.write(this.#services)
  }

  #resumeInterrupted(row: GraphRunRow): void {
    const root = this.#services.catalog.byId(row.rootTaskId)
    if (root?.kind !== 'TASK') return
    const run = new GraphRun({ ...row, root }, this.#services)
    this.#follow(run, run.recover())
  }

  /** The started root tasks. */
  #roots(): readonly TaskRecord[] {
    return rootTasks(this.#services.catalog).filter(({ state }) => state === 'started')
  }

  /** Something that is to be looked at now, whatever the clock says. */
  #hasWork(): boolean {
    if (this.#requests.all().some(({ rootTaskId }) => this.#canStartById(rootTaskId))) return true
    return this.#changed && this.#roots().some((root) => isTriggered(root) && this.#canStart(root))
  }

  /** When a started root task is due next. */
  #nextTime(root: TaskRecord): Instant | undefined {
    return root.schedule === undefined ? this.#waiting.get(root.id) : this.#planOf(root, root.schedule).next
  }

  #planOf(root: TaskRecord, text: string): Plan {
    const base = root.resumedOn ?? root.createdOn
    const key = `${text} ${base}`
    const known = this.#plans.get(root.id)
    if (known?.key === key) return known
    const after = Math.max(this.#opened, base)
    return this.#plan(root, { key, schedule: parseSchedule(text), base, after })
  }

  /** Sets a plan; the next time is looked for once, as a cron expression takes its time. */
  #plan(root: TaskRecord, plan: Omit<Plan, 'next'>): Plan {
    const planned = { ...plan, next: nextRun(plan.schedule, plan.base, plan.after) }
    this.#plans.set(root.id, planned)
    return planned
  }

  /** Times up to now do not count any more. */
  #passTimes(root: TaskRecord): void {
    const plan = this.#plans.get(root.id)
    if (plan !== undefined)
      this.#plan(root, { ...plan, after: Math.max(plan.after, this.#services.clock.now()) })
  }

  #canStartById(rootTaskId: number): boolean {
    const root = this.#services.catalog.byId(rootTaskId)
    // A request for a task that is gone is taken out by the next pass.
    return root?.kind !== 'TASK' || this.#canStart(root)
  }

  /** https://docs.snowflake.com/en/user-guide/tasks-graphs#label-task-graph-overlapping-runs */
  #canStart(root: TaskRecord): boolean {
    const running = [...this.#runs.keys()].filter((run) => run.root.id === root.id)
    const policy = root.options['OVERLAP_POLICY']
    if (policy === 'ALLOW_ALL_OVERLAP') return true
    const childrenMay =
      policy === 'ALLOW_CHILD_OVERLAP' || root.options['ALLOW_OVERLAPPING_EXECUTION'] === true
    return childrenMay ? running.every(({ rootRuns }) => !rootRuns) : running.length === 0
  }

  /** Starts what is due; one pass at a time. */
  async #startDue(): Promise<void> {
    const pass = this.#pass.then(() => this.#startPass())
    // A pass that fails is told to who asked for it; the next one goes on.
    this.#pass = pass.catch(() => {})
    await pass
  }

  async #startPass(): Promise<void> {
    for (const request of this.#requests.all()) this.#startRequested(request)
    const now = this.#services.clock.now()
    for (const root of this.#roots()) {
      const due = root.schedule === undefined ? undefined : this.#nextTime(root)
      if (due === undefined || due > now || !this.#canStart(root)) continue
      this.#passTimes(root)
      this.#start(root, { scheduledTime: due, scheduledFrom: 'SCHEDULE' })
    }
    await this.#startTriggered(now)
    if (this.#skipped.areMany) await this.#skipped.write(this.#services)
  }

  #startRequested(request: RunRequest): void {
    const root = this.#services.catalog.byId(request.rootTaskId)
    if (root?.kind !== 'TASK') return this.#requests.take(request)
    if (!this.#canStart(root)) return
    this.#requests.take(request)
    // "The requested run replaces the scheduled run": a run that is due at this very time is not started as well.
    this.#passTimes(root)
    const run = new GraphRun({ ...request, root }, this.#services)
    this.#follow(run, run.run(true, request.succeeded))
  }

  async #startTriggered(now: Instant): Promise<void> {
    const changed = this.#changed
    this.#changed = false
    for (const root of this.#roots()) {
      if (!isTriggered(root)) continue
      if (!this.#canStart(root)) {
        // Looked at again when the run has ended.
        this.#changed = this.#changed || changed
        continue
      }
      const waiting = this.#waiting.has(root.id)
      if (!(changed || waiting) || !(await isWanted(root, this.#services))) {
        this.#waiting.delete(root.id)
        continue
      }
      const earliest = (this.#triggered.get(root.id) ?? Number.NEGATIVE_INFINITY) + minimumInterval(root)
      if (earliest > now) this.#waiting.set(root.id, earliest)
      else {
        this.#waiting.delete(root.id)
        this.#triggered.set(root.id, now)
        this.#start(root, { scheduledTime: now, scheduledFrom: 'TRIGGER' })
      }
    }
  }

  #start(
    root: TaskRecord,
    { scheduledTime, scheduledFrom }: { scheduledTime: Instant; scheduledFrom: ScheduledFrom },
  ): void {
    const frame = {
      root,
      groupId: randomUUID(),
      attempt: 1,
      scheduledTime,
      runId: scheduledTime,
      scheduledFrom,
    }
    const run = new GraphRun(frame, this.#services)
    this.#follow(run, run.run(false))
  }

  #follow(run: GraphRun, running: Promise<void>): void {
    const ended = running
      .catch((error: unknown) => this.#giveUp(run, error))
      .finally(() => {
        this.#runs.delete(run)
        // Valid times that passed during the run are skipped.
        this.#passTimes(run.root)
        this.#wake()
      })
    this.#runs.set(run, ended)
  }

  /**
   * The account file could not be written, or a bug of ours. The run stays noted: it is taken up at the next opening, and under a
   * system clock also in a while, when there may be room on the disk.
   */
  #giveUp(run: GraphRun, error: unknown): void {
    this.#warn(`A run of task graph ${run.root.name} was given up`, error)
    if (this.#services.clock instanceof VirtualClock) this.#givenUp ??= error
    else if (error instanceof SnowmeltError && error.code === 'DISK_FULL') this.#takeUpLater(run)
  }

  #takeUpLater(run: GraphRun): void {
    const { clock } = this.#services
    const later = clock.until(clock.now() + untilTakenUp, this.#stop.signal)
    void later.then(() => {
      if (!this.#stop.signal.aborted) this.#follow(run, run.recover())
    })
  }

  /** Under a system clock: waits for the next time, or for whatever wakes it, and starts what is due. */
  async #wait(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      const woken = new AbortController()
      this.#wake = () => woken.abort()
      await this.#startDue().catch((error: unknown) => this.#warn('The scheduler could not go on', error))
      // Where nothing is due, a day is as good as for ever: whatever changes that wakes the loop.
      const until = this.nextDue() ?? this.#services.clock.now() + day
      if (!this.#stop.signal.aborted) await this.#services.clock.until(until, woken.signal)
    }
  }

  #warn(what: string, error: unknown): void {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error)
    this.#services.events.emit('warning', { message: `${what}: ${reason}` })
  }
}
