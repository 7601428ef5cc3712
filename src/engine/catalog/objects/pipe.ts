import { describeAsShown, ownerRoleType, text, time, type Descriptor } from '../descriptor.ts'
import { commentOf, modifiers, nowhere, objectName, propertyList, wordValue } from '../trees.ts'
import type { ObjectRecord } from './record.ts'

export interface PipeRecord extends ObjectRecord {
  readonly kind: 'PIPE'
  /** The COPY statement as written; names resolve in the pipe's database and schema. */
  readonly copy: string
  readonly autoIngest: boolean
  readonly errorIntegration?: string
  readonly awsSnsTopic?: string
  readonly integration?: string
  readonly paused: boolean
}

/** https://docs.snowflake.com/en/sql-reference/sql/show-pipes */
const show: Descriptor<PipeRecord>['show'] = {
  created_on: time((it) => it.createdOn),
  name: text((it) => it.name),
  database_name: text((it) => it.database),
  schema_name: text((it) => it.schema),
  definition: text((it) => it.copy),
  owner: text((it) => it.owner),
  notification_channel: text(async (it, { facts }) => (await facts.pipe(it)).notificationChannel),
  comment: text((it) => it.comment),
  integration: text((it) => it.integration ?? null),
  pattern: text(async (it, { facts }) => (await facts.pipe(it)).pattern),
  error_integration: text((it) => it.errorIntegration ?? null),
  owner_role_type: ownerRoleType(),
  invalid_reason: text(async (it, { facts }) => (await facts.pipe(it)).invalidReason),
  kind: text(() => 'STAGE'),
}

export const pipe: Descriptor<PipeRecord> = {
  paged: false,
  show,
  describe: describeAsShown(show),
  toDdl: (it, read) => {
    const copy = read.statement(it.copy)
    if (copy.kind !== 'CopyIntoTable') throw new Error(`Snowmelt bug: pipe ${it.name} does not copy`)
    return {
      kind: 'CreatePipe',
      ...modifiers(),
      name: objectName(it.name),
      properties: propertyList({
        AUTO_INGEST: it.autoIngest,
        ERROR_INTEGRATION: it.errorIntegration === undefined ? undefined : wordValue(it.errorIntegration),
        AWS_SNS_TOPIC: it.awsSnsTopic,
        INTEGRATION: it.integration,
        COMMENT: commentOf(it),
      }),
      copy,
      copyText: it.copy,
      span: nowhere,
    }
  },
}
