import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { VirtualClock } from '../../../../src/common/clock.ts'
import { openAccount } from '../../../../src/engine/account.ts'
import { openLocalLake } from '../../../../src/lake/local.ts'

/** A session in an account in memory, with database D and its schema PUBLIC in use. */
export async function openTestSession() {
  const folder = await mkdtemp(join(tmpdir(), 'snowmelt-unit-'))
  const account = await openAccount({
    path: ':memory:',
    lake: openLocalLake(folder),
    clock: new VirtualClock(Date.parse('2026-01-05T00:00:00Z')),
  })
  const session = await account.openSession()
  const result = async (sql: string) => {
    const given = await session.execute(sql)
    if (given === undefined) throw new Error('no result')
    return given
  }
  await result('CREATE DATABASE d')
  await result('USE SCHEMA d.public')
  return {
    result,
    rows: async (sql: string) => (await result(sql)).rows,
    /** Several statements; gives nothing. */
    run: async (...statements: readonly string[]) => {
      for (const sql of statements) await result(sql)
    },
    close: async () => {
      await session.close()
      await account.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
