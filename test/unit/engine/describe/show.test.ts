import { beforeEach, describe, expect, it } from 'vitest'
import type { Scene } from '../../../../src/engine/catalog/descriptor.ts'
import { likeFilter } from '../../../../src/engine/describe/like.ts'
import { showObjects } from '../../../../src/engine/describe/show.ts'
import { timestampText } from '../../../../src/engine/describe/timestamp.ts'
import type { Show } from '../../../../src/sql/statement/show.ts'
import { databaseRecords, nameOf, openWorld, tableRecord, type CatalogWorld } from '../catalog/world.ts'

describe('likeFilter', () => {
  it('has no regard to case, and takes % and _', () => {
    expect(likeFilter('a_C%')('ABCD')).toBe(true)
    expect(likeFilter('a_C%')('ABBC')).toBe(false)
    expect(likeFilter('a.c')('ABC')).toBe(false)
    expect(likeFilter('a\\_c')('A_C')).toBe(true)
    expect(likeFilter('a\\_c')('ABC')).toBe(false)
  })
})

describe('timestampText', () => {
  it('writes a moment in a time zone', () => {
    expect(timestampText(0, 'UTC')).toBe('1970-01-01 00:00:00.000 +0000')
    const winter = 1_767_571_200_123
    expect(timestampText(winter, 'America/Los_Angeles')).toBe('2026-01-04 16:00:00.123 -0800')
    expect(timestampText(winter, 'Asia/Kolkata')).toBe('2026-01-05 05:30:00.123 +0530')
  })
})

describe('SHOW', () => {
  let world: CatalogWorld
  const scene = (): Scene => ({
    catalog: world.catalog,
    session: { id: 's1', database: 'DB', schema: 'PUBLIC', warehouse: undefined, role: 'ACCOUNTADMIN' },
    now: 0,
    timestamp: (instant) => timestampText(instant, 'UTC'),
    facts: {
      rowCount: () => Promise.resolve(7),
      viewColumns: () => Promise.resolve([]),
      stream: () => Promise.resolve({ stale: false, baseTables: [] }),
      lastRefresh: () => Promise.resolve(undefined),
      nextValue: () => Promise.resolve('1'),
      pipe: () => Promise.resolve({ notificationChannel: null, pattern: null, invalidReason: null }),
    },
  })
  const statement = (more: Partial<Show>): Show => ({
    kind: 'Show',
    object: 'TABLE',
    terse: false,
    rootOnly: false,
    history: false,
    span: { start: 0, end: 0 },
    ...more,
  })
  const column = async (name: string, more: Partial<Show> = {}): Promise<readonly (string | null)[]> => {
    const { columns, rows } = await showObjects(statement(more), scene())
    const at = columns.findIndex((candidate) => candidate.name === name)
    return rows.map((row) => row[at] ?? null)
  }

  beforeEach(async () => {
    world = await openWorld()
    await world.put(
      ...databaseRecords('DB', 100),
      ...databaseRecords('OTHER', 110),
      tableRecord('B', 200),
      tableRecord('A2', 201),
      tableRecord('A1', 202),
      tableRecord('C', 203, { database: 'OTHER' }),
      tableRecord('HIDDEN', 204, { persistence: 'TEMPORARY', sessionId: 's2' }),
    )
  })

  it('lists the current database in order of names, without what belongs to other sessions', async () => {
    expect(await column('name')).toEqual(['A1', 'A2', 'B'])
    expect(await column('rows')).toEqual(['7', '7', '7'])
  })

  it('takes a scope', async () => {
    expect(await column('name', { in: { scope: 'ACCOUNT' } })).toEqual(['A1', 'A2', 'B', 'C'])
    expect(await column('name', { in: { scope: 'DATABASE', name: nameOf('other') } })).toEqual(['C'])
    expect(await column('name', { in: { scope: 'SCHEMA', name: nameOf('other.public') } })).toEqual(['C'])
    await expect(column('name', { in: { scope: 'SCHEMA', name: nameOf('gone') } })).rejects.toThrow(
      "Schema 'DB.GONE' does not exist",
    )
  })

  it('filters and pages', async () => {
    expect(await column('name', { like: 'a%' })).toEqual(['A1', 'A2'])
    expect(await column('name', { startsWith: 'a' })).toEqual([])
    expect(await column('name', { startsWith: 'A', limit: 1 })).toEqual(['A1'])
    expect(await column('name', { limit: 5, from: 'A1' })).toEqual(['A2', 'B'])
  })

  it('TERSE has the few columns of the manual', async () => {
    const { columns } = await showObjects(statement({ terse: true }), scene())
    expect(columns.map(({ name }) => name)).toEqual([
      'created_on',
      'name',
      'kind',
      'database_name',
      'schema_name',
    ])
  })

  it('refuses what it cannot answer', async () => {
    await expect(column('name', { object: 'VIEW', history: true })).rejects.toThrow(
      "Unsupported feature 'SHOW VIEWS … HISTORY'",
    )
    await expect(column('name', { object: 'STAGE', terse: true })).rejects.toThrow('SHOW STAGES … TERSE')
    await expect(column('name', { object: 'STAGE', limit: 1 })).rejects.toThrow('SHOW STAGES … LIMIT')
  })
})
