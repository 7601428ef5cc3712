import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readCases, type Case } from './case.ts'
import { runCase } from './run.ts'

const usage = 'npm run conformance -- FILE_OR_DIR… [--filter TEXT] [--verbose] [--min PERCENT]'

/** Runs the cases of the files and prints a line per area, the failures, and the sum. Returns the exit code. */
async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      filter: { type: 'string' },
      verbose: { type: 'boolean', default: false },
      min: { type: 'string', default: '0' },
    },
  })
  const min = Number(values.min)
  if (positionals.length === 0 || Number.isNaN(min)) {
    console.error(usage)
    return 2
  }
  const areas = positionals.flatMap(filesOf).map((file) => ({
    name: file.replace(/^.*\//, '').replace(/\.jsonl$/, ''),
    cases: readCases(readFileSync(file, 'utf8'), file).filter((c) => c.id.includes(values.filter ?? '')),
  }))
  let passed = 0
  let failed = 0
  for (const area of areas) {
    const failures = await runArea(area.cases, values.verbose)
    passed += area.cases.length - failures.length
    failed += failures.length
    if (area.cases.length > 0)
      console.log(`${area.name} ${area.cases.length - failures.length}/${area.cases.length}`)
    for (const failure of failures) console.log(`  ${failure}`)
  }
  console.log(`${passed} passed, ${failed} failed`)
  const percent = passed + failed === 0 ? 0 : (100 * passed) / (passed + failed)
  if (percent < min) console.error(`${percent.toFixed(1)} % is below the ${min} % asked for`)
  return percent < min ? 1 : 0
}

async function runArea(cases: readonly Case[], verbose: boolean): Promise<readonly string[]> {
  const failures: string[] = []
  for (const one of cases) {
    const difference = await runCase(one)
    if (difference !== undefined) failures.push(`${one.id}: ${difference.replaceAll('\n', ' ')}`)
    if (verbose) console.log(`${difference === undefined ? 'pass' : 'FAIL'} ${one.id}`)
  }
  return failures
}

function filesOf(path: string): readonly string[] {
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .map((name) => join(path, name))
}

process.exitCode = await main(process.argv.slice(2))
