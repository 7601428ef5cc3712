import { parseArgs } from 'node:util'
import { defaultSize } from '../examples/shop/generate.ts'
import { benchCold } from './cold.ts'
import { benchPipeline } from './pipeline.ts'
import { benchQueries } from './queries.ts'
import { benchStatements } from './statements.ts'
import { benchUnload } from './unload.ts'

const { values } = parseArgs({
  options: {
    small: { type: 'boolean', default: false },
    runs: { type: 'string', default: '3' },
    /** Rows of the table of `analytical` and `wide`. */
    rows: { type: 'string', default: '5000000' },
    /** The benchmarks to run, with commas between them; all where it is left out. */
    only: { type: 'string' },
  },
})
const runs = Number(values.runs)
const rows = Number(values.rows) / (values.small ? 10 : 1)
const size = values.small
  ? { ...defaultSize, customers: defaultSize.customers / 10, orders: defaultSize.orders / 10 }
  : defaultSize

const benchmarks: Readonly<Record<string, () => Promise<void> | void>> = {
  cold: () => {
    benchCold(runs)
  },
  sql: async () => await benchStatements(Math.max(runs, 15)),
  analytical: async () => await benchQueries('analytical', rows, Math.max(runs, 5)),
  wide: async () => await benchQueries('wide', rows, Math.max(runs, 5)),
  unload: async () => await benchUnload(rows / 5, Math.max(runs, 3)),
  pipeline: async () => await benchPipeline(runs, size),
}

const wanted = values.only?.split(',') ?? Object.keys(benchmarks)
const unknown = wanted.filter((name) => benchmarks[name] === undefined)
if (unknown.length > 0)
  throw new Error(`no benchmark ${unknown.join(', ')}: there are ${Object.keys(benchmarks).join(', ')}`)
for (const name of wanted) await benchmarks[name]?.()
