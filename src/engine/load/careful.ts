import { SnowmeltError } from '../../common/errors.ts'
import type { BoundInsert } from '../bind/dml-insert.ts'
import type { BoundExpression } from '../bind/expression-tree.ts'
import type { SessionValues } from '../bind/tree.ts'
import type { TableRecord } from '../catalog/objects/table.ts'
import { duck, ident, integer, join, text, type Sql } from '../duck/sql.ts'
import { startLowering } from '../lower/query.ts'
import { lowerRelation } from '../lower/relation.ts'
import { isVolatile } from '../storage/steady.ts'
import { wantsWiderColumn } from '../storage/widening.ts'
import type { Loadable } from './loadable.ts'
import type { OnError } from './options.ts'
import type { Shape } from './shape.ts'
import type { SideConnection } from './side.ts'
import type { Reject, Runner } from './staging.ts'

/** The INSERT that a load would make of a part of its relation. */
export type BindRows = (relation: Sql) => BoundInsert

/** What finding bad rows needs to know of a load. */
export interface Search {
  readonly table: TableRecord
  readonly shape: Shape
  readonly session: SessionValues
  readonly bind: BindRows
  readonly onError: OnError
}

/** A value of a row to insert. */
interface Item {
  /** Place in the COPY's column list, from 1. */
  readonly place: number
  readonly nullable: boolean
  readonly value: Sql
  /** Whether the row is bad because of it. */
  readonly bad: Sql
}

/** A row that does not become one of the table, and the column that is to blame. */
interface Suspect {
  readonly at: string
  readonly file: number
  readonly row: number
  readonly place: number
}

/**
 * Finds the rows on which an expression of a transformation fails, in one pass, and asks each of them alone for the reason.
 *
 * A conversion of a field is tried first by TRY_CAST's form of it; only where that gives NULL though the field is there, and for anything
 * else, the expression itself stands in DuckDB's TRY. TRY runs a vector with a failure again row by row, so it must not see
 * whole vectors for the sake of one row: 1 M orders with 11 bad dates take 0.3 s in this way, 0.8 s with TRY around each value,
 * 0.9 s with one around all; halving the relation until the bad row stands alone took 50 s. TRY in the INSERT itself, without a
 * pass of its own, made good data 50 % slower to insert (1.0 s to 1.6 s CPU), so the insertion goes first, and this only when it failed.
 *
 * DuckDB tries no volatile function: of an item that has one (RANDOM), a failure fails the statement.
 */
export async function findBadRows(
  runner: Runner,
  side: SideConnection,
  loadable: Loadable,
  search: Search,
): Promise<readonly Reject[]> {
  const { items, from } = itemsOf(loadable.rows, search)
  if (items.length === 0) return []
  const whens = items.map(({ bad, place }) => duck`WHEN ${bad} THEN ${integer(place)}`)
  // DuckDB computes what stands twice in a list of values once and beforehand, outside of TRY, but not what stands behind the first WHEN.
  const judged = duck`SELECT "$at", "$file", "$row", CASE WHEN "$at" IS NULL THEN NULL ${join(whens, ' ')} END AS "column" FROM ${from}`
  const found = await runner.rows(
    duck`SELECT "$at", "$file", "$row", "column" FROM (${judged}) WHERE "column" IS NOT NULL ORDER BY "$at"`,
  )
  const suspects = found.map(([at, file, row, place]) => ({
    at: at ?? '',
    file: Number(file),
    row: Number(row),
    place: Number(place),
  }))
  const asked = untilEnough(suspects, search.onError)
  return asked.length === 0 ? [] : explain(runner, side, loadable, search, asked)
}

/** The load reads no further than to the error that ends it, or ends the file. */
function untilEnough(suspects: readonly Suspect[], onError: OnError): readonly Suspect[] {
  if (onError.kind === 'Abort') return suspects.slice(0, 1)
  if (onError.kind !== 'SkipFile') return suspects
  const counts = new Map<number, number>()
  return suspects.filter(({ file }) => {
    const count = (counts.get(file) ?? 0) + 1
    counts.set(file, count)
    return count <= onError.limit
  })
}

/** The values that may fail, in the order of the COPY's columns, and the relation that they are made of. */
function itemsOf(
  relation: Sql,
  { table, shape, session, bind }: Search,
): { readonly items: readonly Item[]; readonly from: Sql } {
  const { rows, nextValues } = bind(relation)
  if (rows.tree.kind !== 'Select') throw new Error('Snowmelt bug: a COPY that is no plain SELECT')
  const target = startLowering(session)
  for (const { id } of nextValues) target.put(id, duck`NULL`)
  const from = lowerRelation(rows.tree.from, target)
  const values = rows.tree.items.map(({ value }) => value)
  const items = shape.columns.flatMap((column, index): readonly Item[] => {
    const value = values[table.columns.findIndex(({ name }) => name === column.name)]
    if (value === undefined || (column.nullable && isSure(value))) return []
    const lowered = target.lower(value)
    if (isVolatile(lowered)) return []
    const bad = badness(value, lowered, column.nullable, (part) => target.lower(part))
    return [{ place: index + 1, nullable: column.nullable, value: lowered, bad }]
  })
  return { items, from }
}

const isSure = ({ kind }: BoundExpression) => kind === 'ColumnUse' || kind === 'Constant'

