import { VirtualClock } from '../../../../src/common/clock.ts'
import { failure } from '../../../../src/common/errors.ts'
import { Events } from '../../../../src/common/events.ts'
import type { StreamRecord } from '../../../../src/engine/catalog/objects/stream.ts'
import type { TaskRecord } from '../../../../src/engine/catalog/objects/task.ts'
import type { Services } from '../../../../src/engine/context.ts'
import { taskHistory, type HistoryFilter, type TaskRun } from '../../../../src/engine/schedule/history.ts'
import { startScheduler } from '../../../../src/engine/schedule/scheduler.ts'
import { claimOnce, createOnce, hasBegun } from '../../../../src/engine/storage/once.ts'
import type { Worker } from '../../../../src/engine/worker.ts'
import { databaseRecords, openWorld } from '../catalog/world.ts'

const start = Date.parse('2026-01-05T00:00:00Z')
export const minutes = (count: number) => count * 60_000

/** A stream ST, of which only the name matters: what it answers is played. */
const streamRecord: StreamRecord = {
  kind: 'STREAM',
  id: 1_000_000,
  name: 'ST',
  database: 'D',
  schema: 'S',
  owner: 'SYSADMIN',
  createdOn: start,
  comment: '',
  sourceKind: 'TABLE',
  sourceId: 0,
  source: 'D.S.T',
  mode: 'DEFAULT',
  showInitialRows: false,
}

/**
 * A scheduler over a real catalog and account file in memory; only the sessions are played: a body is a word that `does` gives
 * a meaning, and by default does nothing.
 */
export interface ScheduleWorld {
  readonly clock: VirtualClock
  readonly services: Services
  /** What bodies do, what conditions give, and what streams answer. */
  readonly does: Map<string, () => Promise<unknown> | void>
  /** The bodies that ran, in order. */
  readonly ran: string[]
  scheduler: Worker
  task(name: string, more?: Partial<TaskRecord>): Promise<TaskRecord>
  change(name: string, changes: Partial<TaskRecord>): Promise<void>
  /** Moves the clock from one due time to the next, as an account does. */
  advance(milliseconds: number): Promise<void>
  history(filter?: HistoryFilter): Promise<readonly TaskRun[]>
  /** `A SUCCEEDED 1` for each run, oldest first. */
  states(filter?: HistoryFilter): Promise<readonly string[]>
  outbox(): Promise<readonly string[]>
}

export async function openSchedule(): Promise<ScheduleWorld> {
  const opened = await openWorld()
  const { catalog, connection } = opened
  const transact: Services['transact'] = async (work) => await opened.transact(work)
  const clock = new VirtualClock(start)
  const ran: string[] = []
  const does = new Map<string, () => Promise<unknown> | void>()
  await transact(createOnce)
  const empty = { queryId: 'q', statement: 'SELECT', columns: [], rowCount: 0 }
  const internalSession: Services['internalSession'] = async () => ({
    // A scheduler sets parameters only.
    state: { parameters: new Map() } as unknown as Awaited<ReturnType<Services['internalSession']>>['state'],
    execute: async (sql, options) => {
      const condition = /^SELECT \((.*)\)::BOOLEAN$/.exec(sql)?.[1]
      if (condition !== undefined) return { ...empty, rows: [[String(await does.get(condition)?.())]] }
      const key = options?.once
      const isNew = key === undefined || options?.isNew === true
      if (!isNew && (await transact((transaction) => hasBegun(transaction, key))))
        return { ...empty, rows: [] }
      ran.push(sql)
      await does.get(sql)?.()
      if (key !== undefined) await transact((transaction) => claimOnce(transaction, key, true))
      return { ...empty, rows: [] }
    },
    close: async () => {},
  })
  const streams = {
    hasData: async (_: unknown, { name }: { name: string }) =>
      (await does.get(`SYSTEM$STREAM_HAS_DATA('${name}')`)?.()) === true,
  }
  for (const owner of databaseRecords('D', 2_000_000))
    await opened.put(owner.kind === 'SCHEMA' ? { ...owner, name: 'S' } : owner)
  await opened.put(streamRecord)
  // What a scheduler uses of an account.
  const services = {
    catalog,
    clock,
    events: new Events(),
    transact,
    internalSession,
    streams,
  } as unknown as Services
  const world: ScheduleWorld = {
    clock,
    services,
    does,
    ran,
    scheduler: await startScheduler(services),
    task: async (name, more = {}) => {
      const record: TaskRecord = {
        kind: 'TASK',
        id: catalog.nextId(),
        name,
        database: 'D',
        schema: 'S',
        owner: 'SYSADMIN',
        createdOn: clock.now(),
        comment: '',
        state: 'started',
        resumedOn: clock.now(),
        after: [],
        body: name,
        options: {},
        ...more,
      }
      await transact((transaction) => catalog.put(transaction, record))
      return record
    },
    change: async (name, changes) => {
      const record = catalog.all('TASK').find((each) => each.name === name)
      if (record === undefined) throw new Error(name)
      await transact((transaction) => catalog.put(transaction, { ...record, ...changes }))
    },
    advance: async (milliseconds) => {
      const end = clock.now() + milliseconds
      await world.scheduler.drain()
      while (clock.now() < end) {
        const due = world.scheduler.nextDue() ?? Infinity
        clock.moveTo(Math.min(end, due > clock.now() ? due : Infinity))
        await world.scheduler.runDue()
      }
      await world.scheduler.drain()
    },
    history: async (filter) => transact((transaction) => taskHistory(transaction, filter)),
    states: async (filter) =>
      (await world.history(filter))
        .toReversed()
        .map((run) => `${run.name} ${run.state} ${run.attemptNumber}`),
    outbox: async () =>
      (
        await connection.rows(
          (await import('../../../../src/engine/duck/sql.ts')).duck`SELECT message FROM snowmelt.outbox`,
        )
      ).map(([message]) => message ?? ''),
  }
  return world
}

export function divide(): never {
  throw failure('DIVISION_BY_ZERO', undefined)
}
