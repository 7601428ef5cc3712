import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ledgerSummary, rejectedRows } from '../../../../src/engine/load/ledger.ts'
import { openWorld, type World } from './account.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(async () => {
  await world.close()
})

/** `table: parsed = loaded + rejected + skipped`, for each table. */
async function ledger(): Promise<readonly string[]> {
  const sums = await world.account.services.transact(ledgerSummary)
  return sums.map((sum) => `${sum.parsed} = ${sum.loaded} + ${sum.rejected} + ${sum.skipped}`)
}

async function rejects(): Promise<readonly string[]> {
  const found = await world.account.services.transact(async (transaction) => rejectedRows(transaction))
  return found.map(
    ({ row, line, character, column, raw, reason }) =>
      `${row}/${line}:${character} ${column} ${raw}: ${reason}`,
  )
}

const csv = 'FILE_FORMAT = (TYPE = CSV)'

describe('ON_ERROR', () => {
  beforeEach(async () => {
    await world.rows('CREATE TABLE t(id INT, d DATE)')
    await world.put('a.csv', '1,2024-01-01\n2,2024-01-02\n')
    await world.put('b.csv', '3,2024-01-03\noops,2024-01-04\n5,never\n6\n7,2024-01-07\n')
  })

  const outcomes: readonly (readonly [string, readonly string[], string, number])[] = [
    ['CONTINUE', ['LOADED', 'PARTIALLY_LOADED'], '7 = 4 + 3 + 0', 4],
    ['SKIP_FILE', ['LOADED', 'LOAD_FAILED'], '7 = 2 + 3 + 2', 2],
    ['SKIP_FILE_4', ['LOADED', 'PARTIALLY_LOADED'], '7 = 4 + 3 + 0', 4],
    ['SKIP_FILE_3', ['LOADED', 'LOAD_FAILED'], '7 = 2 + 3 + 2', 2],
    [`'SKIP_FILE_60%'`, ['LOADED', 'PARTIALLY_LOADED'], '7 = 4 + 3 + 0', 4],
    [`'SKIP_FILE_59%'`, ['LOADED', 'LOAD_FAILED'], '7 = 2 + 3 + 2', 2],
  ]
  it.each(outcomes)('%s', async (mode, states, balance, loaded) => {
    const rows = await world.rows(`COPY INTO t FROM @st ${csv} ON_ERROR = ${mode}`)
    expect(rows.map((row) => row[1])).toEqual(states)
    expect(rows[1]?.[6]).toBe("Numeric value 'oops' is not recognized")
    expect(await ledger()).toEqual([balance])
    expect(await world.rows('SELECT COUNT(*) FROM t')).toEqual([[String(loaded)]])
    expect(await rejects()).toEqual([
      `2/2:1 "T"["ID":1] oops,2024-01-04: Numeric value 'oops' is not recognized`,
      `3/3:3 "T"["D":2] 5,never: Date 'never' is not recognized`,
      `4/4:1 "T"["D":2] 6: End of record reached while expected to parse column '"T"["D":2]'`,
    ])
  })

  it('ABORT_STATEMENT loads nothing and keeps the ledger of the attempt', async () => {
    await expect(world.rows(`COPY INTO t FROM @st ${csv}`)).rejects.toThrow(
      `Numeric value 'oops' is not recognized\n  File 'in/b.csv', line 2, character 1\n  Row 2, column "T"["ID":1]\n`,
    )
    expect(await world.rows('SELECT COUNT(*) FROM t')).toEqual([['0']])
    expect(await ledger()).toEqual(['7 = 0 + 3 + 4'])
    expect(await rejects()).toHaveLength(3)
  })

  it('judges the expressions of a transformation row by row', async () => {
    const copy = `COPY INTO t FROM (SELECT $1::INT, TO_DATE($2) FROM @st) ${csv}`
    await expect(world.rows(copy)).rejects.toThrow(`line 2, character 1\n  Row 2, column "T"["ID":1]`)
    await world.rows(`${copy} ON_ERROR = CONTINUE`)
    expect(await world.rows('SELECT id FROM t ORDER BY 1')).toEqual([['1'], ['2'], ['3'], ['6'], ['7']])
    expect(await ledger()).toEqual(['14 = 5 + 3 + 6'])
  })
})

