import { failure } from '../../../../src/common/errors.ts'
import { SystemClock } from '../../../../src/common/clock.ts'
import { beforeEach, describe, expect, test } from 'vitest'
import { duck } from '../../../../src/engine/duck/sql.ts'
import { record, taskSummaries } from '../../../../src/engine/schedule/history.ts'
import { requestsOf } from '../../../../src/engine/schedule/requests.ts'
import { startScheduler } from '../../../../src/engine/schedule/scheduler.ts'
import { divide, minutes, openSchedule, type ScheduleWorld } from './world.ts'

let world: ScheduleWorld
beforeEach(async () => {
  world = await openSchedule()
})

const hasData = "SYSTEM$STREAM_HAS_DATA('ST')"

async function execute(name: string): Promise<void> {
  const { catalog, clock } = world.services
  const task = catalog.all('TASK').find((each) => each.name === name)
  if (task === undefined) throw new Error(name)
  const now = clock.now()
  const row = {
    groupId: `${name}${now}`,
    attempt: 1,
    rootTaskId: task.id,
    state: 'SCHEDULED',
    scheduledTime: now,
    runId: now,
  } as const
  const request = { ...row, scheduledFrom: 'EXECUTE_TASK', succeeded: [] } as const
  await world.services.transact(async (transaction) => record(transaction, { noted: request }))
  requestsOf(catalog).put(request)
}

describe('schedules', () => {
  test('an interval counts from RESUME; a suspended task does not run', async () => {
    await world.task('A', { schedule: '10 MINUTE' })
    await world.task('B', { schedule: '1 MINUTE', state: 'suspended' })
    await world.advance(minutes(9))
    expect(world.ran).toEqual([])
    await world.advance(minutes(22))
    expect(world.ran).toEqual(['A', 'A', 'A'])
    const [last] = await world.history()
    expect(last).toMatchObject({
      state: 'SUCCEEDED',
      scheduledFrom: 'SCHEDULE',
      attemptNumber: 1,
      database: 'D',
      schema: 'S',
    })
    expect(last?.scheduledTime).toBe(Date.parse('2026-01-05T00:30:00Z'))
    expect(last?.runId).toBe(last?.scheduledTime)
  })
  test('RESUME begins the interval anew', async () => {
    await world.task('A', { schedule: '10 MINUTE' })
    await world.advance(minutes(6))
    await world.change('A', { resumedOn: world.clock.now() })
    await world.advance(minutes(6))
    expect(world.ran).toEqual([])
    await world.advance(minutes(5))
    expect(world.ran).toEqual(['A'])
  })
  test('cron', async () => {
    await world.task('A', { schedule: 'USING CRON 15 9 * * * Asia/Tokyo' })
    expect(world.scheduler.nextDue()).toBe(Date.parse('2026-01-05T00:15:00Z'))
    await world.advance(minutes(60 * 48))
    expect(world.ran).toEqual(['A', 'A'])
  })
  test('times that passed while nothing was up are not caught up', async () => {
    await world.task('A', { schedule: '10 MINUTE' })
    await world.scheduler.close()
    world.clock.moveTo(world.clock.now() + minutes(95))
    world.scheduler = await startScheduler(world.services)
    await world.scheduler.drain()
    expect(world.ran).toEqual([])
    await world.advance(minutes(5))
    expect(world.ran).toEqual(['A'])
  })
  test('a time that passes during a run is skipped', async () => {
    await world.task('A', { schedule: '10 MINUTE' })
    world.does.set('A', () => world.clock.moveTo(world.clock.now() + minutes(25)))
    await world.advance(minutes(10))
    expect(world.ran).toEqual(['A'])
    expect(world.scheduler.nextDue()).toBe(Date.parse('2026-01-05T00:40:00Z'))
  })
})

