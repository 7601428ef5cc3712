import type { Catalog } from '../catalog/catalog.ts'
import type { SessionState } from '../session-state.ts'
import { secondaryRoles as rolesOf } from './active-roles.ts'

/** What CURRENT_SECONDARY_ROLES gives. https://docs.snowflake.com/en/sql-reference/functions/current_secondary_roles */
export function secondaryRolesText(state: SessionState, catalog: Catalog): string {
  const { secondaryRoles = 'ALL' } = state
  const roles = rolesOf(state, catalog).join(',')
  const value = typeof secondaryRoles === 'string' ? secondaryRoles : secondaryRoles.join(',')
  return JSON.stringify({ roles, value })
}
