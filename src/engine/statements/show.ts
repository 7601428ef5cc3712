import type { ColumnType } from '../../account/types.ts'
import type { Show, ShowGrants, ShowParameters, ShowVariables } from '../../sql/statement/show.ts'
import { liveFacts } from '../describe/facts.ts'
import { likeFilter } from '../describe/like.ts'
import { sceneOf } from '../describe/scene.ts'
import { showGrants } from '../describe/show-grants.ts'
import { showObjects } from '../describe/show.ts'
import { textTable } from '../catalog/descriptor.ts'
import type { Context } from '../context.ts'
import { sessionParameters } from '../session-parameters.ts'
import { describeExecutors } from './describe.ts'
import type { Outcome } from './outcome.ts'

/** https://docs.snowflake.com/en/sql-reference/sql/show */
async function show(statement: Show, context: Context): Promise<Outcome> {
  return await showObjects(statement, sceneOf(context, liveFacts(context)))
}

function grants(statement: ShowGrants, context: Context): Promise<Outcome> {
  const scene = { ...sceneOf(context, liveFacts(context)), user: context.state.user }
  return Promise.resolve(showGrants(statement, scene))
}

/** The session's parameters. https://docs.snowflake.com/en/sql-reference/sql/show-parameters */
function parameters({ like }: ShowParameters, { state }: Context): Promise<Outcome> {
  const fits = likeFilter(like ?? '%')
  const rows = sessionParameters
    .filter(({ name }) => fits(name))
    .map(({ name, default: byDefault }) => {
      const set = state.parameters.get(name)
      return [
        name,
        set ?? byDefault,
        byDefault,
        set === undefined ? '' : 'SESSION',
        '',
        parameterType(byDefault),
      ]
    })
  return Promise.resolve(textTable(['key', 'value', 'default', 'level', 'description', 'type'], rows))
}

function parameterType(byDefault: string): string {
  if (byDefault === 'true' || byDefault === 'false') return 'BOOLEAN'
  return /^\d+$/.test(byDefault) ? 'NUMBER' : 'STRING'
}

const timestamp: ColumnType = { kind: 'TIMESTAMP_LTZ', precision: 3 }

/** https://docs.snowflake.com/en/sql-reference/sql/show-variables */
function variables({ like }: ShowVariables, { state }: Context): Promise<Outcome> {
  const fits = likeFilter(like ?? '%')
  const rows = [...state.variables]
    .filter(([name]) => fits(name))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    // When a variable was set is not kept.
    .map(([name, { type, value }]) => [state.id, null, null, name, value, typeWord(type.kind), ''])
  const { columns } = textTable(
    ['session_id', 'created_on', 'updated_on', 'name', 'value', 'type', 'comment'],
    [],
  )
  return Promise.resolve({
    columns: columns.map((column) => (column.name.endsWith('_on') ? { ...column, type: timestamp } : column)),
    rows,
  })
}

function typeWord(kind: string): string {
  if (kind === 'NUMBER') return 'fixed'
  return kind === 'VARCHAR' ? 'text' : kind.toLowerCase()
}

export const showExecutors = {
  Show: show,
  ...describeExecutors,
  ShowGrants: grants,
  ShowParameters: parameters,
  ShowVariables: variables,
}
