import { objectKinds } from '../../sql/object-kinds.ts'
import type { Catalog } from '../catalog/catalog.ts'
import type { RoleGrant } from '../catalog/grants.ts'
import type { CatalogObject, ObjectOf } from '../catalog/objects/index.ts'
import {
  moment,
  nothing,
  viewOf,
  words,
  yes,
  type InformationView,
  type InformationWorld,
} from './information-cells.ts'

/** A privilege on an object, or that its owner has by owning it. */
interface Privilege {
  readonly object: CatalogObject
  readonly grantor: string
  readonly grantee: string
  readonly privilege: string
  readonly isGrantable: boolean
  readonly createdOn: number
}

function privileges({ catalog, sessionId }: InformationWorld): readonly Privilege[] {
  const owned = catalog
    .everything()
    .filter((object) => object.owner !== '' && (object.sessionId ?? sessionId) === sessionId)
    .map((object): Privilege => ({
      object,
      grantor: object.owner,
      grantee: object.owner,
      privilege: 'OWNERSHIP',
      isGrantable: true,
      createdOn: object.createdOn,
    }))
  const granted = catalog.grants.privileges().flatMap((grant): readonly Privilege[] => {
    const object = grant.on.kind === 'Object' ? catalog.byId(grant.on.id) : undefined
    if (object === undefined) return []
    return [
      {
        object,
        grantor: grant.grantedBy,
        grantee: grant.role,
        privilege: grant.privilege,
        isGrantable: grant.grantOption,
        createdOn: grant.createdOn,
      },
    ]
  })
  return [...owned, ...granted]
}

/** The privileges on what is in the database and of one of these kinds. */
function ofKinds(...kinds: readonly string[]): (world: InformationWorld) => readonly Privilege[] {
  return (world) =>
    privileges(world).filter(
      ({ object }) => object.database === world.database && kinds.includes(object.kind),
    )
}

const objectCells = {
  GRANTOR: words<Privilege>((it) => it.grantor),
  GRANTEE: words<Privilege>((it) => it.grantee),
  GRANTED_TO: words<Privilege>(() => 'ROLE'),
  OBJECT_CATALOG: words<Privilege>(({ object }) =>
    object.kind === 'DATABASE' ? object.name : object.database,
  ),
  OBJECT_SCHEMA: words<Privilege>(({ object }) => (object.kind === 'SCHEMA' ? object.name : object.schema)),
  OBJECT_NAME: words<Privilege>(({ object }) => object.name),
  OBJECT_TYPE: words<Privilege>(({ object }) => objectKinds[object.kind].words),
  PRIVILEGE_TYPE: words<Privilege>((it) => it.privilege),
  IS_GRANTABLE: yes<Privilege>((it) => it.isGrantable),
  CREATED: moment<Privilege>((it) => it.createdOn),
}

/** The roles that the session has: the current one, those granted to it, and PUBLIC. */
function enabledRoles({ catalog, role }: InformationWorld): readonly ObjectOf<'ROLE'>[] {
  const enabled = new Set(['PUBLIC', ...(role === undefined ? [] : [role])])
  // What a loop adds to a set, the loop comes to as well.
  for (const one of enabled) for (const grant of grantsTo(catalog, 'ROLE', one)) enabled.add(grant.role)
  return catalog.all('ROLE').filter(({ name }) => enabled.has(name))
}

function grantsTo(catalog: Catalog, kind: 'ROLE' | 'USER', name: string): readonly RoleGrant[] {
  return catalog.grants.roles().filter(({ to }) => to.kind === kind && to.name === name)
}

/** The grants of roles to the user and, through them, to the user's roles. */
function applicableRoles({ catalog, user }: InformationWorld): readonly RoleGrant[] {
  const found = new Set(grantsTo(catalog, 'USER', user))
  for (const grant of found) for (const next of grantsTo(catalog, 'ROLE', grant.role)) found.add(next)
  return [...found]
}

function ownerOf(role: string, { catalog }: InformationWorld): string | null {
  return catalog.all('ROLE').find(({ name }) => name === role)?.owner ?? null
}

/** The views on roles and what they may do. */
export const privilegeViews: Readonly<Record<string, InformationView>> = {
  ENABLED_ROLES: viewOf(enabledRoles, {
    ROLE_NAME: words((it) => it.name),
    ROLE_OWNER: words((it) => it.owner),
  }),
  APPLICABLE_ROLES: viewOf(applicableRoles, {
    GRANTEE: words((it) => it.to.name),
    ROLE_NAME: words((it) => it.role),
    ROLE_OWNER: words((it, world) => ownerOf(it.role, world)),
    IS_GRANTABLE: yes(() => false),
  }),
  TABLE_PRIVILEGES: viewOf(ofKinds('TABLE', 'VIEW', 'EXTERNAL_TABLE', 'DYNAMIC_TABLE', 'MATERIALIZED_VIEW'), {
    GRANTOR: words((it) => it.grantor),
    GRANTEE: words((it) => it.grantee),
    GRANTED_TO: words(() => 'ROLE'),
    TABLE_CATALOG: words(({ object }) => object.database),
    TABLE_SCHEMA: words(({ object }) => object.schema),
    TABLE_NAME: words(({ object }) => object.name),
    PRIVILEGE_TYPE: words((it) => it.privilege),
    IS_GRANTABLE: yes((it) => it.isGrantable),
    WITH_HIERARCHY: nothing(),
    CREATED: moment((it) => it.createdOn),
  }),
  OBJECT_PRIVILEGES: viewOf(privileges, objectCells),
  USAGE_PRIVILEGES: viewOf(ofKinds('SEQUENCE'), objectCells),
}
