import { describe, expect, it } from 'vitest'
import { expectRoundTrip, failure, tree } from './trees.ts'

describe('CREATE VIEW', () => {
  it('reads columns, clauses in any order, and keeps the query as written', () => {
    expect(
      tree(`CREATE OR REPLACE SECURE VIEW s.v (a COMMENT 'x', "b") COMMENT = 'c' COPY GRANTS CHANGE_TRACKING = FALSE AS
        SELECT  1,
          2`),
    ).toMatchObject({
      kind: 'CreateView',
      name: 'S.V',
      secure: true,
      columns: [{ name: 'A', comment: 'x' }, { name: '"b"' }],
      comment: 'c',
      copyGrants: true,
      changeTracking: false,
      queryText: 'SELECT  1,\n          2',
    })
  })

  it.each([
    `CREATE VIEW v AS SELECT 1`,
    `CREATE TEMPORARY VIEW IF NOT EXISTS v (a, b COMMENT 'it''s') COMMENT = 'c' AS WITH x AS (SELECT 1) SELECT * FROM x`,
    `CREATE OR REPLACE SECURE VIEW v COPY GRANTS CHANGE_TRACKING = FALSE AS SELECT 1 UNION ALL SELECT 2`,
  ])('comes back from its print: %s', expectRoundTrip)

  it.each([
    [`CREATE VIEW v`, `SYNTAX_ERROR at "": syntax error line 1 at position 13 unexpected '<EOF>'.`],
    [`CREATE VIEW v (a INT) AS SELECT 1`, `SYNTAX_ERROR at "INT": syntax error line 1 at position 17 unexpected 'INT'.`],
    [`CREATE VIEW v FOO = 1 AS SELECT 1`, `INVALID_PROPERTY at "FOO = 1": invalid property 'FOO' for 'VIEW'`],
    [`CREATE VIEW v (a MASKING POLICY m) AS SELECT 1`, `UNSUPPORTED at "MASKING": Unsupported feature 'MASKING POLICY'.`],
    [`CREATE TRANSIENT VIEW v AS SELECT 1`, `UNSUPPORTED at "v": Unsupported feature 'CREATE TRANSIENT VIEW'.`],
  ])('refuses %s', (text, message) => {
    expect(failure(text)).toBe(message)
  }) // prettier-ignore
})
