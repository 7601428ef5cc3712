import type { CreateRole } from '../../sql/statement/role.ts'
import { takeProperties } from '../../sql/statement/typed-properties.ts'
import type { Grant } from '../catalog/grants.ts'
import type { RoleRecord } from '../catalog/objects/role.ts'
import type { Context } from '../context.ts'
import { create } from './creation.ts'
import type { Outcome } from './outcome.ts'

/** https://docs.snowflake.com/en/sql-reference/sql/create-role */
async function createRole(statement: CreateRole, context: Context): Promise<Outcome> {
  const properties = takeProperties(statement.properties, 'ROLE')
  const comment = properties.text('COMMENT') ?? ''
  properties.rejectRest()
  return await create(statement, context, {
    kind: 'ROLE',
    make: (base) => ({ ...base, kind: 'ROLE', comment }),
  })
}

/** ALTER ROLE … RENAME TO: what the role owns, was granted and is granted to follows. https://docs.snowflake.com/en/sql-reference/sql/alter-role */
export async function renameRole(role: RoleRecord, name: string, context: Context): Promise<void> {
  const { catalog, state, transaction } = context
  const follow = (each: string) => (each === role.name ? name : each)
  await catalog.put(transaction, { ...role, name, owner: follow(role.owner) })
  for (const object of catalog.everything())
    if (object.owner === role.name && object.id !== role.id)
      await catalog.put(transaction, { ...object, owner: name })
  for (const grant of catalog.grants.all()) {
    const grantedBy = follow(grant.grantedBy)
    const renamed: Grant =
      grant.kind === 'Privilege'
        ? { ...grant, role: follow(grant.role), grantedBy }
        : {
            ...grant,
            role: follow(grant.role),
            to: grant.to.kind === 'ROLE' ? { ...grant.to, name: follow(grant.to.name) } : grant.to,
            grantedBy,
          }
    if (JSON.stringify(renamed) === JSON.stringify(grant)) continue
    await catalog.grants.remove(transaction, grant)
    await catalog.grants.add(transaction, renamed)
  }
  transaction.onCommit(() => {
    if (state.role === role.name) state.role = name
  })
}

export const roleExecutors = { CreateRole: createRole }