describe('graphs', () => {
  test('a child runs after all its predecessors, siblings side by side', async () => {
    let running = 0
    let most = 0
    const body = async () => {
      running += 1
      most = Math.max(most, running)
      await new Promise((resolve) => setImmediate(resolve))
      running -= 1
    }
    for (const name of ['A', 'B', 'ROOT', 'C']) world.does.set(name, body)
    await world.task('ROOT', { schedule: '5 MINUTE' })
    await world.task('C', { after: ['D.S.A', 'D.S.B'] })
    await world.task('A', { after: ['D.S.ROOT'] })
    await world.task('B', { after: ['D.S.ROOT'] })
    await world.advance(minutes(6))
    expect(world.ran[0]).toBe('ROOT')
    expect(world.ran[3]).toBe('C')
    expect(most).toBe(2)
    const groups = new Set((await world.history()).map(({ graphRunGroupId }) => graphRunGroupId))
    expect(groups.size).toBe(1)
  })
  test('a failure stops what comes after it, not its siblings', async () => {
    world.does.set('BAD', divide)
    await world.task('ROOT', { schedule: '5 MINUTE' })
    await world.task('BAD', { after: ['D.S.ROOT'] })
    await world.task('GOOD', { after: ['D.S.ROOT'] })
    await world.task('AFTER_BAD', { after: ['D.S.BAD'] })
    await world.advance(minutes(6))
    expect(world.ran.toSorted()).toEqual(['BAD', 'GOOD', 'ROOT'])
    const bad = (await world.history({ name: 'bad' }))[0]
    expect(bad).toMatchObject({ state: 'FAILED', errorCode: '100051', errorMessage: 'Division by zero' })
  })
  test('a suspended child counts as succeeded where another predecessor is started', async () => {
    await world.task('ROOT', { schedule: '5 MINUTE' })
    await world.task('A', { after: ['D.S.ROOT'] })
    await world.task('B', { after: ['D.S.ROOT'], state: 'suspended' })
    await world.task('C', { after: ['D.S.A', 'D.S.B'] })
    await world.task('E', { after: ['D.S.B'] })
    await world.advance(minutes(6))
    expect(world.ran).toEqual(['ROOT', 'A', 'C'])
  })
  test('the finalizer runs last, also after a failure, but not when the root was skipped', async () => {
    world.does.set('KID', divide)
    world.does.set(hasData, () => Promise.resolve(world.ran.length === 0))
    await world.task('ROOT', { schedule: '5 MINUTE', when: hasData })
    await world.task('KID', { after: ['D.S.ROOT'] })
    await world.task('FIN', { finalize: 'D.S.ROOT' })
    await world.advance(minutes(11))
    expect(world.ran).toEqual(['ROOT', 'KID', 'FIN'])
    expect(await world.states({ name: 'ROOT' })).toEqual(['ROOT SUCCEEDED 1', 'ROOT SKIPPED 1'])
  })
  test('a run keeps the version that it began with', async () => {
    world.does.set('ROOT', () => world.change('KID', { body: 'NEW' }))
    await world.task('ROOT', { schedule: '5 MINUTE' })
    await world.task('KID', { after: ['D.S.ROOT'] })
    await world.advance(minutes(11))
    expect(world.ran).toEqual(['ROOT', 'KID', 'ROOT', 'NEW'])
  })
})

