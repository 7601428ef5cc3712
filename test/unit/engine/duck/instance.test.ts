import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { IntegerTooBig } from '../../../../src/engine/duck/errors.ts'
import { openDuck } from '../../../../src/engine/duck/instance.ts'
import { duck, ident, text } from '../../../../src/engine/duck/sql.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'snowmelt-duck-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

describe('openDuck', () => {
  it('keeps what was written, and leaves no other file behind', async () => {
    const path = join(folder, 'account.duckdb')
    for (const expected of ['1', '2']) {
      const opened = await openDuck({ path, folders: [] })
      const connection = await opened.connect()
      await connection.run(duck`CREATE TABLE IF NOT EXISTS t (x INTEGER)`)
      expect(await connection.run(duck`INSERT INTO t VALUES (1)`)).toBe(1)
      expect(await connection.rows(duck`SELECT sum(x) FROM t`)).toEqual([[expected]])
      await opened.close()
    }
    expect(existsSync(`${path}.tmp`)).toBe(false)
    expect(existsSync(`${path}.wal`)).toBe(false)
  })

  it('refuses an account file that this process has open, by any path', async () => {
    const path = join(folder, 'account.duckdb')
    const opened = await openDuck({ path, folders: [] })
    const other = openDuck({
      path: join(folder, '..', folder.split('/').at(-1) ?? '', 'account.duckdb'),
      folders: [],
    })
    await expect(other).rejects.toMatchObject({ code: 'ACCOUNT_LOCKED' })
    await opened.close()
    await (await openDuck({ path, folders: [] })).close()
  })

  it('says so when the file is none of DuckDB', async () => {
    const path = join(folder, 'letter.txt')
    writeFileSync(path, 'Dear friend, '.repeat(1000))
    await expect(openDuck({ path, folders: [] })).rejects.toMatchObject({ code: 'ACCOUNT_UNREADABLE' })
  })

  it('shuts SQL off from files outside of the lake, for good', async () => {
    const lake = join(folder, 'lake')
    const opened = await openDuck({ folders: [lake] })
    const connection = await opened.connect()
    writeFileSync(join(folder, 'secret.csv'), 'a\n1\n')
    const read = (path: string) => connection.rows(duck`SELECT * FROM read_csv(${text(path)})`)
    await expect(read(join(folder, 'secret.csv'))).rejects.toThrow(/disabled/)
    await expect(read(join(lake, '..', 'secret.csv'))).rejects.toThrow(/disabled/)
    await expect(connection.run(duck`SET enable_external_access = true`)).rejects.toThrow(/locked|cannot/i)
    await expect(connection.run(duck`ATTACH ${text(join(folder, 'other.duckdb'))}`)).rejects.toThrow(
      /disabled/,
    )
    await opened.close()
  })

  it('gives every value as text, whatever its type, in UTC', async () => {
    const opened = await openDuck({ folders: [] })
    const connection = await opened.connect()
    const rows = await connection.rows(
      duck`SELECT 1, TRUE, NULL, 1.50, 170141183460469231731687303715884105727, DATE '2024-01-31', CAST(TIMESTAMPTZ '2024-01-31 10:00:00+02' AS VARCHAR), 'ü' FROM range(3000)`,
    )
    expect(rows).toHaveLength(3000)
    expect(rows[2999]).toEqual([
      '1', 'true', null, '1.50', '170141183460469231731687303715884105727', '2024-01-31', '2024-01-31 08:00:00+00', 'ü',
    ]) // prettier-ignore
    await opened.close()
  })
})

describe('errors of DuckDB', () => {
  it('are told in the words of Snowflake, or kept', async () => {
    const opened = await openDuck({ folders: [] })
    const connection = await opened.connect()
    await connection.run(duck`CREATE TABLE ${ident('T#1')} (${ident('NAME')} VARCHAR NOT NULL, n BIGINT)`)
    await expect(connection.run(duck`INSERT INTO "T#1" VALUES (NULL, 1)`)).rejects.toMatchObject({
      code: 'NULL_NOT_ALLOWED',
      message: 'NULL result in a non-nullable column NAME',
    })
    await expect(connection.run(duck`SELECT CAST('x' AS INTEGER)`)).rejects.toMatchObject({
      code: 'EXECUTION_FAILED',
      message: "Execution failed: Could not convert string 'x' to INT32",
    })
    await expect(
      connection.run(duck`INSERT INTO "T#1" VALUES ('a', CAST(9223372036854775808 AS HUGEINT))`),
    ).rejects.toBeInstanceOf(IntegerTooBig)
    await opened.close()
  })

  it('tell of two transactions that change one row', async () => {
    const opened = await openDuck({ folders: [] })
    const [one, two] = [await opened.connect(), await opened.connect()]
    await one.run(duck`CREATE TABLE t AS SELECT 1 AS x`)
    await one.run(duck`BEGIN; UPDATE t SET x = 2`)
    await expect(two.run(duck`UPDATE t SET x = 3`)).rejects.toMatchObject({ name: 'WriteConflict' })
    await opened.close()
  })
})
