import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'vitest'
import { VirtualClock } from '../../src/common/clock.ts'
import { openAccount } from '../../src/engine/account.ts'
const lake = { list: async () => [], stat: async () => undefined, localPath: async (u: string) => u, read: async () => new Uint8Array(), write: async () => {}, remove: async () => {}, folders: [mkdtempSync(join(tmpdir(), 'lake'))], watch: () => () => {} }
test('a', async () => {
  const account = await openAccount({ path: process.env['DB'] ?? ':memory:', lake, clock: new VirtualClock(Date.parse('2026-01-05T00:00:00Z')) })
  const s = await account.openSession()
  for (const sql of ['CREATE OR REPLACE DATABASE TESTDB', 'USE SCHEMA TESTDB.PUBLIC', 'CREATE OR REPLACE WAREHOUSE WH', 'USE WAREHOUSE WH', ...(process.env['SQL'] ?? '').split(';;')]) {
    try { const t = performance.now(); const r = await s.execute(sql); console.log(sql.slice(0, 90), '=>', JSON.stringify(r?.rows.slice(0, 5)), (performance.now() - t).toFixed(1)) } catch (e) { console.log(sql.slice(0, 90), '!!', e instanceof Error ? e.message : e) }
  }
  if (process.env['ADVANCE']) { const t = performance.now(); await account.advance(Number(process.env['ADVANCE'])); console.log('advance', performance.now() - t); for (const sql of (process.env['AFTER'] ?? 'SELECT 1').split(';;')) console.log(sql, JSON.stringify((await s.execute(sql))?.rows.slice(0, 5))) }
  await account.close()
}, 300000)
