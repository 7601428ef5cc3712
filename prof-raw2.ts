import { openAccount, VirtualClock } from './src/index.ts'
import { duck } from './src/engine/duck/sql.ts'
import { rmSync } from 'node:fs'
import { DuckDBInstance } from '@duckdb/node-api'
const n=150
const measure=async(tag:string,c:{run(s:string):Promise<unknown>})=>{
 const go=async(name:string,f:()=>Promise<unknown>)=>{ await f(); const u0=process.cpuUsage(), t0=performance.now(); for(let k=0;k<n;k++) await f(); const u=process.cpuUsage(u0); console.log(tag, name.padEnd(40), 'wall', ((performance.now()-t0)/n).toFixed(2), 'user', (u.user/1000/n).toFixed(2), 'sys', (u.system/1000/n).toFixed(2)) }
 await c.run('CREATE SCHEMA zz; CREATE TABLE zz.t (a BIGINT, b TIMESTAMP, c VARCHAR, v BIGINT); CREATE TABLE zz.w (a BIGINT, b BIGINT, c BIGINT); CREATE TABLE zz.o (k VARCHAR)')
  const O="INSERT INTO zz.o VALUES ('task 1 abcd')", T="INSERT INTO zz.t SELECT 1, now()::timestamp, 'x', 3", W='INSERT INTO zz.w VALUES (1,2,3)'
  await go('select 1', async()=>{await c.run('SELECT 1')})
  await go('begin;o;commit', async()=>{await c.run('BEGIN;'+O+';COMMIT')})
  await go('begin;o;t|w;commit', async()=>{await c.run('BEGIN;'+O+';'+T); await c.run(W+';COMMIT')})
  await go('begin;t;rollback', async()=>{await c.run('BEGIN;'+T+';ROLLBACK')})
}
for (const f of ['/tmp/p9.duckdb','/tmp/p10.duckdb','/tmp/p11.duckdb']) {rmSync(f,{force:true}); rmSync(f+'.wal',{force:true})}
const i=await DuckDBInstance.create('/tmp/p10.duckdb', {}); await measure('default', await i.connect() as any)
const j=await DuckDBInstance.create('/tmp/p11.duckdb', {storage_compatibility_version:'latest'}); await measure('latest', await j.connect() as any)
const account = await openAccount({path:'/tmp/p9.duckdb', lake:'/tmp/emptylake', clock:new VirtualClock(0)})
const con=await account.services.duck.connect(); await measure('account', {run:async s=>con.run({toString:()=>s} as any)})
await account.close()
