import type { RoleRecord } from './objects/role.ts'

/**
 * The roles that each account has from the start. Nobody owns them.
 * https://docs.snowflake.com/en/user-guide/security-access-control-overview#system-defined-roles
 */
export const systemRoles: readonly Omit<RoleRecord, 'id' | 'createdOn'>[] = (
  [
    ['ACCOUNTADMIN', 'Account administrator can manage all aspects of the account.'],
    ['ORGADMIN', 'Organization administrator can manage organization and account life cycle.'],
    ['PUBLIC', 'Public role is automatically available to every user in the account.'],
    ['SECURITYADMIN', 'Security administrator can manage security aspects of the account.'],
    ['SYSADMIN', 'System administrator can create and manage databases and warehouses.'],
    ['USERADMIN', 'User administrator can create and manage users and roles.'],
  ] as const
).map(([name, comment]) => ({ kind: 'ROLE', name, database: '', schema: '', owner: '', comment }))
