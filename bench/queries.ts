import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join as joinPath } from 'node:path'
import type { Session } from '../src/account/account.ts'
import { openAccount } from '../src/engine/account.ts'
import type { Services } from '../src/engine/context.ts'
import type { DuckConnection } from '../src/engine/duck/connection.ts'
import { duck, ident, join, macroText } from '../src/engine/duck/sql.ts'
import { openLocalLake } from '../src/lake/local.ts'
import { median } from './process.ts'

/** A query of Snowflake's, and what somebody would write for DuckDB over the same rows in a table of its own. */
interface Pair {
  readonly name: string
  readonly snowflake: string
  readonly byHand: string
}

const same = (name: string, sql: string): Pair => ({ name, snowflake: sql, byHand: sql })

const analytical: readonly Pair[] = [
  same('filter', 'SELECT COUNT(*), SUM(amount) FROM sales WHERE quantity > 3 AND amount BETWEEN 10 AND 500'),
  same(
    'group by',
    'SELECT region, COUNT(*), SUM(amount), MIN(sold_on), MAX(sold_on) FROM sales GROUP BY region ORDER BY region',
  ),
  {
    name: 'join with a dimension',
    snowflake:
      'SELECT p.category, SUM(s.amount * s.quantity) FROM sales s JOIN products p ON s.product_id = p.id GROUP BY 1 ORDER BY 1',
    byHand:
      'SELECT p.category, SUM(CAST(s.amount * s.quantity AS DECIMAL(38, 2))) FROM sales s JOIN products p ON s.product_id = p.id GROUP BY 1 ORDER BY 1',
  },
  same(
    'window',
    'SELECT COUNT(*), SUM(amount) FROM (SELECT amount FROM sales QUALIFY ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY sold_at DESC, id) = 1) t',
  ),
  same(
    'distinct count',
    'SELECT region, COUNT(DISTINCT customer_id) FROM sales GROUP BY region ORDER BY region',
  ),
  {
    name: 'date_trunc',
    snowflake:
      "SELECT DATE_TRUNC('month', sold_on) AS m, SUM(amount), COUNT(*) FROM sales GROUP BY m ORDER BY m",
    byHand:
      "SELECT CAST(date_trunc('month', sold_on) AS DATE) AS m, SUM(amount), COUNT(*) FROM sales GROUP BY m ORDER BY m",
  },
  same(
    'case',
    "SELECT SUM(CASE WHEN status = 'returned' THEN amount WHEN status = 'lost' THEN -amount ELSE 0 END), COUNT(CASE WHEN quantity > 5 THEN 1 END) FROM sales",
  ),
  same('like', "SELECT COUNT(*) FROM sales WHERE note LIKE '%blue%' OR note LIKE 'note 9%'"),
  same('top n', 'SELECT id, customer_id, amount FROM sales ORDER BY amount DESC, id LIMIT 20'),
  {
    name: 'arithmetic',
    snowflake:
      "SELECT region, SUM(amount * (1 - discount)) FROM sales WHERE sold_on >= '2024-03-01' GROUP BY region ORDER BY region",
    byHand:
      "SELECT region, SUM(amount * (1 - discount)) FROM sales WHERE sold_on >= DATE '2024-03-01' GROUP BY region ORDER BY region",
  },
]

const wide: readonly Pair[] = [
  same('sum of NUMBER(38,10)', 'SELECT region, SUM(precise) FROM sales GROUP BY region ORDER BY region'),
  same('sum beyond 64 bits', 'SELECT region, SUM(huge) FROM sales GROUP BY region ORDER BY region'),
  same('sum of all', 'SELECT SUM(precise), SUM(huge) FROM sales'),
]