it('keeps what an explicit transaction did before a failed COPY', async () => {
  await world.rows('CREATE TABLE t(id INT)')
  await world.put('a.csv', 'x\n')
  await world.rows('BEGIN')
  await world.rows('INSERT INTO t VALUES (1)')
  await expect(world.rows(`COPY INTO t FROM @st ${csv}`)).rejects.toThrow('is not recognized')
  await world.rows('COMMIT')
  expect(await world.rows('SELECT id FROM t')).toEqual([['1']])
})

it('undoes a COPY with its transaction, history included', async () => {
  await world.rows('CREATE TABLE t(id INT)')
  await world.put('a.csv.gz', gzipSync('1\n2\n'))
  await world.rows('BEGIN')
  await world.rows(`COPY INTO t FROM @st ${csv}`)
  await world.rows('ROLLBACK')
  expect(await world.rows('SELECT COUNT(*) FROM t')).toEqual([['0']])
  expect((await world.rows(`COPY INTO t FROM @st ${csv}`))[0]?.[1]).toBe('LOADED')
})

it('widens a column for a number beyond 64 bits', async () => {
  await world.rows('CREATE TABLE t(id INT)')
  await world.put('a.csv', '1\n12345678901234567890\n')
  await world.rows(`COPY INTO t FROM @st ${csv}`)
  expect(await world.rows('SELECT id FROM t ORDER BY id')).toEqual([['1'], ['12345678901234567890']])
})

it('fills other columns with their defaults, and refuses NULL where none may be', async () => {
  await world.rows(`CREATE TABLE t(n INT AUTOINCREMENT, a STRING NOT NULL, b STRING DEFAULT 'x')`)
  await world.put('a.csv', 'p\n\\N\nq\n')
  const [row] = await world.rows(`COPY INTO t(a) FROM @st ${csv} ON_ERROR = CONTINUE`)
  expect(row?.[6]).toBe('NULL result in a non-nullable column')
  expect(await world.rows('SELECT a, b, n IS NULL FROM t ORDER BY a')).toEqual([
    ['p', 'x', 'false'],
    ['q', 'x', 'false'],
  ])
})

it('calls a cut gzip file and a Parquet file without a footer faulty, whatever ON_ERROR says', async () => {
  await world.rows('CREATE TABLE t(v VARIANT)')
  await world.put('cut.json.gz', gzipSync(JSON.stringify({ a: 'x'.repeat(5000) })).subarray(0, 30))
  await world.put('good.json', '{"a":1}\n')
  const rows = await world.rows('COPY INTO t FROM @st FILE_FORMAT = (TYPE = JSON) ON_ERROR = CONTINUE')
  expect(rows.map((row) => row.slice(0, 4))).toEqual([
    ['s3://b/in/cut.json.gz', 'LOAD_FAILED', '0', '0'],
    ['s3://b/in/good.json', 'LOADED', '1', '1'],
  ])
  await world.put('p/a.parquet', 'PAR1 but no more')
  const [parquet] = await world.rows(
    'COPY INTO t FROM @st/p/ FILE_FORMAT = (TYPE = PARQUET) ON_ERROR = SKIP_FILE',
  )
  expect(parquet?.[1]).toBe('LOAD_FAILED')
})

it('reads Parquet columns by path, whole, and by name', async () => {
  const folder = world.files.scratch
  const path = `${folder}/t.parquet`
  const connection = await world.account.services.duck.connect()
  const { duck, text } = await import('../../../../src/engine/duck/sql.ts')
  await connection.run(
    duck`COPY (SELECT CAST(12345678901234567.10 AS DECIMAL(30,2)) AS price, 'x' AS name, DATE '2024-02-01' AS day, [1, 2] AS tags) TO ${text(path)}`,
  )
  connection.close()
  const { readFile } = await import('node:fs/promises')
  await world.put('p/a.parquet', await readFile(path))
  const parquet = 'FILE_FORMAT = (TYPE = PARQUET)'
  await world.rows('CREATE TABLE t(price NUMBER(30,2), day DATE, tags VARIANT, fn STRING)')
  await world.rows(
    `COPY INTO t FROM (SELECT $1:price::NUMBER(30,2), $1:day::DATE, $1:tags, METADATA$FILENAME FROM @st/p/) ${parquet}`,
  )
  expect(await world.rows('SELECT * FROM t')).toEqual([
    ['12345678901234567.10', '2024-02-01', '[1,2]', 'in/p/a.parquet'],
  ])
  await world.rows('CREATE TABLE v(v VARIANT)')
  await world.rows(`COPY INTO v FROM @st/p/ ${parquet}`)
  expect(await world.rows('SELECT v:name::STRING, v:tags[1]::INT FROM v')).toEqual([['x', '2']])
  await world.rows('CREATE TABLE m(name STRING, price NUMBER(30,2), other INT)')
  await world.rows(`COPY INTO m FROM @st/p/ ${parquet} MATCH_BY_COLUMN_NAME = CASE_INSENSITIVE`)
  expect(await world.rows('SELECT * FROM m')).toEqual([['x', '12345678901234567.10', null]])
})

