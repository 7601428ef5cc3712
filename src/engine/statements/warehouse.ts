import { fail } from '../../common/errors.ts'
import type { AlterWarehouse, CreateWarehouse } from '../../sql/statement/warehouse.ts'
import { takeProperties, type TypedProperties } from '../../sql/statement/typed-properties.ts'
import { printIdentifier } from '../catalog/names.ts'
import { warehouseSizes, type WarehouseRecord } from '../catalog/objects/warehouse.ts'
import type { Context } from '../context.ts'
import { create } from './creation.ts'
import { status, type Outcome } from './outcome.ts'

type Settings = Pick<WarehouseRecord, 'size' | 'autoSuspend' | 'autoResume' | 'options' | 'comment'>

const byDefault: Settings = { size: 'X-Small', autoSuspend: 600, autoResume: true, options: {}, comment: '' }

/** Options that are words, with the words they take. */
const words: Readonly<Record<string, readonly string[]>> = {
  WAREHOUSE_TYPE: ['STANDARD', 'SNOWPARK-OPTIMIZED'],
  GENERATION: ['1', '2'],
  RESOURCE_CONSTRAINT: [
    'STANDARD_GEN_1',
    'STANDARD_GEN_2',
    'MEMORY_1X',
    'MEMORY_1X_X86',
    'MEMORY_16X',
    'MEMORY_16X_X86',
    'MEMORY_64X',
    'MEMORY_64X_X86',
  ],
  SCALING_POLICY: ['STANDARD', 'ECONOMY'],
}
/** Options that are numbers, with the least one. */
const numbers: Readonly<Record<string, number>> = {
  MAX_CLUSTER_COUNT: 1,
  MIN_CLUSTER_COUNT: 1,
  QUERY_ACCELERATION_MAX_SCALE_FACTOR: 0,
  MAX_CONCURRENCY_LEVEL: 1,
  STATEMENT_QUEUED_TIMEOUT_IN_SECONDS: 0,
  STATEMENT_TIMEOUT_IN_SECONDS: 0,
}

/** Takes what CREATE and ALTER share; what is not given stays as it was. */
function takeSettings(properties: TypedProperties, old: Settings): Settings {
  const size = takeSize(properties)
  const autoSuspend = takeAutoSuspend(properties)
  const options: Record<string, string | undefined> = { ...old.options }
  for (const [name, allowed] of Object.entries(words))
    options[name] = properties.word(name, allowed) ?? options[name]
  for (const [name, least] of Object.entries(numbers))
    options[name] = properties.integer(name, least)?.toString() ?? options[name]
  const acceleration = properties.boolean('ENABLE_QUERY_ACCELERATION')
  options.ENABLE_QUERY_ACCELERATION = acceleration?.toString() ?? options.ENABLE_QUERY_ACCELERATION
  const monitor = properties.name('RESOURCE_MONITOR')
  if (monitor !== undefined) fail('UNSUPPORTED', { feature: 'RESOURCE_MONITOR' }, monitor.span)
  const given = Object.entries(options).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  )
  const settings: Settings = {
    size: size ?? old.size,
    autoSuspend: autoSuspend === undefined ? old.autoSuspend : autoSuspend,
    autoResume: properties.boolean('AUTO_RESUME') ?? old.autoResume,
    options: Object.fromEntries(given),
    comment: properties.text('COMMENT') ?? old.comment,
  }
  const most = Number(settings.options.MAX_CLUSTER_COUNT ?? 1)
  if (Number(settings.options.MIN_CLUSTER_COUNT ?? 1) > most) properties.rejectValue('MIN_CLUSTER_COUNT')
  return settings
}

function takeSize(properties: TypedProperties): string | undefined {
  const written = properties.textOrWord('WAREHOUSE_SIZE')
  if (written === undefined) return undefined
  return warehouseSizes[written.toUpperCase().replaceAll('-', '')] ?? properties.rejectValue('WAREHOUSE_SIZE')
}

/** Seconds, or NULL for never. */
function takeAutoSuspend(properties: TypedProperties): number | null | undefined {
  const value = properties.value('AUTO_SUSPEND')
  if (value?.kind === 'Name')
    return properties.word('AUTO_SUSPEND', ['NULL']) === undefined ? undefined : null
  return properties.integer('AUTO_SUSPEND', 0)
}

