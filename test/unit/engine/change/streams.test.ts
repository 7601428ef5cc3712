import { beforeEach, describe, expect, it } from 'vitest'
import type { StreamRecord } from '../../../../src/engine/catalog/objects/stream.ts'
import type { TableRecord } from '../../../../src/engine/catalog/objects/table.ts'
import { Offsets } from '../../../../src/engine/change/offsets.ts'
import { Streams } from '../../../../src/engine/change/streams.ts'
import { duck, integer as number, text as string, type Sql } from '../../../../src/engine/duck/sql.ts'
import { commit } from '../../../../src/engine/storage/attempts.ts'
import type { DuckTransaction } from '../../../../src/engine/storage/duck-transaction.ts'
import { versionedTables as storage } from '../../../../src/engine/storage/versioned-tables.ts'
import type { Transaction } from '../../../../src/engine/storage/transaction.ts'
import { Fixture, integer, text } from '../storage/fixture.ts'

const day = 86_400_000
let fixture: Fixture
let streams: Streams
let table: TableRecord

beforeEach(async () => {
  fixture = await Fixture.open()
  const connection = await fixture.duck.connect()
  const { catalog, heads, clock } = fixture
  streams = new Streams({ catalog, heads, clock, offsets: await Offsets.open(connection) })
  connection.close()
  table = await fixture.table('T', { ID: integer, S: text })
})

async function createStream(options: Partial<StreamRecord> = {}): Promise<StreamRecord> {
  const stream: StreamRecord = {
    kind: 'STREAM',
    id: fixture.catalog.nextId(),
    name: `ST${fixture.catalog.nextId()}`,
    database: 'DB',
    schema: 'PUBLIC',
    owner: '',
    createdOn: 0,
    comment: '',
    sourceKind: 'TABLE',
    sourceId: table.id,
    source: 'DB.PUBLIC.T',
    mode: 'DEFAULT',
    showInitialRows: false,
    ...options,
  }
  await fixture.alone(async (it) => {
    await streams.create(it, stream)
    await fixture.catalog.put(it, stream)
  })
  return stream
}

const insert = async (it: Transaction, rows: Sql) => await storage.insert(it, table, rows)
const update = async (it: Transaction, where: Sql, value: Sql) =>
  await storage.update(
    it,
    table,
    ['S'],
    duck`SELECT rowid, ${value} FROM ${storage.live(table)} WHERE ${where}`,
  )
const remove = async (it: Transaction, where: Sql) =>
  await storage.delete(it, table, duck`SELECT rowid AS "$at" FROM ${storage.live(table)} WHERE ${where}`)

/** What the stream shows, as `ID S ACTION ISUPDATE`. */
const look = (stream: StreamRecord) => async (it: Transaction) => {
  const { rows } = streams.rows(it, stream)
  const found = await it.rows(
    duck`SELECT "ID", "S", "METADATA$ACTION", "METADATA$ISUPDATE" FROM ${rows} ORDER BY ALL`,
  )
  return found.map((row) => row.join(' '))
}
const consume = (stream: StreamRecord) => async (it: Transaction) => {
  const seen = await look(stream)(it)
  await streams.consume(it, [stream.id])
  return seen
}

