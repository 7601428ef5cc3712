import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTestSession } from './account-world.ts'

let db: Awaited<ReturnType<typeof openTestSession>>
beforeAll(async () => {
  db = await openTestSession()
})
afterAll(async () => {
  await db.close()
})
beforeEach(async () => {
  await db.run(
    'CREATE OR REPLACE TABLE t (k INT, v NUMBER(6,2), s VARCHAR(5))',
    "INSERT INTO t VALUES (1, 10, 'a'), (2, 20.126, 'b'), (3, NULL, NULL)",
    'CREATE OR REPLACE TABLE u (k INT, v INT)',
    'INSERT INTO u VALUES (1, 100), (1, 101), (4, 400)',
  )
})
const all = () => db.rows('SELECT * FROM t ORDER BY k')

describe('INSERT', () => {
  it('counts its rows, and converts values as the columns want them', async () => {
    const result = await db.result("INSERT INTO t SELECT '7', 1.005, 12")
    expect(result.columns.map(({ name }) => name)).toEqual(['number of rows inserted'])
    expect(result.rows).toEqual([['1']])
    expect(await db.rows('SELECT * FROM t WHERE k IN (2, 7) ORDER BY k')).toEqual([
      ['2', '20.13', 'b'],
      ['7', '1.01', '12'],
    ])
  })
  it('fills columns that are not given', async () => {
    await db.run(
      "CREATE OR REPLACE TABLE d (id INT AUTOINCREMENT START 10 INCREMENT 5, n INT DEFAULT 2 + 1, s VARCHAR DEFAULT 'x', w INT)",
      'INSERT INTO d (w) VALUES (1), (2)',
      "INSERT INTO d (s, w, id) SELECT 'y', 3, 99",
      'INSERT INTO d VALUES (DEFAULT, DEFAULT, NULL, 4)',
    )
    expect(await db.rows('SELECT * FROM d ORDER BY w')).toEqual([
      ['10', '3', 'x', '1'],
      ['15', '3', 'x', '2'],
      ['99', '3', 'y', '3'],
      ['20', '3', null, '4'],
    ])
  })
  it('takes as many values as columns', async () => {
    const wrong = 'Insert value list does not match column list expecting 3 but got 2'
    await expect(db.run('INSERT INTO t VALUES (1, 2)')).rejects.toThrow(wrong)
    await expect(db.run('INSERT INTO t SELECT 1, 2')).rejects.toThrow(wrong)
    await expect(db.run('INSERT INTO t (k, nope) VALUES (1, 2)')).rejects.toThrow("invalid identifier 'NOPE'")
  })
  it('refuses NULL where the column does, and texts that are too long', async () => {
    await db.run('CREATE OR REPLACE TABLE n (k INT NOT NULL)')
    await expect(db.run('INSERT INTO n SELECT NULL')).rejects.toThrow('NULL result in a non-nullable column')
    await expect(db.run("INSERT INTO t (s) VALUES ('too long')")).rejects.toThrow('is too long')
  })
  it('overwrites, also from the table itself', async () => {
    await db.run('INSERT OVERWRITE INTO t SELECT k + 1, v, s FROM t WHERE k < 3')
    expect((await all()).map(([k]) => k)).toEqual(['2', '3'])
  })
  it('inserts distinct and sorted rows', async () => {
    await db.run('INSERT OVERWRITE INTO t (k) SELECT DISTINCT k FROM u ORDER BY k LIMIT 1')
    expect(await all()).toEqual([['1', null, null]])
  })
  it('widens a column when a whole number needs it', async () => {
    await db.run('INSERT INTO u (k, v) VALUES (5, 123456789012345678901234567890)')
    await db.run('UPDATE u SET v = v + 1 WHERE k = 5')
    expect(await db.rows('SELECT v FROM u WHERE k = 5')).toEqual([['123456789012345678901234567891']])
  })
})

