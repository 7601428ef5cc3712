import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { duck } from '../../../../src/engine/duck/sql.ts'
import { lowerSelectParts } from '../../../../src/engine/lower/query.ts'
import {
  bound,
  int,
  lowered,
  openWorld,
  sessionValues,
  table,
  varchar,
  variant,
  type World,
} from '../query-world.ts'

const world: World = {
  tables: {
    T: table('T', { A: int, B: varchar }),
    U: table('U', { A: int, C: int }),
    J: table('J', { ID: int, V: variant }),
    ORG: table('ORG', { ID: int, MGR: int, NAME: varchar }),
  },
  views: { VW: 'SELECT a, COUNT(*) AS n FROM t GROUP BY a', VX: 'SELECT a + 1, "A" FROM t' },
}
let db: Awaited<ReturnType<typeof openWorld>>
beforeAll(async () => {
  db = await openWorld(world, {
    T: duck`(1, 'x'), (2, 'y'), (2, 'z'), (NULL, 'n')`,
    U: duck`(2, 20), (3, 30), (NULL, 0)`,
    J: duck`(1, '{"o":[{"i":[1,2]},{"i":[3]}],"p q":5}'), (2, '[]'), (3, NULL)`,
    ORG: duck`(1, NULL, 'root'), (2, 1, 'kid'), (3, 2, 'leaf')`,
  })
})
afterAll(async () => {
  await db.close()
})

