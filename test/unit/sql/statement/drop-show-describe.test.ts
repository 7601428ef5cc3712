import { describe, expect, it } from 'vitest'
import { objectKinds } from '../../../../src/sql/object-kinds.ts'
import { expectRoundTrip, failure, tree } from './trees.ts'

describe('a row of object-kinds.ts', () => {
  it.each(Object.entries(objectKinds))('makes the statements of %s parse', (object, { words, plural }) => {
    expect(tree(`DROP ${words} x`)).toMatchObject({ kind: 'Drop', object, name: 'X' })
    expect(tree(`SHOW ${plural}`)).toMatchObject({ kind: 'Show', object })
    expect(tree(`DESC ${words} x`)).toMatchObject({ kind: 'Describe', object, name: 'X' })
    expect(tree(`GRANT USAGE ON ${words} x TO ROLE r`)).toMatchObject({
      on: { kind: 'Object', object, name: 'X' },
    })
    expect(tree(`SHOW GRANTS ON ${words} x`)).toMatchObject({ by: { kind: 'On', object, name: 'X' } })
  })
})

describe('DROP', () => {
  it.each([
    [
      `DROP TABLE IF EXISTS db.s.t CASCADE`,
      { object: 'TABLE', name: 'DB.S.T', ifExists: true, behavior: 'CASCADE' },
    ],
    [
      `DROP PROCEDURE p(NUMBER, VARCHAR(5))`,
      { object: 'PROCEDURE', argumentTypes: ['NUMBER', 'VARCHAR(5)'] },
    ],
    [`DROP PROCEDURE IF EXISTS p()`, { argumentTypes: [] }],
    [`DROP STORAGE INTEGRATION i`, { object: 'INTEGRATION' }],
    [`DROP FILE FORMAT f RESTRICT`, { object: 'FILE_FORMAT', behavior: 'RESTRICT' }],
  ])('reads %s', (text, expected) => {
    expect(tree(text)).toMatchObject({ kind: 'Drop', ...expected })
    expectRoundTrip(text)
  })

  it.each([
    [`DROP TABLE`, `SYNTAX_ERROR at "": syntax error line 1 at position 10 unexpected '<EOF>'.`],
    [`DROP TABLE t (INT)`, `SYNTAX_ERROR at "(": syntax error line 1 at position 13 unexpected '('.`],
    [`DROP SEQUENCE s`, `UNSUPPORTED at "DROP": Unsupported feature 'DROP SEQUENCE'.`],
    [`DROP BANANA b`, `SYNTAX_ERROR at "BANANA": syntax error line 1 at position 5 unexpected 'BANANA'.`],
  ])('refuses %s', (text, message) => {
    expect(failure(text)).toBe(message)
  })
})

describe('SHOW', () => {
  it.each([
    [
      `SHOW TERSE TABLES HISTORY LIKE 'a%' IN SCHEMA db.s STARTS WITH 'A' LIMIT 5 FROM 'AB'`,
      {
        kind: 'Show',
        object: 'TABLE',
        terse: true,
        history: true,
        like: 'a%',
        in: { scope: 'SCHEMA', name: 'DB.S' },
        startsWith: 'A',
        limit: 5,
        from: 'AB',
      },
    ],
    [`SHOW PIPES IN DATABASE`, { object: 'PIPE', in: { scope: 'DATABASE' } }],
    [`SHOW TASKS IN s`, { in: { scope: 'SCHEMA', name: 'S' } }],
    [`SHOW SCHEMAS IN d`, { in: { scope: 'DATABASE', name: 'D' } }],
    [`SHOW STREAMS IN ACCOUNT LIMIT 1`, { in: { scope: 'ACCOUNT' }, limit: 1 }],
    [`SHOW VIEWS IN SCHEMA STARTS WITH 'x'`, { in: { scope: 'SCHEMA' }, startsWith: 'x' }],
    [`SHOW NOTIFICATION INTEGRATIONS`, { object: 'INTEGRATION', category: 'NOTIFICATION' }],
    [`SHOW GRANTS`, { kind: 'ShowGrants', by: { kind: 'Current' } }],
    [`SHOW GRANTS ON ACCOUNT`, { by: { kind: 'On', object: 'ACCOUNT' } }],
    [`SHOW GRANTS ON PROCEDURE p(INT)`, { by: { kind: 'On', object: 'PROCEDURE', argumentTypes: ['INT'] } }],
    [`SHOW GRANTS TO ROLE r`, { by: { kind: 'ToRole', name: 'R' } }],
    [`SHOW GRANTS OF ROLE r`, { by: { kind: 'OfRole', name: 'R' } }],
    [`SHOW GRANTS TO USER u`, { by: { kind: 'ToUser', name: 'U' } }],
    [`SHOW PARAMETERS LIKE 'TIME%' IN SESSION`, { kind: 'ShowParameters', like: 'TIME%' }],
    [`SHOW VARIABLES`, { kind: 'ShowVariables' }],
    [`DESCRIBE PROCEDURE p(INT)`, { kind: 'Describe', argumentTypes: ['INT'] }],
    [`DESC STORAGE INTEGRATION i`, { kind: 'Describe', object: 'INTEGRATION' }],
  ])('reads %s', (text, expected) => {
    expect(tree(text)).toMatchObject(expected)
    expectRoundTrip(text)
  })

  it.each([
    [`SHOW COLUMNS IN TABLE t`, `UNSUPPORTED at "SHOW": Unsupported feature 'SHOW COLUMNS'.`],
    [`SHOW DYNAMIC TABLES`, `UNSUPPORTED at "SHOW": Unsupported feature 'SHOW DYNAMIC TABLES'.`],
    [`SHOW GRANTS TO SHARE s`, `UNSUPPORTED at "SHARE": Unsupported feature 'SHOW GRANTS TO SHARE'.`],
    [
      `SHOW PARAMETERS IN ACCOUNT`,
      `UNSUPPORTED at "ACCOUNT": Unsupported feature 'SHOW PARAMETERS IN ACCOUNT'.`,
    ],
    [`SHOW TABLES LIKE a`, `SYNTAX_ERROR at "a": syntax error line 1 at position 17 unexpected 'a'.`],
    [
      `SHOW TASKS IN SCHEMA s ROOT ONLY`,
      `UNSUPPORTED at "ROOT": Unsupported feature 'SHOW TASKS … ROOT ONLY'.`,
    ],
    [`SHOW TABLE`, `SYNTAX_ERROR at "TABLE": syntax error line 1 at position 5 unexpected 'TABLE'.`],
    [`DESC RESULT LAST_QUERY_ID()`, `UNSUPPORTED at "DESC": Unsupported feature 'DESC RESULT'.`],
    [`DESC TABLE t TYPE = STAGE`, `UNSUPPORTED at "TYPE": Unsupported feature 'DESCRIBE … TYPE'.`],
  ])('refuses %s', (text, message) => {
    expect(failure(text)).toBe(message)
  })
})
