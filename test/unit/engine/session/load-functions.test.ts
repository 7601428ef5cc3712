import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Session } from '../../../../src/account/account.ts'
import { VirtualClock } from '../../../../src/common/clock.ts'
import { openAccount, type EmbeddedAccount } from '../../../../src/engine/account.ts'
import type { Files } from '../../../../src/lake/files.ts'
import { openLocalLake } from '../../../../src/lake/local.ts'

const start = Date.parse('2026-01-05T00:00:00Z')
const day = 86_400_000

let folder: string
let lake: Files
let clock: VirtualClock
let account: EmbeddedAccount
let session: Session

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'snowmelt-load-functions-'))
  clock = new VirtualClock(start)
  lake = openLocalLake(folder)
  account = await openAccount({ path: ':memory:', lake, clock })
  session = await account.openSession()
  await lake.write('s3://landing/in/a.csv', Buffer.from('1\nx\n2\ny\n'))
  await run(
    'CREATE DATABASE db',
    `CREATE STORAGE INTEGRATION i TYPE = EXTERNAL_STAGE STORAGE_PROVIDER = 'S3' ENABLED = TRUE
      STORAGE_AWS_ROLE_ARN = 'arn:aws:iam::000000000000:role/x' STORAGE_ALLOWED_LOCATIONS = ('*')`,
    "CREATE STAGE st URL = 's3://landing/in/' STORAGE_INTEGRATION = i",
    'CREATE TABLE t (id INT)',
  )
})
afterEach(async () => {
  await account.close()
  rmSync(folder, { recursive: true, force: true })
})

async function run(...statements: readonly string[]): Promise<void> {
  for (const sql of statements) await session.execute(sql)
}
const rows = async (sql: string) => (await session.execute(sql))?.rows
const load = 'COPY INTO t FROM @st FILE_FORMAT = (TYPE = CSV) ON_ERROR = CONTINUE'
const history = `TABLE(INFORMATION_SCHEMA.COPY_HISTORY(TABLE_NAME => 'T', START_TIME => DATEADD('hour', -1, CURRENT_TIMESTAMP())))`

describe('VALIDATE', () => {
  it('gives all errors of the last load, and of a load by its query', async () => {
    await run(load, 'SET q = LAST_QUERY_ID()')
    const asked = 'SELECT error, line, column_name, rejected_record FROM TABLE(VALIDATE(t, JOB_ID =>'
    const errors = [
      [`Numeric value 'x' is not recognized`, '2', '"T"["ID":1]', 'x'],
      [`Numeric value 'y' is not recognized`, '4', '"T"["ID":1]', 'y'],
    ]
    expect(await rows(`${asked} '_last'))`)).toEqual(errors)
    expect(await rows(`${asked} $q))`)).toEqual(errors)
    await expect(rows(`${asked} 'no such query'))`)).rejects.toThrow('not found')
  })

  it('reports files that are gone, and refuses transformations', async () => {
    await run(load)
    await lake.remove('s3://landing/in/a.csv')
    const found = await rows(`SELECT category FROM TABLE(VALIDATE(t, JOB_ID => '_last'))`)
    expect(found).toEqual([['conversion'], ['conversion'], ['file']])
    await lake.write('s3://landing/in/b.csv', Buffer.from('5\n'))
    await run('COPY INTO t FROM (SELECT $1 FROM @st) FILE_FORMAT = (TYPE = CSV)')
    await expect(rows(`SELECT * FROM TABLE(VALIDATE(t, JOB_ID => '_last'))`)).rejects.toThrow('transforms')
  })
})

describe('COPY_HISTORY and LOAD_HISTORY', () => {
  it('tell of loads since the last TRUNCATE TABLE, for 14 days', async () => {
    await run(load)
    expect(await rows(`SELECT file_name, stage_location, status, row_count FROM ${history}`)).toEqual([
      ['a.csv', 's3://landing/in/', 'Partially loaded', '2'],
    ])
    const kept = 'SELECT file_name, status, error_count FROM INFORMATION_SCHEMA.LOAD_HISTORY'
    expect(await rows(kept)).toEqual([['s3://landing/in/a.csv', 'PARTIALLY LOADED', '2']])
    await run('TRUNCATE TABLE t')
    expect(await rows(`SELECT 1 FROM ${history}`)).toEqual([])
    expect(await rows(kept)).toEqual([])
    await run(load)
    expect(await rows(kept)).toHaveLength(1)
    clock.moveTo(start + 15 * day)
    expect(await rows(kept)).toEqual([])
  })

  it('forget a table that was dropped', async () => {
    await run(load, 'CREATE OR REPLACE TABLE t (id INT)')
    expect(await rows(`SELECT 1 FROM ${history}`)).toEqual([])
  })
})