const cases: Readonly<Record<string, readonly [string, readonly (readonly (string | null)[])[]]>> = {
  'no FROM': ["SELECT 1 AS a, 'x' AS b", [['1', 'x']]],
  'sorts by place, nulls last': ['SELECT a FROM t ORDER BY 1', [['1'], ['2'], ['2'], [null]]],
  'sorts descending, nulls first': ['SELECT a FROM t ORDER BY a DESC', [[null], ['2'], ['2'], ['1']]],
  'sorts by what it does not give': [
    'SELECT b FROM t ORDER BY a DESC NULLS LAST, b',
    [['y'], ['z'], ['x'], ['n']],
  ],
  'alias in WHERE': ['SELECT a * 10 AS big FROM t WHERE big > 15 ORDER BY b', [['20'], ['20']]],
  'a column goes before an alias': ['SELECT b AS a, a AS x FROM t WHERE a = 1', [['x', '1']]],
  'alias used by later items': ['SELECT 2 AS a, a * 3 AS b, b + a AS c', [['2', '6', '8']]],
  'alias in GROUP BY and HAVING': [
    'SELECT a % 2 AS odd, COUNT(*) AS c FROM t WHERE a IS NOT NULL GROUP BY odd HAVING c > 1 ORDER BY odd',
    [['0', '2']],
  ],
  'GROUP BY place': [
    'SELECT a, COUNT(*) FROM t GROUP BY 1 ORDER BY 1',
    [
      ['1', '1'],
      ['2', '2'],
      [null, '1'],
    ],
  ],
  'GROUP BY ALL': [
    'SELECT a + 1, COUNT(*) AS c FROM t GROUP BY ALL ORDER BY 1',
    [
      ['2', '1'],
      ['3', '2'],
      [null, '1'],
    ],
  ],
  'expression over a key': ['SELECT (a + 1) * 2 FROM t GROUP BY a + 1 ORDER BY 1', [['4'], ['6'], [null]]],
  'aggregate without GROUP BY': ['SELECT COUNT(*), MAX(a) FROM t WHERE FALSE', [['0', null]]],
  'HAVING alone': ['SELECT COUNT(*) FROM t HAVING COUNT(*) > 9', []],
  rollup: [
    'SELECT a, COUNT(*) FROM t WHERE a IS NOT NULL GROUP BY ROLLUP (a) ORDER BY a',
    [
      ['1', '1'],
      ['2', '2'],
      [null, '3'],
    ],
  ],
  'grouping sets': [
    'SELECT a, b, COUNT(*) FROM t WHERE a = 2 GROUP BY GROUPING SETS ((a), (b), ()) ORDER BY a, b',
    [
      ['2', null, '2'],
      [null, 'y', '1'],
      [null, 'z', '1'],
      [null, null, '2'],
    ],
  ],
  'constant key': ["SELECT 'k' AS k, COUNT(*) FROM t GROUP BY k", [['k', '4']]],
  'QUALIFY by alias': [
    'SELECT b, ROW_NUMBER() OVER (PARTITION BY a ORDER BY b) AS rn FROM t QUALIFY rn = 2',
    [['z', '2']],
  ],
  'window over groups': [
    'SELECT a, SUM(COUNT(*)) OVER (ORDER BY a) FROM t WHERE a > 0 GROUP BY a ORDER BY a',
    [
      ['1', '1'],
      ['2', '3'],
    ],
  ],
  'inner join': [
    'SELECT t.a, b, c FROM t JOIN u ON t.a = u.a ORDER BY b',
    [
      ['2', 'y', '20'],
      ['2', 'z', '20'],
    ],
  ],
  'left join': [
    'SELECT b, c FROM t LEFT JOIN u ON t.a = u.a WHERE c IS NULL ORDER BY b',
    [
      ['n', null],
      ['x', null],
    ],
  ],
  'full join USING merges': [
    'SELECT a, b, c FROM t FULL JOIN u USING (a) ORDER BY a, b, c',
    [
      ['1', 'x', null],
      ['2', 'y', '20'],
      ['2', 'z', '20'],
      ['3', null, '30'],
      [null, 'n', null],
      [null, null, '0'],
    ],
  ],
  'natural join': [
    'SELECT * FROM t NATURAL JOIN u ORDER BY b',
    [
      ['2', 'y', '20'],
      ['2', 'z', '20'],
    ],
  ],
  'comma and condition': ["SELECT b FROM t, u WHERE t.a = u.a AND c = 20 AND b = 'y'", [['y']]],
  'a join as the right side': ['SELECT COUNT(*) FROM t CROSS JOIN (u JOIN org ON u.a = org.id)', [['8']]],
  lateral: [
    'SELECT t.b, x.up FROM t, LATERAL (SELECT c + t.a AS up FROM u WHERE u.a = t.a) x ORDER BY b',
    [
      ['y', '22'],
      ['z', '22'],
    ],
  ],
  exists: ['SELECT b FROM t WHERE EXISTS (SELECT 1 FROM u WHERE u.a = t.a) ORDER BY b', [['y'], ['z']]],
  'scalar subquery over a key': [
    'SELECT a, (SELECT MAX(c) FROM u WHERE u.a = t.a) FROM t GROUP BY a ORDER BY a',
    [
      ['1', null],
      ['2', '20'],
      [null, null],
    ],
  ],
  'IN subquery': ['SELECT b FROM t WHERE a IN (SELECT a FROM u) ORDER BY b', [['y'], ['z']]],
  'derived table with names': ['SELECT y, x FROM (SELECT a, b FROM t) AS d(x, y) WHERE x = 1', [['x', '1']]],
  values: [
    "SELECT column2, $1 FROM VALUES (1, 'x'), (2, 'y') ORDER BY $1",
    [
      ['x', '1'],
      ['y', '2'],
    ],
  ],
  'values with names': ["SELECT v.b FROM (VALUES (1, 'x'), (2, 'y')) AS v(a, b) WHERE a = 2", [['y']]],
  'values of one type': [
    'SELECT column1 FROM VALUES (3), (.25), (1.5) ORDER BY column1',
    [['0.25'], ['1.50'], ['3.00']],
  ],
  'place of a table’s column': ['SELECT $2, t.$1 FROM t WHERE $1 = 1', [['x', '1']]],
  union: ['SELECT 1 AS x UNION SELECT 1 UNION ALL SELECT 2.5 ORDER BY x', [['1.0'], ['2.5']]],
  'NULL takes the other type': ['SELECT NULL AS x UNION SELECT 1 ORDER BY x', [['1'], [null]]],
  except: ['SELECT a FROM t EXCEPT SELECT a FROM u', [['1']]],
  'union by name': [
    "SELECT 1 AS a, 'x' AS b UNION ALL BY NAME SELECT 'y' AS b, 2 AS a, TRUE AS c ORDER BY a",
    [
      ['1', 'x', null],
      ['2', 'y', 'true'],
    ],
  ],
  'limit and offset': [
    'SELECT column1 FROM VALUES (1), (2), (3), (4) ORDER BY 1 LIMIT 2 OFFSET 1',
    [['2'], ['3']],
  ],
  top: ['SELECT TOP 1 column1 FROM VALUES (2), (1) ORDER BY 1', [['1']]],
  distinct: ['SELECT DISTINCT a FROM t ORDER BY a DESC NULLS LAST', [['2'], ['1'], [null]]],
  'distinct, sorted by an expression of items': [
    'SELECT DISTINCT a FROM t ORDER BY -a NULLS LAST LIMIT 2',
    [['2'], ['1']],
  ],
  'numbers in VARIANT sort as numbers': [
    `SELECT v FROM (SELECT PARSE_JSON(column1) AS v FROM VALUES ('10'), ('9'), ('"x"'), (NULL)) ORDER BY v`,
    [['"x"'], ['9'], ['10'], [null]],
  ],
  'a collation groups and sorts': [
    "SELECT UPPER(s), n FROM (SELECT column1 COLLATE 'en-ci' AS s, COUNT(*) AS n FROM VALUES ('b'), ('B'), ('a') GROUP BY s ORDER BY s)",
    [
      ['A', '1'],
      ['B', '2'],
    ],
  ],
  'GROUPING tells totals': [
    'SELECT GROUPING(a), COUNT(*) FROM t WHERE a = 2 GROUP BY ROLLUP (a) ORDER BY 1',
    [
      ['0', '2'],
      ['1', '2'],
    ],
  ],
  'a common table read once': ['WITH c AS (SELECT a FROM t) SELECT COUNT(*) FROM c', [['4']]],
  'a common table read twice': [
    'WITH c(x) AS (SELECT a FROM t WHERE a IS NOT NULL) SELECT COUNT(*) FROM c JOIN c AS d ON c.x = d.x',
    [['5']],
  ],
  'common tables of common tables': [
    'WITH c AS (SELECT 1 AS x), d AS (SELECT x + 1 AS y FROM c) SELECT y FROM d',
    [['2']],
  ],
  'a name that is also a table’s': ['WITH t AS (SELECT * FROM t WHERE a = 1) SELECT b FROM t', [['x']]],
  'recursive counter': [
    'WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 12) SELECT SUM(n), MAX(n) FROM c',
    [['78', '12']],
  ],
  'recursive hierarchy': [
    "WITH RECURSIVE h AS (SELECT id, name, 0 AS lvl FROM org WHERE mgr IS NULL UNION ALL SELECT o.id, h.name || '/' || o.name, h.lvl + 1 FROM org o JOIN h ON o.mgr = h.id) SELECT name, lvl FROM h ORDER BY lvl",
    [
      ['root', '0'],
      ['root/kid', '1'],
      ['root/kid/leaf', '2'],
    ],
  ],
  view: ['SELECT n FROM vw WHERE a = 2', [['2']]],
  generator: ['SELECT COUNT(*) FROM TABLE(GENERATOR(ROWCOUNT => 5))', [['5']]],
  'flatten of an array': [
    "SELECT f.key, f.path, f.index, f.value::INT FROM TABLE(FLATTEN(INPUT => PARSE_JSON('[10,20]'))) f ORDER BY f.index",
    [
      [null, '[0]', '0', '10'],
      [null, '[1]', '1', '20'],
    ],
  ],
  'flatten of an object': [
    `SELECT f.key, f.path, f.value::INT FROM TABLE(FLATTEN(PARSE_JSON('{"a":1,"b c":2}'))) f ORDER BY 1`,
    [
      ['a', 'a', '1'],
      ['b c', "['b c']", '2'],
    ],
  ],
  'flatten of laterals': [
    'SELECT j.id, f1.index, f2.value::INT FROM j, LATERAL FLATTEN(INPUT => j.v:o) f1, LATERAL FLATTEN(INPUT => f1.value:i) f2 ORDER BY 1, 2, 3',
    [
      ['1', '0', '1'],
      ['1', '0', '2'],
      ['1', '1', '3'],
    ],
  ],
  'flatten at a path': [
    "SELECT j.id, f.path FROM j, LATERAL FLATTEN(j.v, PATH => 'o') f ORDER BY 2",
    [
      ['1', 'o[0]'],
      ['1', 'o[1]'],
    ],
  ],
  'outer flatten': [
    "SELECT j.id, f.index FROM j, LATERAL FLATTEN(INPUT => j.v, OUTER => TRUE, MODE => 'ARRAY') f ORDER BY 1",
    [
      ['1', null],
      ['2', null],
      ['3', null],
    ],
  ],
  'flatten numbers the rows it comes from': [
    'SELECT COUNT(DISTINCT f.seq), COUNT(*) FROM j, LATERAL FLATTEN(INPUT => j.v, OUTER => TRUE) f',
    [['3', '4']],
  ],
  'recursive flatten': [
    `SELECT f.path, TO_JSON(f.value) FROM TABLE(FLATTEN(INPUT => PARSE_JSON('{"x":1,"y":[7,8],"z":{"w":"T"}}'), RECURSIVE => TRUE)) f ORDER BY 1`,
    [
      ['x', '1'],
      ['y', '[7,8]'],
      ['y[0]', '7'],
      ['y[1]', '8'],
      ['z', '{"w":"T"}'],
      ['z.w', '"T"'],
    ],
  ],
  'recursive flatten of objects alone': [
    `SELECT f.path FROM TABLE(FLATTEN(INPUT => PARSE_JSON('{"y":[7,8],"z":{"w":"T"}}'), RECURSIVE => TRUE, MODE => 'OBJECT')) f ORDER BY 1`,
    [['y'], ['z'], ['z.w']],
  ],
}

