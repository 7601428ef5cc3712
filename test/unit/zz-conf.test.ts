import { readFileSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'vitest'
import { VirtualClock } from '../../src/common/clock.ts'
import { parseDuration } from '../../src/common/duration.ts'
import { openAccount } from '../../src/engine/account.ts'
const only = process.env['ONLY']
type Step = Record<string, any>
const cases = ['tasks', 'procedures'].flatMap((a) => readFileSync(`/work/shared/conformance/${a}.jsonl`, 'utf8').trim().split('\n').map((l) => JSON.parse(l) as { id: string; steps: Step[] }))
const lake = { list: async () => [], stat: async () => undefined, localPath: async (u: string) => u, read: async () => new Uint8Array(), write: async () => {}, remove: async () => {}, folders: [mkdtempSync(join(tmpdir(), 'lake'))], watch: () => () => {} }
test('conf', async () => {
  const out: string[] = []
  let pass = 0
  for (const c of cases) {
    if (only && !c.id.includes(only)) continue
    let at = ''
    const t = performance.now()
    try {
      const account = await openAccount({ path: ':memory:', lake, clock: new VirtualClock(Date.parse('2026-01-05T00:00:00Z')) })
      const s = await account.openSession()
      for (const sql of ['CREATE DATABASE TESTDB', 'USE SCHEMA TESTDB.PUBLIC', 'CREATE WAREHOUSE WH', 'USE WAREHOUSE WH']) { at = sql; await s.execute(sql) }
      for (const step of c.steps) {
        at = JSON.stringify(step).slice(0, 300)
        if (step.advance) await account.advance(parseDuration(step.advance) ?? NaN)
        else if (step.drain) await account.drain()
        else if (step.notifications) { const n = await account.notifications(); for (const e of step.notifications) if (!n.some((x) => x.integration === e.integration && e.contains.every((k: string) => x.message.includes(k)))) throw new Error('no notification ' + JSON.stringify(n)) }
        else if (step.sql) {
          let r
          try { r = await s.execute(step.sql) } catch (e) { if (step.error && (e as Error).message.toLowerCase().includes(step.error.toLowerCase())) continue; throw e }
          if (step.error) throw new Error('no error')
          if (step.rows) {
            const idx = step.select ? step.select.map((n: string) => r!.columns.findIndex((k) => k.name.toLowerCase() === n.toLowerCase())) : r!.columns.map((_, i) => i)
            const norm = (row: any[]) => JSON.stringify(row.map((v, i) => step.json?.includes(i) && v !== null ? JSON.stringify(JSON.parse(v)) : v))
            let got = r!.rows.map((row) => norm(idx.map((i: number) => row[i]))), want = step.rows.map(norm)
            if (!step.ordered) { got = got.sort(); want = want.sort() }
            if (JSON.stringify(got) !== JSON.stringify(want)) throw new Error(`got ${got} want ${want}`)
          }
          if (step.columns && JSON.stringify(step.columns) !== JSON.stringify(r!.columns.map((k) => k.name))) throw new Error('columns ' + r!.columns.map((k) => k.name))
        }
      }
      await account.close()
      pass++
    } catch (e) { out.push(`${c.id}: ${String(e instanceof Error ? (only ? e.stack : e.message) : e).slice(0, only ? 2500 : 230).replaceAll('\n', ' ')}\n     @ ${at.slice(0, 220)}`) }
    if (performance.now() - t > 2000) out.push(`SLOW ${c.id} ${performance.now() - t}`)
  }
  console.log(`PASS ${pass}\n` + out.join('\n'))
}, 300000)
