import type { DuckConnection } from '../duck/connection.ts'
import { describedType, duck, ident, integer, join, text, type Sql } from '../duck/sql.ts'

/** More rows than this are not read into the process: they are drawn anew should the transaction be run again. */
const most = 10_000

/** Whether a query gives other rows each time it is run. */
export function isVolatile(rows: Sql): boolean {
  return /\b(?:nextval|random|setseed|uuid|gen_random_uuid|uuidv\d)\s*\(/i.test(rows.toString())
}

/** The rows of a query as a list of values. */
export async function drawn(connection: DuckConnection, rows: Sql): Promise<Sql> {
  const table = duck`temp.main."drawn rows"`
  await connection.run(duck`CREATE TEMPORARY TABLE ${table} AS ${rows}`)
  const columns = (await connection.rows(duck`DESCRIBE ${table}`)).map(([name, type]) => ({
    name: ident(name ?? ''),
    type: describedType(type ?? ''),
  }))
  const texts = join(columns.map(({ name }) => duck`CAST(${name} AS VARCHAR)`))
  const values = await connection.rows(duck`SELECT ${texts} FROM ${table} LIMIT ${integer(most + 1)}`)
  await connection.run(duck`DROP TABLE ${table}`)
  if (values.length === 0 || values.length > most) return rows
  const lines = values.map(
    (row) => duck`(${join(row.map((value) => (value === null ? duck`NULL` : text(value))))})`,
  )
  const casts = join(columns.map(({ name, type }) => duck`CAST(${name} AS ${type}) AS ${name}`))
  return duck`SELECT ${casts} FROM (VALUES ${join(lines)}) AS drawn(${join(columns.map(({ name }) => name))})`
}
