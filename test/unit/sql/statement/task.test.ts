import { describe, expect, it } from 'vitest'
import { parseStatement } from '../../../../src/sql/parse.ts'
import { expectRoundTrip, failure, tree } from './trees.ts'

describe('CREATE TASK', () => {
  it('reads properties, session parameters, predecessors, condition and body in any order', () => {
    expect(
      tree(`CREATE OR REPLACE TASK db.s.t AFTER a, s.b TIMEZONE = 'UTC', DATE_OUTPUT_FORMAT = 'DD.MM' WAREHOUSE = wh
        WHEN SYSTEM$STREAM_HAS_DATA('ST')  AND 1 = 1 AS INSERT INTO x  SELECT 1`),
    ).toMatchObject({
      kind: 'CreateTask',
      name: 'DB.S.T',
      after: ['A', 'S.B'],
      properties: [{ name: 'TIMEZONE' }, { name: 'DATE_OUTPUT_FORMAT' }, { name: 'WAREHOUSE' }],
      whenText: `SYSTEM$STREAM_HAS_DATA('ST')  AND 1 = 1`,
      body: { kind: 'Insert' },
      bodyText: 'INSERT INTO x  SELECT 1',
    })
  })

  it('keeps a block as text and leaves the semicolon behind it', () => {
    const text = `CREATE TASK t WAREHOUSE = w AS DECLARE k INT; BEGIN INSERT INTO a VALUES (1); END;`
    expect(tree(text)).toMatchObject({
      body: { kind: 'ScriptBlock', block: { steps: [{ kind: 'SqlStep' }] } },
      bodyText: 'DECLARE k INT; BEGIN INSERT INTO a VALUES (1); END',
    })
  })

  it('spans reach from CREATE to the end of the body, and the body has a span of its own', () => {
    const text = `CREATE TASK t AS CALL p()`
    const task = parseStatement(text)
    expect(task.span).toEqual({ start: 0, end: text.length })
    expect(task.kind === 'CreateTask' && task.body.span).toEqual({ start: 17, end: text.length })
  })

  it.each([
    `CREATE TASK IF NOT EXISTS t WAREHOUSE = w SCHEDULE = '5 MINUTE' AS CALL p(1, 'x')`,
    `CREATE TASK t AFTER a, b WHEN NOT SYSTEM$STREAM_HAS_DATA('S') AS MERGE INTO x USING y ON x.a = y.a WHEN MATCHED THEN DELETE`,
    `CREATE TASK t FINALIZE = root AS BEGIN SELECT 1; END`,
    'CREATE TASK t CONFIG = $${"a": 1}$$ AS COPY INTO x FROM @st',
    `ALTER TASK t RESUME`,
    `ALTER TASK IF EXISTS s.t SUSPEND`,
    `ALTER TASK t SET WAREHOUSE = w SCHEDULE = '1 MINUTE'`,
    `ALTER TASK t UNSET SCHEDULE, COMMENT`,
    `ALTER TASK t ADD AFTER a, b`,
    `ALTER TASK t REMOVE AFTER a`,
    `ALTER TASK t REMOVE WHEN`,
    `ALTER TASK t MODIFY AS BEGIN SELECT 1; END`,
    `ALTER TASK t MODIFY WHEN SYSTEM$STREAM_HAS_DATA('S')`,
    `EXECUTE TASK s.t`,
    `EXECUTE TASK t RETRY LAST`,
  ])('comes back from its print: %s', expectRoundTrip)

  it.each([
    [`ALTER TASK t RESUME`, { kind: 'Resume' }],
    [`ALTER TASK t UNSET A, B`, { kind: 'Unset', names: ['A', 'B'] }],
    [`ALTER TASK t ADD AFTER a, b`, { kind: 'AddAfter', names: ['A', 'B'] }],
    [`ALTER TASK t MODIFY AS SELECT  1`, { kind: 'ModifyAs', bodyText: 'SELECT  1' }],
    [`ALTER TASK t MODIFY WHEN a  = 1`, { kind: 'ModifyWhen', whenText: 'a  = 1' }],
  ])('reads %s', (text, action) => {
    expect(tree(text)).toMatchObject({ kind: 'AlterTask', name: 'T', action })
  })

  it.each([
    [`CREATE TASK t`, `SYNTAX_ERROR at "": syntax error line 1 at position 13 unexpected '<EOF>'.`],
    [`CREATE TASK t AS`, `SYNTAX_ERROR at "": syntax error line 1 at position 16 unexpected '<EOF>'.`],
    [`CREATE TASK t AS INSERT x`, `SYNTAX_ERROR at "x": syntax error line 1 at position 24 unexpected 'x'.`],
    [`CREATE TASK t AS BEGIN SELECT 1;`, `SYNTAX_ERROR at "": syntax error line 1 at position 32 unexpected '<EOF>'.`],
    [`CREATE TASK t AFTER a AFTER b AS SELECT 1`, `SYNTAX_ERROR at "AFTER": syntax error line 1 at position 22 unexpected 'AFTER'.`],
    [`ALTER TASK t RENAME TO x`, `SYNTAX_ERROR at "RENAME": syntax error line 1 at position 13 unexpected 'RENAME'.`],
    [`CREATE TASK t EXECUTE AS USER u AS SELECT 1`, `UNSUPPORTED at "EXECUTE AS USER": Unsupported feature 'EXECUTE AS USER'.`],
    [`EXECUTE TASK t USING CONFIG = 'x'`, `UNSUPPORTED at "USING": Unsupported feature 'EXECUTE TASK … USING CONFIG'.`],
  ])('refuses %s', (text, message) => {
    expect(failure(text)).toBe(message)
  }) // prettier-ignore
})
