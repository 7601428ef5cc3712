import type { CreateRole } from '../../sql/statement/role.ts'
import { takeProperties } from '../../sql/statement/typed-properties.ts'
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

export const roleExecutors = { CreateRole: createRole }
