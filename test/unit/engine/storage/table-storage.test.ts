import { beforeEach, describe, expect, it } from 'vitest'
import type { TableRecord } from '../../../../src/engine/catalog/objects/table.ts'
import { duck, type Sql } from '../../../../src/engine/duck/sql.ts'
import { commit } from '../../../../src/engine/storage/attempts.ts'
import { renamed } from '../../../../src/engine/storage/physical.ts'
import { versionedTables as storage } from '../../../../src/engine/storage/versioned-tables.ts'
import type { Transaction } from '../../../../src/engine/storage/transaction.ts'
import { Fixture, integer, text } from './fixture.ts'

let fixture: Fixture
let table: TableRecord

beforeEach(async () => {
  fixture = await Fixture.open()
  table = await fixture.table('T', { ID: integer, S: text })
  await fixture.alone(
    async (it) => await storage.insert(it, table, duck`VALUES (1, 'a'), (2, 'b'), (3, 'c')`),
  )
})

const at = (where: Sql) => duck`SELECT rowid AS "$at" FROM ${storage.live(table)} WHERE ${where}`
const live = async (it: Transaction) =>
  (await it.rows(duck`SELECT "ID", "S" FROM ${storage.live(table)} ORDER BY ALL`)).map((row) => row.join(' '))
const history = async (it: Transaction) =>
  (await it.rows(duck`SELECT "ID", "S" FROM ${storage.history(table)} ORDER BY ALL`)).map((row) =>
    row.join(' '),
  )

describe('table storage', () => {
  it('keeps the images that UPDATE and DELETE end', async () => {
    const updated = await fixture.alone(
      async (it) =>
        await storage.update(
          it,
          table,
          ['S'],
          duck`SELECT rowid, 'x' FROM ${storage.live(table)} WHERE "ID" < 3`,
        ),
    )
    const deleted = await fixture.alone(async (it) => await storage.delete(it, table, at(duck`"ID" = 1`)))
    expect([updated, deleted]).toEqual([2, 1])
    expect(await fixture.alone(live)).toEqual(['2 x', '3 c'])
    expect(await fixture.alone(history)).toEqual(['1 a', '1 x', '2 b'])
  })

  it('keeps one image of a row that a transaction changes several times', async () => {
    const transaction = fixture.begin()
    for (const s of ['x', 'y'])
      await fixture.statement(
        transaction,
        async (it) =>
          await storage.update(
            it,
            table,
            ['S'],
            duck`SELECT rowid, ${s === 'x' ? duck`'x'` : duck`'y'`} FROM ${storage.live(table)} WHERE "ID" = 1`,
          ),
      )
    await commit(transaction)
    expect(await fixture.alone(history)).toEqual(['1 a'])
  })

  it('counts rows that get the values that they have', async () => {
    const changes = duck`SELECT rowid, "S" FROM ${storage.live(table)}`
    expect(await fixture.alone(async (it) => await storage.update(it, table, ['S'], changes))).toBe(3)
  })

  it('merges: updates, deletes and inserts from one plan', async () => {
    const rows = duck`SELECT t.rowid AS "$at", CASE WHEN t.rowid IS NULL THEN 2 WHEN s.s = 'gone' THEN 1 ELSE 0 END AS "$clause", s.id AS "$1", s.s AS "$2" FROM (VALUES (1, 'A'), (2, 'gone'), (9, 'new')) s(id, s) LEFT JOIN ${storage.live(table)} t ON t."ID" = s.id`
    const merged = await fixture.alone(
      async (it) =>
        await storage.merge(it, table, {
          rows,
          refuseDuplicates: true,
          clauses: [
            { kind: 'Update', columns: [{ physical: 'S', value: '$2' }] },
            { kind: 'Delete' },
            {
              kind: 'Insert',
              columns: [
                { physical: 'ID', value: '$1' },
                { physical: 'S', value: '$2' },
              ],
            },
          ],
        }),
    )
    expect(merged).toEqual({ inserted: 1, updated: 1, deleted: 1 })
    expect(await fixture.alone(live)).toEqual(['1 A', '3 c', '9 new'])
    expect(await fixture.alone(history)).toEqual(['1 a', '2 b'])
  })

  it('overwrites a table with rows made from itself', async () => {
    const rows = duck`SELECT "ID" * 10, "S" FROM ${storage.live(table)} WHERE "ID" > 1`
    expect(
      await fixture.alone(async (it) => await storage.insert(it, table, rows, { overwrite: true })),
    ).toBe(2)
    expect(await fixture.alone(live)).toEqual(['20 b', '30 c'])
    expect(await fixture.alone(history)).toHaveLength(3)
  })

  it('truncates to history', async () => {
    expect(await fixture.alone(async (it) => await storage.truncate(it, table))).toBe(3)
    expect(await fixture.alone(live)).toEqual([])
    expect(await fixture.alone(history)).toEqual(['1 a', '2 b', '3 c'])
  })

  it('gives the table another name, with its rows, history and row ids', async () => {
    const moved = renamed(table, { ...table, name: 'u' })
    table = moved
    await fixture.alone(async (it) => await storage.insert(it, moved, duck`SELECT 4, 'd'`))
    expect(await fixture.alone(live)).toEqual(['1 a', '2 b', '3 c', '4 d'])
    await fixture.alone(async (it) => await storage.drop(it, moved))
    await expect(fixture.alone(live)).rejects.toThrow('does not exist')
  })
})

const big = '99999999999999999999999999999999999999'

describe('an integer that does not fit 64 bits', () => {
  it('widens the column that it is for, and no other', async () => {
    const wide = await fixture.table('W', { A: integer, B: integer })
    await fixture.alone(
      async (it) =>
        await storage.insert(
          it,
          wide,
          duck`SELECT 1, CAST('99999999999999999999999999999999999999' AS HUGEINT)`,
        ),
    )
    const rows = await fixture.alone(
      async (it) => await it.rows(duck`SELECT "A", "B" FROM ${storage.live(wide)}`),
    )
    expect(rows).toEqual([['1', big]])
    expect(
      fixture.current(wide).columns.map(({ type }) => (type.kind === 'NUMBER' ? type.form : '')),
    ).toEqual(['BIGINT', 'HUGEINT'])
  })

  it('widens in an open transaction, whose earlier statements stay', async () => {
    const wide = await fixture.table('W', { A: integer })
    const transaction = fixture.begin()
    await fixture.statement(transaction, async (it) => await storage.insert(it, wide, duck`SELECT 5`))
    await fixture.statement(
      transaction,
      async (it) =>
        await storage.update(
          it,
          wide,
          ['A'],
          duck`SELECT rowid, CAST('99999999999999999999' AS HUGEINT) FROM ${storage.live(wide)}`,
        ),
    )
    await commit(transaction)
    const rows = await fixture.alone(async (it) => await it.rows(duck`SELECT "A" FROM ${storage.live(wide)}`))
    expect(rows).toEqual([['99999999999999999999']])
  })
})
