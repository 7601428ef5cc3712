import { parseArgs } from 'node:util'
import { defaultSize } from '../examples/shop/generate.ts'
import { benchCold } from './cold.ts'
import { benchPipeline } from './pipeline.ts'

const { values } = parseArgs({
  options: { small: { type: 'boolean', default: false }, runs: { type: 'string', default: '3' } },
})
const runs = Number(values.runs)
const size = values.small
  ? { ...defaultSize, customers: defaultSize.customers / 10, orders: defaultSize.orders / 10 }
  : defaultSize

benchCold(runs)
await benchPipeline(runs, size)
