import { flag, number, text, time, type Descriptor, type Scene } from '../descriptor.ts'
import { commentOf, modifiers, nowhere, objectName, propertyList } from '../trees.ts'
import type { ObjectRecord } from './record.ts'

export interface RoleRecord extends ObjectRecord {
  readonly kind: 'ROLE'
}

/** Whether `role` is granted, straight or through others, to the current role. */
function inherited(role: RoleRecord, { catalog, session }: Scene): boolean {
  const grants = catalog.grants.roles()
  const seen = new Set<string>()
  const queue = session.role === undefined ? [] : [session.role]
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    if (seen.has(at)) continue
    seen.add(at)
    for (const grant of grants) if (grant.to.kind === 'ROLE' && grant.to.name === at) queue.push(grant.role)
  }
  return role.name !== session.role && seen.has(role.name)
}

const standing = {
  is_default: flag<RoleRecord>(() => false),
  is_current: flag<RoleRecord>((it, { session }) => session.role === it.name),
  is_inherited: flag<RoleRecord>(inherited),
}

/** https://docs.snowflake.com/en/sql-reference/sql/show-roles */
export const role: Descriptor<RoleRecord> = {
  paged: true,
  show: {
    created_on: time((it) => it.createdOn),
    name: text((it) => it.name),
    ...standing,
    assigned_to_users: number(
      (it, { catalog }) =>
        catalog.grants.roles().filter((grant) => grant.role === it.name && grant.to.kind === 'USER').length,
    ),
    granted_to_roles: number(
      (it, { catalog }) =>
        catalog.grants.roles().filter((grant) => grant.role === it.name && grant.to.kind === 'ROLE').length,
    ),
    granted_roles: number(
      (it, { catalog }) =>
        catalog.grants.roles().filter((grant) => grant.to.kind === 'ROLE' && grant.to.name === it.name)
          .length,
    ),
    owner: text((it) => it.owner),
    comment: text((it) => it.comment),
  },
  terse: {
    created_on: time((it) => it.createdOn),
    name: text((it) => it.name),
    ...standing,
  },
  toDdl: (it) => ({
    kind: 'CreateRole',
    ...modifiers(),
    name: objectName(it.name),
    properties: propertyList({ COMMENT: commentOf(it) }),
    span: nowhere,
  }),
}
