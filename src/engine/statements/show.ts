import type { ColumnType } from '../../account/types.ts'
import type { ShowColumns, ShowKeys } from '../../sql/statement/show-columns.ts'
import type { ShowFunctions, ShowObjects } from '../../sql/statement/show-objects.ts'
import type {
  Show,
  ShowFutureGrants,
  ShowGrants,
  ShowParameters,
  ShowVariables,
} from '../../sql/statement/show.ts'
import { liveFacts } from '../describe/facts.ts'
import { likeFilter } from '../describe/like.ts'
import { sceneOf } from '../describe/scene.ts'
import { showColumns } from '../describe/show-columns.ts'
import { showFunctions } from '../describe/show-functions.ts'
import { showFutureGrants, showGrants } from '../describe/show-grants.ts'
import { showKeys } from '../describe/show-keys.ts'
import { showParameters } from '../describe/show-parameters.ts'
import { showObjectsOfSchemas } from '../describe/show-objects.ts'
import { showObjects } from '../describe/show.ts'
import { textTable } from '../catalog/descriptor.ts'
import type { Context } from '../context.ts'
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

function futureGrants(statement: ShowFutureGrants, context: Context): Promise<Outcome> {
  return Promise.resolve(showFutureGrants(statement, sceneOf(context, liveFacts(context))))
}

/** https://docs.snowflake.com/en/sql-reference/sql/show-columns */
async function columns(statement: ShowColumns, context: Context): Promise<Outcome> {
  return await showColumns(statement, sceneOf(context, liveFacts(context)))
}

/** https://docs.snowflake.com/en/sql-reference/sql/show-primary-keys */
function keys(statement: ShowKeys, context: Context): Promise<Outcome> {
  return Promise.resolve(showKeys(statement, sceneOf(context, liveFacts(context))))
}

/** https://docs.snowflake.com/en/sql-reference/sql/show-objects */
async function objects(statement: ShowObjects, context: Context): Promise<Outcome> {
  return await showObjectsOfSchemas(statement, sceneOf(context, liveFacts(context)))
}

/** https://docs.snowflake.com/en/sql-reference/sql/show-functions */
async function functions(statement: ShowFunctions, context: Context): Promise<Outcome> {
  return await showFunctions(statement, sceneOf(context, liveFacts(context)))
}

/** https://docs.snowflake.com/en/sql-reference/sql/show-parameters */
function parameters(statement: ShowParameters, context: Context): Promise<Outcome> {
  return Promise.resolve(showParameters(statement, context))
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
  ShowColumns: columns,
  ShowFunctions: functions,
  ShowFutureGrants: futureGrants,
  ShowGrants: grants,
  ShowKeys: keys,
  ShowObjects: objects,
  ShowParameters: parameters,
  ShowVariables: variables,
}
