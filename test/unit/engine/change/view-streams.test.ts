import { afterEach, beforeEach, expect, it } from 'vitest'
import { openWorld, type World } from '../load/account.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
  await world.rows('CREATE TABLE o(id INT, item VARCHAR, amount INT)')
  await world.rows('CREATE TABLE c(id INT, who VARCHAR)')
})
afterEach(async () => {
  await world.close()
})

const views: Readonly<Record<string, string>> = {
  filter: 'SELECT id, UPPER(item) AS item FROM o WHERE amount > 2',
  join: 'SELECT o.id, o.item, c.who FROM o JOIN c ON o.id = c.id AND o.amount > 1',
  self: 'SELECT a.item, b.item AS other FROM o a, o b WHERE a.id = b.id',
  union: `SELECT id, item FROM o WHERE amount < 4 UNION ALL SELECT id, who FROM c UNION ALL SELECT id, 'again' FROM o`,
  nested: `SELECT q.item, c.who FROM (SELECT id, item FROM o UNION ALL SELECT id, who FROM c) q JOIN c USING (id) JOIN o x ON x.id = c.id`,
}

/** Numbers from 0 to below `limit`, the same in each run. */
function numbers(seed: number): (limit: number) => number {
  let state = seed
  return (limit) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * limit)
  }
}

function change(next: (limit: number) => number): string {
  const id = next(4)
  const statements = [
    `INSERT INTO o VALUES (${id}, 'i${next(9)}', ${next(6)})`,
    `INSERT INTO c VALUES (${id}, 'w${next(9)}'), (${next(4)}, 'v')`,
    `UPDATE o SET amount = ${next(6)} WHERE id = ${id}`,
    `UPDATE o SET id = ${next(4)}, item = 'u${next(9)}' WHERE amount = ${next(6)}`,
    `UPDATE c SET who = 'x${next(9)}' WHERE id = ${id}`,
    `DELETE FROM o WHERE amount = ${next(6)}`,
    `DELETE FROM c WHERE id = ${id}`,
  ]
  return statements[next(statements.length)] ?? ''
}

type Rows = readonly (readonly (string | null)[])[]

/** Each row with how often it comes. */
function counted(rows: Rows, into = new Map<string, number>(), sign = 1): Map<string, number> {
  for (const row of rows) {
    const key = row.join('|')
    const count = (into.get(key) ?? 0) + sign
    if (count === 0) into.delete(key)
    else into.set(key, count)
  }
  return into
}

it.each(Object.keys(views))('what a view was and its stream make what it is: %s', async (name) => {
  await world.rows(`CREATE VIEW v AS ${views[name] ?? ''}`)
  await world.rows("INSERT INTO o VALUES (0, 'a', 1), (1, 'b', 3), (2, 'c', 5)")
  await world.rows("INSERT INTO c VALUES (0, 'p'), (1, 'q'), (1, 'r')")
  await world.rows('CREATE STREAM s ON VIEW v')
  const next = numbers(name.length)
  for (let round = 0; round < 3; round += 1) {
    const state = counted(await world.rows('SELECT * FROM v'))
    for (let step = 0; step < 4; step += 1) await world.rows(change(next))
    const changes = await world.rows('SELECT * EXCLUDE (METADATA$ROW_ID) FROM s')
    const of = (action: string) =>
      changes.filter((row) => row.at(-2) === action).map((row) => row.slice(0, -2))
    counted(of('DELETE'), state, -1)
    counted(of('INSERT'), state)
    expect(state).toEqual(counted(await world.rows('SELECT * FROM v')))
    const has = await world.rows(`SELECT SYSTEM$STREAM_HAS_DATA('s')`)
    expect(has).toEqual([[String(changes.length > 0)]])
    // Neither half of an update comes alone.
    const updates = await world.rows(
      'SELECT METADATA$ROW_ID FROM s WHERE METADATA$ISUPDATE GROUP BY 1 HAVING COUNT(*) <> 2',
    )
    expect(updates).toEqual([])
    await world.rows('CREATE OR REPLACE TABLE sink AS SELECT * FROM s')
    expect(await world.rows('SELECT * FROM s')).toEqual([])
  }
})

it('keeps what a stream on a view needs from being purged, and names its tables', async () => {
  await world.rows(`CREATE VIEW v AS ${views['join'] ?? ''}`)
  await world.rows('ALTER TABLE c SET DATA_RETENTION_TIME_IN_DAYS = 0')
  await world.rows("INSERT INTO o VALUES (1, 'pen', 2)")
  await world.rows("INSERT INTO c VALUES (1, 'Mia')")
  await world.rows('CREATE STREAM s ON VIEW v')
  await world.rows('DELETE FROM c')
  await world.account.advance(3 * 86_400_000)
  expect(await world.rows('SELECT item, who, METADATA$ACTION FROM s')).toEqual([['pen', 'Mia', 'DELETE']])
  await world.rows('SHOW STREAMS')
  const shown = 'SELECT "source_type", "base_tables", "stale" FROM TABLE(RESULT_SCAN(LAST_QUERY_ID()))'
  expect(await world.rows(shown)).toEqual([['View', 'D.PUBLIC.O,D.PUBLIC.C', 'false']])
})

it('shows an append-only stream the inserts of each table with all that the others are', async () => {
  await world.rows(`CREATE VIEW v AS ${views['join'] ?? ''}`)
  await world.rows("INSERT INTO o VALUES (1, 'pen', 2)")
  await world.rows("INSERT INTO c VALUES (1, 'Mia')")
  await world.rows('CREATE STREAM s ON VIEW v APPEND_ONLY = TRUE')
  await world.rows("INSERT INTO o VALUES (1, 'ink', 2)")
  await world.rows("INSERT INTO c VALUES (1, 'Noa')")
  await world.rows("UPDATE o SET item = 'x' WHERE item = 'pen'")
  await world.rows('DELETE FROM c')
  expect(await world.rows('SELECT item, who, METADATA$ACTION FROM s ORDER BY 1, 2')).toEqual([
    ['ink', 'Mia', 'INSERT'],
    ['ink', 'Noa', 'INSERT'],
    ['pen', 'Noa', 'INSERT'],
  ])
})