describe('a stream', () => {
  it('shows both images of an updated row under one row id', async () => {
    await fixture.alone(async (it) => await insert(it, duck`SELECT 1, 'a'`))
    const stream = await createStream()
    await fixture.alone(async (it) => await update(it, duck`TRUE`, duck`'b'`))
    expect(await fixture.alone(look(stream))).toEqual(['1 a DELETE true', '1 b INSERT true'])
    const ids = await fixture.alone(
      async (it) =>
        await it.rows(duck`SELECT DISTINCT "METADATA$ROW_ID" FROM ${streams.rows(it, stream).rows}`),
    )
    expect(ids).toEqual([[expect.stringMatching(/^[0-9a-f]{40}$/)]])
  })

  it('shows the rows of its beginning first, if it is to, and then what changed since', async () => {
    await fixture.alone(async (it) => await insert(it, duck`VALUES (1, 'a'), (2, 'b')`))
    const stream = await createStream({ showInitialRows: true })
    await fixture.alone(async (it) => await remove(it, duck`"ID" = 1`))
    expect(await fixture.alone(consume(stream))).toEqual(['1 a INSERT false', '2 b INSERT false'])
    expect(await fixture.alone(look(stream))).toEqual(['1 a DELETE false'])
  })

  it('shows a transaction the same rows throughout, none of its own, and moves when it commits', async () => {
    const stream = await createStream()
    await fixture.alone(async (it) => await insert(it, duck`SELECT 1, 'a'`))
    const transaction = fixture.begin()
    await fixture.statement(transaction, async (it) => await insert(it, duck`SELECT 2, 'own'`))
    expect(await fixture.statement(transaction, consume(stream))).toEqual(['1 a INSERT false'])
    expect(await fixture.statement(transaction, consume(stream))).toEqual(['1 a INSERT false'])
    expect(await fixture.alone(look(stream))).toEqual(['1 a INSERT false'])
    await commit(transaction)
    expect(await fixture.alone(look(stream))).toEqual(['2 own INSERT false'])
  })

  it('stays where it is when the transaction is rolled back', async () => {
    const stream = await createStream()
    await fixture.alone(async (it) => await insert(it, duck`SELECT 1, 'a'`))
    const transaction = fixture.begin()
    await fixture.statement(transaction, consume(stream))
    await transaction.rollback()
    expect(await fixture.alone(look(stream))).toEqual(['1 a INSERT false'])
  })

  it('gives each row to one of two sessions that consume it at once', async () => {
    const stream = await createStream()
    const target = await fixture.table('TARGET', { ID: integer, S: text })
    const move = async (it: Transaction) => {
      const { rows } = streams.rows(it, stream)
      const count = await storage.insert(it, target, duck`SELECT "ID", "S" FROM ${rows}`)
      await streams.consume(it, [stream.id])
      return count
    }
    let total = 0
    for (let round = 0; round < 5; round += 1) {
      await fixture.alone(async (it) => await insert(it, duck`SELECT ${number(round)}, 'a'`))
      const counts = await Promise.all([fixture.alone(move), fixture.alone(move), fixture.alone(move)])
      total += counts.reduce((sum, count) => sum + count, 0)
    }
    expect(total).toBe(5)
  })

  it('has no data when changes cancel each other out', async () => {
    const stream = await createStream()
    const hasData = async (it: Transaction) => await streams.hasData(it, stream)
    expect(await fixture.alone(hasData)).toBe(false)
    await fixture.alone(async (it) => await insert(it, duck`SELECT 1, 'a'`))
    expect(await fixture.alone(hasData)).toBe(true)
    await fixture.alone(async (it) => await remove(it, duck`TRUE`))
    expect(await fixture.alone(hasData)).toBe(false)
  })

  it('goes stale two weeks after it moved last, unless it was found empty', async () => {
    const stream = await createStream()
    fixture.clock.moveTo(fixture.clock.now() + 13 * day)
    await fixture.alone(async (it) => await streams.hasData(it, stream))
    fixture.clock.moveTo(fixture.clock.now() + 13 * day)
    expect(await fixture.alone(look(stream))).toEqual([])
    fixture.clock.moveTo(fixture.clock.now() + 2 * day)
    await expect(fixture.alone(look(stream))).rejects.toMatchObject({ code: 'STREAM_STALE' })
  })

  it('breaks when its table is dropped', async () => {
    const stream = await createStream()
    await fixture.alone(async (it) => {
      await storage.drop(it, table)
      await fixture.catalog.remove(it, table)
    })
    await expect(fixture.alone(look(stream))).rejects.toThrow(
      `Base table 'DB.PUBLIC.T' dropped, cannot read from stream '${stream.name}'.`,
    )
  })
})

/** A generator of whole numbers below a limit (mulberry32): every seed tells one story. */
function random(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}

/** A row as the model knows it: `touched` counts the transactions that wrote it. */
interface ModelRow {
  readonly value: string
  readonly touched: number
}
type Snapshot = ReadonlyMap<number, ModelRow>

/** What a stream must show: computed from snapshots, without any of the tricks of the real one. */
function expected(mode: StreamRecord['mode'], snapshots: readonly Snapshot[], from: number): string[] {
  const before = snapshots[from] ?? new Map<number, ModelRow>()
  if (mode === 'APPEND_ONLY') {
    const first = new Map<number, string>()
    for (const snapshot of snapshots.slice(from + 1))
      for (const [id, { value }] of snapshot) if (!before.has(id) && !first.has(id)) first.set(id, value)
    const known = new Set(snapshots.slice(0, from + 1).flatMap((snapshot) => [...snapshot.keys()]))
    return [...first].filter(([id]) => !known.has(id)).map(([id, value]) => `${id} ${value} INSERT false`)
  }
  const after = snapshots.at(-1) ?? new Map<number, ModelRow>()
  const lines: string[] = []
  for (const [id, row] of after) {
    const old = before.get(id)
    if (old?.touched !== row.touched) lines.push(`${id} ${row.value} INSERT ${old !== undefined}`)
  }
  for (const [id, row] of before) {
    const now = after.get(id)
    if (now?.touched !== row.touched) lines.push(`${id} ${row.value} DELETE ${now !== undefined}`)
  }
  return lines
}

