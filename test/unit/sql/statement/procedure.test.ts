import { describe, expect, it } from 'vitest'
import { expectRoundTrip, failure, tree } from './trees.ts'

const dollars = '$$'

describe('CREATE PROCEDURE', () => {
  it('reads arguments with defaults and clauses in any order', () => {
    expect(
      tree(`CREATE OR REPLACE PROCEDURE db.s.p(a FLOAT, "b" IN VARCHAR(10) DEFAULT 'x') RETURNS VARCHAR NOT NULL
        COMMENT = 'c' LANGUAGE javascript EXECUTE AS CALLER STRICT AS ${dollars} return A; ${dollars}`),
    ).toMatchObject({
      kind: 'CreateProcedure',
      name: 'DB.S.P',
      args: [
        { name: 'A', type: 'FLOAT' },
        { name: '"b"', type: 'VARCHAR(10)', default: `'x'` },
      ],
      returns: 'VARCHAR',
      returnsNotNull: true,
      language: 'JAVASCRIPT',
      strict: true,
      executeAs: 'CALLER',
      properties: [{ name: 'COMMENT' }],
      body: ' return A; ',
    })
  })

  it('takes SQL, OWNER and CALLED ON NULL INPUT where nothing is said', () => {
    expect(
      tree(`CREATE PROCEDURE p() RETURNS TABLE (a INT, b VARCHAR) AS 'BEGIN RETURN 1; END'`),
    ).toMatchObject({
      args: [],
      returns: { table: [{ name: 'A', type: 'INT' }, { name: 'B' }] },
      language: 'SQL',
      strict: false,
      executeAs: 'OWNER',
      body: 'BEGIN RETURN 1; END',
    })
  })

  it('takes a body that is not quoted to its END', () => {
    expect(
      tree(
        `CREATE PROCEDURE p() RETURNS INT LANGUAGE SQL AS DECLARE x INT; BEGIN IF (x = 1) THEN RETURN 1; END IF; END;`,
      ),
    ).toMatchObject({ body: 'DECLARE x INT; BEGIN IF (x = 1) THEN RETURN 1; END IF; END' })
  })

  it.each([
    `CREATE PROCEDURE p() RETURNS INT LANGUAGE SQL AS ${dollars} BEGIN RETURN 1; END ${dollars}`,
    `CREATE TEMP PROCEDURE IF NOT EXISTS p(a INT DEFAULT 1 + 1) COPY GRANTS RETURNS TABLE () IMMUTABLE AS 'x '' $$ y'`,
    `CREATE PROCEDURE p(a INT) RETURNS INT NULL LANGUAGE PYTHON RUNTIME_VERSION = '3.11' PACKAGES = ('x') HANDLER = 'h' AS 'x'`,
    `CREATE PROCEDURE p() RETURNS INT RETURNS NULL ON NULL INPUT EXECUTE AS RESTRICTED CALLER AS 'x'`,
    `CALL p(1, 'x', a => 2)`,
    `CALL db.s."P"()`,
    `CALL IDENTIFIER($x)(?)`,
    `CALL SYSTEM$SET_RETURN_VALUE('a')`,
  ])('comes back from its print: %s', expectRoundTrip)

  it('reads the arguments of a CALL', () => {
    expect(tree(`CALL s.p(1, b => 'x')`)).toMatchObject({
      kind: 'Call',
      name: 'S.P',
      args: [{ value: '1' }, { name: 'B', value: `'x'` }],
    })
  })

  it.each([
    [`CREATE PROCEDURE p() LANGUAGE SQL AS 'x'`, `SYNTAX_ERROR at "AS": syntax error line 1 at position 34 unexpected 'AS'.`],
    [`CREATE PROCEDURE p() RETURNS INT AS SELECT 1`, `SYNTAX_ERROR at "SELECT": syntax error line 1 at position 36 unexpected 'SELECT'.`],
    [`CREATE PROCEDURE p RETURNS INT AS ''`, `SYNTAX_ERROR at "RETURNS": syntax error line 1 at position 19 unexpected 'RETURNS'.`],
    [`CREATE PROCEDURE p(a OUT INT DEFAULT 1) RETURNS INT AS ''`, `SYNTAX_ERROR at "DEFAULT": syntax error line 1 at position 29 unexpected 'DEFAULT'.`],
    [`CALL p`, `SYNTAX_ERROR at "": syntax error line 1 at position 6 unexpected '<EOF>'.`],
    [`CALL p(1,)`, `SYNTAX_ERROR at ")": syntax error line 1 at position 9 unexpected ')'.`],
  ])('refuses %s', (text, message) => {
    expect(failure(text)).toBe(message)
  }) // prettier-ignore
})

describe('an anonymous block', () => {
  it('is a tree', () => {
    const text = `BEGIN LET x := 1; IF (x > 0) THEN RETURN 1; END IF; END`
    expect(tree(`${text};`)).toMatchObject({
      kind: 'ScriptBlock',
      block: { kind: 'Block', steps: [{ kind: 'Let' }, { kind: 'If' }] },
    })
    expectRoundTrip(text)
  })
})
