import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { copyExample, jsonLines, rowsOf, snowmelt, start, temporaryFolder } from './program.ts'

const folder = temporaryFolder('up')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function sales(): Promise<unknown> {
  const asked = await snowmelt(
    ['sql', '--format', 'json', '-q', 'SELECT COUNT(*) FROM sales.silver.sales'],
    folder,
  )
  return rowsOf(jsonLines(asked.out)[0])[0]?.[0]
}

it('snowmelt up loads what lands, serves other commands, and ends in order', async () => {
  copyExample('starter', folder)
  const up = start(['up', '--json'], folder)
  // The first merge brings the example's own file, the second the one that lands now.
  let merges = 0
  const merged = new Promise<void>((resolve) => {
    up.process.stderr?.on('data', (piece: Buffer) => {
      merges += piece.toString().split('MERGE_SALES succeeded').length - 1
      if (merges === 2) resolve()
    })
  })
  await new Promise((resolve) => up.process.stdout?.once('data', resolve))
  writeFileSync(join(folder, 'half'), 'sale_id,sold_on,product,quantity,price\n6,2026-01-06,Tea,10,4.50\n')
  renameSync(join(folder, 'half'), join(folder, 'lake/landing/sales/2026-01-06.csv'))
  await merged
  expect(existsSync(join(folder, '.snowmelt/account.duckdb.serving'))).toBe(true)
  expect(await sales()).toBe('5')

  const status = await snowmelt(['status', '--json'], folder)
  expect(status.code, status.errors).toBe(0)
  expect(jsonLines(status.out)[0]?.['up']).toBe(true)

  const second = await snowmelt(['run'], folder)
  expect(second.code).toBe(1)
  expect(second.errors).toContain(String(up.process.pid))

  up.process.kill('SIGINT')
  const ended = await up.ended
  expect(ended.code, ended.errors).toBe(0)
  expect(existsSync(join(folder, '.snowmelt/account.duckdb.serving'))).toBe(false)
  expect(await sales()).toBe('5')
})