it('rejects bad lines of JSON with their places and keeps the digits of the good ones', async () => {
  await world.rows('CREATE TABLE t(v VARIANT)')
  await world.put('a.json', '{"n": 12345678901234567890.12}\n\n{bad\n{"n": 2}\n')
  const [row] = await world.rows('COPY INTO t FROM @st FILE_FORMAT = (TYPE = JSON) ON_ERROR = CONTINUE')
  expect(row?.slice(1, 6)).toEqual(['PARTIALLY_LOADED', '3', '2', '3', '1'])
  expect(row?.[7]).toBe('3')
  expect(await world.rows('SELECT v FROM t')).toEqual([['{"n":12345678901234567890.12}'], ['{"n":2}']])
})

it('loads files again under FORCE, and knows them again 64 days later no more', async () => {
  await world.rows('CREATE TABLE t(id INT)')
  await world.put('a.csv', '1\n')
  const copy = `COPY INTO t FROM @st ${csv}`
  await world.rows(copy)
  expect(await world.rows(copy)).toEqual([['Copy executed with 0 files processed.']])
  expect(await world.rows(`${copy} FORCE = TRUE`)).toHaveLength(1)
  await world.account.advance(65 * 86_400_000)
  expect(await world.rows(copy)).toEqual([['Copy executed with 0 files processed.']])
  expect(await world.rows(`${copy} LOAD_UNCERTAIN_FILES = TRUE`)).toHaveLength(1)
})

it('names what a transformation may not have, and a file that is not there', async () => {
  await world.rows('CREATE TABLE t(id INT)')
  await world.put('a.csv', '1\n')
  await expect(world.rows(`COPY INTO t FROM (SELECT $1 FROM @st WHERE $1 > 0) ${csv}`)).rejects.toThrow(
    "'WHERE in a COPY statement'",
  )
  await expect(world.rows(`COPY INTO t FROM @st FILES = ('none.csv') ${csv}`)).rejects.toThrow(
    "'s3://b/in/none.csv' was not found",
  )
  await expect(world.rows(`COPY INTO t FROM @st ${csv} SPEED = 3`)).rejects.toThrow(
    "invalid property 'SPEED'",
  )
})

it('reads staged files in a query', async () => {
  await world.put('a.csv', '1|x\n2|y\n')
  await world.rows(`CREATE FILE FORMAT f TYPE = CSV FIELD_DELIMITER = '|'`)
  expect(
    await world.rows(
      `SELECT s.$2, METADATA$FILE_ROW_NUMBER, METADATA$FILENAME, $3 FROM @st/a (FILE_FORMAT => 'f') s ORDER BY 2 DESC`,
    ),
  ).toEqual([
    ['y', '2', 'in/a.csv', null],
    ['x', '1', 'in/a.csv', null],
  ])
})

it('shows the ledger as relations', async () => {
  await world.rows('CREATE TABLE t(id INT)')
  await world.put('a.csv', '1\nx\n')
  await world.rows(`COPY INTO t FROM @st ${csv} ON_ERROR = CONTINUE`)
  expect(
    await world.rows(
      'SELECT table_name, rows_parsed, rows_loaded, rows_rejected, rows_skipped FROM SNOWMELT.LEDGER.LOADS',
    ),
  ).toEqual([['D.PUBLIC.T', '2', '1', '1', '0']])
  expect(await world.rows('SELECT l.raw, l.file_row FROM snowmelt.ledger.rejected_rows l')).toEqual([
    ['x', '2'],
  ])
})