function badness(
  value: BoundExpression,
  lowered: Sql,
  nullable: boolean,
  lower: (part: BoundExpression) => Sql,
): Sql {
  const tried = duck`TRY({v: ${lowered.catchable}})`
  if (!nullable) return duck`(${tried}).v IS NULL`
  const source = converted(value)
  if (source === undefined) return duck`${tried} IS NULL`
  const quick = duck`TRY(${lower(tolerant(value)).catchable})`
  return duck`CASE WHEN ${quick} IS NOT NULL OR ${lower(source)} IS NULL THEN FALSE ELSE ${tried} IS NULL END`
}

/** The field of which the value is made by conversions alone. */
function converted(value: BoundExpression): BoundExpression | undefined {
  if (value.kind === 'Convert') return converted(value.operand)
  return value.kind === 'ColumnUse' || (value.kind === 'Path' && value.base.kind === 'ColumnUse')
    ? value
    : undefined
}

function tolerant(value: BoundExpression): BoundExpression {
  return value.kind === 'Convert'
    ? { ...value, operand: tolerant(value.operand), mode: { kind: 'Try' } }
    : value
}

/** Asks each suspect for its reason, on a side connection, where a failure costs nothing. What has the same fields fails for the same reason. */
async function explain(
  runner: Runner,
  side: SideConnection,
  loadable: Loadable,
  search: Search,
  suspects: readonly Suspect[],
): Promise<readonly Reject[]> {
  const names = await copyRows(runner, side, loadable, suspects)
  const { items, from } = itemsOf(suspectRows, search)
  const reasons = new Map<string, Promise<SnowmeltError | undefined>>()
  const rejects: Reject[] = []
  const fields = await side.rows(
    duck`SELECT "$at", ${join(names.map((name) => duck`CAST(${ident(name)} AS VARCHAR)`))} FROM ${suspectRows}`,
  )
  const fieldsAt = new Map(fields.map(([at, ...values]) => [at, values]))
  for (const { at, file, row, place } of suspects) {
    const item = items.find((each) => each.place === place)
    if (item === undefined) throw new Error('Snowmelt bug: a row is bad for a value that cannot be')
    const key = keyOf(item, at, names, fieldsAt.get(at) ?? [])
    const known = reasons.get(key) ?? reasonOf(side, item, from, at)
    reasons.set(key, known)
    const failed = await known
    // A number that is too big for its column as it is held now is no bad row: the insertion widens the column.
    if (failed === undefined) continue
    const { code, message: reason } = failed
    rejects.push({ file, row, line: row, character: 1, column: place, raw: null, reason, code })
  }
  return rejects
}

const suspectTable = 'suspects'
const suspectRows = duck`temp.main.${ident(suspectTable)}`

/** Copies the suspects' rows of the relation to the side connection. Gives the names of their fields. */
async function copyRows(
  runner: Runner,
  side: SideConnection,
  { rows, fields, parquet }: Loadable,
  suspects: readonly Suspect[],
): Promise<readonly string[]> {
  const list = join([...new Set(suspects.map(({ at }) => at))].map((at) => integer(BigInt(at))))
  const names = fields.map(({ name }) => name)
  const columns = ['$at', '$file', '$row', ...names]
  const wanted = duck`SELECT ${join(columns.map((name) => ident(name)))} FROM ${rows} WHERE "$at" IN (${list})`
  if (parquet.length > 0) {
    // The side connection can read the files itself.
    await side.run(duck`CREATE TEMP TABLE ${ident(suspectTable)} AS ${wanted}`)
    return names
  }
  const types = fields.map(
    ({ name, type }) => duck`, ${ident(name)} ${type.kind === 'VARIANT' ? duck`JSON` : duck`VARCHAR`}`,
  )
  await side.run(
    duck`CREATE TEMP TABLE ${ident(suspectTable)} ("$at" BIGINT, "$file" INTEGER, "$row" BIGINT${join(types, '')})`,
  )
  const found = await runner.rows(wanted)
  for (let start = 0; start < found.length; start += 200) {
    const values = found
      .slice(start, start + 200)
      .map((row) => duck`(${join(row.map((value) => (value === null ? duck`NULL` : text(value))))})`)
    await side.run(duck`INSERT INTO ${suspectRows} VALUES ${join(values)}`)
  }
  return names
}

/** What the item's value depends on: the fields that its SQL names, or the row itself where it reads METADATA$ columns. */
function keyOf(item: Item, at: string, names: readonly string[], values: readonly (string | null)[]): string {
  const sql = item.value.toString()
  if (sql.includes('METADATA$')) return `${item.place}@${at}`
  const used = names.flatMap((name, index) =>
    sql.includes(ident(name).toString()) ? [values[index] ?? null] : [],
  )
  return `${item.place}:${JSON.stringify(used)}`
}

async function reasonOf(side: Runner, item: Item, from: Sql, at: string): Promise<SnowmeltError | undefined> {
  try {
    const rows = await side.rows(
      duck`SELECT CAST(${item.value} AS VARCHAR) FROM ${from} WHERE "$at" = ${integer(BigInt(at))}`,
    )
    if (!item.nullable && rows[0]?.[0] === null)
      return new SnowmeltError('NULL_NOT_ALLOWED', 'NULL result in a non-nullable column')
    throw new Error('Snowmelt bug: a row is bad, and nothing of it fails')
  } catch (error) {
    if (wantsWiderColumn(error)) return undefined
    if (error instanceof SnowmeltError) return error
    throw error
  }
}