/** CREATE WAREHOUSE makes the warehouse and uses it. https://docs.snowflake.com/en/sql-reference/sql/create-warehouse */
async function createWarehouse(statement: CreateWarehouse, context: Context): Promise<Outcome> {
  const properties = takeProperties(statement.properties, 'WAREHOUSE')
  const suspended = properties.boolean('INITIALLY_SUSPENDED') ?? false
  const settings = takeSettings(properties, byDefault)
  properties.rejectRest()
  return await create(statement, context, {
    kind: 'WAREHOUSE',
    make: (base) => {
      context.transaction.onCommit(() => {
        context.state.warehouse = base.name
      })
      return { ...base, kind: 'WAREHOUSE', state: suspended ? 'SUSPENDED' : 'STARTED', ...settings }
    },
  })
}

/** https://docs.snowflake.com/en/sql-reference/sql/alter-warehouse */
async function alterWarehouse(statement: AlterWarehouse, context: Context): Promise<Outcome> {
  const found = alteredWarehouse(statement, context)
  const done = status('Statement executed successfully.')
  if (found === undefined) return done
  const { catalog, clock, state, transaction } = context
  const properties = takeProperties(statement.properties, 'WAREHOUSE')
  const now = clock.now()
  const settings = takeSettings(properties, found)
  properties.rejectRest()
  const name = statement.to === undefined ? found.name : catalog.nameOf('WAREHOUSE', statement.to, state).name
  let changed: WarehouseRecord = {
    ...found,
    ...settings,
    ...actions[statement.action](now),
    name,
    updatedOn: now,
  }
  for (const each of statement.unset) changed = withoutOption(changed, each, statement)
  await catalog.put(transaction, changed)
  transaction.onCommit(() => {
    if (state.warehouse === found.name) state.warehouse = name
  })
  return done
}

/** UNSET: the option is what it is when it was never given. */
function withoutOption(warehouse: WarehouseRecord, name: string, { span }: AlterWarehouse): WarehouseRecord {
  const plain = plainOptions[name]
  if (plain !== undefined) return { ...warehouse, ...plain }
  if (!(name in words) && !(name in numbers) && name !== 'ENABLE_QUERY_ACCELERATION')
    fail('INVALID_PROPERTY', { property: name, object: 'WAREHOUSE' }, span)
  const options = Object.entries(warehouse.options).filter(([key]) => key !== name)
  return { ...warehouse, options: Object.fromEntries(options) }
}

const plainOptions: Readonly<Record<string, Partial<Settings>>> = {
  WAREHOUSE_SIZE: { size: byDefault.size },
  AUTO_SUSPEND: { autoSuspend: byDefault.autoSuspend },
  AUTO_RESUME: { autoResume: byDefault.autoResume },
  COMMENT: { comment: '' },
}

const actions: Readonly<
  Record<AlterWarehouse['action'], (now: number) => Partial<Pick<WarehouseRecord, 'state' | 'resumedOn'>>>
> = {
  SUSPEND: () => ({ state: 'SUSPENDED' }),
  RESUME: (now) => ({ state: 'STARTED', resumedOn: now }),
  SET: () => ({}),
  UNSET: () => ({}),
  RENAME: () => ({}),
  // Statements of other sessions run on the machine, not on a warehouse: there are none to be ended.
  'ABORT ALL QUERIES': () => ({}),
}

/** The warehouse named, or the current one. */
function alteredWarehouse(
  statement: AlterWarehouse,
  { catalog, state }: Context,
): WarehouseRecord | undefined {
  if (statement.name !== undefined) {
    const name = catalog.nameOf('WAREHOUSE', statement.name, state)
    const found = catalog.find('WAREHOUSE', name)
    return found ?? (statement.ifExists ? undefined : catalog.get('WAREHOUSE', statement.name, state))
  }
  const current = state.warehouse ?? fail('NO_CURRENT_WAREHOUSE', undefined, statement.span)
  const found = catalog.find('WAREHOUSE', { database: '', schema: '', name: current })
  return (
    found ?? fail('OBJECT_NOT_FOUND', { kind: 'Warehouse', name: printIdentifier(current) }, statement.span)
  )
}

export const warehouseExecutors = { CreateWarehouse: createWarehouse, AlterWarehouse: alterWarehouse }
