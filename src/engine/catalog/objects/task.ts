import { describeAsShown, ownerRoleType, text, time, type Descriptor, type Scene } from '../descriptor.ts'
import { printName } from '../names.ts'
import {
  commentOf,
  modifiers,
  nameFromText,
  nameValue,
  nowhere,
  objectName,
  propertyList,
  wordValue,
} from '../trees.ts'
import type { ObjectRecord } from './record.ts'

export interface TaskRecord extends ObjectRecord {
  readonly kind: 'TASK'
  readonly state: 'started' | 'suspended'
  readonly warehouse?: string
  /** As written: `1 MINUTE`, `USING CRON 0 0 * * * America/New_York`. */
  readonly schedule?: string
  /** Full names of the predecessors. */
  readonly after: readonly string[]
  /** As written. */
  readonly when?: string
  readonly body: string
  readonly errorIntegration?: string
  /** ALLOW_OVERLAPPING_EXECUTION, SUSPEND_TASK_AFTER_NUM_FAILURES, USER_TASK_TIMEOUT_MS … and session parameters, as given. */
  readonly options: Readonly<Record<string, string | number | boolean>>
  readonly lastCommittedOn?: number
  readonly lastSuspendedOn?: number
  /** USER_SUSPENDED, SUSPENDED_DUE_TO_ERRORS …. */
  readonly lastSuspendedReason?: string
  /** Full name of the root task that this one is the finalizer of. */
  readonly finalize?: string
  /** The time of the last RESUME: an interval counts from it. */
  readonly resumedOn?: number
  /** Of a root task: the version of its graph, and the digest of what it was made from. */
  readonly graphVersion?: number
  readonly graphDigest?: string
}

/** The id that SHOW TASKS and the task history have. A UUID in Snowflake; ours is as stable, and new for each task of the account. */
export function taskId(it: Pick<TaskRecord, 'id'>): string {
  return `00000000-0000-4000-8000-${it.id.toString(16).padStart(12, '0')}`
}

function option(it: TaskRecord, name: string): string | null {
  const value = it.options[name]
  return value === undefined ? null : String(value)
}

/** Predecessors, and the task that this one finalizes or is finalized by. */
function relations(it: TaskRecord, { catalog }: Scene): string {
  const finalizer = catalog.all('TASK').find(({ finalize }) => finalize === printName(it))
  return JSON.stringify({
    Predecessors: it.after,
    ...(finalizer === undefined ? {} : { FinalizerTask: printName(finalizer) }),
    ...(it.finalize === undefined ? {} : { FinalizedRootTask: it.finalize }),
  })
}

/** https://docs.snowflake.com/en/sql-reference/sql/show-tasks */
const show: Descriptor<TaskRecord>['show'] = {
  created_on: time((it) => it.createdOn),
  name: text((it) => it.name),
  id: text(taskId),
  database_name: text((it) => it.database),
  schema_name: text((it) => it.schema),
  owner: text((it) => it.owner),
  comment: text((it) => it.comment),
  warehouse: text((it) => it.warehouse ?? null),
  schedule: text((it) => it.schedule ?? null),
  scheduling_mode: text((it) => option(it, 'SCHEDULING_MODE')),
  target_completion_interval: text((it) => option(it, 'TARGET_COMPLETION_INTERVAL')),
  predecessors: text((it) => JSON.stringify(it.after)),
  state: text((it) => it.state),
  definition: text((it) => it.body),
  condition: text((it) => it.when ?? null),
  allow_overlapping_execution: text((it) =>
    it.after.length > 0 ? null : (option(it, 'ALLOW_OVERLAPPING_EXECUTION') ?? 'false'),
  ),
  error_integration: text((it) => it.errorIntegration ?? null),
  success_integration: text((it) => option(it, 'SUCCESS_INTEGRATION')),
  last_committed_on: time((it) => it.lastCommittedOn),
  last_suspended_on: time((it) => it.lastSuspendedOn),
  owner_role_type: ownerRoleType(),
  config: text((it) => option(it, 'CONFIG')),
  last_suspended_reason: text((it) => it.lastSuspendedReason ?? null),
  task_relations: text(relations),
  execute_as_user: text(() => null),
}

export const task: Descriptor<TaskRecord> = {
  paged: true,
  show,
  terse: {
    created_on: time((it) => it.createdOn),
    name: text((it) => it.name),
    kind: text(() => null),
    database_name: text((it) => it.database),
    schema_name: text((it) => it.schema),
    schedule: text((it) => it.schedule ?? null),
  },
  describe: describeAsShown(show),
  toDdl: (it, read) => ({
    kind: 'CreateTask',
    ...modifiers(),
    name: objectName(it.name),
    properties: propertyList({
      WAREHOUSE: it.warehouse === undefined ? undefined : wordValue(it.warehouse),
      SCHEDULE: it.schedule,
      ERROR_INTEGRATION: it.errorIntegration === undefined ? undefined : wordValue(it.errorIntegration),
      FINALIZE: it.finalize === undefined ? undefined : nameValue(nameFromText(it.finalize, read)),
      ...it.options,
      COMMENT: commentOf(it),
    }),
    after: it.after.map((name) => nameFromText(name, read)),
    ...(it.when === undefined ? {} : { when: read.expression(it.when), whenText: it.when }),
    body: read.statement(it.body),
    bodyText: it.body,
    span: nowhere,
  }),
}
