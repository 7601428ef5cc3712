import { parseArgs } from 'node:util'
import { tryCsv } from './csv-trial.ts'

/**
 * Loads many small CSV files of random formats by COPY, and compares what comes out with what a reader of the test's own makes of them.
 *
 * npm run fuzz:csv -- --count 50000 [--seed N] [--from INDEX] [--all]
 */
const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '5000' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
    /** Prints every failure, not the first of each format. */
    all: { type: 'boolean', default: false },
  },
})
const from = Number(values.from)
const to = from + Number(values.count)
const shown = new Set<string>()
let failures = 0

await tryCsv({
  seed: Number(values.seed),
  from,
  to,
  failed: (failure) => {
    failures += 1
    if (!values.all && shown.has(failure.format)) return
    shown.add(failure.format)
    const { file, format, content, expected, found } = failure
    console.log(
      `file ${file}\n  ${format}\n  content  ${content}\n  expected ${expected}\n  found    ${found}`,
    )
  },
  progress: (file) => {
    if ((file - from) % 5000 === 0) console.error(`${file - from} files, ${failures} failed`)
  },
})
console.log(`${to - from - failures} passed, ${failures} failed`)
process.exitCode = failures === 0 ? 0 : 1
