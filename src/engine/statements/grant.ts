import { fail } from '../../common/errors.ts'
import type { Span } from '../../common/span.ts'
import { objectKinds, type ObjectKind } from '../../sql/object-kinds.ts'
import type {
  GrantPrivileges,
  GrantRole,
  GrantTarget,
  RevokePrivileges,
  RevokeRole,
} from '../../sql/statement/grant.ts'
import type { GrantedOn, RoleGrant } from '../catalog/grants.ts'
import { lastPart } from '../catalog/names.ts'
import type { CatalogObject } from '../catalog/objects/index.ts'
import { privilegesOn } from '../catalog/privileges.ts'
import type { Context } from '../context.ts'
import { status, type Outcome } from './outcome.ts'

const done = status('Statement executed successfully.')

/** What is granted on, one by one, and the kind that the privileges must suit. */
interface Targets {
  readonly kind: ObjectKind | 'ACCOUNT'
  readonly on: readonly GrantedOn[]
  readonly objects: readonly CatalogObject[]
}

function targetsOf(target: GrantTarget, context: Context): Targets {
  const { catalog, state } = context
  if (target.kind === 'Account') return { kind: 'ACCOUNT', on: [{ kind: 'Account' }], objects: [] }
  if (target.kind === 'Object') {
    const object = catalog.get(target.object, target.name, state)
    return { kind: target.object, on: [{ kind: 'Object', id: object.id }], objects: [object] }
  }
  const container = catalog.get(target.scope, target.name, state)
  if (target.which === 'FUTURE')
    return {
      kind: target.object,
      on: [{ kind: 'Future', object: target.object, container: container.id }],
      objects: [],
    }
  const inside: readonly CatalogObject[] = catalog
    .all(target.object)
    .filter((it: CatalogObject) =>
      target.scope === 'DATABASE'
        ? it.database === container.name
        : it.database === container.database && it.schema === container.name,
    )
  return { kind: target.object, on: inside.map(({ id }) => ({ kind: 'Object', id })), objects: inside }
}

/** The privileges one by one: ALL means every one of the kind, and one of another kind is refused. */
function privilegesFor(
  written: readonly string[],
  kind: ObjectKind | 'ACCOUNT',
  span: Span,
): readonly string[] {
  const possible = privilegesOn[kind]
  if (written.length === 1 && written[0] === 'ALL') return possible
  for (const privilege of written)
    if (privilege !== 'OWNERSHIP' && !possible.includes(privilege))
      fail(
        'INVALID_PRIVILEGE',
        { privilege, kind: kind === 'ACCOUNT' ? kind : objectKinds[kind].words },
        span,
      )
  return written
}

/**
 * Records the grant. Nothing is refused for the lack of one yet, and SHOW GRANTS says so.
 * https://docs.snowflake.com/en/sql-reference/sql/grant-privilege
 */
async function grantPrivileges(statement: GrantPrivileges, context: Context): Promise<Outcome> {
  const { catalog, clock, state, transaction } = context
  const role = catalog.get('ROLE', statement.toRole, state).name
  const { kind, on, objects } = targetsOf(statement.on, context)
  const privileges = privilegesFor(statement.privileges, kind, statement.span)
  if (privileges.includes('OWNERSHIP')) for (const object of objects) await transfer(object, role, context)
  for (const target of on)
    for (const privilege of privileges)
      if (privilege !== 'OWNERSHIP' || target.kind === 'Future')
        await catalog.grants.add(transaction, {
          kind: 'Privilege',
          privilege,
          on: target,
          role,
          grantOption: statement.grantOption,
          grantedBy: state.role ?? '',
          createdOn: clock.now(),
        })
  return done
}

/** GRANT OWNERSHIP: the owner is part of the object. */
async function transfer(
  object: CatalogObject,
  role: string,
  { catalog, transaction }: Context,
): Promise<void> {
  await catalog.put(transaction, { ...object, owner: role })
}

/** https://docs.snowflake.com/en/sql-reference/sql/revoke-privilege */
async function revokePrivileges(statement: RevokePrivileges, context: Context): Promise<Outcome> {
  const { catalog, state, transaction } = context
  const role = catalog.get('ROLE', statement.fromRole, state).name
  const { kind, on } = targetsOf(statement.on, context)
  const privileges = new Set(privilegesFor(statement.privileges, kind, statement.span))
  const targets = new Set(on.map((target) => JSON.stringify(target)))
  for (const grant of catalog.grants.privileges()) {
    const isMeant =
      grant.role === role && privileges.has(grant.privilege) && targets.has(JSON.stringify(grant.on))
    if (!isMeant) continue
    await catalog.grants.remove(transaction, grant)
    if (statement.grantOptionFor) await catalog.grants.add(transaction, { ...grant, grantOption: false })
  }
  return done
}

/** https://docs.snowflake.com/en/sql-reference/sql/grant-role */
async function grantRole(statement: GrantRole, context: Context): Promise<Outcome> {
  const { catalog, clock, state, transaction } = context
  await catalog.grants.add(transaction, {
    kind: 'Role',
    role: catalog.get('ROLE', statement.role, state).name,
    to: grantee(statement.to, context),
    grantedBy: state.role ?? '',
    createdOn: clock.now(),
  })
  return done
}

/** https://docs.snowflake.com/en/sql-reference/sql/revoke-role */
async function revokeRole(statement: RevokeRole, context: Context): Promise<Outcome> {
  const { catalog, state, transaction } = context
  const role = catalog.get('ROLE', statement.role, state).name
  const from = grantee(statement.from, context)
  for (const grant of catalog.grants.roles())
    if (grant.role === role && grant.to.kind === from.kind && grant.to.name === from.name)
      await catalog.grants.remove(transaction, grant)
  return done
}

/** A role, or the one user of the account. */
function grantee({ kind, name }: GrantRole['to'], { catalog, state }: Context): RoleGrant['to'] {
  if (kind === 'ROLE') return { kind, name: catalog.get('ROLE', name, state).name }
  const user = lastPart(name)
  if (user !== state.user) fail('OBJECT_NOT_FOUND', { kind: 'User', name: user }, name.span)
  return { kind, name: user }
}

export const grantExecutors = {
  GrantPrivileges: grantPrivileges,
  RevokePrivileges: revokePrivileges,
  GrantRole: grantRole,
  RevokeRole: revokeRole,
}
