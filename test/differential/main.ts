import { parseArgs } from 'node:util'
import { compare } from './run.ts'

/** npm run differential -- --count 100000 [--seed N] [--all] */
const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    /** Prints every difference, not the first 20. */
    all: { type: 'boolean', default: false },
  },
})
const count = Number(values.count)
let failed = 0

await compare(count, Number(values.seed), {
  differs: ({ seed, from, sql, columns, expected, got }) => {
    failed += 1
    if (failed > 20 && !values.all) return
    console.log(
      `\ndiffers (--seed ${seed}, batch at ${from}): ${sql}\n  with     ${columns.join('\n           ')}\n  expected ${expected}\n  got      ${got}`,
    )
  },
  asked: (asked) => {
    if (asked % 10_000 === 0) console.log(`${asked} of ${count} expressions, ${failed} differ`)
  },
})
console.log(`${count - failed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
