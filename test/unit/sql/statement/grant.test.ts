import { describe, expect, it } from 'vitest'
import { expectRoundTrip, failure, tree } from './trees.ts'

describe('GRANT and REVOKE', () => {
  it.each([
    [`GRANT SELECT, INSERT ON TABLE s.t TO ROLE r WITH GRANT OPTION`, { kind: 'GrantPrivileges', privileges: ['SELECT', 'INSERT'], on: { kind: 'Object', object: 'TABLE', name: 'S.T' }, toRole: 'R', grantOption: true }],
    [`GRANT ALL PRIVILEGES ON SCHEMA s TO r`, { privileges: ['ALL'], on: { object: 'SCHEMA' }, toRole: 'R' }],
    [`GRANT CREATE EXTERNAL TABLE, USAGE ON SCHEMA s TO ROLE r`, { privileges: ['CREATE EXTERNAL TABLE', 'USAGE'] }],
    [`GRANT EXECUTE TASK ON ACCOUNT TO ROLE r`, { privileges: ['EXECUTE TASK'], on: { kind: 'Account' } }],
    [`GRANT SELECT ON ALL TABLES IN SCHEMA d.s TO ROLE r`, { on: { kind: 'Every', which: 'ALL', object: 'TABLE', scope: 'SCHEMA', name: 'D.S' } }],
    [`GRANT USAGE ON FUTURE FILE FORMATS IN DATABASE d TO ROLE r`, { on: { kind: 'Every', which: 'FUTURE', object: 'FILE_FORMAT', scope: 'DATABASE' } }],
    [`GRANT USAGE ON PROCEDURE p(INT, VARCHAR) TO ROLE r`, { on: { object: 'PROCEDURE', argumentTypes: ['INT', 'VARCHAR'] } }],
    [`GRANT USAGE ON DATABASE d TO ROLE role`, { toRole: 'ROLE' }],
    [`GRANT ROLE a TO ROLE b`, { kind: 'GrantRole', role: 'A', to: { kind: 'ROLE', name: 'B' } }],
    [`GRANT ROLE a TO USER u`, { to: { kind: 'USER', name: 'U' } }],
    [`REVOKE GRANT OPTION FOR SELECT ON VIEW v FROM ROLE r CASCADE`, { kind: 'RevokePrivileges', grantOptionFor: true, behavior: 'CASCADE', fromRole: 'R' }],
    [`REVOKE ALL ON DATABASE d FROM r`, { privileges: ['ALL'], grantOptionFor: false }],
    [`REVOKE ROLE a FROM USER u`, { kind: 'RevokeRole', from: { kind: 'USER', name: 'U' } }],
  ])('reads %s', (text, expected) => {
    expect(tree(text)).toMatchObject(expected)
    expectRoundTrip(text)
  }) // prettier-ignore

  it.each([
    [
      `GRANT ON TABLE t TO ROLE r`,
      `SYNTAX_ERROR at "ON": syntax error line 1 at position 6 unexpected 'ON'.`,
    ],
    [`GRANT SELECT TABLE t`, `SYNTAX_ERROR at "": syntax error line 1 at position 20 unexpected '<EOF>'.`],
    [
      `GRANT SELECT ON t TO ROLE r`,
      `SYNTAX_ERROR at "t": syntax error line 1 at position 16 unexpected 't'.`,
    ],
    [
      `GRANT SELECT ON TABLE t TO SHARE s`,
      `UNSUPPORTED at "SHARE": Unsupported feature 'privileges of SHARE'.`,
    ],
    [
      `GRANT USAGE ON FUNCTION f() TO ROLE r`,
      `UNSUPPORTED at "FUNCTION": Unsupported feature 'GRANT … ON FUNCTION'.`,
    ],
    [`GRANT ROLE a TO b`, `SYNTAX_ERROR at "b": syntax error line 1 at position 16 unexpected 'b'.`],
  ])('refuses %s', (text, message) => {
    expect(failure(text)).toBe(message)
  })

  it('refuses database roles by name', () => {
    expect(failure('GRANT DATABASE ROLE a TO ROLE b')).toContain(`'GRANT DATABASE ROLE'`)
  })
})
