import { fail } from '../../common/errors.ts'
import type { Span } from '../../common/span.ts'
import type { Property } from '../../sql/statement/property.ts'
import type {
  AlterSession,
  SetVariables,
  UnsetVariables,
  Use,
  UseSecondaryRoles,
} from '../../sql/statement/session.ts'
import { printName } from '../catalog/names.ts'
import type { Context } from '../context.ts'
import { checkedParameter, parameterValue } from '../session-parameters.ts'
import { evaluate } from './evaluate.ts'
import { status, type Outcome } from './outcome.ts'

const done = 'Statement executed successfully.'

/** https://docs.snowflake.com/en/sql-reference/sql/set */
async function setVariables({ variables, span }: SetVariables, context: Context): Promise<Outcome> {
  const expressions = variables.map(({ value }) => value)
  const values = await evaluate(expressions, span, context)
  for (const [index, { name }] of variables.entries()) {
    const given = values[index]
    if (given === undefined)
      fail('WRONG_VALUE_COUNT', { expected: variables.length, found: values.length }, span)
    refuseLong(name.text, given.value)
    context.state.variables.set(name.text.toUpperCase(), given)
  }
  return status(done)
}

/** "The size of string or binary variables is limited to 16 KB." https://docs.snowflake.com/en/sql-reference/sql/set */
function refuseLong(name: string, value: string | null): void {
  const size = new TextEncoder().encode(value ?? '').length
  if (size > 16_384) fail('VARIABLE_TOO_LONG', { name, size })
}

/** https://docs.snowflake.com/en/sql-reference/sql/unset */
async function unsetVariables({ names }: UnsetVariables, { state }: Context): Promise<Outcome> {
  for (const { text } of names) state.variables.delete(text.toUpperCase())
  return status(done)
}

/**
 * The roles are kept, for CURRENT_SECONDARY_ROLES; nothing is refused for the lack of one.
 * https://docs.snowflake.com/en/sql-reference/sql/use-secondary-roles
 */
async function useSecondaryRoles(
  { roles }: UseSecondaryRoles,
  { catalog, state }: Context,
): Promise<Outcome> {
  state.secondaryRoles =
    typeof roles === 'string' ? roles : roles.map((role) => catalog.get('ROLE', role, state).name)
  return status(done)
}

/** https://docs.snowflake.com/en/sql-reference/sql/use */
async function use(statement: Use, context: Context): Promise<Outcome> {
  users[statement.object](statement, context)
  return status(done)
}

const users: Readonly<Record<Use['object'], (statement: Use, context: Context) => void>> = {
  DATABASE: (statement, context) => {
    const { name } = statement
    // A bare USE may name a schema with its database: USE db.schema.
    if (name.kind === 'Name' && name.parts.length === 2) useSchema(statement, context)
    else useDatabase(statement, context)
  },
  SCHEMA: useSchema,
  WAREHOUSE: ({ name }, { catalog, state }) => {
    state.warehouse = catalog.get('WAREHOUSE', name, state).name
  },
  ROLE: ({ name }, { catalog, state }) => {
    state.role = catalog.get('ROLE', name, state).name
  },
}

/** Uses the database, and its PUBLIC schema if it has one. */
function useDatabase({ name }: Use, { catalog, state }: Context): void {
  const database = catalog.get('DATABASE', name, state).name
  state.database = database
  const publicSchema = { database, schema: '', name: 'PUBLIC' }
  state.schema = catalog.find('SCHEMA', publicSchema) === undefined ? undefined : 'PUBLIC'
}

function useSchema({ name, span }: Use, { catalog, state }: Context): void {
  const full = catalog.nameOf('SCHEMA', name, state)
  catalog.requireContainer({ ...full, name: '' }, span)
  const schema =
    catalog.find('SCHEMA', full) ??
    fail('OBJECT_NOT_FOUND', { kind: 'Schema', name: printName(full) }, name.span)
  state.database = schema.database
  state.schema = schema.name
}

/** https://docs.snowflake.com/en/sql-reference/sql/alter-session */
async function alterSession({ set, unset, span }: AlterSession, context: Context): Promise<Outcome> {
  const { state } = context
  const values = set.map(
    (property) =>
      [property.name, checkedParameter(property.name, valueText(property), property.span)] as const,
  )
  for (const name of unset) parameterValue(state.parameters, name, span)
  if ([...set.map(({ name }) => name), ...unset.map((name) => name.toUpperCase())].includes('AUTOCOMMIT'))
    await endImplicitly(context, span)
  for (const [name, value] of values) state.parameters.set(name, value)
  for (const name of unset) state.parameters.delete(name.toUpperCase())
  return status(done)
}

/**
 * A change of AUTOCOMMIT, also one that changes nothing, commits; in a procedure it is refused.
 * https://docs.snowflake.com/en/sql-reference/transactions#autocommit
 */
async function endImplicitly({ control }: Context, span: Span): Promise<void> {
  if (control.inProcedure) fail('UNSUPPORTED', { feature: 'AUTOCOMMIT set in a stored procedure' }, span)
  await control.commit()
}

function valueText({ name, value, span }: Property): string {
  if (value.kind === 'Text' || value.kind === 'Number') return value.text
  if (value.kind === 'Name' && value.name.kind === 'Name')
    return value.name.parts.map(({ text }) => text).join('.')
  return fail('INVALID_VALUE', { value: value.kind, property: name }, span)
}

export const sessionExecutors = {
  SetVariables: setVariables,
  UnsetVariables: unsetVariables,
  Use: use,
  UseSecondaryRoles: useSecondaryRoles,
  AlterSession: alterSession,
}
