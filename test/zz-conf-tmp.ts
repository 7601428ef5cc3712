import { readFileSync, mkdtempSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { openAccount } from '/work/main/src/engine/account.ts'
import { openLocalLake } from '/work/main/src/lake/local.ts'
import { VirtualClock } from '/work/main/src/common/clock.ts'
const only = process.argv.slice(3)
let ok = 0, bad = 0
for (const line of readFileSync(`/work/shared/conformance/${process.argv[2]}.jsonl`, 'utf8').split('\n').filter(Boolean)) {
  const c = JSON.parse(line)
  if (only.length && !only.some((o) => c.id.includes(o))) continue
  const clock = new VirtualClock(Date.parse(c.clock ?? '2026-01-05T00:00:00Z'))
  const lake = openLocalLake(mkdtempSync('/tmp/load/lake-'), { clock })
  const account = await openAccount({ path: ':memory:', lake, clock })
  const session = await account.openSession()
  let fault = ''
  let seenNotes = 0
  try {
    for (const q of ["CREATE DATABASE TESTDB", "USE SCHEMA TESTDB.PUBLIC", "CREATE WAREHOUSE WH", "CREATE STORAGE INTEGRATION S3INT TYPE=EXTERNAL_STAGE STORAGE_PROVIDER='S3' ENABLED=TRUE STORAGE_AWS_ROLE_ARN='arn:aws:iam::1:role/x' STORAGE_ALLOWED_LOCATIONS=('s3://landing/','s3://archive/','s3://exports/')"]) await session.execute(q)
    for (const s of c.steps) {
      if (s.file) { 
        let b = s.base64 ? Buffer.from(s.base64, 'base64') : Buffer.from(s.content ?? '')
        if (s.parquet_of) { const { DuckDBInstance } = await import('@duckdb/node-api'); const i = await DuckDBInstance.create(':memory:'); const k = await i.connect(); await k.run(`COPY (${s.parquet_of}) TO '/tmp/load/t.parquet' (FORMAT PARQUET)`); b = readFileSync('/tmp/load/t.parquet') }
        await lake.write(s.file, s.gzip ? gzipSync(b) : b); continue }
      if (s.advance) { const [n, u] = s.advance.split(' '); await account.advance(Number(n) * ({ s: 1e3, m: 6e4, h: 36e5, d: 864e5 } as never)[u[0]]); continue }
      if (s.drain) { await account.drain(); continue }
      if (s.list) { const f = (await lake.list(s.list)).map((x) => x.url); if (JSON.stringify(f) !== JSON.stringify(s.files)) throw new Error(`list ${f}`); continue }
      if (s.notifications) { const n = (await account.notifications()).slice(seenNotes); seenNotes += n.length; if (n.length !== s.notifications.length || s.notifications.some((w: any, i: number) => w.integration !== n[i].integration || w.contains.some((t: string) => !n[i].message.includes(t)))) throw new Error('notes ' + JSON.stringify(n)); continue }
      if (!s.sql) throw new Error('step ' + JSON.stringify(s))
      let r
      try { r = await session.execute(s.sql) } catch (e: any) { if (s.error && e.message.toLowerCase().includes(s.error.toLowerCase())) continue; throw new Error(`${s.sql}: ${e.message}${process.env.STACK ? e.stack + (e.cause?.stack ?? '') : ''}`) }
      if (s.error) throw new Error(`no error: ${s.sql}`)
      if (s.columns && JSON.stringify(s.columns) !== JSON.stringify(r!.columns.map((x) => x.name))) throw new Error('columns ' + r!.columns.map((x) => x.name))
      if (s.rows) {
        let rows: any = r!.rows
        if (s.select) { const ix = s.select.map((n: string) => r!.columns.findIndex((x) => x.name.toLowerCase() === n.toLowerCase())); rows = rows.map((x: any) => ix.map((i: number) => x[i])) }
        const canon = (rs: any[]) => rs.map((x) => JSON.stringify(x.map((v: any, i: number) => (s.json?.includes(i) && v ? JSON.stringify(JSON.parse(v)) : v)).slice(0, s.rows[0]?.length ?? 99)))
        const a = canon(rows), b = canon(s.rows); if (!s.ordered) { a.sort(); b.sort() }
        if (JSON.stringify(a) !== JSON.stringify(b)) throw new Error(`${s.sql}\n     got ${a}\n     exp ${b}`)
      }
    }
  } catch (e: any) { fault = e.message }
  await account.close()
  if (fault) { bad++; console.log('FAIL', c.id, '\n    ', fault.slice(0, Number(process.env.W ?? 500))) } else ok++
}
console.log(ok, 'ok', bad, 'bad')
process.exit(0)
