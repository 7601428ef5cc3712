import { fail } from '../../common/errors.ts'
import type { TableRecord } from '../catalog/objects/table.ts'
import { duck, ident, integer, join, type Sql } from '../duck/sql.ts'
import {
  allColumns,
  createStatements,
  dropStatements,
  historyName,
  historyTable,
  liveName,
  liveTable,
  schemaName,
  userColumns,
} from './physical.ts'
import {
  endedColumn,
  keepsHistory,
  versionColumn,
  type MergePlan,
  type TableStorage,
} from './table-storage.ts'
import type { Transaction } from './transaction.ts'
import { ColumnTooNarrow, wantsWiderColumn } from './widening.ts'

const version = ident(versionColumn)

/** Tables as DuckDB tables with a history beside them. It has no state: everything is in the account file. */
export const versionedTables: TableStorage = {
  live: liveTable,
  history: historyTable,

  async create(transaction, table) {
    await transaction.run(createStatements(table))
  },

  async drop(transaction, table) {
    await transaction.write(table)
    await transaction.run(dropStatements(table))
    transaction.moved(table)
  },

  async rename(transaction, from, to) {
    if (schemaName(from) !== schemaName(to)) throw new Error('Snowmelt bug: a table stays in its schema')
    await transaction.write(from)
    await transaction.run(duck`ALTER TABLE ${liveTable(from)} RENAME TO ${ident(liveName(to))}`)
    await transaction.run(duck`ALTER TABLE ${historyTable(from)} RENAME TO ${ident(historyName(to))}`)
    transaction.moved(from, to)
  },

  async insert(transaction, table, rows, options) {
    const at = options?.overwrite === true ? await transaction.write(table) : transaction.append(table)
    return await widely(table, rows, physicalNames(table), async () => {
      const steady = await transaction.steady(rows)
      const source =
        options?.overwrite === true ? await emptied(transaction, table, at, steady) : duck`(${steady})`
      return await transaction.run(
        duck`INSERT INTO ${liveTable(table)} (${userColumns(table)}, ${version}) SELECT *, ${integer(at)} FROM ${source}`,
      )
    })
  },

  async update(transaction, table, columns, changes) {
    const at = await transaction.write(table)
    const targets = columns.map((physical, index) => ({ physical, value: `$${index + 1}` }))
    const names = join(['$at', ...targets.map(({ value }) => value)].map((name) => ident(name)))
    const all = { source: duck`(${changes}) AS changes(${names})`, where: duck``, columns: targets }
    const plan = await materialized(transaction, table, duck`SELECT * FROM ${all.source}`, columns)
    await keepImages(transaction, table, at, duck`SELECT "$at" FROM ${plan}`)
    return await change(transaction, table, at, { ...all, plan })
  },

  async delete(transaction, table, rows) {
    const at = await transaction.write(table)
    const plan = await materialized(transaction, table, rows, [])
    const doomed = duck`SELECT "$at" FROM ${plan}`
    await keepImages(transaction, table, at, doomed)
    return await transaction.run(duck`DELETE FROM ${liveTable(table)} WHERE rowid IN (${doomed})`)
  },

  async truncate(transaction, table) {
    const at = await transaction.write(table)
    return await empty(transaction, table, at)
  },

  async merge(transaction, table, plan) {
    const at = await transaction.write(table)
    return await merge(transaction, table, at, plan)
  },
}

async function merge(
  transaction: Transaction,
  table: TableRecord,
  at: bigint,
  plan: MergePlan,
): Promise<{ inserted: number; updated: number; deleted: number }> {
  const written = plan.clauses.flatMap((clause) => (clause.kind === 'Delete' ? [] : clause.columns))
  const rows = await materialized(
    transaction,
    table,
    plan.rows,
    written.map(({ physical }) => physical),
  )
  const met = await transaction.rows(
    duck`SELECT DISTINCT "$clause", ${plan.refuseDuplicates ? hasDuplicates(rows, plan) : duck`FALSE`} FROM ${rows}`,
  )
  if (met[0]?.[1] === 'true') fail('DUPLICATE_ROW_IN_DML', undefined)
  const indexes = new Set(met.map(([index]) => Number(index)))
  const touched = plan.clauses.some(({ kind }, index) => kind !== 'Insert' && indexes.has(index))
  if (touched)
    await keepImages(transaction, table, at, duck`SELECT "$at" FROM ${rows} WHERE "$at" IS NOT NULL`)
  const total = { inserted: 0, updated: 0, deleted: 0 }
  for (const [index, clause] of plan.clauses.entries()) {
    if (!indexes.has(index)) continue
    const where = duck`WHERE "$clause" = ${integer(index)}`
    const part = { plan: rows, source: duck`(${plan.rows})`, where }
    switch (clause.kind) {
      case 'Update':
        total.updated += await change(transaction, table, at, { ...part, columns: clause.columns })
        break
      case 'Delete':
        total.deleted += await transaction.run(
          duck`DELETE FROM ${liveTable(table)} WHERE rowid IN (SELECT "$at" FROM ${rows} ${where})`,
        )
        break
      case 'Insert':
        total.inserted += await add(transaction, table, at, { ...part, columns: clause.columns })
        break
    }
  }
  return total
}

