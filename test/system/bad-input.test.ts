import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import generate from '../../examples/shop/generate.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  copyExample,
  jsonLines,
  rowsOf,
  snowmelt,
  start,
  startProgram,
  temporaryFolder,
  root,
} from './program.ts'

const folder = temporaryFolder('bad-input')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function fresh(name: string, example = 'starter'): string {
  const project = join(folder, name)
  copyExample(example, project)
  return project
}

describe('bad input has a clear message and leaves nothing half done', () => {
  it('names a missing SQL file', async () => {
    const ended = await snowmelt(['sql', '-f', 'nowhere.sql'], folder)
    expect(ended.code).toBe(1)
    expect(ended.errors).toContain(`There is no file ${join(folder, 'nowhere.sql')}`)
  })

  it('says that a folder is no project', async () => {
    const ended = await snowmelt(['run'], folder)
    expect(ended.code).toBe(1)
    expect(ended.errors).toContain('There is no snowmelt.config.ts')
    expect(ended.errors).toContain('snowmelt init')
  })

  it('names the unknown field of a config', async () => {
    const project = fresh('config')
    writeFileSync(join(project, 'snowmelt.config.ts'), 'export default { lakes: "lake" }')
    const ended = await snowmelt(['run'], project)
    expect(ended.code).toBe(1)
    expect(ended.errors).toContain('lakes')
    expect(existsSync(join(project, '.snowmelt'))).toBe(false)
  })

  it('shows the place of a config that does not compile', async () => {
    const project = fresh('config-syntax')
    writeFileSync(join(project, 'snowmelt.config.ts'), 'export default { name: ')
    const ended = await snowmelt(['run'], project)
    expect(ended.code).toBe(1)
    expect(ended.errors).toContain('snowmelt.config.ts cannot be used')
  })

  it('shows file, line and caret of malformed SQL, and goes on when it is mended', async () => {
    const project = fresh('sql')
    const file = join(project, 'sql/02_silver.sql')
    writeFileSync(file, 'USE SCHEMA sales.silver;\nCREATE TABEL t (id INT);\n')
    const ended = await snowmelt(['run'], project)
    expect(ended.code).toBe(1)
    expect(ended.errors).toContain('sql/02_silver.sql:2:')
    expect(ended.errors).toContain('TABEL')
    expect(ended.errors).toContain('^')
    copyExample('starter', project)
    const again = await snowmelt(['run', '--json'], project)
    expect(again.code, again.errors).toBe(0)
    expect(await revenue(project)).toEqual([
      ['Coffee', '2', '48.00'],
      ['Tea', '2', '13.50'],
    ])
  })

  it('names a lake that is no folder', async () => {
    const project = fresh('lake')
    rmSync(join(project, 'lake'), { recursive: true })
    writeFileSync(join(project, 'lake'), 'a file')
    const ended = await snowmelt(['run'], project)
    expect(ended.code).toBe(1)
    expect(ended.errors).toContain(join(project, 'lake'))
    expect(ended.errors).not.toContain('bug of Snowmelt')
  })

  it('names the process that has the account open', async () => {
    const project = fresh('locked')
    expect((await snowmelt(['run'], project)).code).toBe(0)
    const holder = startProgram(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        `const { DuckDBInstance } = await import('@duckdb/node-api'); const i = await DuckDBInstance.create('${join(project, '.snowmelt/account.duckdb')}'); console.log('open'); setInterval(() => i, 1000)`,
      ],
      root,
    )
    await new Promise((resolve) => holder.process.stdout?.once('data', resolve))
    const ended = await snowmelt(['run'], project)
    holder.process.kill('SIGKILL')
    await holder.ended
    expect(ended.code).toBe(1)
    expect(ended.errors).toContain('account.duckdb')
    expect(ended.errors).toContain(String(holder.process.pid))
    expect((await snowmelt(['run'], project)).code).toBe(0)
  })

  // At different sizes another write is the one that fails: a definition, a load, a COMMIT, a task.
  it.each([300, 1500, 3000])(
    'refuses a disk that is full at %d KiB and goes on when there is room',
    async (size) => {
      const project = fresh(`disk-${size}`, 'shop')
      await generate(join(project, 'lake'), 1, { seed: 3, customers: 20_000, products: 100, orders: 20_000 })
      // A limit on the size of a written file stands for the full disk: the same failing write, without mounting anything.
      const ended = await startProgram(
        'bash',
        [
          '-c',
          `ulimit -f ${size}; trap '' XFSZ; exec ${process.execPath} dist/cli/main.js run ${project} --for '1 day'`,
        ],
        root,
      ).ended
      expect(ended.code, ended.out).not.toBe(0)
      expect(ended.errors).not.toContain('bug of Snowmelt')
      expect(ended.errors).toMatch(/disk|space|File too large/i)
      const again = await snowmelt(['run', '--for', '1 day', '--json'], project)
      expect(again.code, again.errors).toBe(0)
      const [line] = jsonLines(
        (
          await snowmelt(
            ['sql', '--format', 'json', '-q', 'SELECT COUNT(*) FROM shop.silver.orders'],
            project,
          )
        ).out,
      )
      expect(Number(rowsOf(line)[0]?.[0])).toBeGreaterThan(19_000)
    },
  )

  it('refuses an unknown command, option and template', async () => {
    for (const args of [['fly'], ['run', '--fast'], ['init', 'x', '--template', 'moon']]) {
      const ended = await snowmelt(args, folder)
      expect(ended.code).toBe(2)
      expect(ended.errors).toContain(args.at(-1) ?? '')
    }
  })

  it('does not write into a folder that holds something', async () => {
    const full = join(folder, 'full')
    mkdirSync(full)
    writeFileSync(join(full, 'mine.txt'), 'mine')
    const ended = await snowmelt(['init', 'full'], folder)
    expect(ended.code).toBe(1)
    expect(ended.errors).toContain('not empty')
  })
})

describe('Ctrl-C', () => {
  let project = ''
  beforeAll(async () => {
    project = fresh('stop', 'shop')
    await generate(join(project, 'lake'), 1, { seed: 3, customers: 20_000, products: 100, orders: 50_000 })
  })

  it('ends a run in order; the next one goes on', async () => {
    const running = start(['run', '--for', '30 days'], project)
    await new Promise((resolve) => running.process.stderr?.once('data', resolve))
    running.process.kill('SIGINT')
    const ended = await running.ended
    expect(ended.code).toBe(130)
    const again = await snowmelt(['run', '--for', '1 day', '--json'], project)
    expect(again.code, again.errors).toBe(0)
  })
})

async function revenue(project: string): Promise<unknown> {
  const query = 'SELECT * FROM sales.gold.revenue_by_product ORDER BY product'
  const ended = await snowmelt(['sql', '--format', 'json', '-q', query], project)
  return jsonLines(ended.out)[0]?.['rows']
}
