import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Session } from '../../../../src/account/account.ts'
import { VirtualClock } from '../../../../src/common/clock.ts'
import { openAccount, type EmbeddedAccount } from '../../../../src/engine/account.ts'
import { openLocalLake } from '../../../../src/lake/local.ts'

const start = Date.parse('2026-01-05T00:00:00Z')
let folder: string
let account: EmbeddedAccount
let session: Session

async function open(path = ':memory:', at = start): Promise<EmbeddedAccount> {
  return await openAccount({ path, lake: openLocalLake(folder), clock: new VirtualClock(at) })
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'snowmelt-session-'))
  account = await open()
  session = await account.openSession()
  await session.execute('CREATE DATABASE db')
})
afterEach(async () => {
  await account.close()
  rmSync(folder, { recursive: true, force: true })
})

const rows = async (sql: string, of = session) => (await of.execute(sql))?.rows
const all = async (...statements: readonly string[]) => {
  for (const sql of statements) await session.execute(sql)
}

describe('what a session is in', () => {
  it('starts with the account administrator, and no database', async () => {
    const fresh = await account.openSession()
    expect(await rows('SELECT CURRENT_ROLE(), CURRENT_DATABASE(), CURRENT_WAREHOUSE()', fresh)).toEqual([
      ['ACCOUNTADMIN', null, null],
    ])
  })

  it('follows USE, and stays where it is when the object is missing', async () => {
    await all('CREATE SCHEMA s', 'CREATE DATABASE other', 'USE db.s')
    expect(await rows('SELECT CURRENT_DATABASE(), CURRENT_SCHEMA()')).toEqual([['DB', 'S']])
    await expect(session.execute('USE DATABASE nowhere')).rejects.toMatchObject({
      code: 'OBJECT_NOT_FOUND',
      position: { line: 1, column: 14 },
    })
    await session.execute('USE DATABASE other')
    expect(await rows('SELECT CURRENT_DATABASE(), CURRENT_SCHEMA()')).toEqual([['OTHER', 'PUBLIC']])
  })

  it('keeps parameters, and refuses unknown ones and those that would do nothing', async () => {
    await session.execute("ALTER SESSION SET DATE_OUTPUT_FORMAT = 'DD.MM.YYYY'")
    expect(await rows("SELECT DATE '2024-01-31'")).toEqual([['31.01.2024']])
    await session.execute('ALTER SESSION UNSET DATE_OUTPUT_FORMAT')
    expect(await rows("SELECT DATE '2024-01-31'")).toEqual([['2024-01-31']])
    const refused = async (setting: string) => await session.execute(`ALTER SESSION SET ${setting}`)
    await expect(refused('NO_SUCH = 1')).rejects.toMatchObject({ code: 'UNKNOWN_PARAMETER' })
    await expect(refused("TIMEZONE = 'Mars/City'")).rejects.toMatchObject({ code: 'INVALID_VALUE' })
    await expect(refused('ROWS_PER_RESULTSET = 5')).rejects.toMatchObject({ code: 'UNSUPPORTED' })
  })

  it('has variables, which IDENTIFIER takes for names', async () => {
    await all("SET (n, t) = (7, 'db.public.t')", 'CREATE TABLE IDENTIFIER($t) (a INT)')
    await session.execute('INSERT INTO IDENTIFIER(?) VALUES ($n)', { binds: ['T'] })
    expect(await rows("SELECT a FROM IDENTIFIER('t')")).toEqual([['7']])
    await session.execute('UNSET n')
    await expect(session.execute('SELECT $n')).rejects.toMatchObject({ code: 'VARIABLE_NOT_SET' })
    await expect(session.execute(`SET long = '${'x'.repeat(16_385)}'`)).rejects.toMatchObject({
      code: 'VARIABLE_TOO_LONG',
    })
  })

  it('takes binds of every kind', async () => {
    const binds = ['a', 1, 12345678901234567890n, 1.5, true, null]
    const result = await session.execute('SELECT ?, ?, ?, ?, ?, ?', { binds })
    expect(result?.rows).toEqual([['a', '1', '12345678901234567890', '1.5', 'true', null]])
    expect((await session.execute('SELECT :x + :x', { binds: { x: 21 } }))?.rows).toEqual([['42']])
  })

  it('scans the result of a query before', async () => {
    await session.execute('CREATE TABLE seen (a INT)')
    await session.execute('SHOW TABLES')
    expect(await rows('SELECT "name" FROM TABLE(RESULT_SCAN(LAST_QUERY_ID()))')).toEqual([['SEEN']])
    await expect(rows("SELECT * FROM TABLE(RESULT_SCAN('none'))")).rejects.toMatchObject({
      code: 'RESULT_NOT_FOUND',
    })
  })

  it('says where a fault is', async () => {
    await expect(session.execute('SELECT 1,\n  nope')).rejects.toMatchObject({
      position: { line: 2, column: 3 },
    })
  })

  it('gives up a statement after its time', async () => {
    await session.execute('ALTER SESSION SET STATEMENT_TIMEOUT_IN_SECONDS = 1')
    const endless = session.execute(
      'SELECT COUNT(*) FROM TABLE(GENERATOR(ROWCOUNT => 1000000)) a JOIN TABLE(GENERATOR(ROWCOUNT => 1000000)) b ON RANDOM() > 0',
    )
    await expect(endless).rejects.toMatchObject({ code: 'STATEMENT_TIMEOUT' })
    expect(await rows('SELECT 1')).toEqual([['1']])
  })
})

