import { createHash } from 'node:crypto'
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { random } from '../../src/sources/synthetic/random.ts'
import generate from '../../examples/shop/generate.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { copyExample, jsonLines, rowsOf, snowmelt, start, temporaryFolder } from './program.ts'

const seed = Number(process.env['SNOWMELT_SEED'] ?? 20_260_105)
const moments = 20
const size = { seed: 7, customers: 20_000, products: 500, orders: 60_000 }
const args = ['run', '--for', '1 day', '--json']

/** All that a run makes, without the time at which it was made. */
const tables = {
  'bronze.customers': '*',
  'bronze.products': '*',
  'bronze.orders': '*',
  'silver.customers': '* EXCLUDE loaded_at',
  'silver.products': '*',
  'silver.orders': '*',
  'gold.monthly_sales': '*',
}

describe('kill -9 while a run works', () => {
  const folder = temporaryFolder('kill')
  let expected: unknown
  let seconds = 0

  beforeAll(async () => {
    copyExample('shop', join(folder, 'project'))
    await generate(join(folder, 'project/lake'), 1, size)
    cpSync(join(folder, 'project'), join(folder, 'undisturbed'), { recursive: true })
    const begin = performance.now()
    const ended = await snowmelt(args, join(folder, 'undisturbed'))
    seconds = (performance.now() - begin) / 1000
    expect(ended.code, ended.errors).toBe(0)
    expected = await contents(join(folder, 'undisturbed'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const chance = random(seed)
  const shares = Array.from({ length: moments }, () => chance.integer(1, 1000) / 1000)

  it.each(shares)(
    `leaves the tables of an undisturbed run, killed at %d of its time (seed ${seed})`,
    async (share) => {
      const project = join(folder, `killed-${share}`)
      cpSync(join(folder, 'project'), project, { recursive: true })
      const running = start(args, project)
      const timer = setTimeout(() => running.process.kill('SIGKILL'), share * seconds * 1000)
      await running.ended
      clearTimeout(timer)
      const again = await snowmelt(args, project)
      expect(again.code, again.errors).toBe(0)
      expect(await contents(project)).toEqual(expected)
      rmSync(project, { recursive: true, force: true })
    },
  )
})

/** Each table's number of rows, and a hash of them in an order of its own. */
async function contents(project: string): Promise<unknown> {
  const queries = Object.entries(tables).flatMap(([name, columns]) => [
    '-q',
    `SELECT ${columns} FROM shop.${name}`,
  ])
  const ended = await snowmelt(['sql', '--format', 'json', ...queries], project)
  expect(ended.code, ended.errors + ended.out).toBe(0)
  const names = Object.keys(tables)
  return jsonLines(ended.out).map((line, index) => {
    const rows = rowsOf(line)
      .map((row) => JSON.stringify(row))
      .sort()
    return {
      table: names[index],
      rows: rows.length,
      hash: createHash('sha256').update(rows.join('\n')).digest('hex'),
    }
  })
}
