import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { jsonLines, root, startProgram, temporaryFolder } from './program.ts'

const folder = temporaryFolder('package')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('the packed package, installed into an empty folder, gives a working npx snowmelt', async () => {
  execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], {
    cwd: root,
    stdio: 'pipe',
  })
  const user = join(folder, 'user')
  mkdirSync(user)
  writeFileSync(join(user, 'package.json'), '{"private": true, "type": "module"}')
  execFileSync('npm', ['install', '--prefer-offline', join(folder, 'snowmelt-0.1.0.tgz')], {
    cwd: user,
    stdio: 'pipe',
  })

  const npx = (...args: string[]) => startProgram('npx', ['--no-install', 'snowmelt', ...args], user).ended
  const one = await npx('sql', '--format', 'json', '-q', 'select 1')
  expect(one.errors.replaceAll(/npm warn.*\n/g, '')).toBe('')
  expect(jsonLines(one.out)).toEqual([
    { statement: 1, columns: [{ name: '1', type: 'NUMBER(1,0)' }], rows: [['1']], rowCount: 1 },
  ])

  expect((await npx('init', 'first')).code).toBe(0)
  const ran = await npx('run', 'first', '--json')
  expect(ran.code, ran.errors).toBe(0)
  expect(existsSync(join(user, 'first/.snowmelt/account.duckdb'))).toBe(true)

  expect((await npx('init', 'shop', '--template', 'shop')).code).toBe(0)
  expect(existsSync(join(user, 'shop/generate.ts'))).toBe(true)

  writeFileSync(
    join(user, 'library.mjs'),
    `import { openAccount } from 'snowmelt'
     const account = await openAccount({ path: ':memory:', lake: 'lake' })
     const session = await account.openSession()
     console.log(JSON.stringify((await session.execute('select 2 as n')).rows))
     await account.close()`,
  )
  const library = await startProgram(process.execPath, ['library.mjs'], user).ended
  expect(library.out.trim(), library.errors).toBe('[["2"]]')
})
