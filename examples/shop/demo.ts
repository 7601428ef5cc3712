import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import generate, { defaultSize } from './generate.ts'

/**
 * The whole story in one command: two deliveries of the shop's feed, a virtual day of schedules after each, the Gold tables, and
 * what happened to every rejected row. Starts from nothing each time.
 */
const { values } = parseArgs({
  options: {
    customers: { type: 'string', default: String(defaultSize.customers) },
    products: { type: 'string', default: String(defaultSize.products) },
    orders: { type: 'string', default: String(defaultSize.orders) },
    seed: { type: 'string', default: String(defaultSize.seed) },
  },
})
const size = {
  customers: Number(values.customers),
  products: Number(values.products),
  orders: Number(values.orders),
  seed: Number(values.seed),
}
const folder = import.meta.dirname
const program = resolve(folder, '../../dist/cli/main.js')

rmSync(join(folder, '.snowmelt'), { recursive: true, force: true })
rmSync(join(folder, 'lake'), { recursive: true, force: true })

for (const wave of [1, 2]) {
  heading(
    wave === 1
      ? 'Wave 1: the first delivery lands in the lake'
      : 'Wave 2: changes, new customers, a file sent again',
  )
  const files = await generate(join(folder, 'lake'), wave, size)
  console.log(files.map((file) => `  s3://shop-lake/${file}`).join('\n'))
  heading("snowmelt run --for '1 day'")
  snowmelt('run', folder, '--for', '1 day', '--rejects')
}

heading('Gold')
const gold = ['customer_types', 'sales_by_country', 'monthly_sales', 'top_products']
snowmelt('sql', ...gold.flatMap((name) => ['-q', `SELECT * FROM shop.gold.${name} ORDER BY 1, 2`]))
console.log(
  `The account stays in ${join(folder, '.snowmelt')}: ask it with snowmelt sql, or look at snowmelt status, in ${folder}`,
)

function snowmelt(...args: readonly string[]): void {
  const done = spawnSync(process.execPath, [program, ...args], { cwd: folder, stdio: 'inherit' })
  if (done.status !== 0) process.exit(done.status ?? 1)
}

function heading(text: string): void {
  console.log(`\n== ${text}\n`)
}
