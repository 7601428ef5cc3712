import { fail } from '../../common/errors.ts'
import type { Row } from '../../account/result.ts'
import type { ObjectName } from '../../sql/expression/name.ts'
import type { ShowParameters } from '../../sql/statement/show.ts'
import { textTable } from '../catalog/descriptor.ts'
import type { DatabaseRecord } from '../catalog/objects/database.ts'
import type { SchemaRecord } from '../catalog/objects/schema.ts'
import type { TableRecord } from '../catalog/objects/table.ts'
import { objectName } from '../catalog/trees.ts'
import type { Context } from '../context.ts'
import { sessionParameters } from '../session-parameters.ts'
import type { Outcome } from '../statements/outcome.ts'
import { likeFilter } from './like.ts'

/** A parameter with its value, and the level at which it was set. */
interface Parameter {
  readonly name: string
  readonly byDefault: string
  readonly value?: string | undefined
  readonly level?: string | undefined
}

/** The parameters of the session, of the account or of an object. https://docs.snowflake.com/en/sql-reference/sql/show-parameters */
export function showParameters({ like, in: scope, span }: ShowParameters, context: Context): Outcome {
  const fits = likeFilter(like ?? '%')
  const { level, name } = scope ?? { level: 'SESSION' as const }
  const parameters = levels[level]({ name, span }, context)
  const rows = parameters
    .filter((parameter) => fits(parameter.name))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(rowOf)
  return textTable(['key', 'value', 'default', 'level', 'description', 'type'], rows)
}

function rowOf({ name, byDefault, value, level }: Parameter): Row {
  return [
    name,
    value ?? byDefault,
    byDefault,
    value === undefined ? '' : (level ?? ''),
    '',
    typeOf(byDefault),
  ]
}

function typeOf(byDefault: string): string {
  if (byDefault === 'true' || byDefault === 'false') return 'BOOLEAN'
  return /^\d+$/.test(byDefault) ? 'NUMBER' : 'STRING'
}

interface Named {
  readonly name: ObjectName | undefined
  readonly span: ShowParameters['span']
}
type Level = NonNullable<ShowParameters['in']>['level']

const levels: Readonly<Record<Level, (named: Named, context: Context) => readonly Parameter[]>> = {
  SESSION: (_named, { state }) => sessionLevel('SESSION', (name) => state.parameters.get(name)),
  // Nothing can be set for the account or a user here.
  ACCOUNT: () => [...sessionLevel('', () => undefined), ...retention([]), ...taskParameters(() => undefined)],
  USER: ({ name, span }, { state }) => {
    const written = name?.kind === 'Name' ? name.parts.map(({ text }) => text).join('.') : state.user
    if (written !== state.user) fail('OBJECT_NOT_FOUND', { kind: 'User', name: written }, name?.span ?? span)
    return sessionLevel('', () => undefined)
  },
  WAREHOUSE: ({ name, span }, { catalog, state }) => {
    const current = state.warehouse === undefined ? undefined : objectName(state.warehouse)
    const { options } = catalog.get('WAREHOUSE', name ?? current ?? missing('WAREHOUSE', span), state)
    return warehouseDefaults.map(([key, byDefault]) => ({
      name: key,
      byDefault,
      value: options[key],
      level: 'WAREHOUSE',
    }))
  },
  DATABASE: ({ name, span }, { catalog, state }) => {
    const current = state.database === undefined ? undefined : objectName(state.database)
    return retention([catalog.get('DATABASE', name ?? current ?? missing('DATABASE', span), state)])
  },
  SCHEMA: ({ name, span }, { catalog, state }) => {
    const { database, schema: used } = state
    const current = database === undefined || used === undefined ? undefined : objectName(database, used)
    const schema = catalog.get('SCHEMA', name ?? current ?? missing('SCHEMA', span), state)
    return retention([schema, catalog.get('DATABASE', objectName(schema.database), state)])
  },
  TABLE: ({ name, span }, { catalog, state }) => {
    const full = catalog.qualify(name ?? missing('TABLE', span), state)
    const found = catalog.occupant('TABLE', full, state)
    const schema = catalog.get('SCHEMA', objectName(full.database, full.schema), state)
    const above = [schema, catalog.get('DATABASE', objectName(full.database), state)]
    // TABLE stands for all that is like a table.
    if (found !== undefined && found.kind !== 'TABLE') return retention(above)
    return retention([catalog.get('TABLE', name ?? missing('TABLE', span), state), ...above])
  },
  TASK: ({ name, span }, { catalog, state }) => {
    const { options } = catalog.get('TASK', name ?? missing('TASK', span), state)
    const given = (key: string) => (options[key] === undefined ? undefined : String(options[key]))
    return [...sessionLevel('TASK', given), ...taskParameters(given)]
  },
}

function missing(kind: string, span: ShowParameters['span']): never {
  return fail('MISSING_PROPERTY', { property: 'name', object: kind }, span)
}

function sessionLevel(level: string, given: (name: string) => string | undefined): readonly Parameter[] {
  return sessionParameters.map(({ name, default: byDefault }) => ({
    name,
    byDefault,
    value: given(name),
    level,
  }))
}

function taskParameters(given: (name: string) => string | undefined): readonly Parameter[] {
  return taskDefaults.map(([name, byDefault]) => ({ name, byDefault, value: given(name), level: 'TASK' }))
}

/** https://docs.snowflake.com/en/sql-reference/parameters#object-parameters */
const taskDefaults = [
  ['SUSPEND_TASK_AFTER_NUM_FAILURES', '10'],
  ['TASK_AUTO_RETRY_ATTEMPTS', '0'],
  ['USER_TASK_MANAGED_INITIAL_WAREHOUSE_SIZE', 'Medium'],
  ['USER_TASK_MINIMUM_TRIGGER_INTERVAL_IN_SECONDS', '30'],
  ['USER_TASK_TIMEOUT_MS', '3600000'],
] as const

const warehouseDefaults = [
  ['MAX_CONCURRENCY_LEVEL', '8'],
  ['STATEMENT_QUEUED_TIMEOUT_IN_SECONDS', '0'],
  ['STATEMENT_TIMEOUT_IN_SECONDS', '172800'],
] as const

/** What tables have, set for the object or for what contains it: the nearest counts. */
function retention(objects: readonly (TableRecord | SchemaRecord | DatabaseRecord)[]): readonly Parameter[] {
  const retained = objects.find(({ ownRetention }) => ownRetention === true)
  const [object] = objects
  const table = object?.kind === 'TABLE' ? object : undefined
  const extension = table?.options['MAX_DATA_EXTENSION_TIME_IN_DAYS']
  return [
    {
      name: 'DATA_RETENTION_TIME_IN_DAYS',
      byDefault: '1',
      value: retained === undefined ? undefined : String(object?.retentionDays ?? retained.retentionDays),
      level: retained?.kind,
    },
    { name: 'DEFAULT_DDL_COLLATION', byDefault: '', value: table?.collation, level: 'TABLE' },
    {
      name: 'MAX_DATA_EXTENSION_TIME_IN_DAYS',
      byDefault: '14',
      value: typeof extension === 'number' ? String(extension) : undefined,
      level: 'TABLE',
    },
  ]
}
