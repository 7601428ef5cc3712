import { DuckDBConnection } from '@duckdb/node-api'
const orig=DuckDBConnection.prototype.run
const kinds=new Map<string,[number,number]>()
DuckDBConnection.prototype.run=async function(sql:any,...r:any[]){const t=performance.now(); try { return await (orig as any).call(this,sql,...r) } finally { const d=performance.now()-t; const k=String(sql).replaceAll(/\d+/g,'#').replaceAll(/'[^']*'/g,"'…'").slice(0,90); const e=kinds.get(k)??[0,0]; kinds.set(k,[e[0]+1,e[1]+d]) } } as any
import { openAccount, VirtualClock } from './src/index.ts'
import { rmSync, mkdirSync } from 'node:fs'
rmSync('/tmp/p3.duckdb',{force:true}); rmSync('/tmp/p3.duckdb.wal',{force:true}); mkdirSync('/tmp/emptylake',{recursive:true})
const t0=performance.now(); const lap=(s:string)=>console.log(s,(performance.now()-t0).toFixed(0))
const account = await openAccount({path:'/tmp/p3.duckdb', lake:'/tmp/emptylake', clock:new VirtualClock(Date.parse('2026-11-20T12:00:00Z'))})
account.services.events.on('taskEnded',e=>{ if(e.state!=='SUCCEEDED') lap(`${e.task} ${e.state} ${e.seconds.toFixed(2)} ${e.error??''}`)})
const s=await account.openSession()
await s.execute('CREATE DATABASE d'); await s.execute('CREATE WAREHOUSE w');
for(let i=0;i<10;i++) await s.execute(`CREATE TABLE t${i} (a INT, b TIMESTAMP_LTZ, c VARCHAR)`)
const wire: Record<number,string>={1:'k0',2:'k0',3:'k0',4:'k1',5:'k1',6:'k2',7:'k3',8:'k4, k5',9:'k8, k7'}
for(let i=0;i<10;i++) await s.execute(`CREATE TASK k${i} WAREHOUSE=w ${i===0?"SCHEDULE='USING CRON 0 * * * * UTC'":`AFTER ${wire[i]}`} AS INSERT INTO t${i} SELECT 1, CURRENT_TIMESTAMP(), 'x'`)
for(let i=9;i>=0;i--) await s.execute(`ALTER TASK k${i} RESUME`)
lap('made'); kinds.clear()
const days=Number(process.env.DAYS??3)
const c0=process.cpuUsage(), t1=performance.now()
await account.advance(days*86_400_000); const c=process.cpuUsage(c0); lap(`${days} days: wall ${(performance.now()-t1).toFixed(0)} user ${(c.user/1000).toFixed(0)} sys ${(c.system/1000).toFixed(0)}`)
console.log((await s.execute('SELECT count(*) FROM t9'))!.rows)
let n=0; for(const [k,[c,t]] of [...kinds].sort((a,b)=>b[1][1]-a[1][1]).slice(0,12)) console.log(c, (t/c).toFixed(2), k); for(const [,[c]] of kinds) n+=c; console.log('stmts',n)
await account.close()