/**
 * Whether a live row comes twice and is to be updated by one of the pairs.
 * https://docs.snowflake.com/en/sql-reference/sql/merge, "Nondeterministic results for UPDATE and DELETE"
 */
function hasDuplicates(rows: Sql, { clauses }: MergePlan): Sql {
  const updates = [...clauses.entries()].filter(([, { kind }]) => kind === 'Update')
  if (updates.length === 0) return duck`FALSE`
  const updated = duck`bool_or("$clause" IN (${join(updates.map(([index]) => integer(index)))}))`
  return duck`EXISTS (SELECT 1 FROM ${rows} WHERE "$at" IS NOT NULL GROUP BY "$at" HAVING count(*) > 1 AND ${updated})`
}

/** Rows of a materialised plan, and which of its columns go where. */
interface Part {
  readonly plan: Sql
  /** What was materialised: it can still be read when the statement has been undone. */
  readonly source: Sql
  readonly where: Sql
  readonly columns: readonly { readonly physical: string; readonly value: string }[]
}

/** Changes live rows in place. A row that gets the values that it has is changed as well, as in Snowflake. */
async function change(transaction: Transaction, table: TableRecord, at: bigint, part: Part): Promise<number> {
  const sets = part.columns.map(({ physical, value }) => duck`${ident(physical)} = "plan".${ident(value)}`)
  const all = join([...sets, duck`${version} = ${integer(at)}`])
  return await widely(
    table,
    values(part),
    part.columns.map(({ physical }) => physical),
    async () =>
      transaction.run(
        duck`UPDATE ${liveTable(table)} AS "live" SET ${all} FROM (SELECT * FROM ${part.plan} ${part.where}) AS "plan" WHERE "live".rowid = "plan"."$at"`,
      ),
  )
}

async function add(transaction: Transaction, table: TableRecord, at: bigint, part: Part): Promise<number> {
  const names = part.columns.map(({ physical }) => ident(physical))
  const given = part.columns.map(({ value }) => ident(value))
  return await widely(
    table,
    values(part),
    part.columns.map(({ physical }) => physical),
    async () =>
      transaction.run(
        duck`INSERT INTO ${liveTable(table)} (${join([...names, version])}) SELECT ${join([...given, integer(at)])} FROM ${part.plan} ${part.where}`,
      ),
  )
}

function values(part: Part): Sql {
  return duck`SELECT ${join(part.columns.map(({ value }) => ident(value)))} FROM ${part.source} ${part.where}`
}

/**
 * Copies the images that are about to end to the history. A row that this transaction has written itself has no image that
 * anyone else ever saw.
 */
async function keepImages(
  transaction: Transaction,
  table: TableRecord,
  at: bigint,
  rowids: Sql,
): Promise<void> {
  if (!keepsHistory(table)) return
  await transaction.run(
    duck`INSERT INTO ${historyTable(table)} (${allColumns(table)}, ${ident(endedColumn)}) SELECT ${allColumns(table)}, ${integer(at)} FROM ${liveTable(table)} WHERE rowid IN (${rowids}) AND ${version} <> ${integer(at)}`,
  )
}

async function empty(transaction: Transaction, table: TableRecord, at: bigint): Promise<number> {
  if (keepsHistory(table))
    await transaction.run(
      duck`INSERT INTO ${historyTable(table)} (${allColumns(table)}, ${ident(endedColumn)}) SELECT ${allColumns(table)}, ${integer(at)} FROM ${liveTable(table)} WHERE ${version} <> ${integer(at)}`,
    )
  return await transaction.run(duck`DELETE FROM ${liveTable(table)}`)
}

/** Empties the table for INSERT OVERWRITE; rows that come from the table itself are set aside before. */
async function emptied(transaction: Transaction, table: TableRecord, at: bigint, rows: Sql): Promise<Sql> {
  const readsItself = rows.toString().includes(liveTable(table).toString())
  const source = readsItself ? await materialized(transaction, table, rows, []) : duck`(${rows})`
  await empty(transaction, table, at)
  return source
}

/**
 * The rows as a temporary table: they are read several times, and must not see what is changed meanwhile. `columns`: the
 * table's columns that their values are for.
 */
async function materialized(
  transaction: Transaction,
  table: TableRecord,
  rows: Sql,
  columns: readonly string[],
): Promise<Sql> {
  const name = duck`temp.main.${ident(transaction.temporaryName('plan'))}`
  await widely(table, undefined, columns, async () =>
    transaction.run(duck`CREATE TEMPORARY TABLE ${name} AS ${await transaction.steady(rows)}`),
  )
  return name
}

async function widely(
  table: TableRecord,
  rows: Sql | undefined,
  columns: readonly string[],
  write: () => Promise<number>,
): Promise<number> {
  try {
    return await write()
  } catch (thrown) {
    throw wantsWiderColumn(thrown) ? new ColumnTooNarrow(table, rows, columns, thrown) : thrown
  }
}

function physicalNames(table: TableRecord): readonly string[] {
  return table.columns.map(({ physical }) => physical)
}
