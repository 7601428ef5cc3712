import { contentsTable, flag, number, ownerRoleType, text, time, type Descriptor } from '../descriptor.ts'
import { commentOf, modifiers, nowhere, objectName, propertyList, wordValue } from '../trees.ts'
import type { ObjectRecord } from './record.ts'

export interface WarehouseRecord extends ObjectRecord {
  readonly kind: 'WAREHOUSE'
  readonly state: 'STARTED' | 'SUSPENDED'
  /** As SHOW WAREHOUSES writes it: `X-Small`. */
  readonly size: string
  readonly autoSuspend: number | null
  readonly autoResume: boolean
  /** Every other option as given, upper-case names. Compute here is the machine's: they are kept and shown. */
  readonly options: Readonly<Record<string, string>>
  readonly resumedOn?: number
  readonly updatedOn?: number
}

/** Size words of CREATE WAREHOUSE, without hyphens and in upper case, and how SHOW WAREHOUSES writes them. */
export const warehouseSizes: Readonly<Record<string, string>> = {
  XSMALL: 'X-Small',
  SMALL: 'Small',
  MEDIUM: 'Medium',
  LARGE: 'Large',
  XLARGE: 'X-Large',
  XXLARGE: '2X-Large',
  X2LARGE: '2X-Large',
  '2XLARGE': '2X-Large',
  XXXLARGE: '3X-Large',
  X3LARGE: '3X-Large',
  '3XLARGE': '3X-Large',
  X4LARGE: '4X-Large',
  '4XLARGE': '4X-Large',
  X5LARGE: '5X-Large',
  '5XLARGE': '5X-Large',
  X6LARGE: '6X-Large',
  '6XLARGE': '6X-Large',
}

/** An option's value, or the default that the manual names. */
function option(name: string, byDefault: string): (it: WarehouseRecord) => string {
  return (it) => it.options[name] ?? byDefault
}

function optionWord(value: string | undefined): ReturnType<typeof wordValue> | undefined {
  return value === undefined ? undefined : wordValue(value)
}

/** https://docs.snowflake.com/en/sql-reference/sql/show-warehouses */
export const warehouse: Descriptor<WarehouseRecord> = {
  paged: false,
  show: {
    name: text((it) => it.name),
    state: text((it) => it.state),
    type: text(option('WAREHOUSE_TYPE', 'STANDARD')),
    size: text((it) => it.size),
    min_cluster_count: number((it) => Number(option('MIN_CLUSTER_COUNT', '1')(it))),
    max_cluster_count: number((it) => Number(option('MAX_CLUSTER_COUNT', '1')(it))),
    started_clusters: number((it) => (it.state === 'STARTED' ? 1 : 0)),
    running: number(() => 0),
    queued: number(() => 0),
    is_default: text(() => 'N'),
    is_current: flag((it, { session }) => session.warehouse === it.name),
    is_interactive: text(() => 'N'),
    auto_suspend: number((it) => it.autoSuspend),
    auto_resume: text((it) => String(it.autoResume)),
    available: text((it) => (it.state === 'STARTED' ? '100' : '')),
    provisioning: text((it) => (it.state === 'STARTED' ? '0' : '')),
    quiescing: text((it) => (it.state === 'STARTED' ? '0' : '')),
    other: text((it) => (it.state === 'STARTED' ? '0' : '')),
    created_on: time((it) => it.createdOn),
    resumed_on: time((it) => it.resumedOn ?? it.createdOn),
    updated_on: time((it) => it.updatedOn ?? it.createdOn),
    owner: text((it) => it.owner),
    comment: text((it) => it.comment),
    enable_query_acceleration: text(option('ENABLE_QUERY_ACCELERATION', 'false')),
    query_acceleration_max_scale_factor: number((it) =>
      Number(option('QUERY_ACCELERATION_MAX_SCALE_FACTOR', '8')(it)),
    ),
    resource_monitor: text(option('RESOURCE_MONITOR', 'null')),
    actives: number(() => 0),
    pendings: number(() => 0),
    failed: number(() => 0),
    suspended: number(() => 0),
    uuid: text((it) => String(it.id)),
    scaling_policy: text(option('SCALING_POLICY', 'STANDARD')),
    owner_role_type: ownerRoleType(),
    resource_constraint: text((it) => it.options.RESOURCE_CONSTRAINT ?? null),
    generation: text((it) => it.options.GENERATION ?? null),
  },
  describe: (it, scene) => contentsTable([it], scene),
  toDdl: (it) => ({
    kind: 'CreateWarehouse',
    ...modifiers(),
    name: objectName(it.name),
    properties: propertyList({
      WAREHOUSE_TYPE: option('WAREHOUSE_TYPE', 'STANDARD')(it),
      WAREHOUSE_SIZE: it.size,
      MAX_CLUSTER_COUNT: Number(option('MAX_CLUSTER_COUNT', '1')(it)),
      MIN_CLUSTER_COUNT: Number(option('MIN_CLUSTER_COUNT', '1')(it)),
      SCALING_POLICY: wordValue(option('SCALING_POLICY', 'STANDARD')(it)),
      AUTO_SUSPEND: it.autoSuspend ?? wordValue('NULL'),
      AUTO_RESUME: it.autoResume,
      INITIALLY_SUSPENDED: it.state === 'SUSPENDED',
      ENABLE_QUERY_ACCELERATION: option('ENABLE_QUERY_ACCELERATION', 'false')(it) === 'true',
      QUERY_ACCELERATION_MAX_SCALE_FACTOR: Number(option('QUERY_ACCELERATION_MAX_SCALE_FACTOR', '8')(it)),
      MAX_CONCURRENCY_LEVEL: Number(option('MAX_CONCURRENCY_LEVEL', '8')(it)),
      STATEMENT_QUEUED_TIMEOUT_IN_SECONDS: Number(option('STATEMENT_QUEUED_TIMEOUT_IN_SECONDS', '0')(it)),
      STATEMENT_TIMEOUT_IN_SECONDS: Number(option('STATEMENT_TIMEOUT_IN_SECONDS', '172800')(it)),
      RESOURCE_CONSTRAINT: optionWord(it.options.RESOURCE_CONSTRAINT),
      GENERATION: it.options.GENERATION,
      COMMENT: commentOf(it),
    }),
    span: nowhere,
  }),
}
