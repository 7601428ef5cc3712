import { describe, expect, it } from 'vitest'
import { typeText } from '../../../../src/account/types.ts'
import { valueType } from '../../../../src/engine/types/standard.ts'
import { bound, int, table, varchar, type World } from '../query-world.ts'

const world: World = {
  tables: {
    T: table('T', { A: int, B: varchar }),
    U: table('U', { A: int, C: int }),
    S: table('S', { A: int }, { streamId: 7 }),
    '@st': table(
      'F',
      { METADATA$FILENAME: varchar },
      {
        columns: [
          { name: 'METADATA$FILENAME', physical: 'file', type: varchar, nullable: false, hidden: true },
        ],
        positional: (index) => ({ physical: `f${index}`, type: varchar }),
      },
    ),
  },
  views: { VX: 'SELECT a + 1, "B" FROM t' },
}
const names = (sql: string) => bound(sql, world).columns.map(({ name }) => name)
const types = (sql: string) => bound(sql, world).columns.map(({ type }) => typeText(valueType(type)))
const failing = (sql: string) => expect(() => bound(sql, world))

describe('column names', () => {
  it('of expressions are their text in upper case', () => {
    expect(names('SELECT a, t.b, count( * ), a  +\n 1, \'x\', "A" + 1 /* no */ FROM t GROUP BY ALL')).toEqual(
      ['A', 'B', 'COUNT( * )', 'A + 1', "'X'", '"A" + 1'],
    )
  })
  it('of a view’s expressions are those of the view’s text', () => {
    expect(names('SELECT "A + 1" FROM vx')).toEqual(['A + 1'])
    expect(names('SELECT * FROM vx')).toEqual(['A + 1', 'B'])
  })
  it('of USING stand once and first', () => {
    expect(names('SELECT * FROM t JOIN u USING (a)')).toEqual(['A', 'B', 'C'])
    expect(names('SELECT * FROM t JOIN u ON t.a = u.a')).toEqual(['A', 'B', 'A', 'C'])
    expect(names('SELECT u.*, t.b FROM t JOIN u USING (a)')).toEqual(['A', 'C', 'B'])
  })
  it('of a set operation are those of the first branch', () => {
    expect(names('SELECT a AS n FROM t UNION ALL SELECT c FROM u')).toEqual(['N'])
  })
  it('of * may be excluded, replaced, renamed', () => {
    expect(names('SELECT * EXCLUDE a FROM t')).toEqual(['B'])
    expect(names('SELECT * RENAME a AS z FROM t')).toEqual(['Z', 'B'])
    expect(names("SELECT * ILIKE '%b%' FROM t")).toEqual(['B'])
    expect(types("SELECT * REPLACE (a || '' AS a) FROM t")[0]).toMatch(/^VARCHAR/)
  })
})

describe('a name', () => {
  it('that nothing has fails with its place', () => {
    failing('SELECT a,\n  nope FROM t').toThrow(
      "SQL compilation error: error line 2 at position 2\ninvalid identifier 'NOPE'",
    )
    failing('SELECT x.a FROM t').toThrow("invalid identifier 'X.A'")
    failing('SELECT "a" FROM t').toThrow(`invalid identifier '"a"'`)
  })
  it('that two tables have is ambiguous', () => {
    failing('SELECT a FROM t, u').toThrow("SQL compilation error:\nambiguous column name 'A'")
  })
  it('may be qualified up to the database', () => {
    expect(names('SELECT db.public.t.a, public.t.b FROM t')).toEqual(['A', 'B'])
    failing('SELECT other.t.a FROM t').toThrow("invalid identifier 'OTHER.T.A'")
    failing('SELECT t.a FROM t AS x').toThrow("invalid identifier 'T.A'")
  })
  it('of an outer query is found last', () => {
    expect(types('SELECT (SELECT MAX(b) FROM u) FROM t')[0]).toMatch(/^VARCHAR/)
  })
})

describe('grouping', () => {
  it('refuses a column that is no key, with its place', () => {
    failing('SELECT a, b FROM t GROUP BY a').toThrow(
      "SQL compilation error: error line 1 at position 10\n'T.B' in select clause is neither an aggregate nor in the group by clause.",
    )
    failing('SELECT x.a, COUNT(*) FROM t AS x').toThrow('[X.A] is not a valid group by expression')
    failing('SELECT a FROM t GROUP BY a HAVING b = 1').toThrow('[T.B] is not a valid group by expression')
  })
  it('refuses an aggregate as key, and one in WHERE', () => {
    failing('SELECT SUM(a) AS s FROM t GROUP BY s').toThrow('is not a valid group by expression')
    failing('SELECT a FROM t WHERE SUM(a) > 1').toThrow('Invalid aggregate function in where clause [SUM(a)]')
    failing('SELECT SUM(a) AS s FROM t WHERE s > 1').toThrow('Invalid aggregate function in where clause')
  })
  it('refuses a place that no item has', () => {
    failing('SELECT a FROM t GROUP BY 2').toThrow('[2] is not a valid group by expression')
    failing('SELECT a FROM t ORDER BY 2').toThrow('[2] is not a valid order by expression')
  })
  it('refuses to sort distinct rows by what they are not made of', () => {
    failing('SELECT DISTINCT a FROM t ORDER BY b').toThrow('[B] is not a valid order by expression')
  })
})

describe('set operations', () => {
  it('need as many columns on both sides', () => {
    failing('SELECT 1 UNION SELECT 1, 2').toThrow('expected 1, got 2 in branch {2}')
  })
  it('give the common type', () => {
    expect(types('SELECT 1 UNION ALL SELECT 2.25')).toEqual(['NUMBER(3,2)'])
  })
})

describe('sources', () => {
  it('streams are listed once, wherever they are read', () => {
    expect(
      bound('SELECT 1 FROM s, (SELECT a FROM s) x WHERE EXISTS (SELECT 1 FROM s)', world).streams,
    ).toEqual([7])
    expect(bound('SELECT 1 FROM t', world).streams).toEqual([])
  })
  it('staged files have fields by number and hidden columns by name', () => {
    expect(names('SELECT $1, t.$3, METADATA$FILENAME FROM @st t')).toEqual(['$1', '$3', 'METADATA$FILENAME'])
  })
  it('know which columns are never NULL', () => {
    const notNull: World = {
      tables: {
        N: table('N', { A: int }, { columns: [{ name: 'A', physical: 'A', type: int, nullable: false }] }),
      },
    }
    const nullable = (sql: string) => bound(sql, notNull).columns.map((column) => column.nullable)
    expect(nullable('SELECT a FROM n')).toEqual([false])
    expect(nullable('SELECT x.a, y.a FROM n x LEFT JOIN n y ON x.a = y.a')).toEqual([false, true])
  })
})
