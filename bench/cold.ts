import { resolve } from 'node:path'
import { median, timed } from './process.ts'

const root = resolve(import.meta.dirname, '..')

/** One statement from a cold start, against Node doing nothing and Node opening DuckDB. */
export function benchCold(runs: number): void {
  const sides = {
    "snowmelt sql -q 'select 1'": ['dist/cli/main.js', 'sql', '-q', 'select 1'],
    'node, DuckDB alone': [
      '--input-type=module',
      '-e',
      "const { DuckDBInstance } = await import('@duckdb/node-api'); const c = await (await DuckDBInstance.create(':memory:')).connect(); await c.run('select 1')",
    ],
    'node, nothing': ['-e', '0'],
  }
  const seconds = Object.fromEntries(Object.keys(sides).map((name) => [name, [] as number[]]))
  for (let run = 0; run <= runs; run++) {
    for (const [name, args] of Object.entries(sides)) {
      const { seconds: taken } = timed(args, root)
      // The first round warms the file cache.
      if (run > 0) seconds[name]?.push(taken)
    }
  }
  const medians = Object.entries(seconds).map(([name, values]) => ({ name, value: median(values) }))
  console.log(`cold start, median of ${runs}`)
  for (const { name, value } of medians) {
    const ratio = (medians[0]?.value ?? Number.NaN) / value
    console.log(`  ${name.padEnd(28)} ${(1000 * value).toFixed(0)} ms   snowmelt / this ${ratio.toFixed(2)}`)
  }
}
