import { beforeAll, describe, expect, it } from 'vitest'
import { openTestSession, type TestSession } from './account.ts'

let test: TestSession

beforeAll(async () => {
  test = await openTestSession()
  await test.run('CREATE DATABASE D')
  await test.run("CREATE TABLE t (i INT, v VARIANT, s VARCHAR COLLATE 'en-ci')")
  await test.run(
    `INSERT INTO t SELECT column1, PARSE_JSON(column2), column3 FROM VALUES
       (1, '{"b":1,"a":2}', 'Abc'), (2, '{"a":2,"b":1}', 'aBC'), (3, '10', 'x'), (4, '9', 'Y'), (5, '1.0', NULL),
       (6, '1', 'z'), (7, NULL, 'Z')`,
  )
})

const rows = async (sql: string) => (await test.rows(sql)).map((row) => row.join(' '))
const fault = async (sql: string) =>
  await test.run(sql).then(
    () => 'no error',
    (thrown: unknown) => (thrown instanceof Error ? thrown.message : ''),
  )

describe('VARIANT values that are equal', () => {
  it('are one value of DISTINCT, UNION, GROUP BY and COUNT(DISTINCT …)', async () => {
    const values = ['{"a":2,"b":1}', '1', '9', '10', '']
    expect(await rows('SELECT DISTINCT v FROM t ORDER BY v')).toEqual(values)
    expect(await rows('SELECT v FROM t UNION SELECT v FROM t ORDER BY 1')).toEqual(values)
    expect(await rows('SELECT v, COUNT(*) FROM t GROUP BY v ORDER BY v')).toEqual([
      '{"a":2,"b":1} 2', '1 2', '9 1', '10 1', ' 1',
    ]) // prettier-ignore
    expect(await rows('SELECT COUNT(DISTINCT v), MIN(v), MAX(v) FROM t')).toEqual(['4 {"a":2,"b":1} 10'])
  })

  it('join, partition and hash alike', async () => {
    const pairs = await rows('SELECT a.i, b.i FROM t a JOIN t b ON a.v = b.v AND a.i < b.i ORDER BY 1')
    expect(pairs).toEqual(['1 2', '5 6'])
    expect(await rows('SELECT COUNT(DISTINCT HASH(v)) FROM t WHERE i <= 2')).toEqual(['1'])
    const numbered =
      'SELECT i, ROW_NUMBER() OVER (PARTITION BY v ORDER BY i) AS n FROM t QUALIFY n > 1 ORDER BY i'
    expect(await rows(numbered)).toEqual(['2 2', '6 2'])
  })
})

describe('order inside a function call', () => {
  it('is that of numbers in a VARIANT, and follows DEFAULT_NULL_ORDERING', async () => {
    const last = 'SELECT LISTAGG(i) WITHIN GROUP (ORDER BY v, i) FROM t WHERE i > 2'
    expect(await rows(last)).toEqual(['56437'])
    await test.run("ALTER SESSION SET DEFAULT_NULL_ORDERING = 'FIRST'")
    expect(await rows(last)).toEqual(['75643'])
    await test.run('ALTER SESSION UNSET DEFAULT_NULL_ORDERING')
  })

  it('is refused where distinct values would need another', async () => {
    expect(await fault('SELECT LISTAGG(DISTINCT s) WITHIN GROUP (ORDER BY i) FROM t')).toContain(
      'LISTAGG(DISTINCT …)',
    )
    expect(await fault('SELECT ARRAY_AGG(DISTINCT i) WITHIN GROUP (ORDER BY -i) FROM t')).toContain(
      'is not a valid order by expression',
    )
  })
})

describe('a collation', () => {
  it('counts in COUNT(DISTINCT …), MIN, MAX and PARTITION BY', async () => {
    expect(await rows('SELECT COUNT(DISTINCT s), MIN(s), MAX(s) FROM t WHERE i < 6')).toEqual(['3 Abc Y'])
    expect(await rows('SELECT COUNT(*) OVER (PARTITION BY s) FROM t WHERE i IN (1, 2)')).toEqual(['2', '2'])
  })

  it('is refused by name where it would not count', async () => {
    for (const sql of ['SELECT DISTINCT s FROM t', 'SELECT GREATEST(s, s) FROM t'])
      expect(await fault(sql)).toMatch(/^Unsupported feature/)
  })
})

describe('a name that is not known', () => {
  it('is shown as the query wrote it, with the SQLSTATE of its kind', async () => {
    const state = async (sql: string) =>
      await test.run(sql).then(
        () => '',
        (error: { sqlState: string; message: string }) =>
          `${error.sqlState} ${error.message.split('\n')[1] ?? ''}`,
      )
    expect(await state('SELECT * FROM none')).toBe("42S02 Object 'NONE' does not exist or not authorized.")
    expect(await state('SELECT * FROM public.none')).toBe(
      "42S02 Object 'PUBLIC.NONE' does not exist or not authorized.",
    )
    expect(await state('SELECT * FROM d.none.t')).toBe(
      "02000 Schema 'D.NONE' does not exist or not authorized.",
    )
  })
})

describe('CREATE TABLE … AS SELECT', () => {
  it('keeps whole numbers in 64 bits where they fit, and widens the column later', async () => {
    await test.run(
      'CREATE TABLE sums AS SELECT i, SUM(i) AS s, 99999999999999999999 AS big FROM t GROUP BY i',
    )
    await test.run('INSERT INTO sums VALUES (0, 99999999999999999999, 1)')
    expect(await rows('SELECT s, big FROM sums WHERE i <= 1 ORDER BY i')).toEqual([
      '99999999999999999999 1',
      '1 99999999999999999999',
    ])
  })
})

describe('texts among numbers', () => {
  it('are FLOAT where a function sums them, and BOOLEAN is no NUMBER', async () => {
    expect(await rows("SELECT SUM(column1) FROM VALUES ('1.123456789')")).toEqual(['1.123456789'])
    expect(await fault('INSERT INTO sums VALUES (TRUE, 1, 1)')).toContain('expecting NUMBER(38,0)')
  })
})

describe('numbers of more than 17 digits in JSON', () => {
  it('are exact in a VARIANT taken out of another', async () => {
    const taken = `SELECT v:z, v:z[0] FROM (SELECT PARSE_JSON('{"z":[12345678901234567.89]}') AS v)`
    expect(await rows(taken)).toEqual(['[12345678901234567.89] 12345678901234567.89'])
  })

  it('are exact as text and as NUMBER', async () => {
    const text = '{"z":[12345678901234567.89],"a":0.12345678901234567890123,"s":"1.25, {"}'
    expect(await test.value(`SELECT PARSE_JSON('${text}')`)).toBe(
      '{"a":0.12345678901234567890123,"s":"1.25, {","z":[12345678901234567.89]}',
    )
    expect(
      await rows(
        `SELECT v:z[0]::NUMBER(38,2), v:a::VARCHAR, v:s::VARCHAR FROM (SELECT PARSE_JSON('${text}') AS v)`,
      ),
    ).toEqual(['12345678901234567.89 0.12345678901234567890123 1.25, {'])
  })
})
