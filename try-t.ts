import { DuckDBInstance } from '@duckdb/node-api'
const c = await (await DuckDBInstance.create(':memory:')).connect()
await c.run("create table t as select i, case when i % 100000 = 7 then 'abc' else i::varchar end s, '2024-01-0'||(i%9+1) d from range(1000000) x(i)")
const r=(m:string)=>`CASE WHEN CAST('SNOWMELT:X:' || ${m} AS INTEGER) IS NULL THEN NULL END`
for (const q of [
 `select count(*) from t where TRY(struct_pack(a := coalesce(try_cast(s as bigint), ${r("json_object('v', s)")}), b := coalesce(try_cast(d as date), ${r('d')}))) is null`,
 `select coalesce(try_cast(s as bigint), ${r("json_object('v', s)")}), coalesce(try_cast(d as date), ${r('d')}) from t`,
 `select typeof(${r("'a'")}) where false`,
 `select coalesce(try_cast('a' as date), ${r("'a'")})`,
 `select case when 1=2 then 1 else ${r("'a'")} end`,
 `select case when 1=1 then 1 else ${r("'a'")} end`,
 `select case when i < 5 then 1 else ${r("'a'")} end from range(3) t(i)`,
 `select case when i < 2 then 'x' else ${r("'a'")} end from range(3) t(i)`,
 `select ${r("'a'")} from range(3) t(i)`,
 `select any_value(case when i > 0 then ${r("'a'")} end) from range(3) t(i)`,
]) { const t=performance.now(); try { const x=(await c.runAndReadAll(q)).getRowsJson(); console.log(q.slice(0,80), JSON.stringify(x).slice(0,100), (performance.now()-t).toFixed(0)) } catch(e:any) { console.log(q.slice(0,80),'ERR',e.message.slice(0,200)) } }
