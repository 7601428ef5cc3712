import { describe, expect, it } from 'vitest'
import { expectRoundTrip, failure, tree } from './trees.ts'

describe('SET, UNSET, USE, ALTER SESSION', () => {
  it.each([
    [`SET a = 1 + 1`, { kind: 'SetVariables', variables: [{ name: 'A', value: '1 + 1' }] }],
    [`SET (a, b) = (1, (SELECT 2))`, { variables: [{ name: 'A', value: '1' }, { name: 'B' }] }],
    [`UNSET a`, { kind: 'UnsetVariables', names: ['A'] }],
    [`UNSET (a, b)`, { names: ['A', 'B'] }],
    [`USE DATABASE d`, { kind: 'Use', object: 'DATABASE', name: 'D' }],
    [`USE SCHEMA d.s`, { object: 'SCHEMA', name: 'D.S' }],
    [`USE WAREHOUSE "w h"`, { object: 'WAREHOUSE', name: '"w h"' }],
    [`USE ROLE IDENTIFIER($r)`, { object: 'ROLE', name: { kind: 'IdentifierFunction' } }],
    [`USE d`, { object: 'DATABASE', name: 'D' }],
    [`USE d.s`, { object: 'SCHEMA', name: 'D.S' }],
    [`USE warehouse`, { object: 'DATABASE', name: 'WAREHOUSE' }],
    [`ALTER SESSION SET TIMEZONE = 'UTC', AUTOCOMMIT = FALSE`, { kind: 'AlterSession', set: [{ name: 'TIMEZONE' }, { name: 'AUTOCOMMIT' }], unset: [] }],
    [`ALTER SESSION UNSET TIMEZONE, AUTOCOMMIT`, { set: [], unset: ['TIMEZONE', 'AUTOCOMMIT'] }],
  ])('reads %s', (text, expected) => {
    expect(tree(text)).toMatchObject(expected)
    expectRoundTrip(text)
  }) // prettier-ignore

  it.each([
    [`SET a`, `SYNTAX_ERROR at "": syntax error line 1 at position 5 unexpected '<EOF>'.`],
    [`SET (a, b) = (1, 2, 3)`, `VARIABLE_COUNT at "(1, 2, 3)": 2 variables, but 3 values.`],
    [`SET (a, b) = (SELECT 1, 2)`, `UNSUPPORTED at "(": Unsupported feature 'SET (…) = (query)'.`],
    [
      `ALTER SESSION RESET x`,
      `SYNTAX_ERROR at "RESET": syntax error line 1 at position 14 unexpected 'RESET'.`,
    ],
  ])('refuses %s', (text, message) => {
    expect(failure(text)).toBe(message)
  })

  it('reads secondary roles: all, none, or some by name', () => {
    expect(tree('USE SECONDARY ROLES ALL')).toMatchObject({ kind: 'UseSecondaryRoles', roles: 'ALL' })
    expect(tree('USE SECONDARY ROLES NONE')).toMatchObject({ roles: 'NONE' })
    expect(tree('USE SECONDARY ROLES a, "b"')).toMatchObject({
      roles: ['A', '"b"'],
    })
  })
})

describe('transactions', () => {
  it.each([
    [`BEGIN`, { kind: 'Begin' }],
    [`BEGIN;`, { kind: 'Begin' }],
    [`BEGIN TRANSACTION NAME x`, { kind: 'Begin', name: 'X' }],
    [`BEGIN WORK`, { kind: 'Begin' }],
    [`START TRANSACTION`, { kind: 'Begin' }],
    [`COMMIT WORK`, { kind: 'Commit' }],
    [`ROLLBACK`, { kind: 'Rollback' }],
  ])('reads %s', (text, expected) => {
    expect(tree(text)).toEqual(expected)
    expectRoundTrip(text)
  })

  it('refuses what does not fit', () => {
    expect(failure('COMMIT TRANSACTION')).toContain(`position 7 unexpected 'TRANSACTION'`)
  })
})
