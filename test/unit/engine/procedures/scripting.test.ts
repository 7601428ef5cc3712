import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Session } from '../../../../src/account/account.ts'
import { VirtualClock } from '../../../../src/common/clock.ts'
import { SnowmeltError } from '../../../../src/common/errors.ts'
import { openAccount, type EmbeddedAccount } from '../../../../src/engine/account.ts'
import { openLocalLake } from '../../../../src/lake/local.ts'

let folder: string
let account: EmbeddedAccount
let session: Session

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'snowmelt-scripting-'))
  const clock = new VirtualClock(Date.parse('2026-01-05T00:00:00Z'))
  account = await openAccount({ path: ':memory:', lake: openLocalLake(folder), clock })
})
afterAll(async () => {
  await account.close()
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(async () => {
  session = await account.openSession()
  await all('CREATE OR REPLACE DATABASE d', 'CREATE WAREHOUSE IF NOT EXISTS w', 'CREATE TABLE t (a INT)')
})

const value = async (sql: string) => (await session.execute(sql))?.rows[0]?.[0]
const all = async (...statements: readonly string[]) => {
  for (const sql of statements) await session.execute(sql)
}
const fault = async (sql: string) => {
  try {
    await session.execute(sql)
  } catch (error) {
    if (error instanceof SnowmeltError) return error
    throw error
  }
  throw new Error('expected an error')
}

describe('a block', () => {
  test('that would run for ever is stopped by the time limit', async () => {
    await all('ALTER SESSION SET STATEMENT_TIMEOUT_IN_SECONDS = 1')
    const error = await fault('BEGIN LOOP NULL; END LOOP; EXCEPTION WHEN OTHER THEN RETURN 1; END')
    expect(error.code).toBe('STATEMENT_TIMEOUT')
    await all('ALTER SESSION UNSET STATEMENT_TIMEOUT_IN_SECONDS')
  })

  test('names the place of an exception in its own text', async () => {
    const error = await fault('BEGIN\n  LET x := 1;\n    x := x / 0;\nEND')
    expect(error.message).toBe(
      "Uncaught exception of type 'EXPRESSION_ERROR' on line 3 at position 9 : Division by zero",
    )
    expect([error.number, error.sqlState]).toEqual(['100051', '22012'])
  })

  test('does its work in a transaction of its own', async () => {
    await all('BEGIN BEGIN TRANSACTION; INSERT INTO t VALUES (1); ROLLBACK; INSERT INTO t VALUES (2); END')
    expect(await value('SELECT LISTAGG(a) FROM t')).toBe('2')
  })

  test('keeps what it has done before it fails', async () => {
    await fault('BEGIN INSERT INTO t VALUES (1); INSERT INTO t SELECT 1/0; INSERT INTO t VALUES (3); END')
    expect(await value('SELECT LISTAGG(a) FROM t')).toBe('1')
  })

  test('sees binds of its own statement', async () => {
    const binds = { limit: 3 }
    const result = await session.execute('BEGIN RETURN :limit + 1; END', { binds })
    expect(result?.rows).toEqual([['4']])
  })

  test('asks no query for a sum, so that the last query stays the last statement', async () => {
    const sql = `DECLARE n INT DEFAULT 0; BEGIN
      INSERT INTO t VALUES (1), (2);
      n := (SELECT $1 FROM TABLE(RESULT_SCAN(LAST_QUERY_ID())));
      n := n + (SELECT $1 FROM TABLE(RESULT_SCAN(LAST_QUERY_ID())));
      RETURN n;
    END`
    expect(await value(sql)).toBe('4')
  })

  test('keeps every digit of a time in a variable', async () => {
    const sql = `DECLARE z TIMESTAMP_TZ DEFAULT '2022-02-02 10:11:12.123456 +0530'; l TIMESTAMP_LTZ; BEGIN
      l := z;
      RETURN TO_VARCHAR(z, 'HH24:MI:SS.FF6 TZHTZM') || ' ' || TO_VARCHAR(l, 'DD HH24:MI:SS.FF6');
    END`
    expect(await value(sql)).toBe('10:11:12.123456 +0530 01 20:41:12.123456')
  })
})

describe('a handler', () => {
  test('of type EXIT does not see what LET has declared', async () => {
    const sql = 'BEGIN LET x := 1; SELECT 1/0; EXCEPTION WHEN OTHER THEN RETURN x; END'
    expect((await fault(sql)).message).toContain("invalid identifier 'X'")
  })

  test('of type CONTINUE goes on behind the branch, or in the next round of the loop', async () => {
    const sql = `DECLARE e EXCEPTION; trace VARCHAR DEFAULT ''; BEGIN
      FOR i IN 1 TO 2 DO
        IF (TRUE) THEN RAISE e; trace := trace || 'never'; END IF;
        trace := trace || i;
        RAISE e;
        trace := trace || 'never';
      END FOR;
      RETURN trace;
    EXCEPTION WHEN e CONTINUE THEN trace := trace || '!';
    END`
    expect(await value(sql)).toBe('!1!!2!')
  })

  test('does not take what it raises itself', async () => {
    const sql = `DECLARE a EXCEPTION (-20001, 'a'); b EXCEPTION (-20002, 'b'); BEGIN
      BEGIN RAISE a; EXCEPTION WHEN a THEN RAISE b; WHEN b THEN RETURN 'inner'; END;
    EXCEPTION WHEN b THEN RETURN 'outer ' || SQLCODE;
    END`
    expect(await value(sql)).toBe('outer -20002')
  })
})

describe('a task', () => {
  test('hands its return value to a later attempt of its child', async () => {
    await all(
      "CREATE TASK r WAREHOUSE = w SCHEDULE = '1 MINUTE' TASK_AUTO_RETRY_ATTEMPTS = 1 AS DECLARE v VARCHAR DEFAULT 'x'; BEGIN CALL SYSTEM$SET_RETURN_VALUE(:v || '1'); END",
      "CREATE TASK c WAREHOUSE = w AFTER r AS BEGIN IF ((SELECT COUNT(*) FROM t) = 0) THEN INSERT INTO t VALUES (1); SELECT 1/0; END IF; CALL SYSTEM$SET_RETURN_VALUE(SYSTEM$GET_PREDECESSOR_RETURN_VALUE('R')); END",
    )
    await value("SELECT SYSTEM$TASK_DEPENDENTS_ENABLE('d.public.r')")
    await account.advance(90_000)
    await account.drain()
    const history =
      "SELECT name, state, return_value FROM TABLE(INFORMATION_SCHEMA.TASK_HISTORY()) WHERE state <> 'SCHEDULED' ORDER BY attempt_number, name DESC"
    expect((await session.execute(history))?.rows).toEqual([
      ['R', 'SUCCEEDED', 'x1'],
      ['C', 'FAILED', null],
      ['C', 'SUCCEEDED', 'x1'],
    ])
  })
})
