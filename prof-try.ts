import { DuckDBConnection } from '@duckdb/node-api'
const orig=DuckDBConnection.prototype.run
DuckDBConnection.prototype.run=async function(sql:any,...r:any[]){const t=performance.now(); try { return await (orig as any).call(this,sql,...r) } finally { const d=performance.now()-t; (globalThis as any).N=((globalThis as any).N??0)+1; if(d>Number(process.env.MIN??300)) console.log('SQL',d.toFixed(0),String(sql).slice(0,Number(process.env.LEN??1500)).replaceAll('\n',' ')) } } as any
import { openAccount, VirtualClock, splitScript } from './src/index.ts'
import { readFileSync, rmSync } from 'node:fs'
rmSync('/tmp/p.duckdb',{force:true}); rmSync('/tmp/p.duckdb.wal',{force:true})
const t0=performance.now(); const lap=(s:string)=>console.log(s,(performance.now()-t0).toFixed(0))
const account = await openAccount({path:'/tmp/p.duckdb', lake:'/tmp/genlake', clock:new VirtualClock(Date.parse('2026-11-20T12:00:00Z'))})
account.services.events.on('fileLoaded',e=>lap(`${e.file} ${e.status} ${e.seconds.toFixed(2)}s`))
account.services.events.on('taskEnded',e=>{ if(e.state!=='SKIPPED') lap(`${e.task} ${e.state} ${e.seconds.toFixed(2)} ${e.error??''}`)})
lap('open')
const s=await account.openSession()
for (const f of ['01_foundation','02_bronze','03_silver','04_gold','05_start']) { for (const st of splitScript(readFileSync(`examples/shop/sql/${f}.sql`,'utf8'))) await s.execute(st.text); lap(f) }
await account.drain(); lap('drained')
await account.advance(120_000); lap('2 minutes')
await account.advance(3_600_000); lap('1 hour')
if(process.env.LONG){await account.advance(20*3_600_000); lap('20 hour')}; console.log('stmts',(globalThis as any).N)
await account.close(); lap('closed')
