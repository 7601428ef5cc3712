import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { openAccount } from '../src/engine/account.ts'
import { openLocalLake } from '../src/lake/local.ts'
import { median } from './process.ts'

/** What is written by COPY INTO location, and DuckDB's own options for the same file. */
const formats = [
  { name: 'Parquet', snowflake: 'TYPE = PARQUET', duck: 'FORMAT parquet, COMPRESSION snappy' },
  { name: 'CSV', snowflake: 'TYPE = CSV COMPRESSION = NONE', duck: 'FORMAT csv, HEADER false' },
  { name: 'CSV gzip', snowflake: 'TYPE = CSV', duck: 'FORMAT csv, HEADER false, COMPRESSION gzip' },
] as const

/** COPY INTO location of a table against DuckDB's COPY TO of a plain copy of its rows, in turns; the medians and their ratio. */
export async function benchUnload(rows: number, runs: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'snowmelt-bench-'))
  const account = await openAccount({ path: ':memory:', lake: openLocalLake(join(folder, 'lake')) })
  const session = await account.openSession()
  const duck = await (await DuckDBInstance.create(':memory:')).connect()
  await session.execute('CREATE DATABASE d')
  await session.execute('CREATE STAGE st')
  await session.execute(
    `CREATE TABLE t AS SELECT i AS id, 'customer ' || i AS name, (i * 7919 % 100000 / 100)::NUMBER(12,2) AS amount,
       DATEADD(day, i % 1000, '2024-01-01'::DATE) AS day, MD5(i::VARCHAR) AS token
     FROM (SELECT SEQ8() AS i FROM TABLE(GENERATOR(ROWCOUNT => ${rows})))`,
  )
  await duck.run(
    `CREATE TABLE t AS SELECT i AS id, 'customer ' || i AS name, CAST(i * 7919 % 100000 / 100 AS DECIMAL(12,2)) AS amount,
       DATE '2024-01-01' + CAST(i % 1000 AS INTEGER) AS day, md5(i::VARCHAR) AS token FROM range(${rows}) AS r(i)`,
  )
  console.log(`COPY INTO location of ${rows} rows against DuckDB's COPY TO, median of ${runs}`)
  for (const { name, snowflake, duck: options } of formats) {
    const ours: number[] = []
    const theirs: number[] = []
    for (let run = 0; run < runs; run += 1) {
      ours.push(
        await timed(async () => {
          await session.execute(`COPY INTO @st/${run}/ FROM t FILE_FORMAT = (${snowflake}) OVERWRITE = TRUE`)
        }),
      )
      await session.execute('REMOVE @st')
      const target = join(folder, `raw-${run}`)
      theirs.push(
        await timed(async () => {
          await duck.run(`COPY t TO '${target}' (${options})`)
        }),
      )
      rmSync(target)
    }
    const [own, raw] = [median(ours), median(theirs)]
    console.log(
      `  ${name.padEnd(9)} ${own.toFixed(2)} s   raw ${raw.toFixed(2)} s   ratio ${(own / raw).toFixed(2)}`,
    )
  }
  await account.close()
  rmSync(folder, { recursive: true, force: true })
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}
