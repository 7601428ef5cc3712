import { openAccount, VirtualClock } from '/work/main/src/index.ts'
import { rmSync } from 'node:fs'
rmSync('/tmp/p4.duckdb',{force:true}); rmSync('/tmp/p4.duckdb.wal',{force:true});
const account = await openAccount({path:'/tmp/p4.duckdb', lake:'/tmp/emptylake', clock:new VirtualClock(0)})
const s=await account.openSession()
await s.execute('CREATE DATABASE d'); await s.execute('CREATE TABLE t (a INT, b TIMESTAMP_LTZ, c VARCHAR)')
for (const q of ['SELECT 1', 'SELECT a, c FROM t WHERE a > 3', "INSERT INTO t SELECT 1, CURRENT_TIMESTAMP(), 'x'", "INSERT INTO t VALUES (1, NULL, 'y')"]) {
  for (let i=0;i<30;i++) await s.execute(q)
  const ts:number[]=[]; const c=process.cpuUsage(); const n=200
  for (let i=0;i<n;i++){const t=performance.now(); await s.execute(q); ts.push(performance.now()-t)}
  const u=process.cpuUsage(c); ts.sort((a,b)=>a-b); console.log(q, 'p50', ts[n>>1]!.toFixed(2), 'p90', ts[n*0.9|0]!.toFixed(2), 'cpu/stmt', (u.user/1000/n).toFixed(2))
}
await account.close()