describe.each([1, 2, 3, 4])('streams against a naive model, story %i', (seed) => {
  it('agree after every transaction', async () => {
    const next = random(seed)
    const snapshots: Snapshot[] = [new Map()]
    const watched: { stream: StreamRecord; from: number }[] = []
    let lastId = 0
    for (let round = 0; round < 25; round += 1) {
      const rows = new Map(snapshots.at(-1))
      const transaction = fixture.begin()
      const touched = (id: number) => (snapshots.at(-1)?.get(id)?.touched ?? 0) + 1
      for (let count = next(3); count >= 0; count -= 1)
        await fixture.statement(transaction, async (it) => {
          const kind = next(10)
          const modulus = 2 + next(3)
          const chosen = [...rows.keys()].filter((id) => id % modulus === 0)
          const where = duck`"ID" % ${number(modulus)} = 0`
          if (kind < 4) {
            const values = Array.from({ length: 1 + next(5) }, () => (lastId += 1))
            for (const id of values) rows.set(id, { value: `v${round}`, touched: 1 })
            const list = values.map((id) => `(${id})`).join(', ')
            await insert(
              it,
              duck`SELECT CAST(x AS BIGINT), ${string(`v${round}`)} FROM (SELECT unnest(string_split(${string(list.replaceAll(/[()]/g, ''))}, ', ')) AS x)`,
            )
          } else if (kind < 7) {
            for (const id of chosen) rows.set(id, { value: `u${round}`, touched: touched(id) })
            await update(it, where, string(`u${round}`))
          } else if (kind < 9) {
            for (const id of chosen) rows.delete(id)
            await remove(it, where)
          } else {
            rows.clear()
            await storage.truncate(it, table)
          }
        })
      if (next(5) === 0) {
        await transaction.rollback()
        continue
      }
      await commit(transaction)
      snapshots.push(rows)
      for (const one of watched) {
        const seen = await fixture.alone(
          next(3) === 0 ? consumeInto(one, snapshots.length - 1) : look(one.stream),
        )
        expect(seen.toSorted(), `round ${round}`).toEqual(
          expected(one.stream.mode, snapshots, before(one)).toSorted(),
        )
      }
      if (watched.length < 4 && next(3) === 0) {
        const mode = next(2) === 0 ? 'DEFAULT' : 'APPEND_ONLY'
        watched.push({ stream: await createStream({ mode }), from: snapshots.length - 1 })
      }
    }
    expect(watched.length).toBeGreaterThan(1)
  })
})

describe.each([11, 12, 13])('streams under transactions that interleave, story %i', (seed) => {
  it('give each inserted row once, whatever is added, changed and rolled back meanwhile', async () => {
    const next = random(seed)
    const streams = [await createStream(), await createStream({ mode: 'APPEND_ONLY' })]
    const consumed = streams.map((): string[] => [])
    const open: { readonly transaction: DuckTransaction; ids: number[] }[] = []
    const committed: number[] = []
    let lastId = 0
    const take = async () => {
      for (const [index, stream] of streams.entries())
        consumed[index]?.push(
          ...(await fixture.alone(consume(stream))).filter((row) => row.endsWith('INSERT false')),
        )
    }
    for (let round = 0; round < 60; round += 1) {
      const kind = next(8)
      if (kind < 2 || open.length === 0) open.push({ transaction: fixture.begin(true, 0), ids: [] })
      else if (kind < 5) {
        const one = open[next(open.length)]
        lastId += 1
        const id = lastId
        one?.ids.push(id)
        if (one !== undefined)
          await fixture.statement(
            one.transaction,
            async (it) => await insert(it, duck`SELECT ${number(id)}, 'a'`),
          )
      } else if (kind < 6) {
        const [one] = open.splice(next(open.length), 1)
        if (next(4) === 0) await one?.transaction.rollback()
        else if (one !== undefined) {
          await commit(one.transaction)
          committed.push(...one.ids)
        }
      } else if (kind < 7) {
        // Same values: the rows are touched, and those consumed before must not come again as inserts.
        await fixture.alone(async (it) => await update(it, duck`"ID" % 2 = 0`, duck`"S"`))
      } else await take()
    }
    for (const { transaction } of open) await transaction.rollback()
    await take()
    const expectedRows = committed.map((id) => `${id} a INSERT false`).toSorted()
    expect(consumed.map((rows) => rows.toSorted())).toEqual([expectedRows, expectedRows])
  })
})

/** Where the stream was when it was looked at, also if that look has moved it. */
const moved = new Map<StreamRecord, number>()
function before(one: { stream: StreamRecord; from: number }): number {
  const old = moved.get(one.stream)
  moved.delete(one.stream)
  return old ?? one.from
}

function consumeInto(one: { stream: StreamRecord; from: number }, to: number) {
  return async (it: Transaction) => {
    const seen = await consume(one.stream)(it)
    it.onCommit(() => {
      moved.set(one.stream, one.from)
      one.from = to
    })
    return seen
  }
}