describe('conditions and triggers', () => {
  test('WHEN false skips the run', async () => {
    let data = false
    world.does.set(hasData, () => Promise.resolve(data))
    await world.task('A', { schedule: '5 MINUTE', when: hasData })
    await world.advance(minutes(6))
    data = true
    await world.advance(minutes(5))
    expect(await world.states()).toEqual(['A SKIPPED 1', 'A SUCCEEDED 1'])
    expect((await world.history({ limit: 1 }))[0]?.conditionText).toBe(hasData)
  })
  test('skipped runs are written together, before a run that was not skipped', async () => {
    let data = false
    world.does.set(hasData, () => Promise.resolve(data))
    await world.task('A', { schedule: '5 MINUTE', when: `NOT (FALSE OR NOT ${hasData})` })
    await world.scheduler.drain()
    world.clock.moveTo(world.clock.now() + minutes(5))
    await world.scheduler.runDue()
    expect(await world.states()).toEqual([])
    data = true
    world.clock.moveTo(world.clock.now() + minutes(5))
    await world.scheduler.runDue()
    expect(await world.states()).toEqual(['A SKIPPED 1', 'A SUCCEEDED 1'])
    data = false
    world.clock.moveTo(world.clock.now() + minutes(5))
    await world.scheduler.runDue()
    await world.scheduler.close()
    expect(await world.states()).toEqual(['A SKIPPED 1', 'A SUCCEEDED 1', 'A SKIPPED 1'])
  })
  test('what is wrong with a condition fails the run', async () => {
    await world.task('A', { schedule: '5 MINUTE', when: "SYSTEM$STREAM_HAS_DATA('GONE')" })
    await world.advance(minutes(6))
    expect(await world.states()).toEqual(['A FAILED 1'])
  })
  test('a triggered task runs when a statement has filled its stream, at most every 30 seconds', async () => {
    let rows = 0
    world.does.set(hasData, () => Promise.resolve(rows > 0))
    world.does.set('A', () => {
      rows = 0
    })
    const fill = () => {
      rows += 1
      world.services.events.emit('statementEnded', { queryId: 'q', statement: 'INSERT', seconds: 0 })
    }
    await world.task('A', { when: hasData })
    await world.scheduler.drain()
    expect(world.ran).toEqual([])
    fill()
    await world.scheduler.drain()
    expect(world.ran).toEqual(['A'])
    await world.advance(10_000)
    fill()
    await world.scheduler.drain()
    expect(world.ran).toEqual(['A'])
    expect(world.scheduler.nextDue()).toBe(Date.parse('2026-01-05T00:00:30Z'))
    await world.advance(20_000)
    expect(world.ran).toEqual(['A', 'A'])
    expect((await world.history()).map(({ scheduledFrom }) => scheduledFrom)).toEqual(['TRIGGER', 'TRIGGER'])
  })
  test('a statement that only reads wakes nobody', async () => {
    let asked = 0
    world.does.set(hasData, () => Promise.resolve((asked += 1) < 0))
    await world.task('A', { when: hasData })
    await world.scheduler.drain()
    const before = asked
    world.services.events.emit('statementEnded', { queryId: 'q', statement: 'SELECT', seconds: 0 })
    await world.scheduler.drain()
    expect(asked).toBe(before)
  })
})

describe('EXECUTE TASK', () => {
  test('runs a suspended task once', async () => {
    await world.task('A', { state: 'suspended', schedule: '5 MINUTE' })
    await execute('A')
    expect(world.scheduler.nextDue()).toBe(world.clock.now())
    await world.advance(minutes(20))
    expect(world.ran).toEqual(['A'])
    expect((await world.history())[0]?.scheduledFrom).toBe('EXECUTE_TASK')
  })
  test('a request that was noted survives the end of the process', async () => {
    await world.task('A', { state: 'suspended' })
    await world.scheduler.drain()
    await execute('A')
    for (const request of requestsOf(world.services.catalog).all())
      requestsOf(world.services.catalog).take(request)
    world.scheduler = await startScheduler(world.services)
    await world.scheduler.drain()
    expect(world.ran).toEqual(['A'])
  })
})