describe('a few bad rows among many', () => {
  it('keeps numbers, lines and texts of rows around records with too few or too many fields', async () => {
    await world.rows('CREATE TABLE t(id INT, name STRING, n INT)')
    const lines = Array.from({ length: 40 }, (_, index) => `${index + 1},"a\n${index}",${index}`)
    lines[4] = '5,short'
    lines[9] = '10,long,1,2'
    lines[19] = '20,"x\ny",never'
    await world.put('a.csv', `h,h,h\n${lines.join('\n')}\n`)
    const quoted = `FILE_FORMAT = (TYPE = CSV SKIP_HEADER = 1 FIELD_OPTIONALLY_ENCLOSED_BY = '"')`
    await world.rows(`COPY INTO t FROM @st ${quoted} ON_ERROR = CONTINUE`)
    expect(await rejects()).toEqual([
      `5/10:1 "T"["N":3] 5,short: End of record reached while expected to parse column '"T"["N":3]'`,
      `10/19:1 "T"["N":3] 10,long,1,2: Field delimiter ',' found while expecting record delimiter '\\n'`,
      `20/38:10 "T"["N":3] 20,"x\ny",never: Numeric value 'never' is not recognized`,
    ])
    expect(await ledger()).toEqual(['40 = 37 + 3 + 0'])
  })

  it('fills the fields that a short row has not, in its place, under a transformation', async () => {
    await world.rows('CREATE TABLE t(id INT, n INT, at INT)')
    await world.put('a.csv', '1,1\n2\n3,3,3\nx,4\n5,5\n')
    await world.rows(
      `COPY INTO t FROM (SELECT $1, $2, METADATA$FILE_ROW_NUMBER FROM @st) ${csv} ON_ERROR = CONTINUE`,
    )
    expect(await world.rows('SELECT * FROM t ORDER BY at')).toEqual([
      ['1', '1', '1'],
      ['2', null, '2'],
      ['3', '3', '3'],
      ['5', '5', '5'],
    ])
    expect(await rejects()).toEqual([`4/4:1 "T"["ID":1] x,4: Numeric value 'x' is not recognized`])
  })

  it('finds failures inside of functions and conditions, and NULL where none may be', async () => {
    await world.rows('CREATE TABLE t(a INT, b INT NOT NULL, c STRING)')
    await world.put('a.csv', '1,1\n0,2\nx,3\n4,\n5,0\n6,6\n')
    await world.rows(
      `COPY INTO t FROM (SELECT COALESCE($1::INT, 0), IFF($2::INT = 2, 10 / $1::INT, $2::INT), 1 / NULLIF($1, 'x')::INT FROM @st) FILE_FORMAT = (TYPE = CSV EMPTY_FIELD_AS_NULL = TRUE) ON_ERROR = CONTINUE`,
    )
    expect(await world.rows('SELECT a, b FROM t ORDER BY a')).toEqual([
      ['1', '1'],
      ['5', '0'],
      ['6', '6'],
    ])
    expect(await rejects()).toEqual([
      `2/2:3 "T"["B":2] 0,2: Division by zero`,
      `3/3:1 "T"["A":1] x,3: Numeric value 'x' is not recognized`,
      `4/4:3 "T"["B":2] 4,: NULL result in a non-nullable column`,
    ])
  })

  it('fails the file whose Parquet pages are damaged, and loads the others', async () => {
    const { duck, text } = await import('../../../../src/engine/duck/sql.ts')
    const { readFile } = await import('node:fs/promises')
    const path = `${world.files.scratch}/t.parquet`
    const connection = await world.account.services.duck.connect()
    await connection.run(duck`COPY (SELECT range AS id FROM range(5000)) TO ${text(path)}`)
    connection.close()
    const bytes = await readFile(path)
    await world.put('p/a.parquet', bytes)
    await world.put('p/b.parquet', Buffer.from(bytes).fill(0xff, 4, 400))
    await world.rows('CREATE TABLE t(id INT)')
    const copy = `COPY INTO t FROM (SELECT $1:id::INT FROM @st/p/) FILE_FORMAT = (TYPE = PARQUET) ON_ERROR = CONTINUE`
    const rows = await world.rows(copy)
    expect(rows.map((row) => row.slice(1, 4))).toEqual([
      ['LOADED', '5000', '5000'],
      ['LOAD_FAILED', '0', '0'],
    ])
  })
})
