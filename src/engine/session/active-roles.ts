import type { Catalog } from '../catalog/catalog.ts'
import type { SessionRoles } from '../bind/tree.ts'
import type { SessionState } from '../session-state.ts'

/**
 * What each system-defined role inherits; grants may add to it.
 * https://docs.snowflake.com/en/user-guide/security-access-control-overview#role-hierarchy-and-privilege-inheritance
 */
const systemHierarchy: Readonly<Record<string, readonly string[]>> = {
  ACCOUNTADMIN: ['SECURITYADMIN', 'SYSADMIN'],
  SECURITYADMIN: ['USERADMIN'],
}

/** The roles of a session, and those that they inherit. */
export function sessionRoles(state: SessionState, catalog: Catalog): SessionRoles {
  return {
    active: () => inherited([...primary(state), ...secondaryRoles(state, catalog)], catalog),
    available: () => (state.task === undefined ? inherited(grantedTo(state.user, catalog), catalog) : []),
    of: (role) => inherited([role], catalog),
  }
}

/** The secondary roles: with ALL, the roles that are granted to the user now, but for the primary one. */
export function secondaryRoles(state: SessionState, catalog: Catalog): readonly string[] {
  const { secondaryRoles: chosen = 'ALL', role, user } = state
  if (chosen === 'NONE') return []
  if (chosen !== 'ALL') return chosen
  return grantedTo(user, catalog)
    .filter((each) => each !== role)
    .toSorted()
}

function primary({ role }: SessionState): readonly string[] {
  return role === undefined ? [] : [role]
}

function grantedTo(user: string, catalog: Catalog): readonly string[] {
  return catalog.grants
    .roles()
    .flatMap(({ role, to }) => (to.kind === 'USER' && to.name === user ? [role] : []))
}

/** The roles, all below them in the hierarchy, and PUBLIC, which everybody has. */
function inherited(roles: readonly string[], catalog: Catalog): readonly string[] {
  const grants = catalog.grants.roles()
  const seen = new Set<string>()
  const queue = ['PUBLIC', ...roles]
  for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
    if (seen.has(at)) continue
    seen.add(at)
    queue.push(...(systemHierarchy[at] ?? []))
    for (const { role, to } of grants) if (to.kind === 'ROLE' && to.name === at) queue.push(role)
  }
  return [...seen]
}
