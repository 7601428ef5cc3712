import { DuckDBInstance } from '@duckdb/node-api'
import { rmSync } from 'node:fs'
const path='/tmp/p5.duckdb'
  rmSync(path,{force:true}); rmSync(path+'.wal',{force:true})
  const i=await DuckDBInstance.create(path, {}); const c=await i.connect()
  await c.run('CREATE SCHEMA s; CREATE TABLE s.t (a BIGINT, b TIMESTAMP, c VARCHAR, v BIGINT); CREATE TABLE s.w (a BIGINT, b BIGINT, c BIGINT); CREATE TABLE s.o (k VARCHAR)')
  const n=150
  const go=async(name:string,f:()=>Promise<void>)=>{ await f(); const u0=process.cpuUsage(), t0=performance.now(); for(let k=0;k<n;k++) await f(); const u=process.cpuUsage(u0); console.log(name.padEnd(50), 'wall', ((performance.now()-t0)/n).toFixed(2), 'user', (u.user/1000/n).toFixed(2), 'sys', (u.system/1000/n).toFixed(2)) }
  const O="INSERT INTO s.o VALUES ('task 1 abcd')", T="INSERT INTO s.t SELECT 1, now()::timestamp, 'x', 3", W='INSERT INTO s.w VALUES (1,2,3)'
  await go('select 1', async()=>{await c.run('SELECT 1')})
  await go('begin|commit', async()=>{await c.run('BEGIN'); await c.run('COMMIT')})
  await go('begin;o|t|w;commit', async()=>{await c.run('BEGIN;'+O); await c.run(T); await c.run(W+';COMMIT')})
  await go('begin;o;t|w;commit', async()=>{await c.run('BEGIN;'+O+';'+T); await c.run(W+';COMMIT')})
  await go('begin;o;t;w;commit', async()=>{await c.run('BEGIN;'+O+';'+T+';'+W+';COMMIT')})
  await go('begin;o;commit', async()=>{await c.run('BEGIN;'+O+';COMMIT')})
  await go('begin;10 t;commit', async()=>{await c.run('BEGIN;'+(T+';').repeat(10)+'COMMIT')})
  await go('values x 10', async()=>{await c.run('INSERT INTO s.o VALUES '+Array(10).fill("('task')").join(','))})
  const p=await c.prepare(T); await go('prepared t autocommit', async()=>{await p.run()})
  await go('t autocommit', async()=>{await c.run(T)})
