import { contentsTable, flag, ownerRoleType, text, time, type Descriptor } from '../descriptor.ts'
import { commentOf, modifiers, nowhere, objectName, propertyList } from '../trees.ts'
import type { ObjectRecord } from './record.ts'

export interface DatabaseRecord extends ObjectRecord {
  readonly kind: 'DATABASE'
  readonly transient: boolean
  readonly retentionDays: number
  /** DATA_RETENTION_TIME_IN_DAYS was given for it: it does not follow what contains it. */
  readonly ownRetention?: true
}

/** https://docs.snowflake.com/en/sql-reference/sql/show-databases */
export const database: Descriptor<DatabaseRecord> = {
  paged: true,
  show: {
    created_on: time((it) => it.createdOn),
    name: text((it) => it.name),
    is_default: text(() => 'N'),
    is_current: flag((it, { session }) => session.database === it.name),
    origin: text(() => ''),
    owner: text((it) => it.owner),
    comment: text((it) => it.comment),
    options: text((it) => (it.transient ? 'TRANSIENT' : '')),
    retention_time: text((it) => String(it.retentionDays)),
    kind: text(() => 'STANDARD'),
    owner_role_type: ownerRoleType(),
    object_visibility: text(() => null),
    data_quality_monitoring_settings: text(() => null),
  },
  terse: {
    created_on: time((it) => it.createdOn),
    name: text((it) => it.name),
    kind: text(() => null),
    database_name: text(() => null),
    schema_name: text(() => null),
  },
  describe: (it, scene) =>
    contentsTable(
      scene.catalog
        .all('SCHEMA')
        .filter((schema) => schema.database === it.name)
        .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
      scene,
    ),
  toDdl: (it) => ({
    kind: 'CreateDatabase',
    ...modifiers({ transient: it.transient }),
    name: objectName(it.name),
    properties: propertyList({
      DATA_RETENTION_TIME_IN_DAYS: it.ownRetention === true ? it.retentionDays : undefined,
      COMMENT: commentOf(it),
    }),
    span: nowhere,
  }),
}
