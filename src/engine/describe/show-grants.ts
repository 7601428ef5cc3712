import type { ColumnType } from '../../account/types.ts'
import type { Row } from '../../account/result.ts'
import { objectKinds } from '../../sql/object-kinds.ts'
import type { ShowFutureGrants, ShowGrants } from '../../sql/statement/show.ts'
import type { Description, Scene } from '../catalog/descriptor.ts'
import type { PrivilegeGrant, RoleGrant } from '../catalog/grants.ts'
import { lastPart, printName } from '../catalog/names.ts'
import type { CatalogObject } from '../catalog/objects/index.ts'

const varchar: ColumnType = { kind: 'VARCHAR', length: 16_777_216 }
const timestamp: ColumnType = { kind: 'TIMESTAMP_LTZ', precision: 3 }

/** Our own last column: grants are recorded, and nothing is refused for the lack of one. */
const enforced = { enforced: 'false' }

function tableOf(names: readonly string[], rows: readonly Row[]): Description {
  return {
    columns: [...names, ...Object.keys(enforced)].map((name) => ({
      name,
      type: name === 'created_on' ? timestamp : varchar,
      nullable: true,
    })),
    rows: rows.map((row) => [...row, ...Object.values(enforced)]),
  }
}

/** What SHOW GRANTS gives. https://docs.snowflake.com/en/sql-reference/sql/show-grants */
export function showGrants({ by, limit }: ShowGrants, scene: Scene & { readonly user: string }): Description {
  return first(limit, grantsBy(by, scene))
}

function first(limit: number | undefined, { columns, rows }: Description): Description {
  return { columns, rows: rows.slice(0, limit) }
}

/** What SHOW FUTURE GRANTS gives. https://docs.snowflake.com/en/sql-reference/sql/show-grants */
export function showFutureGrants({ by, limit }: ShowFutureGrants, scene: Scene): Description {
  const { catalog, session, timestamp: write } = scene
  const meant = catalog.get(by.scope, by.name, session)
  const rows = catalog.grants.privileges().flatMap((grant): readonly Row[] => {
    const { on } = grant
    if (on.kind !== 'Future') return []
    const container = catalog.byId(on.container)
    if (
      container === undefined ||
      (meant.kind === 'ROLE' ? grant.role !== meant.name : container.id !== meant.id)
    )
      return []
    const word = objectKinds[on.object].words.replaceAll(' ', '_')
    const name = `${printName(container)}.<${word}>`
    return [
      [write(grant.createdOn), grant.privilege, word, name, 'ROLE', grant.role, String(grant.grantOption)],
    ]
  })
  const names = ['created_on', 'privilege', 'grant_on', 'name', 'grant_to', 'grantee_name', 'grant_option']
  return first(limit, tableOf(names, rows))
}

function grantsBy(by: ShowGrants['by'], scene: Scene & { readonly user: string }): Description {
  const { catalog, session } = scene
  if (by.kind === 'Current') return toUser(scene.user, scene)
  if (by.kind === 'On')
    return by.object === 'ACCOUNT' || by.name === undefined
      ? onAccount(scene)
      : onObject(catalog.get(by.object, by.name, session), scene)
  if (by.kind === 'ToUser') return toUser(lastPart(by.name), scene)
  const role = catalog.get('ROLE', by.name, session).name
  return by.kind === 'ToRole' ? toRole(role, scene) : ofRole(role, scene)
}

const privilegeColumns = [
  'created_on',
  'privilege',
  'granted_on',
  'name',
  'granted_to',
  'grantee_name',
  'grant_option',
  'granted_by',
]

function privilegeRow(grant: PrivilegeGrant, scene: Scene): Row {
  const { catalog, timestamp: write } = scene
  const object = grant.on.kind === 'Object' ? catalog.byId(grant.on.id) : undefined
  return [
    write(grant.createdOn),
    grant.privilege,
    object === undefined ? 'ACCOUNT' : grantedOn(object),
    object === undefined ? '' : printName(object),
    'ROLE',
    grant.role,
    String(grant.grantOption),
    grant.grantedBy,
  ]
}

function ownershipRow(object: CatalogObject, scene: Scene): Row {
  return [
    scene.timestamp(object.createdOn),
    'OWNERSHIP',
    grantedOn(object),
    printName(object),
    'ROLE',
    object.owner,
    'true',
    object.owner,
  ]
}

function grantedOn(object: CatalogObject): string {
  return objectKinds[object.kind].words.replaceAll(' ', '_')
}

function onObject(object: CatalogObject, scene: Scene): Description {
  const granted = scene.catalog.grants
    .privileges()
    .filter(({ on }) => on.kind === 'Object' && on.id === object.id)
  const rows = [
    ...(object.owner === '' ? [] : [ownershipRow(object, scene)]),
    ...granted.map((grant) => privilegeRow(grant, scene)),
  ]
  return tableOf(
    [...privilegeColumns, 'granted_by_role_type'],
    rows.map((row) => [...row, 'ROLE']),
  )
}

function onAccount(scene: Scene): Description {
  const granted = scene.catalog.grants.privileges().filter(({ on }) => on.kind === 'Account')
  return tableOf(
    [...privilegeColumns, 'granted_by_role_type'],
    granted.map((grant) => [...privilegeRow(grant, scene), 'ROLE']),
  )
}

/** Everything granted to a role: privileges, what it owns, and roles, which show as USAGE. */
function toRole(role: string, scene: Scene): Description {
  const { catalog } = scene
  const owned = catalog.everything().filter(({ owner }) => owner === role)
  const roles = catalog.grants.roles().filter(({ to }) => to.kind === 'ROLE' && to.name === role)
  return tableOf(privilegeColumns, [
    ...owned.map((object) => ownershipRow(object, scene)),
    ...catalog.grants
      .privileges()
      .filter((grant) => grant.role === role && grant.on.kind !== 'Future')
      .map((grant) => privilegeRow(grant, scene)),
    ...roles.map((grant) => [
      scene.timestamp(grant.createdOn),
      'USAGE',
      'ROLE',
      grant.role,
      'ROLE',
      role,
      'false',
      grant.grantedBy,
    ]),
  ])
}

function ofRole(role: string, scene: Scene): Description {
  const granted = scene.catalog.grants.roles().filter((grant) => grant.role === role)
  return tableOf(
    ['created_on', 'role', 'granted_to', 'grantee_name', 'granted_by'],
    granted.map((grant) => [
      scene.timestamp(grant.createdOn),
      grant.role,
      grant.to.kind,
      grant.to.name,
      grant.grantedBy,
    ]),
  )
}

function toUser(user: string, scene: Scene): Description {
  const granted = scene.catalog.grants.roles().filter(({ to }) => to.kind === 'USER' && to.name === user)
  const row = (grant: RoleGrant): Row => [
    scene.timestamp(grant.createdOn),
    'USAGE',
    'ROLE',
    grant.role,
    grant.role,
    'USER',
    user,
    'false',
    grant.grantedBy,
  ]
  return tableOf(
    [
      'created_on',
      'privilege',
      'granted_on',
      'name',
      'role',
      'granted_to',
      'grantee_name',
      'grant_option',
      'granted_by',
    ],
    granted.map(row),
  )
}
