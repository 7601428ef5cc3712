import { describe, expect, it } from 'vitest'
import { expectRoundTrip, failure, tree } from './trees.ts'

describe('INSERT', () => {
  it.each([
    [`INSERT INTO t VALUES (1, DEFAULT), (2, 'x')`, { overwrite: false, table: 'T', columns: [] }],
    [`INSERT OVERWRITE INTO db.s.t (a, "b") SELECT 1, 2`, { overwrite: true, columns: ['A', '"b"'] }],
    [`INSERT INTO t (SELECT 1)`, { columns: [] }],
    [`INSERT INTO t (a) (SELECT 1)`, { columns: ['A'] }],
    [`INSERT INTO t WITH c AS (SELECT 1 AS x) SELECT x FROM c`, { columns: [] }],
  ])('reads %s', (text, expected) => {
    expect(tree(text)).toMatchObject({ kind: 'Insert', ...expected })
    expectRoundTrip(text)
  }) // prettier-ignore

  it('refuses what it does not have', () => {
    expect(failure('INSERT FIRST INTO t SELECT 1')).toContain(`position 13 unexpected 'INTO'`)
    expect(failure('INSERT t VALUES (1)')).toBe(
      `SYNTAX_ERROR at "t": syntax error line 1 at position 7 unexpected 't'.`,
    )
    expect(failure('INSERT INTO t (a)')).toContain(`position 17 unexpected '<EOF>'`)
  })
})

describe('UPDATE', () => {
  it.each([
    [`UPDATE t SET a = 1, b = DEFAULT WHERE c = 2`, { table: 'T', assignments: [{ column: 'A', value: '1' }, { column: 'B', value: 'DEFAULT' }], where: 'C = 2' }],
    [`UPDATE db.s.t AS x SET x.a = y.b FROM y, (SELECT 1) z WHERE x.id = y.id`, { alias: { name: 'X' }, assignments: [{ column: 'A', value: 'Y.B' }] }],
    [`UPDATE t SET t.a = 1`, { assignments: [{ column: 'A' }] }],
    [`UPDATE db.s.t SET s.t.a = 1`, { assignments: [{ column: 'A' }] }],
    [`UPDATE IDENTIFIER($x) SET q.a = 1`, { assignments: [{ column: 'A' }] }],
  ])('reads %s', (text, expected) => {
    expect(tree(text)).toMatchObject({ kind: 'Update', ...expected })
    expectRoundTrip(text)
  }) // prettier-ignore

  it.each([
    [`UPDATE t SET u.a = 1`, `INVALID_IDENTIFIER at "u.a": SQL compilation error: error line 1 at position 13\ninvalid identifier 'U.A'`],
    [`UPDATE t AS x SET t.a = 1`, `INVALID_IDENTIFIER at "t.a": SQL compilation error: error line 1 at position 18\ninvalid identifier 'T.A'`],
    [`UPDATE t SET a 1`, `SYNTAX_ERROR at "1": syntax error line 1 at position 15 unexpected '1'.`],
    [`UPDATE t WHERE a = 1`, `SYNTAX_ERROR at "WHERE": syntax error line 1 at position 9 unexpected 'WHERE'.`],
  ])('refuses %s', (text, message) => {
    expect(failure(text)).toBe(message)
  }) // prettier-ignore
})

describe('DELETE', () => {
  it.each([
    [`DELETE FROM t`, { table: 'T', using: [] }],
    [`DELETE FROM t x USING y, z WHERE x.a = y.a`, { alias: { name: 'X' }, where: 'X.A = Y.A' }],
    [`DELETE FROM t USING (SELECT 1 AS a) y WHERE t.a = y.a`, { table: 'T' }],
  ])('reads %s', (text, expected) => {
    expect(tree(text)).toMatchObject({ kind: 'Delete', ...expected })
    expectRoundTrip(text)
  })

  it('refuses what does not fit', () => {
    expect(failure('DELETE t')).toBe(`SYNTAX_ERROR at "t": syntax error line 1 at position 7 unexpected 't'.`)
  })
})

describe('MERGE', () => {
  it('reads several clauses with conditions', () => {
    const text = `MERGE INTO t USING (SELECT 1 AS id) AS s ON t.id = s.id
      WHEN MATCHED AND s.d = 1 THEN DELETE
      WHEN MATCHED THEN UPDATE SET t.a = s.a, b = 2
      WHEN NOT MATCHED AND s.d = 0 THEN INSERT (id, a) VALUES (s.id, s.a)
      WHEN NOT MATCHED BY TARGET THEN INSERT VALUES (1, 2)`
    expect(tree(text)).toMatchObject({
      kind: 'Merge',
      table: 'T',
      source: { kind: 'DerivedTable', alias: { name: 'S' } },
      on: 'T.ID = S.ID',
      clauses: [
        { matched: true, condition: 'S.D = 1', action: { kind: 'MergeDelete' } },
        { matched: true, action: { kind: 'MergeUpdate', assignments: [{ column: 'A' }, { column: 'B' }] } },
        { matched: false, condition: 'S.D = 0', action: { kind: 'MergeInsert', columns: ['ID', 'A'] } },
        { matched: false, action: { kind: 'MergeInsert', columns: [], values: ['1', '2'] } },
      ],
    })
    expectRoundTrip(text)
  })

  it('reads ALL BY NAME', () => {
    const text = `MERGE INTO t x USING s ON x.id = s.id WHEN MATCHED THEN UPDATE ALL BY NAME WHEN NOT MATCHED THEN INSERT ALL BY NAME`
    expect(tree(text)).toMatchObject({
      alias: { name: 'X' },
      clauses: [{ action: { kind: 'MergeUpdateByName' } }, { action: { kind: 'MergeInsertByName' } }],
    })
    expectRoundTrip(text)
  })

  it.each([
    [`MERGE INTO t USING s ON t.a = s.a`, `SYNTAX_ERROR at "": syntax error line 1 at position 33 unexpected '<EOF>'.`],
    [`MERGE INTO t USING s ON a = b WHEN MATCHED THEN INSERT VALUES (1)`, `SYNTAX_ERROR at "INSERT": syntax error line 1 at position 48 unexpected 'INSERT'.`],
    [`MERGE INTO t USING s ON a = b WHEN NOT MATCHED THEN DELETE`, `SYNTAX_ERROR at "DELETE": syntax error line 1 at position 52 unexpected 'DELETE'.`],
    [`MERGE INTO t USING s ON a = b WHEN NOT MATCHED BY SOURCE THEN DELETE`, `UNSUPPORTED at "BY": Unsupported feature 'WHEN NOT MATCHED BY SOURCE'.`],
    [`MERGE INTO t USING s ON a = b WHEN MATCHED THEN DELETE WHEN MATCHED AND x THEN DELETE`, `UNREACHABLE_CLAUSE at "WHEN MATCHED AND x THEN DELETE": A WHEN clause without a condition hides the later clauses of its kind.`],
    [`MERGE INTO t USING s ON a = b WHEN MATCHED THEN UPDATE SET s.a = 1`, `INVALID_IDENTIFIER at "s.a": SQL compilation error: error line 1 at position 59\ninvalid identifier 'S.A'`],
  ])('refuses %s', (text, message) => {
    expect(failure(text)).toBe(message)
  }) // prettier-ignore
})
