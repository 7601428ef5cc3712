import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { VirtualClock } from '../../../../src/common/clock.ts'
import { openAccount, type EmbeddedAccount } from '../../../../src/engine/account.ts'
import { duck, ident } from '../../../../src/engine/duck/sql.ts'
import { openLocalLake } from '../../../../src/lake/local.ts'
import type { Session } from '../../../../src/account/account.ts'

const day = 86_400_000
let folder: string
let account: EmbeddedAccount
let session: Session

async function open(): Promise<void> {
  account = await openAccount({
    path: join(folder, 'account.duckdb'),
    lake: openLocalLake(join(folder, 'lake')),
    clock: new VirtualClock(Date.parse('2026-01-05T00:00:00Z')),
  })
  session = await account.openSession()
}

async function reopen(): Promise<void> {
  await account.close()
  await open()
}

async function run(...statements: readonly string[]): Promise<string> {
  let queryId = ''
  for (const sql of statements) queryId = (await session.execute(sql))?.queryId ?? ''
  return queryId
}

const rows = async (sql: string) => (await session.execute(sql))?.rows

/** How many rows each history table holds. */
async function kept(): Promise<readonly number[]> {
  return await account.services.transact(async (transaction) => {
    const tables = await transaction.rows(
      duck`SELECT schema_name, table_name FROM duckdb_tables() WHERE table_name LIKE '%~history'`,
    )
    const counts: number[] = []
    for (const [schema, table] of tables) {
      const [row] = await transaction.rows(duck`SELECT count(*) FROM ${ident(schema ?? '', table ?? '')}`)
      counts.push(Number(row?.[0]))
    }
    return counts
  })
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'snowmelt-past-'))
  await open()
  await run('CREATE DATABASE d', 'CREATE TABLE t (a INT)', 'INSERT INTO t VALUES (1), (2)')
})
afterEach(async () => {
  await account.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('the past of an account', () => {
  it('is known by the ids of statements also when the account is opened again', async () => {
    const deleted = await run('DELETE FROM t WHERE a = 1')
    await reopen()
    expect(await rows(`SELECT a FROM d.public.t BEFORE (STATEMENT => '${deleted}') ORDER BY a`)).toEqual([
      ['1'],
      ['2'],
    ])
    expect(await rows(`SELECT a FROM d.public.t AT (STATEMENT => '${deleted}')`)).toEqual([['2']])
  })

  it('counts an explicit transaction as one commit, whichever of its statements is named', async () => {
    const first = await run('BEGIN', 'INSERT INTO t VALUES (3)')
    const last = await run('INSERT INTO t VALUES (4)', 'COMMIT')
    for (const id of [first, last]) {
      expect(await rows(`SELECT count(*) FROM t BEFORE (STATEMENT => '${id}')`)).toEqual([['2']])
      expect(await rows(`SELECT count(*) FROM t AT (STATEMENT => '${id}')`)).toEqual([['4']])
    }
  })

  it('restores what was dropped before the account was closed, with its grants', async () => {
    await run('CREATE ROLE r', 'GRANT SELECT ON TABLE t TO ROLE r', 'DROP TABLE t')
    await reopen()
    await run('USE SCHEMA d.public', 'UNDROP TABLE t')
    expect(await rows('SELECT count(*) FROM t')).toEqual([['2']])
    expect((await rows('SHOW GRANTS ON TABLE t'))?.map(([, privilege]) => privilege)).toContain('SELECT')
  })

  it('ends with the retention period', async () => {
    await run('DELETE FROM t')
    expect(await rows('SELECT count(*) FROM t')).toEqual([['0']])
    await account.advance(day - 1000)
    expect(await rows('SELECT count(*) FROM t AT (OFFSET => -1)')).toEqual([['0']])
    await run('DROP TABLE t')
    await account.advance(day + 1000)
    await expect(run('UNDROP TABLE t')).rejects.toThrow('did not exist or was purged')
    expect(await kept()).toEqual([])
  })

  it('is purged once a day, but for what a stream still needs', async () => {
    await run('UPDATE t SET a = a + 1', 'CREATE STREAM s ON TABLE t', 'UPDATE t SET a = a + 1')
    expect(await kept()).toEqual([4])
    await account.advance(3 * day)
    expect(await kept()).toEqual([2])
    expect(await rows('SELECT count(*) FROM s')).toEqual([['4']])
    await run('CREATE TABLE target AS SELECT a FROM s')
    await account.advance(3 * day)
    expect((await kept())[0]).toBe(0)
    await run('ALTER TABLE t SET DATA_RETENTION_TIME_IN_DAYS = 90')
    // What was purged does not come back with a longer retention period.
    await expect(rows('SELECT * FROM t AT (OFFSET => -500000)')).rejects.toThrow('Time travel data')
    expect(await rows('SELECT count(*) FROM t AT (OFFSET => -60)')).toEqual([['2']])
  })
})
