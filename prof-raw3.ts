import { DuckDBInstance } from '@duckdb/node-api'
import { rmSync } from 'node:fs'
const path='/tmp/p5.duckdb'
rmSync(path,{force:true}); rmSync(path+'.wal',{force:true})
const i=await DuckDBInstance.create(path, {storage_compatibility_version:'latest'}); const c=await i.connect()
await c.run('CREATE SCHEMA s; CREATE TABLE s.t (a BIGINT, b TIMESTAMP, c VARCHAR, v BIGINT); CREATE TABLE s.w (a BIGINT, b BIGINT, c BIGINT); CREATE TABLE s.o (k VARCHAR)')
await c.run(`CREATE SEQUENCE s.q; CREATE TABLE s.h (seq BIGINT DEFAULT nextval('s.q'), ${Array.from({length:21},(_,i)=>'c'+i+(i%2?' BIGINT':' VARCHAR')).join(',')}); CREATE TABLE s.n (g VARCHAR, a BIGINT)`)
const n=120
const go=async(name:string,f:(k:number)=>Promise<unknown>)=>{ await f(-1); const ts:number[]=[]; const u0=process.cpuUsage(); for(let k=0;k<n;k++) {const t=performance.now(); await f(k); ts.push(performance.now()-t)}; const u=process.cpuUsage(u0); ts.sort((a,b)=>a-b); console.log(name.padEnd(44), 'p5', ts[6]!.toFixed(2), 'p50', ts[n>>1]!.toFixed(2), 'user', (u.user/1000/n).toFixed(2), 'sys', (u.system/1000/n).toFixed(2)) }
const O="INSERT INTO s.o VALUES ('task 1 abcd')", T="INSERT INTO s.t SELECT 1, now()::timestamp, 'x', 3", W='INSERT INTO s.w VALUES (1,2,3)'
const cols=Array.from({length:21},(_,i)=>'c'+i).join(',')
const row='('+Array.from({length:21},(_,i)=>i%2?'12345678':"'some text'").join(',')+')'
const H=(r:number)=>`INSERT INTO s.h (${cols}) VALUES ${Array(r).fill(row).join(',')}`
await go('begin;o;t|w;commit', async()=>{await c.run('BEGIN;'+O+';'+T); await c.run(W+';COMMIT')})
await go('begin;t|w;commit', async()=>{await c.run('BEGIN;'+T); await c.run(W+';COMMIT')})
await go('begin;t;w;commit', async()=>{await c.run('BEGIN;'+T+';'+W+';COMMIT')})
await go('begin;h1;commit', async()=>{await c.run('BEGIN;'+H(1)+';COMMIT')})
await go('begin;h10;commit', async()=>{await c.run('BEGIN;'+H(10)+';COMMIT')})
await go('begin;h10 unnest json;commit', async()=>{await c.run(`BEGIN;INSERT INTO s.h (${cols}) SELECT unnest(from_json('[${Array(10).fill('{'+Array.from({length:21},(_,i)=>`"c${i}":${i%2?'12345678':'"some text"'}`).join(',')+'}').join(',')}]', '[{${Array.from({length:21},(_,i)=>`"c${i}":"${i%2?'BIGINT':'VARCHAR'}"`).join(',')}}]'), recursive:=true);COMMIT`)})
await go('begin;n;commit', async(k)=>{await c.run(`BEGIN;INSERT INTO s.n VALUES ('g${k}', 1);COMMIT`)})
await go('begin;del n;commit', async(k)=>{await c.run(`BEGIN;DELETE FROM s.n WHERE g='g${k}' AND a = 1;COMMIT`)})
await go('begin;commit', async()=>{await c.run('BEGIN;COMMIT')})
await go('t', async()=>{await c.run(T)})
await c.run("SET disabled_optimizers='expression_rewriter,filter_pullup,filter_pushdown,empty_result_pullup,cte_filter_pusher,regex_range,in_clause,join_order,deliminator,unnest_rewriter,unused_columns,statistics_propagation,common_subexpressions,common_aggregate,column_lifetime,build_side_probe_side,limit_pushdown,top_n,compressed_materialization,duplicate_groups,reorder_filter,sampling_pushdown,join_filter_pushdown,extension,materialized_cte,sum_rewriter,late_materialization'").catch(e=>console.log(String(e)))
await go('no optimizers: t', async()=>{await c.run(T)})
await go('no optimizers: h10', async()=>{await c.run('BEGIN;'+H(10)+';COMMIT')})
