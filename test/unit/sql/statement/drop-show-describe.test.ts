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
    [`DROP ALERT s`, `UNSUPPORTED at "DROP": Unsupported feature 'DROP ALERT'.`],
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
    [
      `SHOW PARAMETERS LIKE 'TIME%' IN SESSION`,
      { kind: 'ShowParameters', like: 'TIME%', in: { level: 'SESSION' } },
    ],
    [`SHOW VARIABLES`, { kind: 'ShowVariables' }],
    [`DESCRIBE PROCEDURE p(INT)`, { kind: 'Describe', argumentTypes: ['INT'] }],
    [
      `SHOW TASKS IN SCHEMA s ROOT ONLY LIMIT 2 FROM 'A'`,
      { object: 'TASK', rootOnly: true, limit: 2, from: 'A' },
    ],
    [
      `SHOW COLUMNS LIKE 'x' IN TABLE t`,
      { kind: 'ShowColumns', like: 'x', in: { scope: 'TABLE', name: 'T' } },
    ],
    [`SHOW COLUMNS IN VIEW`, { kind: 'ShowColumns', in: { scope: 'VIEW' } }],
    [
      `SHOW TERSE PRIMARY KEYS IN s.t`,
      { kind: 'ShowKeys', keys: 'PRIMARY', in: { scope: 'TABLE', name: 'S.T' } },
    ],
    [`SHOW EXPORTED KEYS IN ACCOUNT`, { kind: 'ShowKeys', keys: 'EXPORTED', in: { scope: 'ACCOUNT' } }],
    [
      `SHOW TERSE OBJECTS IN s STARTS WITH 'A' LIMIT 1 FROM 'AB'`,
      { kind: 'ShowObjects', terse: true, limit: 1 },
    ],
    [`SHOW BUILTIN FUNCTIONS LIKE 'A%'`, { kind: 'ShowFunctions', builtin: true, like: 'A%' }],
    [
      `SHOW FUTURE GRANTS TO ROLE r LIMIT 3`,
      { kind: 'ShowFutureGrants', by: { scope: 'ROLE', name: 'R' }, limit: 3 },
    ],
    [`SHOW GRANTS TO ROLE r LIMIT 3`, { kind: 'ShowGrants', limit: 3 }],
    [`DESC RESULT LAST_QUERY_ID()`, { kind: 'DescribeResult' }],
    [`DESC TABLE t TYPE = STAGE`, { kind: 'Describe', type: 'STAGE' }],
    [`DESC STORAGE INTEGRATION i`, { kind: 'Describe', object: 'INTEGRATION' }],
  ])('reads %s', (text, expected) => {
    expect(tree(text)).toMatchObject(expected)
    expectRoundTrip(text)
  })

  it.each([
    [`SHOW INDEXES`, `UNSUPPORTED at "SHOW": Unsupported feature 'SHOW INDEXES'.`],
    [
      `SHOW COLUMNS IN APPLICATION a`,
      `UNSUPPORTED at "APPLICATION": Unsupported feature 'SHOW COLUMNS IN APPLICATION'.`,
    ],
    [`SHOW DYNAMIC TABLES`, `UNSUPPORTED at "SHOW": Unsupported feature 'SHOW DYNAMIC TABLES'.`],
    [`SHOW GRANTS TO SHARE s`, `UNSUPPORTED at "SHARE": Unsupported feature 'SHOW GRANTS TO SHARE'.`],
    [`SHOW TABLES LIKE a`, `SYNTAX_ERROR at "a": syntax error line 1 at position 17 unexpected 'a'.`],
    [
      `SHOW TABLES IN SCHEMA s ROOT ONLY`,
      `SYNTAX_ERROR at "ROOT": syntax error line 1 at position 24 unexpected 'ROOT'.`,
    ],
    [`SHOW TABLE`, `SYNTAX_ERROR at "TABLE": syntax error line 1 at position 5 unexpected 'TABLE'.`],
    [
      `DESC TABLE t TYPE = INDEX`,
      `SYNTAX_ERROR at "INDEX": syntax error line 1 at position 20 unexpected 'INDEX'.`,
    ],
  ])('refuses %s', (text, message) => {
    expect(failure(text)).toBe(message)
  })
})
