import type { ProcedureRecord } from '../catalog/objects/procedure.ts'
import type { Context } from '../context.ts'

/**
 * Runs a procedure with its rights. With the owner's (the default) it works in its own database and schema under its owner's
 * role, and sees none of the caller's variables; whatever it sets is gone afterwards. With the caller's it works in the session
 * as it is, and its USE and SET stay.
 * https://docs.snowflake.com/en/developer-guide/stored-procedure/stored-procedures-rights
 */
export async function withRights<T>(
  procedure: ProcedureRecord,
  context: Context,
  work: (run: Context['run']) => Promise<T>,
): Promise<T> {
  const inScope = async () => context.procedureScope(procedure.name, work)
  if (procedure.executeAs === 'CALLER') return await inScope()
  const { state } = context
  const { role, database, schema, warehouse } = state
  const variables = [...state.variables]
  const parameters = [...state.parameters]
  Object.assign(state, { database: procedure.database, schema: procedure.schema })
  if (procedure.owner !== '') state.role = procedure.owner
  state.variables.clear()
  try {
    return await inScope()
  } finally {
    Object.assign(state, { role, database, schema, warehouse })
    refill(state.variables, variables)
    refill(state.parameters, parameters)
  }
}

function refill<V>(map: Map<string, V>, entries: readonly (readonly [string, V])[]): void {
  map.clear()
  for (const [name, value] of entries) map.set(name, value)
}