describe('UPDATE', () => {
  it('sees the old values', async () => {
    await db.run('CREATE OR REPLACE TABLE p (a INT, b INT)', 'INSERT INTO p VALUES (1, 2)')
    await db.run('UPDATE p SET a = b, b = a')
    expect(await db.rows('SELECT * FROM p')).toEqual([['2', '1']])
  })
  it('from a join takes one of several pairs, and says how often', async () => {
    const result = await db.result('UPDATE t SET v = u.v, s = DEFAULT FROM u WHERE t.k = u.k')
    expect(result.columns.map(({ name }) => name)).toEqual([
      'number of rows updated',
      'number of multi-joined rows updated',
    ])
    expect(result.rows).toEqual([['1', '1']])
    expect(result.rowCount).toBe(1)
    expect((await all())[0]).toEqual(['1', '100.00', null])
  })
  it('fails for several pairs when the session wants so', async () => {
    await db.run('ALTER SESSION SET ERROR_ON_NONDETERMINISTIC_UPDATE = TRUE')
    await expect(db.run('UPDATE t SET v = u.v FROM u WHERE t.k = u.k')).rejects.toThrow(
      'Duplicate row detected',
    )
    await db.run('ALTER SESSION SET ERROR_ON_NONDETERMINISTIC_UPDATE = FALSE')
  })
  it('under an alias, with a subquery', async () => {
    await db.run('UPDATE t AS x SET v = (SELECT MAX(u.v) FROM u WHERE u.k = x.k) WHERE x.k <= 2')
    expect((await all()).map(([, v]) => v)).toEqual(['101.00', null, null])
  })
})

describe('DELETE', () => {
  it('counts its rows', async () => {
    expect(await db.rows('DELETE FROM t WHERE v > 10')).toEqual([['1']])
    expect(await db.rows('DELETE FROM t')).toEqual([['2']])
  })
  it('with USING deletes a row once', async () => {
    expect(await db.rows('DELETE FROM t USING u WHERE t.k = u.k')).toEqual([['1']])
    expect((await all()).map(([k]) => k)).toEqual(['2', '3'])
  })
})

describe('MERGE', () => {
  it('takes the first clause that applies', async () => {
    const result =
      await db.result(`MERGE INTO t USING (SELECT * FROM u UNION ALL SELECT 2, 7 UNION ALL SELECT 3, 8) s ON t.k = s.k
      WHEN MATCHED AND s.v = 7 THEN DELETE
      WHEN MATCHED AND s.v = 101 THEN UPDATE SET t.v = s.v, s = 'upd'
      WHEN MATCHED AND s.v = 8 THEN UPDATE SET s = 'three'
      WHEN NOT MATCHED AND s.v > 400 THEN INSERT (k) VALUES (0)
      WHEN NOT MATCHED THEN INSERT VALUES (s.k, s.v, 'new')`)
    expect(result.columns.map(({ name }) => name)).toEqual([
      'number of rows inserted',
      'number of rows updated',
      'number of rows deleted',
    ])
    expect(result.rows).toEqual([['1', '2', '1']])
    expect(await all()).toEqual([
      ['1', '101.00', 'upd'],
      ['3', null, 'three'],
      ['4', '400.00', 'new'],
    ])
  })
  it('refuses two updates of one row, but not two deletes', async () => {
    await expect(
      db.run('MERGE INTO t USING u ON t.k = u.k WHEN MATCHED THEN UPDATE SET v = u.v'),
    ).rejects.toThrow('Duplicate row detected during DML action')
    expect(await db.rows('MERGE INTO t USING u ON t.k = u.k WHEN MATCHED THEN DELETE')).toEqual([['1']])
  })
  it('takes one of two updates when the session wants so', async () => {
    await db.run('ALTER SESSION SET ERROR_ON_NONDETERMINISTIC_MERGE = FALSE')
    expect(await db.rows('MERGE INTO t USING u ON t.k = u.k WHEN MATCHED THEN UPDATE SET v = u.v')).toEqual([
      ['1'],
    ])
    await db.run('ALTER SESSION SET ERROR_ON_NONDETERMINISTIC_MERGE = TRUE')
  })
  it('fills what an insert leaves out', async () => {
    await db.run(
      'CREATE OR REPLACE TABLE d (id INT IDENTITY (1, 1), k INT, n INT DEFAULT 5)',
      'MERGE INTO d USING (SELECT DISTINCT k FROM u) s ON d.k = s.k WHEN NOT MATCHED THEN INSERT (k) VALUES (s.k)',
    )
    expect(await db.rows('SELECT k, n, id IN (1, 2) FROM d ORDER BY k')).toEqual([
      ['1', '5', 'true'],
      ['4', '5', 'true'],
    ])
  })
  it('by name', async () => {
    await db.run('CREATE OR REPLACE TABLE w (v INT, k INT)', 'INSERT INTO w VALUES (1, 1), (2, 9)')
    expect(
      await db.rows(
        'MERGE INTO w USING (SELECT k, MAX(v) AS v FROM u GROUP BY k) s ON w.k = s.k WHEN MATCHED THEN UPDATE ALL BY NAME WHEN NOT MATCHED THEN INSERT ALL BY NAME',
      ),
    ).toEqual([['1', '1']])
    expect(await db.rows('SELECT * FROM w ORDER BY k')).toEqual([
      ['101', '1'],
      ['400', '4'],
      ['2', '9'],
    ])
  })
})
