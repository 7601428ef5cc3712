import { afterEach, beforeEach, expect, it } from 'vitest'
import { openWorld, type World } from './account.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
  await world.rows('CREATE TABLE t(id INT)')
})
afterEach(async () => {
  await world.close()
})

const copy = 'COPY INTO t FROM @st FILE_FORMAT = (TYPE = CSV)'
const ids = async () => (await world.rows('SELECT id FROM t ORDER BY 1')).map(([id]) => id)

it('loads what arrives, once, and not what was there before', async () => {
  await world.put('old.csv', '1\n')
  await world.rows(`CREATE PIPE p AUTO_INGEST = TRUE AS ${copy}`)
  await world.put('new.csv', '2\n')
  await world.account.drain()
  await world.account.drain()
  expect(await ids()).toEqual(['2'])
})

it('says that a file it has loaded was overwritten', async () => {
  const warnings: string[] = []
  world.account.services.events.on('warning', ({ message }) => warnings.push(message))
  await world.rows(`CREATE PIPE p AUTO_INGEST = TRUE AS ${copy}`)
  await world.put('a.csv', '1\n')
  await world.account.drain()
  await world.put('a.csv', '1\n2\n')
  await world.account.drain()
  expect(await ids()).toEqual(['1'])
  expect(warnings).toHaveLength(1)
  expect(warnings[0]).toContain('s3://b/in/a.csv, which has changed since')
})

it('brings older files by REFRESH, within the prefix, once', async () => {
  await world.put('d1/a.csv', '1\n')
  await world.put('d2/b.csv', '2\n')
  await world.rows(`CREATE PIPE p AS ${copy}`)
  expect(await world.rows(`ALTER PIPE p REFRESH PREFIX = 'd1/'`)).toEqual([['d1/a.csv', 'SENT']])
  await world.account.drain()
  expect(await ids()).toEqual(['1'])
  expect(await world.rows('ALTER PIPE p REFRESH')).toEqual([['d2/b.csv', 'SENT']])
  await world.account.drain()
  expect(await ids()).toEqual(['1', '2'])
  expect(await world.rows('ALTER PIPE p REFRESH')).toEqual([])
})

it('skips a bad file, tells its integration in the same transaction, and does not try it again', async () => {
  await world.rows(
    `CREATE NOTIFICATION INTEGRATION n ENABLED = TRUE DIRECTION = OUTBOUND TYPE = QUEUE NOTIFICATION_PROVIDER = AWS_SNS AWS_SNS_TOPIC_ARN = 'arn:aws:sns:us-east-1:0:t' AWS_SNS_ROLE_ARN = 'arn:aws:iam::0:role/r'`,
  )
  await world.rows(`CREATE PIPE p AUTO_INGEST = TRUE ERROR_INTEGRATION = n AS ${copy}`)
  await world.put('bad.csv', '1\noops\n')
  await world.put('good.csv', '3\n')
  await world.account.drain()
  await world.account.drain()
  expect(await ids()).toEqual(['3'])
  const messages = (await world.account.notifications()).map(
    ({ message }) => JSON.parse(message) as Record<string, unknown>,
  )
  expect(messages).toHaveLength(1)
  expect(messages[0]).toMatchObject({
    version: '1.0',
    messageType: 'INGEST_FAILED_FILE',
    pipeName: 'D.PUBLIC.P',
    tableName: 'D.PUBLIC.T',
    stageLocation: 's3://b/in',
    messages: [{ fileName: '/bad.csv', firstError: "Numeric value 'oops' is not recognized" }],
  })
})

it('waits while it is paused', async () => {
  await world.rows(`CREATE PIPE p AUTO_INGEST = TRUE AS ${copy}`)
  await world.rows('ALTER PIPE p SET PIPE_EXECUTION_PAUSED = TRUE')
  await world.put('a.csv', '1\n')
  await world.account.drain()
  expect(await ids()).toEqual([])
  await world.rows('ALTER PIPE p SET PIPE_EXECUTION_PAUSED = FALSE')
  await world.account.drain()
  expect(await ids()).toEqual(['1'])
})

it('refuses the copy options that a pipe cannot have', async () => {
  await expect(world.rows(`CREATE PIPE p AS ${copy} PURGE = TRUE`)).rejects.toThrow(
    "'PURGE = TRUE in a pipe'",
  )
  await expect(world.rows(`CREATE PIPE p AS ${copy} ON_ERROR = ABORT_STATEMENT`)).rejects.toThrow(
    'ABORT_STATEMENT in a pipe',
  )
})
