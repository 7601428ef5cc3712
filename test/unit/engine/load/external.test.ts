import { afterEach, beforeEach, expect, it } from 'vitest'
import { openWorld, type World } from './account.ts'

let world: World
let read: string[]
let warnings: string[]
beforeEach(async () => {
  world = await openWorld()
  read = []
  warnings = []
  // Every reader of an object asks for its local path first.
  const { files } = world
  const localPath = files.localPath.bind(files)
  files.localPath = async (url) => {
    read.push(url.slice('s3://b/in/'.length))
    return await localPath(url)
  }
  world.account.services.events.on('warning', ({ message }) => warnings.push(message))
})
afterEach(async () => {
  await world.close()
})

const csv = 'LOCATION = @st AUTO_REFRESH = FALSE FILE_FORMAT = (TYPE = CSV)'
const partitioned = `CREATE EXTERNAL TABLE e(
  day DATE AS TO_DATE(SPLIT_PART(METADATA$FILENAME, '/', 2)), id INT AS (VALUE:c1::INT)
) PARTITION BY (day) ${csv}`

/** What the query gives, and the files that were read for it. */
async function reading(sql: string): Promise<{ rows: unknown; files: readonly string[] }> {
  read = []
  const rows = (await world.rows(sql)).map((row) => row.join('|'))
  return { rows, files: read.toSorted() }
}

it('reads only files whose partition can meet the WHERE', async () => {
  await world.put('2026-01-01/a.csv', '1\n')
  await world.put('2026-01-02/b.csv', '2\n')
  await world.put('2026-01-03/c.csv', '3\n')
  await world.rows(partitioned)
  const all = ['2026-01-01/a.csv', '2026-01-02/b.csv', '2026-01-03/c.csv']
  const ask = async (rest: string) => await reading(`SELECT e.id FROM e ${rest} ORDER BY 1`)
  expect(await ask('')).toEqual({ rows: ['1', '2', '3'], files: all })
  expect(await ask(`WHERE day = '2026-01-02'`)).toEqual({ rows: ['2'], files: all.slice(1, 2) })
  expect(await ask(`WHERE e.day >= '2026-01-02'::DATE AND id < 3`)).toEqual({
    rows: ['2'],
    files: all.slice(1),
  })
  expect(await ask(`WHERE day IN ('2026-01-01', '2026-01-03')`)).toEqual({
    rows: ['1', '3'],
    files: [all[0], all[2]],
  })
  expect(await ask(`WHERE METADATA$FILENAME LIKE '%/c.csv'`)).toEqual({ rows: ['3'], files: all.slice(2) })
  expect(await ask(`WHERE day = '2026-01-02' OR id = 3`)).toEqual({ rows: ['2', '3'], files: all })
  expect(await ask(`WHERE day > '2030-01-01'`)).toEqual({ rows: [], files: [] })
})

it('does not let an outer join change what is pruned', async () => {
  await world.put('2026-01-01/a.csv', '1\n')
  await world.put('2026-01-02/b.csv', '2\n')
  await world.rows(partitioned)
  await world.rows('CREATE TABLE k(id INT)')
  await world.rows('INSERT INTO k VALUES (1), (2), (9)')
  const missing = 'SELECT k.id FROM k LEFT JOIN e ON k.id = e.id WHERE e.day IS NULL'
  expect(await reading(missing)).toEqual({ rows: ['9'], files: ['2026-01-01/a.csv', '2026-01-02/b.csv'] })
  const inner = `SELECT k.id FROM k JOIN e ON k.id = e.id AND e.day = '2026-01-02'`
  expect(await reading(inner)).toEqual({ rows: ['2'], files: ['2026-01-02/b.csv'] })
  const left = `SELECT e.id FROM e LEFT JOIN k ON k.id = e.id WHERE e.day = '2026-01-01'`
  expect(await reading(left)).toEqual({ rows: ['1'], files: ['2026-01-01/a.csv'] })
})

it('reads the registered content alone, and says what it leaves out', async () => {
  await world.put('a.csv', '1\n')
  await world.put('b.csv', '2\n')
  await world.rows(`CREATE EXTERNAL TABLE e(id INT AS (VALUE:c1::INT)) ${csv}`)
  await world.put('a.csv', '10\n11\n')
  await world.files.remove('s3://b/in/b.csv')
  expect((await reading('SELECT id FROM e')).rows).toEqual([])
  expect(warnings.join('\n')).toContain('s3://b/in/a.csv has changed')
  expect(warnings.join('\n')).toContain('s3://b/in/b.csv is gone')
  expect(await world.rows('ALTER EXTERNAL TABLE e REFRESH')).toEqual([
    ['b/in/a.csv', 'REGISTERED_UPDATE', 'File updated successfully.'],
    ['b/in/b.csv', 'UNREGISTERED', 'File unregistered successfully.'],
  ])
  expect((await reading('SELECT id FROM e ORDER BY 1')).rows).toEqual(['10', '11'])
})

