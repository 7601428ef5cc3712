import { fail } from '../../common/errors.ts'
import type { TypedProperties } from '../../sql/statement/typed-properties.ts'
import { printName } from '../catalog/names.ts'
import type { TaskRecord } from '../catalog/objects/task.ts'
import type { Context } from '../context.ts'
import { checkedParameter, sessionParameters } from '../session-parameters.ts'
import { parseSchedule } from './schedule.ts'

/** What the properties of CREATE TASK and ALTER TASK … SET say; absent members were not written. */
export interface TaskChanges {
  readonly warehouse?: string
  readonly schedule?: string
  readonly errorIntegration?: string
  readonly finalize?: string
  readonly comment?: string
  readonly options: TaskRecord['options']
}

type Take = (properties: TypedProperties, name: string) => string | number | boolean | undefined

const size: Take = (properties, name) =>
  properties.word(name, [
    'XSMALL',
    'X-SMALL',
    'SMALL',
    'MEDIUM',
    'LARGE',
    'XLARGE',
    'X-LARGE',
    'XXLARGE',
    'X2LARGE',
    '2X-LARGE', // prettier-ignore
  ])

/**
 * The options of a task and the values that they take. Sizes of compute are kept and shown: compute here is the machine's.
 * https://docs.snowflake.com/en/sql-reference/sql/create-task
 */
const optionTable: Readonly<Record<string, Take>> = {
  ALLOW_OVERLAPPING_EXECUTION: (properties, name) => properties.boolean(name),
  CONFIG: config,
  OVERLAP_POLICY: (properties, name) =>
    properties.word(name, ['NO_OVERLAP', 'ALLOW_CHILD_OVERLAP', 'ALLOW_ALL_OVERLAP']),
  SERVERLESS_TASK_MAX_STATEMENT_SIZE: size,
  SERVERLESS_TASK_MIN_STATEMENT_SIZE: size,
  SUSPEND_TASK_AFTER_NUM_FAILURES: (properties, name) => properties.integer(name, 0),
  TARGET_COMPLETION_INTERVAL: (properties, name) => properties.text(name),
  TASK_AUTO_RETRY_ATTEMPTS: (properties, name) => properties.integer(name, 0, 30),
  USER_TASK_MANAGED_INITIAL_WAREHOUSE_SIZE: size,
  USER_TASK_MINIMUM_TRIGGER_INTERVAL_IN_SECONDS: (properties, name) => properties.integer(name, 10, 604_800),
  USER_TASK_TIMEOUT_MS: (properties, name) => properties.integer(name, 0, 604_800_000),
}

/** Options that Snowflake has and that would do nothing here. */
const unsupported = ['SUCCESS_INTEGRATION', 'LOG_LEVEL', 'LOG_EVENT_LEVEL', 'TRACE_LEVEL', 'SCHEDULING_MODE']

const parameterNames = new Set(sessionParameters.map(({ name }) => name))

/** Takes every property of a task; refuses what a task does not have. */
export function takeTaskProperties(properties: TypedProperties, context: Context): TaskChanges {
  for (const name of unsupported) {
    if (properties.has(name)) fail('UNSUPPORTED', { feature: `task property ${name}` })
  }
  const warehouse = objectProperty(properties, 'WAREHOUSE', 'WAREHOUSE', context)
  const schedule = takeSchedule(properties)
  const errorIntegration = objectProperty(properties, 'ERROR_INTEGRATION', 'INTEGRATION', context)
  const finalize = objectProperty(properties, 'FINALIZE', 'TASK', context)
  const comment = properties.text('COMMENT')
  const options = { ...takeOptions(properties), ...takeParameters(properties) }
  properties.rejectRest()
  return {
    ...(warehouse === undefined ? {} : { warehouse }),
    ...(schedule === undefined ? {} : { schedule }),
    ...(errorIntegration === undefined ? {} : { errorIntegration }),
    ...(finalize === undefined ? {} : { finalize }),
    ...(comment === undefined ? {} : { comment }),
    options,
  }
}

function takeOptions(properties: TypedProperties): TaskRecord['options'] {
  const options: Record<string, string | number | boolean> = {}
  for (const [name, take] of Object.entries(optionTable)) {
    const value = take(properties, name)
    if (value !== undefined) options[name] = value
  }
  return options
}

/** Session parameters are set for the session that runs the task. */
function takeParameters(properties: TypedProperties): TaskRecord['options'] {
  const options: Record<string, string> = {}
  for (const name of properties.rest()) {
    if (!parameterNames.has(name)) continue
    const value = properties.value(name)
    const text =
      value?.kind === 'Text' || value?.kind === 'Number' ? value.text : (properties.textOrWord(name) ?? '')
    options[name] = checkedParameter(name, text, value?.span)
  }
  return options
}

function takeSchedule(properties: TypedProperties): string | undefined {
  const text = properties.text('SCHEDULE')
  if (text !== undefined) parseSchedule(text, properties.value('SCHEDULE')?.span)
  return text
}

/** `{"key": value, …}`. */
function config(properties: TypedProperties, name: string): string | undefined {
  const text = properties.text(name)
  if (text === undefined) return undefined
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return text
  } catch {
    // Refused below, like a value that is JSON but no object.
  }
  return properties.rejectValue(name)
}

function objectProperty(
  properties: TypedProperties,
  property: string,
  kind: 'WAREHOUSE' | 'INTEGRATION' | 'TASK',
  { catalog, state }: Context,
): string | undefined {
  const name = properties.name(property)
  return name === undefined ? undefined : printName(catalog.get(kind, name, state))
}

/** The task without what UNSET names. */
export function unsetTask(task: TaskRecord, names: readonly string[]): TaskRecord {
  const unset = new Set(names)
  const options = { ...task.options }
  for (const name of names) {
    if (Object.hasOwn(optionTable, name) || parameterNames.has(name)) delete options[name]
    else if (!clearable.has(name)) fail('INVALID_PROPERTY', { property: name, object: 'TASK' })
  }
  const { warehouse, schedule, errorIntegration, finalize, ...rest } = task
  return {
    ...rest,
    ...(warehouse === undefined || unset.has('WAREHOUSE') ? {} : { warehouse }),
    ...(schedule === undefined || unset.has('SCHEDULE') ? {} : { schedule }),
    ...(errorIntegration === undefined || unset.has('ERROR_INTEGRATION') ? {} : { errorIntegration }),
    ...(finalize === undefined || unset.has('FINALIZE') ? {} : { finalize }),
    comment: unset.has('COMMENT') ? '' : task.comment,
    options,
  }
}

/** What UNSET takes besides options and parameters. */
const clearable = new Set(['WAREHOUSE', 'SCHEDULE', 'ERROR_INTEGRATION', 'FINALIZE', 'COMMENT'])

/** A numeric option, or the default. */
export function optionNumber(task: TaskRecord, name: string, byDefault: number): number {
  const value = task.options[name]
  return value === undefined ? byDefault : Number(value)
}
