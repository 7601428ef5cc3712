import { describe, expect, it } from 'vitest'
import { expectRoundTrip, failure, tree } from './trees.ts'

describe('CREATE of simple objects', () => {
  it.each([
    [`CREATE OR REPLACE TRANSIENT DATABASE d DATA_RETENTION_TIME_IN_DAYS = 1`, { kind: 'CreateDatabase', name: 'D', orReplace: true, transient: true }],
    [`CREATE SCHEMA IF NOT EXISTS d.s WITH MANAGED ACCESS COMMENT = 'x'`, { kind: 'CreateSchema', name: 'D.S', ifNotExists: true, managedAccess: true }],
    [`CREATE TEMP STAGE s DIRECTORY = (ENABLE = TRUE)`, { kind: 'CreateStage', temporary: true }],
    [`CREATE FILE FORMAT f TYPE = CSV SKIP_HEADER = 1`, { kind: 'CreateFileFormat', properties: [{ name: 'TYPE' }, { name: 'SKIP_HEADER' }] }],
    [`CREATE STORAGE INTEGRATION i TYPE = EXTERNAL_STAGE ENABLED = TRUE`, { kind: 'CreateIntegration', category: 'STORAGE' }],
    [`CREATE NOTIFICATION INTEGRATION i ENABLED = TRUE`, { kind: 'CreateIntegration', category: 'NOTIFICATION' }],
    [`CREATE ROLE IF NOT EXISTS r`, { kind: 'CreateRole', properties: [] }],
    [`CREATE WAREHOUSE w WITH WAREHOUSE_SIZE = XSMALL`, { kind: 'CreateWarehouse', properties: [{ name: 'WAREHOUSE_SIZE' }] }],
    [`CREATE WAREHOUSE w`, { kind: 'CreateWarehouse', properties: [] }],
  ])('reads %s', (text, expected) => {
    expect(tree(text)).toMatchObject(expected)
    expectRoundTrip(text)
  }) // prettier-ignore

  it.each([
    [
      `CREATE DATABASE d FROM SHARE a.b`,
      `UNSUPPORTED at "FROM": Unsupported feature 'CREATE DATABASE … FROM SHARE'.`,
    ],
    [`CREATE TRANSIENT ROLE r`, `UNSUPPORTED at "r": Unsupported feature 'CREATE TRANSIENT ROLE'.`],
    [`CREATE STAGE`, `SYNTAX_ERROR at "": syntax error line 1 at position 12 unexpected '<EOF>'.`],
    [`CREATE STAGE s URL 'x'`, `SYNTAX_ERROR at "URL": syntax error line 1 at position 15 unexpected 'URL'.`],
    [`CREATE WAREHOUSE w WITH`, `SYNTAX_ERROR at "": syntax error line 1 at position 23 unexpected '<EOF>'.`],
  ])('refuses %s', (text, message) => {
    expect(failure(text)).toBe(message)
  })

  it.each(['DYNAMIC TABLE d', 'EVENT TABLE e', 'FUNCTION f() RETURNS INT', 'USER u', 'TAG t', 'SHARE s', 'API INTEGRATION i'])(
    'refuses CREATE %s by name',
    (words) => {
      expect(failure(`CREATE ${words}`)).toContain(`Unsupported feature 'CREATE ${words.replace(/ \w+(\(.*)?$/, '')}'`)
    },
  ) // prettier-ignore
})

describe('ALTER WAREHOUSE', () => {
  it.each([
    [`ALTER WAREHOUSE w SUSPEND`, { name: 'W', action: 'SUSPEND', ifExists: false }],
    [`ALTER WAREHOUSE IF EXISTS w RESUME IF SUSPENDED`, { name: 'W', action: 'RESUME', ifSuspended: true, ifExists: true }],
    [`ALTER WAREHOUSE w SET WAREHOUSE_SIZE = 'SMALL' AUTO_SUSPEND = 60`, { action: 'SET', properties: [{ name: 'WAREHOUSE_SIZE' }, { name: 'AUTO_SUSPEND' }] }],
    [`ALTER WAREHOUSE SUSPEND`, { action: 'SUSPEND' }],
    [`ALTER WAREHOUSE resume SUSPEND`, { name: 'RESUME', action: 'SUSPEND' }],
  ])('reads %s', (text, expected) => {
    expect(tree(text)).toMatchObject({ kind: 'AlterWarehouse', ...expected })
    expectRoundTrip(text)
  }) // prettier-ignore

  it('refuses what it does not have', () => {
    expect(failure('ALTER WAREHOUSE w ADD TABLES (t)')).toContain(`'ALTER WAREHOUSE … ADD'`)
    expect(failure('ALTER WAREHOUSE w SET')).toContain(`position 21 unexpected '<EOF>'`)
  })
})
