import { describe, expect, test } from 'vitest'
import { parseStatement } from '../../../src/sql/parse.ts'
import { failure } from './failure.ts'

describe('parseStatement', () => {
  test('a semicolon may end the statement', () => {
    expect(parseStatement('COMMIT;').kind).toBe('Commit')
  })

  test('the span of a statement begins with its leading words', () => {
    expect(parseStatement('  CREATE OR REPLACE ROLE r ;').span).toEqual({ start: 2, end: 26 })
  })

  test('modifiers of a CREATE', () => {
    expect(parseStatement('CREATE OR REPLACE LOCAL TEMP TABLE t (a INT)')).toMatchObject({
      kind: 'CreateTable',
      orReplace: true,
      temporary: true,
      transient: false,
      secure: false,
    })
    expect(parseStatement('CREATE SECURE VIEW v AS SELECT 1')).toMatchObject({
      kind: 'CreateView',
      secure: true,
    })
  })

  test('blocks and transactions', () => {
    const block = 'BEGIN SELECT 1; END'
    expect(parseStatement(`${block};`)).toMatchObject({
      kind: 'ScriptBlock',
      block: { kind: 'Block', steps: [{ kind: 'SqlStep' }] },
    })
    expect(parseStatement('DECLARE x INT; BEGIN RETURN x; END')).toMatchObject({ kind: 'ScriptBlock' })
    expect(parseStatement('BEGIN TRANSACTION')).toMatchObject({ kind: 'Begin' })
    expect(parseStatement('BEGIN')).toMatchObject({ kind: 'Begin' })
  })

  test.each([
    ['SELEC 1', "SYNTAX_ERROR: syntax error line 1 at position 0 unexpected 'SELEC'."],
    ['', "SYNTAX_ERROR: syntax error line 1 at position 0 unexpected '<EOF>'."],
    ['CREATE', "SYNTAX_ERROR: syntax error line 1 at position 6 unexpected '<EOF>'."],
    ['CREATE FOO x', "SYNTAX_ERROR: syntax error line 1 at position 7 unexpected 'FOO'."],
    ['CREATE FILE x', "SYNTAX_ERROR: syntax error line 1 at position 12 unexpected 'x'."],
    ['ALTER FOO x', "SYNTAX_ERROR: syntax error line 1 at position 6 unexpected 'FOO'."],
    ['COMMIT x', "SYNTAX_ERROR: syntax error line 1 at position 7 unexpected 'x'."],
    ['COMMIT; COMMIT', "SYNTAX_ERROR: syntax error line 1 at position 8 unexpected 'COMMIT'."],
    ['UNDROP TAG t', "UNSUPPORTED: Unsupported feature 'UNDROP TAG'."],
    ['ALTER SHARE s SET COMMENT = 1', "UNSUPPORTED: Unsupported feature 'ALTER SHARE'."],
    ['EXPLAIN SELECT 1', "UNSUPPORTED: Unsupported feature 'EXPLAIN'."],
    [
      'CREATE OR REPLACE FUNCTION f() RETURNS INT AS $$1$$',
      "UNSUPPORTED: Unsupported feature 'CREATE FUNCTION'.",
    ],
    ['CREATE OR ALTER VIEW v AS SELECT 1', "UNSUPPORTED: Unsupported feature 'CREATE OR ALTER VIEW'."],
    ['CREATE DYNAMIC TABLE t AS SELECT 1', "UNSUPPORTED: Unsupported feature 'CREATE DYNAMIC TABLE'."],
    ['DROP ALERT a', "UNSUPPORTED: Unsupported feature 'DROP ALERT'."],
    ['GRANT OWNERSHIP ON TABLE t TO ROLE r', "UNSUPPORTED: Unsupported feature 'GRANT OWNERSHIP'."],
    ['SHOW USERS', "UNSUPPORTED: Unsupported feature 'SHOW USERS'."],
  ])('%s fails', (text, message) => {
    expect(failure(() => parseStatement(text))).toBe(message)
  })
})