describe('transactions', () => {
  beforeEach(async () => {
    await session.execute('CREATE TABLE t (a INT)')
  })

  it('are committed by COMMIT, undone by ROLLBACK, and a second BEGIN is the first', async () => {
    await all('BEGIN', 'INSERT INTO t VALUES (1)', 'BEGIN', 'COMMIT', 'ROLLBACK')
    await all('BEGIN', 'INSERT INTO t VALUES (2)', 'ROLLBACK', 'COMMIT')
    expect(await rows('SELECT a FROM t')).toEqual([['1']])
  })

  it('are committed by any definition', async () => {
    await all('BEGIN', 'INSERT INTO t VALUES (1)', 'CREATE TABLE u (a INT)', 'ROLLBACK')
    expect(await rows('SELECT a FROM t')).toEqual([['1']])
  })

  it('lose only the statement that fails, or everything if so wished', async () => {
    await all('BEGIN', 'INSERT INTO t VALUES (1)')
    await expect(session.execute("INSERT INTO t VALUES (2), ('x')")).rejects.toThrow("'x' is not recognized")
    await all('INSERT INTO t VALUES (3)', 'COMMIT')
    expect(await rows('SELECT a FROM t ORDER BY a')).toEqual([['1'], ['3']])
    await all('ALTER SESSION SET TRANSACTION_ABORT_ON_ERROR = TRUE', 'BEGIN', 'INSERT INTO t VALUES (4)')
    await expect(session.execute("INSERT INTO t VALUES ('x')")).rejects.toThrow("'x' is not recognized")
    expect(await rows('SELECT a FROM t ORDER BY a')).toEqual([['1'], ['3']])
  })

  it('begin by themselves with AUTOCOMMIT off', async () => {
    await all('ALTER SESSION SET AUTOCOMMIT = FALSE', 'INSERT INTO t VALUES (1)', 'ROLLBACK')
    expect(await rows('SELECT COUNT(*) FROM t')).toEqual([['0']])
  })

  it('keep others waiting for LOCK_TIMEOUT, but not who only adds rows', async () => {
    const other = await account.openSession()
    await all('INSERT INTO t VALUES (1)', 'BEGIN', 'UPDATE t SET a = 2')
    await other.execute('ALTER SESSION SET LOCK_TIMEOUT = 0')
    await other.execute('INSERT INTO db.public.t VALUES (10)')
    await expect(other.execute('DELETE FROM db.public.t')).rejects.toMatchObject({ code: 'LOCK_TIMEOUT' })
    await session.execute('COMMIT')
    expect(await rows('SELECT a FROM t ORDER BY a')).toEqual([['2'], ['10']])
  })

  it('keep the numbers that they drew when a later statement fails', async () => {
    await all(
      'CREATE TABLE numbered (id INT AUTOINCREMENT, a INT)',
      'BEGIN',
      'INSERT INTO numbered (a) VALUES (1), (2)',
    )
    const drawn = await rows('SELECT id FROM numbered ORDER BY id')
    await expect(session.execute("INSERT INTO numbered (a) VALUES ('x')")).rejects.toThrow(
      "'x' is not recognized",
    )
    await session.execute('COMMIT')
    expect(await rows('SELECT id FROM numbered ORDER BY id')).toEqual(drawn)
  })

  it('end with their session, as temporary tables do', async () => {
    const other = await account.openSession()
    for (const sql of [
      'USE DATABASE db',
      'CREATE TEMPORARY TABLE t (b INT)',
      'BEGIN',
      'INSERT INTO t VALUES (1)',
    ])
      await other.execute(sql)
    await other.close()
    await expect(other.execute('SELECT 1')).rejects.toMatchObject({ code: 'SESSION_CLOSED' })
    expect(await rows('SELECT * FROM t')).toEqual([])
    expect(await rows('SHOW TABLES')).toHaveLength(1)
  })
})

describe('the account', () => {
  it('keeps rows, streams and time in its file', async () => {
    const path = join(folder, 'account.duckdb')
    const first = await open(path)
    const writing = await first.openSession()
    for (const sql of [
      'CREATE DATABASE d',
      'CREATE TABLE t (a INT)',
      'CREATE STREAM s ON TABLE t',
      'INSERT INTO t VALUES (1), (2)',
    ])
      await writing.execute(sql)
    await first.advance(3_600_000)
    await first.close()
    const second = await open(path, start)
    const reading = await second.openSession()
    await reading.execute('USE DATABASE d')
    expect(await rows('SELECT a, METADATA$ACTION FROM s ORDER BY a', reading)).toEqual([
      ['1', 'INSERT'],
      ['2', 'INSERT'],
    ])
    expect(second.services.clock.now()).toBe(start + 3_600_000)
    await second.close()
  })

  it('runs a statement once', async () => {
    await session.execute('CREATE TABLE t (a INT)')
    const once = { once: 'first' }
    expect(await session.execute('INSERT INTO t VALUES (1)', once)).toMatchObject({ rowCount: 1 })
    expect(await session.execute('INSERT INTO t VALUES (1)', once)).toBeUndefined()
    await expect(session.execute("INSERT INTO t VALUES ('x')", { once: 'second' })).rejects.toThrow(
      'not recognized',
    )
    const both = [session, await account.openSession()].map(
      async (one) => await one.execute('INSERT INTO db.public.t VALUES (2)', { once: 'second' }),
    )
    expect((await Promise.all(both)).filter((result) => result !== undefined)).toHaveLength(1)
    expect(await rows('SELECT a FROM t ORDER BY a')).toEqual([['1'], ['2']])
  })

  it('tells of each statement', async () => {
    const heard: string[] = []
    const end = account.services.events.on('statementEnded', ({ statement }) => heard.push(statement))
    await all('SELECT 1', 'CREATE FILE FORMAT f TYPE = CSV')
    end()
    await session.execute('SELECT 2')
    expect(heard).toEqual(['SELECT', 'CREATE FILE FORMAT'])
  })
})
