import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Session } from '../../../../src/account/account.ts'
import { VirtualClock } from '../../../../src/common/clock.ts'
import { openAccount, type EmbeddedAccount } from '../../../../src/engine/account.ts'
import { openLocalLake } from '../../../../src/lake/local.ts'
import { minutes } from './world.ts'

let folder: string
let account: EmbeddedAccount
let session: Session

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'snowmelt-schedule-'))
  const clock = new VirtualClock(Date.parse('2026-01-05T00:00:00Z'))
  account = await openAccount({ path: ':memory:', lake: openLocalLake(folder), clock })
  session = await account.openSession()
  await all('CREATE DATABASE d', 'CREATE WAREHOUSE w', 'CREATE TABLE t (a INT)', 'CREATE TABLE log (a INT)')
})
afterEach(async () => {
  await account.close()
  rmSync(folder, { recursive: true, force: true })
})

const rows = async (sql: string) => (await session.execute(sql))?.rows
const all = async (...statements: readonly string[]) => {
  for (const sql of statements) await session.execute(sql)
}
const statesOf = async (name: string) =>
  (
    await rows(
      `SELECT state FROM TABLE(INFORMATION_SCHEMA.TASK_HISTORY(TASK_NAME => '${name}')) WHERE state <> 'SCHEDULED' ORDER BY scheduled_time`,
    )
  )?.map(([state]) => state)

test('a task asks its streams at each time, whatever filled them', async () => {
  await all(
    'CREATE STREAM s ON TABLE t APPEND_ONLY = TRUE',
    "CREATE TASK k WAREHOUSE = w SCHEDULE = '1 MINUTE' WHEN NOT SYSTEM$STREAM_HAS_DATA('s') OR SYSTEM$STREAM_HAS_DATA('d.public.s') AND FALSE AS INSERT INTO log VALUES (0)",
    "CREATE TASK j WAREHOUSE = w SCHEDULE = '1 MINUTE' WHEN SYSTEM$STREAM_HAS_DATA('s') AS INSERT INTO log SELECT a FROM s",
    'ALTER TASK j RESUME',
  )
  await account.advance(minutes(1))
  await all('INSERT INTO t VALUES (1)')
  await account.advance(minutes(1))
  // Deletes change the table, but not an append-only stream.
  await all('DELETE FROM t')
  await account.advance(minutes(2))
  await all('INSERT INTO t VALUES (2)')
  await account.advance(minutes(1))
  expect(await statesOf('j')).toEqual(['SKIPPED', 'SUCCEEDED', 'SKIPPED', 'SKIPPED', 'SUCCEEDED'])
  await all('ALTER TASK k RESUME')
  await account.advance(minutes(1))
  expect(await statesOf('k')).toEqual(['SUCCEEDED'])
  expect(await rows('SELECT a FROM log ORDER BY a')).toEqual([['0'], ['1'], ['2']])
})

test('a statement that looks at the history sees runs that were skipped just now', async () => {
  await all(
    'CREATE STREAM s ON TABLE t',
    "CREATE TASK k WAREHOUSE = w SCHEDULE = '1 MINUTE' WHEN SYSTEM$STREAM_HAS_DATA('s') AS INSERT INTO log SELECT 1",
    'ALTER TASK k RESUME',
  )
  const seen: unknown[] = []
  account.services.events.on('taskEnded', () => seen.push(statesOf('k')))
  await account.advance(minutes(1))
  expect(await Promise.all(seen)).toEqual([['SKIPPED']])
})

test('what runs after a task', async () => {
  await all(
    "CREATE TASK r WAREHOUSE = w SCHEDULE = '1 MINUTE' AS SELECT 1",
    'CREATE TASK a WAREHOUSE = w AFTER r AS SELECT 1',
    'CREATE TASK b WAREHOUSE = w AFTER a AS SELECT 1',
  )
  const below = async (more: string) =>
    rows(`SELECT name, predecessors FROM TABLE(INFORMATION_SCHEMA.TASK_DEPENDENTS('d.public.r'${more}))`)
  expect(await below('')).toEqual([
    ['R', '[]'],
    ['A', '["D.PUBLIC.R"]'],
    ['B', '["D.PUBLIC.A"]'],
  ])
  expect((await below(', RECURSIVE => FALSE'))?.length).toBe(2)
  await expect(rows('SELECT * FROM TABLE(INFORMATION_SCHEMA.TASK_DEPENDENTS())')).rejects.toThrow('TASK_NAME')
  await expect(
    rows('SELECT * FROM TABLE(INFORMATION_SCHEMA.TASK_HISTORY(RESULT_LIMIT => 0))'),
  ).rejects.toThrow('1 to 10000')
})
