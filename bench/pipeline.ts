import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { buildSync } from 'esbuild'
import generate, { defaultSize, type Size } from '../examples/shop/generate.ts'
import { median, timed } from './process.ts'

const root = resolve(import.meta.dirname, '..')
const program = join(root, 'dist/cli/main.js')

/** The sums of `baseline.ts`, asked of Snowmelt. */
const checkSums = [
  'SELECT count(*), sum(age), sum(lifetime_spend), count(email) FROM shop.silver.customers',
  'SELECT count(*), sum(price), sum(stock) FROM shop.silver.products',
  'SELECT count(*), sum(amount), sum(quantity) FROM shop.silver.orders',
  'SELECT count(*), sum(orders), sum(revenue), sum(cancelled) FROM shop.gold.monthly_sales',
]

/** Both waves of the shop through `snowmelt run` and through hand-written DuckDB SQL; the tables must agree to the cent. */
export async function benchPipeline(runs: number, size: Size = defaultSize): Promise<void> {
  console.log(
    `pipeline: ${size.customers} customers, ${size.products} products, ${size.orders} orders, then a second wave; ${runs} runs of each side`,
  )
  const ratios: number[][] = [[], [], []]
  const baseline = compiled('baseline')
  for (let run = 1; run <= runs; run++) {
    const folder = mkdtempSync(join(tmpdir(), 'snowmelt-bench-'))
    try {
      cpSync(join(root, 'examples/shop'), folder, {
        recursive: true,
        filter: (path) => !/\/(lake|\.snowmelt)(\/|$)/.test(path),
      })
      const sums = { ours: 0, theirs: 0 }
      for (const wave of [1, 2]) {
        await generate(join(folder, 'lake'), wave, size)
        const ours = timed([program, 'run', folder, '--for', '1 day', '--json'], root)
        const theirs = timed(
          [baseline, join(folder, 'lake'), join(folder, 'baseline.duckdb'), String(wave)],
          root,
        )
        compare(folder, theirs.output, wave)
        const ratio = ours.seconds / theirs.seconds
        ratios[wave - 1]?.push(ratio)
        sums.ours += ours.seconds
        sums.theirs += theirs.seconds
        console.log(
          `  run ${run}, wave ${wave}: snowmelt ${ours.seconds.toFixed(2)} s, DuckDB by hand ${theirs.seconds.toFixed(2)} s, ratio ${ratio.toFixed(2)}`,
        )
      }
      ratios[2]?.push(sums.ours / sums.theirs)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
  ratios.forEach((values, index) =>
    console.log(
      `  ${index === 2 ? 'both waves' : `wave ${index + 1}`}: median ratio ${median(values).toFixed(2)}`,
    ),
  )
}

/** A program of this folder as JavaScript: what tsx takes to start is no part of its work. */
function compiled(name: string): string {
  const file = join(root, 'node_modules/.cache/snowmelt-bench', `${name}.mjs`)
  buildSync({
    entryPoints: [join(root, 'bench', `${name}.ts`)],
    outfile: file,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
  })
  return file
}

function compare(folder: string, output: string, wave: number): void {
  const expected = JSON.parse(output) as string[]
  const queries = checkSums.flatMap((sql) => ['-q', sql])
  const { output: lines } = timed(
    [
      program,
      'sql',
      '--account',
      join(folder, '.snowmelt/account.duckdb'),
      '--lake',
      join(folder, 'lake'),
      '--format',
      'json',
      ...queries,
    ],
    root,
  )
  const actual = lines
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { rows: string[][] }).rows.map((row) => row.join(',')).join(';'))
  if (JSON.stringify(actual) !== JSON.stringify(expected)) {
    throw new Error(
      `wave ${wave}: the two sides differ\n  snowmelt ${JSON.stringify(actual)}\n  by hand  ${JSON.stringify(expected)}`,
    )
  }
}
