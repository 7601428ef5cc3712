import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib'
import { readdir } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openWorld, type World } from './account.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
  await world.rows('CREATE TABLE t(i INT, s VARCHAR)')
})
afterEach(async () => {
  await world.close()
})

const names = async (): Promise<readonly string[]> =>
  (await world.files.list('s3://b/in/')).map(({ url }) => url.slice('s3://b/in/'.length))
const read = async (name: string): Promise<string> =>
  Buffer.from(await world.files.read(`s3://b/in/${name}`)).toString()
const fill = async (rows: number) =>
  await world.rows(`INSERT INTO t SELECT SEQ4(), 'row ' || SEQ4() FROM TABLE(GENERATOR(ROWCOUNT => ${rows}))`)

describe('the text of values', () => {
  it('escapes delimiters, and what comes back is what was there', async () => {
    await world.rows(
      String.raw`INSERT INTO t VALUES (1, 'a,b'), (2, 'c\\d'), (3, 'e\nf'), (4, '\\M'), (5, NULL), (NULL, 'i'), (6, 'g"h')`,
    )
    const rows = await world.rows('SELECT * FROM t ORDER BY i')
    for (const format of [
      'TYPE = CSV',
      `TYPE = CSV FIELD_OPTIONALLY_ENCLOSED_BY = '"'`,
      String.raw`TYPE = CSV FIELD_OPTIONALLY_ENCLOSED_BY = '"' ESCAPE = '\\'`,
      `TYPE = CSV FIELD_DELIMITER = '||' FIELD_OPTIONALLY_ENCLOSED_BY = '0x27'`,
      'TYPE = PARQUET',
    ]) {
      const header = format.includes('PARQUET') ? 'HEADER = TRUE' : ''
      const match = header === '' ? '' : 'MATCH_BY_COLUMN_NAME = CASE_INSENSITIVE'
      await world.rows('REMOVE @st')
      await world.rows(`COPY INTO @st FROM t FILE_FORMAT = (${format}) ${header}`)
      await world.rows('CREATE OR REPLACE TABLE back LIKE t')
      await world.rows(`COPY INTO back FROM @st FILE_FORMAT = (${format}) ${match}`)
      expect(await world.rows('SELECT * FROM back ORDER BY i'), format).toEqual(rows)
    }
  })

  it('ends records as RECORD_DELIMITER says, the header too', async () => {
    await world.rows(`INSERT INTO t VALUES (1, 'a')`)
    await world.rows(
      `COPY INTO @st/x FROM t FILE_FORMAT = (COMPRESSION = NONE RECORD_DELIMITER = '|~' FIELD_OPTIONALLY_ENCLOSED_BY = '"') SINGLE = TRUE HEADER = TRUE`,
    )
    expect(await read('x')).toBe('"I","S"|~1,"a"|~')
  })
})

describe('compression', () => {
  it.each([
    ['GZIP', gunzipSync],
    ['BROTLI', brotliDecompressSync],
    ['DEFLATE', inflateSync],
    ['RAW_DEFLATE', inflateRawSync],
  ])('%s', async (method, unpack) => {
    await world.rows(`INSERT INTO t VALUES (1, 'a')`)
    await world.rows(`COPY INTO @st/x FROM t FILE_FORMAT = (COMPRESSION = ${method}) SINGLE = TRUE`)
    expect(unpack(await world.files.read('s3://b/in/x')).toString()).toBe('1,a\n')
  })
})

describe('several files', () => {
  it('keeps to MAX_FILE_SIZE, and tells the rows of each', async () => {
    await fill(20_000)
    const rows = await world.rows(
      'COPY INTO @st/o_ FROM (SELECT * FROM t ORDER BY i) FILE_FORMAT = (COMPRESSION = NONE) MAX_FILE_SIZE = 100000 DETAILED_OUTPUT = TRUE',
    )
    expect(rows.length).toBeGreaterThan(2)
    expect(rows.every(([, size]) => Number(size) <= 100_000 + 20)).toBe(true)
    expect(rows.reduce((sum, [, , count]) => sum + Number(count), 0)).toBe(20_000)
    const lines = (await Promise.all(rows.map(async ([name]) => read(name ?? '')))).join('')
    expect(
      lines
        .split('\n')
        .slice(0, -1)
        .map((line) => Number(line.split(',')[0])),
    ).toEqual(Array.from({ length: 20_000 }, (_, index) => index))
  })

  it('splits Parquet, also within a partition', async () => {
    await fill(30_000)
    await world.rows(
      `COPY INTO @st FROM t PARTITION BY (IFF(i < 1000, NULL, 'p' || i % 2)) FILE_FORMAT = (TYPE = PARQUET) MAX_FILE_SIZE = 50000 HEADER = TRUE`,
    )
    const folders = (await names()).map((name) => name.split('/')[0])
    expect(new Set(folders)).toEqual(new Set(['__NULL__', 'p0', 'p1']))
    expect(folders.filter((folder) => folder === 'p0').length).toBeGreaterThan(1)
    expect(
      await world.rows(`SELECT COUNT(*), SUM($1:I::INT) FROM @st (FILE_FORMAT => (TYPE = PARQUET))`),
    ).toEqual([['30000', '449985000']])
  })
})

describe('what goes wrong', () => {
  it('leaves nothing behind', async () => {
    await world.rows(`INSERT INTO t VALUES (1, 'a'), (2, '')`)
    await expect(world.rows('COPY INTO @st FROM t')).rejects.toThrow('Cannot unload empty string')
    await expect(
      world.rows(
        `COPY INTO @st FROM (SELECT 'x' || i, s FROM t) PARTITION BY ('../' || s) FILE_FORMAT = (TYPE = PARQUET)`,
      ),
    ).rejects.toThrow()
    expect(await names()).toEqual([])
    const left = await readdir(world.files.scratch)
    expect(left.filter((name) => name.startsWith('unload-'))).toEqual([])
  })

  it('consumes a stream once its rows are files', async () => {
    await world.rows('CREATE STREAM changes ON TABLE t')
    await world.rows(`INSERT INTO t VALUES (1, 'a')`)
    await world.rows('COPY INTO @st/x FROM (SELECT i FROM changes) SINGLE = TRUE')
    expect(await world.rows('SELECT * FROM changes')).toEqual([])
    await world.rows(`INSERT INTO t VALUES (2, 'b')`)
    await expect(world.rows('COPY INTO @st/x FROM (SELECT i FROM changes) SINGLE = TRUE')).rejects.toThrow(
      'already existing',
    )
    expect(await world.rows('SELECT i FROM changes')).toEqual([['2']])
  })
})

describe('stages', () => {
  it('removes the files of an internal stage with it', async () => {
    await world.rows('CREATE STAGE own DIRECTORY = (ENABLE = TRUE)')
    await world.rows('COPY INTO @own FROM (SELECT 1)')
    const staged = async () => await world.files.list('s3://.snowmelt-stages/')
    expect(await staged()).toHaveLength(1)
    await world.rows('DROP STAGE own')
    await expect.poll(staged).toEqual([])
  })

  it('refreshes a directory table by itself', async () => {
    await world.rows(`CREATE STAGE seen URL = 's3://b/in/' DIRECTORY = (ENABLE = TRUE AUTO_REFRESH = TRUE)`)
    await world.put('a.txt', 'x')
    expect(await world.rows('SELECT relative_path FROM DIRECTORY(@seen)')).toEqual([])
    await world.account.drain()
    expect(await world.rows('SELECT relative_path FROM DIRECTORY(@seen)')).toEqual([['a.txt']])
  })
})
