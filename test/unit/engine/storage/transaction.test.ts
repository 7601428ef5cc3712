import { beforeEach, describe, expect, it } from 'vitest'
import { duck } from '../../../../src/engine/duck/sql.ts'
import { commit } from '../../../../src/engine/storage/attempts.ts'
import { versionedTables as storage } from '../../../../src/engine/storage/versioned-tables.ts'
import type { TableRecord } from '../../../../src/engine/catalog/objects/table.ts'
import type { Sql } from '../../../../src/engine/duck/sql.ts'
import type { Transaction } from '../../../../src/engine/storage/transaction.ts'
import { Fixture, integer, text } from './fixture.ts'

let fixture: Fixture
let table: TableRecord

beforeEach(async () => {
  fixture = await Fixture.open()
  table = await fixture.table('T', { ID: integer, S: text })
})

const insert =
  (rows: Sql, into = table) =>
  async (transaction: Transaction) =>
    await storage.insert(transaction, into, rows)
const ids = async (transaction: Transaction, from = table) =>
  (await transaction.rows(duck`SELECT "ID" FROM ${storage.live(from)} ORDER BY 1`)).map(([id]) => Number(id))

describe('an explicit transaction', () => {
  it('loses only the statement that fails', async () => {
    const transaction = fixture.begin()
    await fixture.statement(transaction, insert(duck`SELECT 1, 'a'`))
    const failing = fixture.statement(transaction, async (it) => {
      await insert(duck`SELECT 2, 'b'`)(it)
      await it.run(duck`SELECT CAST('x' AS INTEGER)`)
    })
    await expect(failing).rejects.toMatchObject({ code: 'EXECUTION_FAILED' })
    await fixture.statement(transaction, insert(duck`SELECT 3, 'c'`))
    expect(await fixture.statement(transaction, ids)).toEqual([1, 3])
    await commit(transaction)
    expect(await fixture.alone(ids)).toEqual([1, 3])
  })

  it('runs publishers at COMMIT, and undoers of what was undone, newest first', async () => {
    const heard: string[] = []
    const listen = (name: string) => async (it: Transaction) => {
      it.onCommit(() => heard.push(`commit ${name}`))
      it.onRollback(() => heard.push(`undo ${name}`))
    }
    const transaction = fixture.begin()
    await fixture.statement(transaction, listen('a'))
    const failing = fixture.statement(transaction, async (it) => {
      await listen('b')(it)
      await listen('c')(it)
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(heard).toEqual(['undo c', 'undo b'])
    await commit(transaction)
    expect(heard).toEqual(['undo c', 'undo b', 'commit a'])
  })

  it('sees what others commit until it writes', async () => {
    const transaction = fixture.begin()
    expect(await fixture.statement(transaction, ids)).toEqual([])
    await fixture.alone(insert(duck`SELECT 1, 'a'`))
    expect(await fixture.statement(transaction, ids)).toEqual([1])
    await transaction.rollback()
  })

  it('writes on what the holder of the lock before it has committed, its earlier statements included', async () => {
    const other = await fixture.table('OTHER', { ID: integer })
    const first = fixture.begin()
    const second = fixture.begin()
    await fixture.statement(second, insert(duck`SELECT 7`, other))
    await fixture.statement(first, async (it) => await storage.truncate(it, table))
    await fixture.statement(first, insert(duck`SELECT 1, 'a'`))
    const waiting = fixture.statement(second, async (it) => {
      return await storage.delete(it, table, duck`SELECT rowid AS "$at" FROM ${storage.live(table)}`)
    })
    await commit(first)
    expect(await waiting).toBe(1)
    await commit(second)
    expect(await fixture.alone(ids)).toEqual([])
    expect(await fixture.alone(async (it) => await ids(it, other))).toEqual([7])
  })

  it('keeps what was drawn from a sequence or at random, whatever fails later', async () => {
    const transaction = fixture.begin()
    await fixture.statement(transaction, insert(duck`SELECT CAST(random() * 1e15 AS BIGINT), uuid()`))
    const read = async (it: Transaction) => await it.rows(duck`SELECT "ID", "S" FROM ${storage.live(table)}`)
    const drawn = await fixture.statement(transaction, read)
    const failing = fixture.statement(transaction, async (it) => await it.run(duck`SELECT error('no')`))
    await expect(failing).rejects.toThrow('no')
    expect(await fixture.statement(transaction, read)).toEqual(drawn)
    await commit(transaction)
    expect(await fixture.alone(read)).toEqual(drawn)
  })

  it('ends a deadlock by failing one statement, whose transaction lives on', async () => {
    const clear = (which: TableRecord) => async (it: Transaction) => await storage.truncate(it, which)
    const other = await fixture.table('OTHER', { ID: integer })
    const first = fixture.begin()
    const second = fixture.begin()
    await fixture.statement(first, clear(table))
    await fixture.statement(second, insert(duck`SELECT 2`, other))
    await fixture.statement(second, clear(other))
    await fixture.statement(second, insert(duck`SELECT 3`, other))
    const waiting = fixture.statement(first, clear(other))
    const victim = fixture.statement(second, clear(table))
    await expect(victim).rejects.toMatchObject({ code: 'DEADLOCK' })
    await commit(second)
    expect(await waiting).toBe(1)
    await commit(first)
    expect(await fixture.alone(async (it) => await ids(it, other))).toEqual([])
  })

  it('leaves nothing behind when it is rolled back', async () => {
    const transaction = fixture.begin()
    await fixture.statement(transaction, insert(duck`SELECT 1, 'a'`))
    await transaction.rollback()
    expect(await fixture.alone(ids)).toEqual([])
    expect(fixture.heads.at(table.id)).toBe(0n)
  })
})

describe('writers of one table', () => {
  const versions = async (it: Transaction) =>
    (await it.rows(duck`SELECT "ID", "$version" FROM ${storage.live(table)} ORDER BY "$version"`)).map(
      ([id]) => Number(id),
    )

  it('only add rows without waiting for each other; versions rise in the order of commits', async () => {
    const [first, second] = [fixture.begin(), fixture.begin()]
    await fixture.statement(first, insert(duck`SELECT 1, 'a'`))
    await fixture.statement(second, insert(duck`SELECT 2, 'b'`))
    await commit(second)
    const between = fixture.heads.at(table.id)
    await commit(first)
    expect(await fixture.alone(versions)).toEqual([2, 1])
    expect(fixture.heads.at(table.id) > between).toBe(true)
    const [row] = await fixture.alone(
      async (it) => await it.rows(duck`SELECT max("$version") FROM ${storage.live(table)}`),
    )
    expect(row).toEqual([String(fixture.heads.at(table.id))])
  })

  it('who updates is overtaken by who adds, and ends images at the version it gets in the end', async () => {
    await fixture.alone(insert(duck`SELECT 1, 'a'`))
    const updating = fixture.begin()
    await fixture.statement(
      updating,
      async (it) =>
        await storage.update(it, table, ['ID'], duck`SELECT rowid, 10 FROM ${storage.live(table)}`),
    )
    await fixture.alone(insert(duck`SELECT 2, 'b'`))
    await commit(updating)
    expect(await fixture.alone(versions)).toEqual([2, 10])
    const ended = await fixture.alone(
      async (it) => await it.rows(duck`SELECT "ID", "$ended" FROM ${storage.history(table)}`),
    )
    expect(ended).toEqual([['1', String(fixture.heads.at(table.id))]])
  })

  it('who adds and then updates keeps the images of what came in between', async () => {
    const adding = fixture.begin()
    await fixture.statement(adding, insert(duck`SELECT 1, 'mine'`))
    await fixture.alone(insert(duck`SELECT 2, 'other'`))
    const updated = await fixture.statement(
      adding,
      async (it) =>
        await storage.update(it, table, ['S'], duck`SELECT rowid, 'x' FROM ${storage.live(table)}`),
    )
    await commit(adding)
    expect(updated).toBe(2)
    const images = await fixture.alone(
      async (it) => await it.rows(duck`SELECT "S" FROM ${storage.history(table)}`),
    )
    expect(images).toEqual([['other']])
  })

  it('queue, and give versions that rise in the order of their commits', async () => {
    await Promise.all(
      Array.from(
        { length: 20 },
        async (_, n) => await fixture.alone(insert(duck`SELECT 1, 'a'`)).then(() => n),
      ),
    )
    const rows = await fixture.alone(
      async (it) =>
        await it.rows(
          duck`SELECT count(*), count(DISTINCT "$version"), count(DISTINCT "$row_id") FROM ${storage.live(table)}`,
        ),
    )
    expect(rows).toEqual([['20', '20', '20']])
  })

  it('see the latest rows after waiting, so that counters do not lose updates', async () => {
    await fixture.alone(insert(duck`SELECT 0, 'n'`))
    const increment = async (it: Transaction) =>
      await storage.update(it, table, ['ID'], duck`SELECT rowid, "ID" + 1 FROM ${storage.live(table)}`)
    await Promise.all(Array.from({ length: 10 }, async () => await fixture.alone(increment)))
    expect(await fixture.alone(ids)).toEqual([10])
  })
})
