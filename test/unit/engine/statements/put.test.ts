import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Row } from '../../../../src/account/result.ts'
import { VirtualClock } from '../../../../src/common/clock.ts'
import { openAccount } from '../../../../src/engine/account.ts'
import { openLocalLake } from '../../../../src/lake/local.ts'

let folder: string
let rows: (sql: string) => Promise<readonly Row[]>
let close: () => Promise<void>
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'snowmelt-put-'))
  const clock = new VirtualClock(Date.UTC(2026, 0, 5))
  const lake = openLocalLake(join(folder, 'lake'), { clock })
  const account = await openAccount({ path: ':memory:', lake, clock, localFiles: true })
  const session = await account.openSession()
  rows = async (sql) => (await session.execute(sql))?.rows ?? []
  close = async () => await account.close()
  await rows('CREATE DATABASE d')
  await rows('CREATE STAGE st')
  await writeFile(join(folder, 'a.csv'), '1,x\n')
  await writeFile(join(folder, 'b b.csv'), '2,y\n')
})
afterEach(async () => {
  await close()
  await rm(folder, { recursive: true, force: true })
})

const statuses = async (sql: string) => (await rows(sql)).map((row) => [row[1], row[5], row[6]])

it('uploads files, packed unless they are, and skips those that are there', async () => {
  expect(await statuses(`PUT file://${folder}/*.csv @st/in`)).toEqual([
    ['a.csv.gz', 'GZIP', 'UPLOADED'],
    ['b b.csv.gz', 'GZIP', 'UPLOADED'],
  ])
  expect(await statuses(`PUT file://${folder}/a.csv @st/in`)).toEqual([['a.csv.gz', 'GZIP', 'SKIPPED']])
  expect(
    await statuses(`PUT 'file://${folder}/b b.csv' @st/in AUTO_COMPRESS = FALSE OVERWRITE = TRUE`),
  ).toEqual([['b b.csv', 'NONE', 'UPLOADED']])
  expect(await rows('SELECT $1, $2 FROM @st/in/a.csv.gz')).toEqual([['1', 'x']])
})

it('downloads files by pattern, and not two of one name', async () => {
  await rows(`PUT file://${folder}/a.csv @st/in AUTO_COMPRESS = FALSE`)
  await rows(`PUT file://${folder}/a.csv @st/out AUTO_COMPRESS = FALSE PARALLEL = 4`)
  await expect(rows(`GET @st file://${folder}/got/`)).rejects.toThrow('different folders')
  expect(await rows(`GET @st file://${folder}/got/ PATTERN = '.*in.*'`)).toEqual([
    ['a.csv', '4', 'DOWNLOADED', ''],
  ])
  expect(await readFile(join(folder, 'got', 'a.csv'), 'utf8')).toBe('1,x\n')
})

it('knows internal stages only, and files that are there', async () => {
  await rows(`CREATE STAGE ext URL = 's3://b/in/'`)
  await expect(rows(`PUT file://${folder}/a.csv @ext`)).rejects.toThrow('external stage')
  await expect(rows(`PUT file://${folder}/none.csv @st`)).rejects.toThrow('no such file')
  await expect(rows(`PUT file://${folder}/** @st`)).rejects.toThrow('wildcards')
})