describe('failures', () => {
  test('the root is suspended after as many failures in a row as it says', async () => {
    world.does.set('A', divide)
    await world.task('A', { schedule: '10 MINUTE', options: { SUSPEND_TASK_AFTER_NUM_FAILURES: 2 } })
    await world.advance(minutes(45))
    expect(await world.states()).toEqual(['A FAILED 1', 'A FAILED_AND_AUTO_SUSPENDED 1'])
    expect(world.services.catalog.all('TASK')[0]).toMatchObject({
      state: 'suspended',
      lastSuspendedReason: 'SUSPENDED_DUE_TO_ERRORS',
    })
  })
  test('a success in between begins the count anew', async () => {
    let runs = 0
    world.does.set('A', () => ((runs += 1) % 2 === 1 ? divide() : undefined))
    await world.task('A', { schedule: '10 MINUTE', options: { SUSPEND_TASK_AFTER_NUM_FAILURES: 2 } })
    await world.advance(minutes(65))
    expect(runs).toBe(6)
  })
  test('0 means never', async () => {
    world.does.set('A', divide)
    await world.task('A', { schedule: '1 MINUTE', options: { SUSPEND_TASK_AFTER_NUM_FAILURES: 0 } })
    await world.advance(minutes(12))
    expect(world.ran.length).toBe(12)
  })
  test('a failed graph is tried again from where it failed', async () => {
    let runs = 0
    world.does.set('KID', () => ((runs += 1) < 3 ? divide() : undefined))
    await world.task('ROOT', { schedule: '10 MINUTE', options: { TASK_AUTO_RETRY_ATTEMPTS: 3 } })
    await world.task('KID', { after: ['D.S.ROOT'] })
    await world.task('LEAF', { after: ['D.S.KID'] })
    await world.advance(minutes(15))
    expect(world.ran).toEqual(['ROOT', 'KID', 'KID', 'KID', 'LEAF'])
    expect(await world.states({ name: 'KID' })).toEqual(['KID FAILED 1', 'KID FAILED 2', 'KID SUCCEEDED 3'])
    expect((await world.history({ name: 'KID' }))[0]?.scheduledFrom).toBe('AUTOMATIC RETRY')
  })
  test('a failure of a child is told to the integration of the root, in one transaction with its history', async () => {
    const heard: string[] = []
    world.services.events.on('notification', ({ integration }) => heard.push(integration))
    world.does.set('KID', divide)
    await world.task('ROOT', { schedule: '10 MINUTE', errorIntegration: 'ERRORS' })
    await world.task('KID', { after: ['D.S.ROOT'] })
    await world.advance(minutes(11))
    expect(heard).toEqual(['ERRORS'])
    const [message] = await world.outbox()
    expect(JSON.parse(message ?? '')).toMatchObject({
      version: '1.0',
      messageType: 'USER_TASK_FAILED',
      taskName: 'D.S.KID',
      rootTaskName: 'D.S.ROOT',
      messages: [
        { errorCode: '100051', errorMessage: 'Division by zero', scheduledTime: '2026-01-05T00:10:00.000Z' },
      ],
    })
  })
  test('a bug of ours fails the run and is said aloud', async () => {
    const warnings: string[] = []
    world.services.events.on('warning', ({ message }) => warnings.push(message))
    world.does.set('A', () => {
      throw new Error('Snowmelt bug: x')
    })
    await world.task('A', { schedule: '10 MINUTE' })
    await world.advance(minutes(10))
    expect(await world.states()).toEqual(['A FAILED 1'])
    expect(warnings[0]).toContain('Snowmelt bug: x')
  })
})

describe('the end of a process', () => {
  test('an interrupted run is recorded and taken up at once; what had committed is not done again', async () => {
    await world.task('ROOT', { schedule: '60 MINUTE' })
    await world.task('KID', { after: ['D.S.ROOT'] })
    // The process ends while KID runs: nothing of the run was written but the note of its beginning.
    world.does.set('KID', () => new Promise(() => {}))
    world.clock.moveTo(world.clock.now() + minutes(60))
    void world.scheduler.drain()
    while (!world.ran.includes('KID')) await new Promise((resolve) => setImmediate(resolve))
    world.does.delete('KID')
    world.scheduler = await startScheduler(world.services)
    await world.scheduler.drain()
    expect(world.ran).toEqual(['ROOT', 'KID', 'KID'])
    expect(await world.states()).toEqual(['ROOT CANCELLED 1', 'ROOT SUCCEEDED 2', 'KID SUCCEEDED 2'])
    const rows = await world.services.transact((transaction) =>
      transaction.rows(duck`FROM snowmelt.task_graph_run`),
    )
    expect(rows).toEqual([])
  })

  test('a full disk ends the work and fails no task; its run is taken up when there is room', async () => {
    await world.task('A', { schedule: '60 MINUTE' })
    world.does.set('A', () => {
      throw failure('DISK_FULL', { reason: 'No space left on device' })
    })
    await expect(world.advance(minutes(180))).rejects.toThrow('The disk is full')
    expect(await world.states()).toEqual([])
    world.does.delete('A')
    world.scheduler = await startScheduler(world.services)
    await world.scheduler.drain()
    expect(await world.states()).toEqual(['A CANCELLED 1', 'A SUCCEEDED 2'])
  })

  test('a task that had consumed its stream is not skipped when its run is taken up: its children run', async () => {
    const when = "SYSTEM$STREAM_HAS_DATA('ST')"
    world.does.set(when, () => Promise.resolve(true))
    await world.task('ROOT', { schedule: '60 MINUTE', when })
    await world.task('KID', { after: ['D.S.ROOT'], when })
    await world.task('GRANDKID', { after: ['D.S.KID'] })
    world.does.set('GRANDKID', () => new Promise(() => {}))
    world.clock.moveTo(world.clock.now() + minutes(60))
    void world.scheduler.drain()
    while (!world.ran.includes('GRANDKID')) await new Promise((resolve) => setImmediate(resolve))
    world.does.delete('GRANDKID')
    world.does.set(when, () => Promise.resolve(false))
    world.scheduler = await startScheduler(world.services)
    await world.scheduler.drain()
    expect(world.ran).toEqual(['ROOT', 'KID', 'GRANDKID', 'GRANDKID'])
    expect((await world.states()).filter((line) => line.endsWith('2'))).toEqual([
      'ROOT SUCCEEDED 2',
      'KID SUCCEEDED 2',
      'GRANDKID SUCCEEDED 2',
    ])
  })
})

