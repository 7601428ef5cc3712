import { describe, expect, it } from 'vitest'
import { parseImmediate, parseStatement } from '../../../../src/sql/parse.ts'
import { print } from '../../../../src/sql/print.ts'
import { failure } from '../failure.ts'
import { withoutSpans } from '../without-spans.ts'

/** Every construct of the language, as the manual writes it. */
const blocks = [
  `BEGIN NULL; END`,
  `BEGIN BEGIN TRANSACTION; INSERT INTO t VALUES (:x); COMMIT; END`,
  `DECLARE a INT; b DEFAULT 1; c NUMBER(38, 2) := :a + 1; e EXCEPTION; f EXCEPTION (-20001, 'it''s'); BEGIN RAISE e; END`,
  `DECLARE c1 CURSOR FOR SELECT a FROM t WHERE b > ? AND c < ?; BEGIN OPEN c1 USING (x, 1); FETCH c1 INTO a, :b; CLOSE c1; END`,
  `DECLARE rs RESULTSET DEFAULT (SELECT 1); c2 CURSOR FOR rs; BEGIN rs := (CALL p(:x)); rs := (SELECT 1); RETURN TABLE(rs); END`,
  `BEGIN LET x INT DEFAULT 1; LET y := 'a'; LET c CURSOR FOR rs; LET rs RESULTSET := (EXECUTE IMMEDIATE :q USING (x)); RETURN TABLE(RESULTSET_FROM_CURSOR(c)); END`,
  `BEGIN IF (a) THEN NULL; ELSEIF ((SELECT 1) > b) THEN NULL; ELSE NULL; END IF; END`,
  `BEGIN CASE (v) WHEN 'a' THEN RETURN 1; ELSE RETURN 2; END; CASE WHEN v = 1 THEN NULL; END CASE; END`,
  `BEGIN FOR i IN REVERSE 1 TO :n DO CONTINUE; END FOR a; FOR i IN 1 TO 2 LOOP BREAK a; END LOOP; FOR r IN c DO EXIT; END FOR; END`,
  `BEGIN WHILE (a < 1) DO ITERATE; END WHILE; WHILE (a) LOOP NULL; END LOOP b; REPEAT NULL; UNTIL (a) END REPEAT b; LOOP NULL; END LOOP; END`,
  `BEGIN SELECT a, b INTO :x, y FROM t WHERE c = 1; CALL p(1) INTO :x; END done`,
  `BEGIN NULL; EXCEPTION WHEN a OR STATEMENT_ERROR CONTINUE THEN NULL; WHEN OTHER EXIT THEN RAISE; END`,
  `BEGIN CREATE PROCEDURE p() RETURNS INT AS BEGIN RETURN 1; END; CREATE TASK k WAREHOUSE = W AS BEGIN RETURN 1; END; END`,
]

describe('a block of Snowflake Scripting', () => {
  it.each(blocks)('parses from its print: %s', (text) => {
    const tree = parseStatement(text)
    expect(tree.kind).toBe('ScriptBlock')
    const printed = print(tree)
    expect(withoutSpans(parseStatement(printed)), printed).toEqual(withoutSpans(tree))
  })

  it.each([
    [`BEGIN END`, `SYNTAX_ERROR: syntax error line 1 at position 6 unexpected 'END'.`],
    [`BEGIN RETURN 1 END`, `SYNTAX_ERROR: syntax error line 1 at position 15 unexpected 'END'.`],
    [`BEGIN IF a THEN NULL; END IF; END`, `SYNTAX_ERROR: syntax error line 1 at position 9 unexpected 'a'.`],
    [`BEGIN FOR i IN 1 TO 2 DO NULL; END LOOP; END`, `SYNTAX_ERROR: syntax error line 1 at position 35 unexpected 'LOOP'.`],
    [`BEGIN AWAIT rs; END`, `UNSUPPORTED: Unsupported feature 'AWAIT'.`],
    [`BEGIN ASYNC (SELECT 1); END`, `UNSUPPORTED: Unsupported feature 'ASYNC'.`],
    [`DECLARE p PROCEDURE() RETURNS INT AS BEGIN RETURN 1; END; BEGIN NULL; END`, `UNSUPPORTED: Unsupported feature 'nested stored procedure'.`],
  ])('refuses %s', (text, message) => {
    expect(failure(() => parseStatement(text))).toBe(message)
  }) // prettier-ignore

  it('may be one branch or loop for EXECUTE IMMEDIATE', () => {
    expect(parseImmediate('LOOP BREAK; END LOOP')).toMatchObject({
      kind: 'ScriptBlock',
      block: { steps: [{ kind: 'Loop' }] },
    })
    expect(parseImmediate('SELECT 1')).toMatchObject({ kind: 'QueryStatement' })
  })
})