describe('a query', () => {
  for (const [name, [sql, rows]] of Object.entries(cases))
    it(name, async () => {
      expect(await db.rows(sql)).toEqual(rows)
    })

  it('sorts as DEFAULT_NULL_ORDERING says', async () => {
    const session = sessionValues({ DEFAULT_NULL_ORDERING: 'FIRST' })
    expect(await db.rows('SELECT a FROM t ORDER BY a', session)).toEqual([[null], ['1'], ['2'], ['2']])
  })

  it('keeps the order of its rows when they are made texts', async () => {
    const rows = await db.rows(
      'SELECT ROW_NUMBER() OVER (ORDER BY 1) AS n, n % 7 FROM TABLE(GENERATOR(ROWCOUNT => 20000)) ORDER BY 2 DESC, 1',
    )
    const sorted = rows.toSorted((a, b) => Number(b[1]) - Number(a[1]) || Number(a[0]) - Number(b[0]))
    expect(rows).toEqual(sorted)
  })

  it('fails for a subquery of two rows', async () => {
    await expect(db.rows('SELECT (SELECT a FROM t)')).rejects.toThrow(
      'Single-row subquery returns more than one row',
    )
  })
})

describe('the parts of a SELECT', () => {
  const parts = (sql: string) => lowerSelectParts(bound(sql, world), sessionValues())
  it('are its items, FROM and WHERE', () => {
    const given = parts('SELECT a + 1, b FROM t WHERE a > 0')
    expect(given?.items.length).toBe(2)
    expect(given?.from.toString()).toBe('"T" AS "t1"')
    expect(given?.where?.toString()).toContain('"t1"."A"')
  })
  it('are not to be had of what does more', () => {
    for (const more of ['GROUP BY a, b', 'ORDER BY a', 'LIMIT 1'])
      expect(parts(`SELECT a, b FROM t ${more}`)).toBeUndefined()
  })
})

describe('the SQL of a query', () => {
  it('reads a table without a subquery around it', () => {
    expect(lowered("SELECT a FROM t WHERE b = 'x'", world)).toMatchInlineSnapshot(
      `"SELECT "t1"."A" AS "c3" FROM "T" AS "t1" WHERE ("t1"."B" = 'x')"`,
    )
  })

  it('is the same for the same query', () => {
    const sql = 'SELECT a, COUNT(*) FROM t GROUP BY a ORDER BY 2'
    expect(lowered(sql, world)).toBe(lowered(sql, world))
  })

  it('names a common table that is read twice, and no other', () => {
    expect(lowered('WITH c AS (SELECT a FROM t) SELECT * FROM c', world)).not.toContain('WITH')
    expect(lowered('WITH c AS (SELECT a FROM t) SELECT 1 FROM c, c AS d', world)).toContain('WITH')
  })
})