test('events and summaries', async () => {
  const heard: string[] = []
  world.services.events.on('taskStarted', ({ task }) => heard.push(`start ${task}`))
  world.services.events.on('taskEnded', ({ task, state }) => heard.push(`${state} ${task}`))
  world.does.set('B', divide)
  await world.task('A', { schedule: '5 MINUTE' })
  await world.task('B', { after: ['D.S.A'] })
  await world.advance(minutes(11))
  expect(heard).toEqual(
    ['start D.S.A', 'SUCCEEDED D.S.A', 'start D.S.B', 'FAILED D.S.B'].flatMap((line, _i, all) =>
      line === all[0] ? [...all, ...all] : [],
    ),
  )
  expect(await world.services.transact((transaction) => taskSummaries(transaction))).toEqual([
    { task: 'D.S.A', runs: 2, succeeded: 2, failed: 0, skipped: 0, lastState: 'SUCCEEDED', lastError: null },
    {
      task: 'D.S.B',
      runs: 2,
      succeeded: 0,
      failed: 2,
      skipped: 0,
      lastState: 'FAILED',
      lastError: 'Division by zero',
    },
  ])
})

test('three days of an hourly graph of ten tasks leave 720 rows', async () => {
  await world.task('ROOT', { schedule: 'USING CRON 0 * * * * UTC' })
  for (let index = 1; index < 10; index += 1) {
    await world.task(`T${index}`, { after: [index < 4 ? 'D.S.ROOT' : `D.S.T${index - 3}`] })
  }
  await world.advance(minutes(60 * 24 * 3))
  expect((await world.history()).length).toBe(720)
})

describe('under a system clock', () => {
  test('the scheduler works by itself', async () => {
    await world.scheduler.close()
    const clock = new SystemClock()
    const services = { ...world.services, clock }
    world.scheduler = await startScheduler(services)
    await world.task('A', { state: 'suspended' })
    const ended = new Promise<string>((resolve) => {
      services.events.on('taskEnded', ({ task, state }) => resolve(`${task} ${state}`))
    })
    await execute('A')
    expect(await ended).toBe('D.S.A SUCCEEDED')
    await world.scheduler.close()
    expect(await world.states()).toEqual(['A SUCCEEDED 1'])
  })
  test('it waits for a stream to be filled', async () => {
    await world.scheduler.close()
    let rows = 0
    world.does.set(hasData, () => Promise.resolve(rows > 0))
    world.does.set('A', () => {
      rows = 0
    })
    const services = { ...world.services, clock: new SystemClock() }
    await world.task('A', { when: hasData })
    world.scheduler = await startScheduler(services)
    const ended = new Promise<string>((resolve) => {
      services.events.on('taskEnded', ({ state }) => resolve(state))
    })
    rows = 1
    services.events.emit('statementEnded', { queryId: 'q', statement: 'INSERT', seconds: 0 })
    expect(await ended).toBe('SUCCEEDED')
    await world.scheduler.close()
  })
})