it('gives the rows before a fault and goes on with the next file', async () => {
  await world.put('a.json', '{"a": 1}\n{"a": 2}\nnot json\n{"a": 4}\n')
  await world.put('b.json', '{"a": 5}\n')
  await world.rows(
    'CREATE EXTERNAL TABLE e(a INT AS (VALUE:a::INT)) LOCATION = @st AUTO_REFRESH = FALSE FILE_FORMAT = (TYPE = JSON)',
  )
  expect((await reading('SELECT a FROM e ORDER BY 1')).rows).toEqual(['1', '2', '5'])
  expect(warnings[0]).toContain('in/a.json is read up to line 3 only')
})

it('follows what happens to the location from AUTO_REFRESH on, and nothing before', async () => {
  await world.put('old.csv', '1\n')
  await world.rows(
    'CREATE EXTERNAL TABLE e(id INT AS (VALUE:c1::INT)) LOCATION = @st REFRESH_ON_CREATE = FALSE FILE_FORMAT = (TYPE = CSV)',
  )
  await world.account.drain()
  expect((await reading('SELECT id FROM e')).rows).toEqual([])
  await world.put('new.csv', '2\n')
  await world.account.drain()
  expect((await reading('SELECT id FROM e')).rows).toEqual(['2'])
  await world.rows(`ALTER EXTERNAL TABLE e REMOVE FILES ('new.csv')`)
  await world.account.drain()
  expect((await reading('SELECT id FROM e')).rows).toEqual([])
  await world.rows('ALTER EXTERNAL TABLE e SET AUTO_REFRESH = FALSE')
  await world.put('later.csv', '3\n')
  await world.account.drain()
  await world.rows('ALTER EXTERNAL TABLE e SET AUTO_REFRESH = TRUE')
  await world.account.drain()
  expect((await reading('SELECT id FROM e')).rows).toEqual([])
  await world.files.remove('s3://b/in/old.csv')
  await world.put('later.csv', '3\n4\n')
  await world.account.drain()
  expect((await reading('SELECT id FROM e ORDER BY 1')).rows).toEqual(['3', '4'])
})

it('shows an insert-only stream the files that were registered and still are, once', async () => {
  await world.put('a.csv', '1\n')
  await world.rows(`CREATE EXTERNAL TABLE e(id INT AS (VALUE:c1::INT)) ${csv}`)
  await world.rows('CREATE STREAM s ON EXTERNAL TABLE e INSERT_ONLY = TRUE')
  await world.rows('CREATE TABLE t(id INT)')
  expect(await world.rows(`SELECT SYSTEM$STREAM_HAS_DATA('s')`)).toEqual([['false']])
  await world.put('b.csv', '2\n')
  await world.put('c.csv', '3\n')
  await world.rows('ALTER EXTERNAL TABLE e REFRESH')
  await world.files.remove('s3://b/in/c.csv')
  await world.rows('ALTER EXTERNAL TABLE e REFRESH')
  expect(await world.rows(`SELECT SYSTEM$STREAM_HAS_DATA('s')`)).toEqual([['true']])
  expect(await reading('SELECT * FROM s')).toEqual({
    rows: ['{"c1":"2"}|2|INSERT|false||in/b.csv'],
    files: ['b.csv'],
  })
  await world.rows('INSERT INTO t SELECT id FROM s')
  expect(await reading('SELECT * FROM s')).toEqual({ rows: [], files: [] })
  expect(await world.rows(`SELECT SYSTEM$STREAM_HAS_DATA('s')`)).toEqual([['false']])
  expect(await world.rows('SELECT id FROM t')).toEqual([['2']])
})

it('takes a refresh back with its transaction', async () => {
  await world.put('a.csv', '1\n')
  await world.rows(`CREATE EXTERNAL TABLE e(id INT AS (VALUE:c1::INT)) ${csv}`)
  await world.put('b.csv', '2\n')
  await world.rows('BEGIN')
  await world.rows('ALTER EXTERNAL TABLE e REFRESH')
  expect((await reading('SELECT id FROM e ORDER BY 1')).rows).toEqual(['1', '2'])
  const other = await world.account.openSession()
  expect((await other.execute('SELECT id FROM d.public.e'))?.rows).toEqual([['1']])
  await world.rows('ROLLBACK')
  expect((await reading('SELECT id FROM e')).rows).toEqual(['1'])
  await other.close()
})
