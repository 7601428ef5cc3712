import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Session } from '../../../../src/account/account.ts'
import { VirtualClock } from '../../../../src/common/clock.ts'
import { openAccount, type EmbeddedAccount } from '../../../../src/engine/account.ts'
import { openLocalLake } from '../../../../src/lake/local.ts'

let folder: string
let account: EmbeddedAccount
let a: Session
let b: Session

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'snowmelt-read-committed-'))
  const clock = new VirtualClock(Date.parse('2026-01-05T00:00:00Z'))
  account = await openAccount({ path: ':memory:', lake: openLocalLake(folder), clock })
  a = await account.openSession()
  b = await account.openSession()
  await run(a, 'CREATE DATABASE db', 'CREATE TABLE t (n INT)', 'CREATE TABLE u (n INT)')
  await run(b, 'USE SCHEMA db.public')
})
afterEach(async () => {
  await account.close()
  rmSync(folder, { recursive: true, force: true })
})

async function run(session: Session, ...statements: readonly string[]): Promise<void> {
  for (const sql of statements) await session.execute(sql)
}
const numbers = async (session: Session, table: string) =>
  (await session.execute(`SELECT n FROM ${table} ORDER BY n`))?.rows.map(([n]) => n)

describe('READ COMMITTED', () => {
  it('shows each statement what others have committed before it', async () => {
    await run(a, 'BEGIN')
    expect(await numbers(a, 't')).toEqual([])
    await run(b, 'INSERT INTO t VALUES (1)')
    expect(await numbers(a, 't')).toEqual(['1'])
    await run(a, 'ROLLBACK')
  })

  it('does so also after the transaction has written, beside its own changes', async () => {
    await run(a, 'BEGIN', 'INSERT INTO t VALUES (10)')
    await run(b, 'INSERT INTO u VALUES (1)', 'INSERT INTO t VALUES (2)')
    expect(await numbers(a, 'u')).toEqual(['1'])
    expect(await numbers(a, 't')).toEqual(['2', '10'])
    expect(await numbers(b, 't')).toEqual(['2'])
    await run(a, 'INSERT INTO u SELECT n FROM t', 'COMMIT')
    expect(await numbers(b, 'u')).toEqual(['1', '2', '10'])
  })

  it('never shows what is not committed', async () => {
    await run(b, 'BEGIN', 'INSERT INTO t VALUES (1)')
    await run(a, 'BEGIN', 'INSERT INTO u VALUES (1)')
    expect(await numbers(a, 't')).toEqual([])
    await run(b, 'ROLLBACK')
    expect(await numbers(a, 't')).toEqual([])
    await run(a, 'COMMIT')
  })

  it('keeps what a statement did, whatever others do to what it read', async () => {
    await run(b, 'INSERT INTO u VALUES (1)')
    await run(a, 'BEGIN', 'INSERT INTO t SELECT n FROM u')
    await run(b, 'INSERT INTO u VALUES (2)')
    expect(await numbers(a, 't')).toEqual(['1'])
    await numbers(a, 'u')
    await run(a, 'COMMIT')
    expect(await numbers(b, 't')).toEqual(['1'])
  })
})

describe('the transactions of a session', () => {
  const last = async (session: Session, sql: string) => (await session.execute(sql))?.rows[0]?.[0]

  it('have ids of their own, which outlive them', async () => {
    await run(a, 'BEGIN NAME first')
    await run(b, 'BEGIN')
    const [one, two] = [
      await last(a, 'SELECT CURRENT_TRANSACTION()'),
      await last(b, 'SELECT CURRENT_TRANSACTION()'),
    ]
    expect(one).not.toBe(two)
    const shown = await a.execute('SHOW TRANSACTIONS')
    // The newest comes first.
    expect(shown?.rows.map(([id]) => id)).toEqual([two, one])
    await run(a, 'ROLLBACK')
    await run(b, 'COMMIT')
    expect(await last(a, 'SELECT LAST_TRANSACTION()')).toBe(one)
    const described = await b.execute(`DESC TRANSACTION ${one}`)
    expect(described?.rows[0]?.slice(3, 6)).toEqual(['FIRST', '2026-01-04 16:00:00.000 -0800', 'rolled back'])
  })

  it('show the tables that they hold', async () => {
    await run(a, 'BEGIN', 'UPDATE t SET n = 1')
    const held = await b.execute('SHOW LOCKS')
    expect(held?.rows.map((row) => [row[0], row[1], row[4]])).toEqual([
      ['DB.PUBLIC.T', 'PARTITIONS', 'HOLDING'],
    ])
    await run(a, 'COMMIT')
    expect((await b.execute('SHOW LOCKS'))?.rows).toEqual([])
  })

  it('wait for a lock as long as LOCK_TIMEOUT says', async () => {
    await run(a, 'BEGIN', 'UPDATE t SET n = 1')
    await run(b, 'ALTER SESSION SET LOCK_TIMEOUT = 0')
    await expect(b.execute('DELETE FROM t')).rejects.toMatchObject({ code: 'LOCK_TIMEOUT' })
    await run(a, 'COMMIT')
    await run(b, 'DELETE FROM t')
  })

  it('fail when they would wait for each other; the other goes on', async () => {
    await run(a, 'BEGIN', 'UPDATE t SET n = 1')
    await run(b, 'BEGIN', 'UPDATE u SET n = 1')
    const waiting = a.execute('UPDATE u SET n = 2')
    await expect(b.execute('UPDATE t SET n = 2')).rejects.toMatchObject({ code: 'DEADLOCK' })
    await run(b, 'COMMIT')
    await waiting
    await run(a, 'COMMIT')
  })
})

describe('the values of a sequence', () => {
  it('never come again after a rollback, nor when the account is opened again', async () => {
    const path = join(folder, 'account.duckdb')
    const open = async () => await openAccount({ path, lake: openLocalLake(folder) })
    const first = await open()
    const session = await first.openSession()
    await run(session, 'CREATE DATABASE db', 'CREATE SEQUENCE s', 'BEGIN')
    expect((await session.execute('SELECT s.NEXTVAL, s.NEXTVAL'))?.rows).toEqual([['1', '2']])
    await run(session, 'ROLLBACK')
    expect((await session.execute('SELECT s.NEXTVAL'))?.rows).toEqual([['3']])
    await first.close()
    await using second = await open()
    const again = await second.openSession()
    await run(again, 'USE SCHEMA db.public')
    expect((await again.execute('SELECT s.NEXTVAL'))?.rows).toEqual([['4']])
  })
})