/** Queries over `rows` rows through a session, against hand-written ones on the same connection's DuckDB. */
export async function benchQueries(kind: 'analytical' | 'wide', rows: number, runs: number): Promise<void> {
  const folder = mkdtempSync(joinPath(tmpdir(), 'snowmelt-bench-'))
  const account = await openAccount({
    path: joinPath(folder, 'bench.duckdb'),
    lake: openLocalLake(joinPath(folder, 'lake')),
  })
  try {
    await using session = await account.openSession()
    const plain = await account.services.duck.connect()
    await fill(session, plain, account.services, rows)
    console.log(`${kind} queries over ${rows} rows, median of ${runs} runs of each side`)
    const ratios: number[] = []
    for (const pair of kind === 'wide' ? wide : analytical)
      ratios.push(await bench(pair, session, plain, runs))
    console.log(`  ${'median ratio'.padEnd(24)} ${median(ratios).toFixed(2)}`)
    plain.close()
  } finally {
    await account.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The rows are made by Snowflake's SQL; DuckDB gets a copy as a table without anything of ours. */
async function fill(
  session: Session,
  plain: DuckConnection,
  { catalog, storage }: Services,
  rows: number,
): Promise<void> {
  await session.execute('CREATE DATABASE bench')
  await session.execute(`CREATE TABLE sales AS SELECT n AS id, (MOD(n * 7919, 100003))::INT AS customer_id, (MOD(n, 1000))::INT AS product_id,
    'region ' || MOD(n, 23) AS region, DECODE(MOD(n, 10), 0, 'returned', 1, 'lost', 'sold') AS status,
    'note ' || MOD(n * 31, 997) || IFF(MOD(n, 50) = 0, ' blue', ' red') AS note, (MOD(n, 11))::INT AS quantity,
    (MOD(n * 37, 100000) / 100)::NUMBER(12, 2) AS amount, (MOD(n, 20) / 100)::NUMBER(3, 2) AS discount,
    (n * 123456789.0123456789)::NUMBER(38, 10) AS precise, (n * 12345678901234567890)::NUMBER(38, 0) AS huge,
    DATEADD(day, MOD(n, 365), '2024-01-01'::DATE) AS sold_on, DATEADD(second, MOD(n * 61, 31536000), '2024-01-01'::TIMESTAMP_NTZ) AS sold_at
    FROM (SELECT SEQ8() AS n FROM TABLE(GENERATOR(ROWCOUNT => ${rows})))`)
  await session.execute(
    "CREATE TABLE products AS SELECT SEQ4() AS id, 'category ' || MOD(SEQ4(), 40) AS category FROM TABLE(GENERATOR(ROWCOUNT => 1000))",
  )
  await plain.run(macroText('CREATE SCHEMA plain'))
  await plain.run(macroText('USE plain'))
  for (const name of ['SALES', 'PRODUCTS']) {
    const table = catalog.find('TABLE', { database: 'BENCH', schema: 'PUBLIC', name })
    if (table === undefined) throw new Error(`there is no table ${name}`)
    const columns = table.columns.map(
      (column) => duck`${ident(column.physical)} AS ${ident(column.name.toLowerCase())}`,
    )
    await plain.run(
      duck`CREATE TABLE ${ident(name.toLowerCase())} AS SELECT ${join(columns)} FROM ${storage.live(table)}`,
    )
  }
  await plain.run(macroText('CHECKPOINT'))
}

async function bench(
  { name, snowflake, byHand }: Pair,
  session: Session,
  plain: DuckConnection,
  runs: number,
): Promise<number> {
  const ours: number[] = []
  const theirs: number[] = []
  let answers: readonly string[] = []
  for (let run = 0; run <= runs; run += 1) {
    const [left, mine] = await timed(async () => (await session.execute(snowflake))?.rows ?? [])
    const [right, yours] = await timed(async () => await plain.rows(macroText(byHand)))
    // The first round warms both; the answers are compared in it.
    if (run === 0) answers = [texts(mine), texts(yours)]
    else {
      ours.push(left)
      theirs.push(right)
    }
  }
  if (answers[0] !== answers[1]) throw new Error(`${name}: the two sides differ\n  ${answers.join('\n  ')}`)
  const ratio = median(ours) / median(theirs)
  console.log(
    `  ${name.padEnd(24)} ${ratio.toFixed(2)}   snowmelt ${median(ours).toFixed(0)} ms, DuckDB by hand ${median(theirs).toFixed(0)} ms`,
  )
  return ratio
}

async function timed<T>(work: () => Promise<T>): Promise<readonly [number, T]> {
  const start = performance.now()
  const result = await work()
  return [performance.now() - start, result]
}

/** The rows without idle zeros, which DuckDB's wider types write otherwise. */
function texts(rows: readonly (readonly (string | null)[])[]): string {
  return rows
    .map((row) =>
      row.map((value) => value?.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '') ?? 'NULL').join(','),
    )
    .join(';')
    .slice(0, 2000)
}
