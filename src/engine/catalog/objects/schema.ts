import { contentsTable, flag, ownerRoleType, text, time, type Descriptor } from '../descriptor.ts'
import { commentOf, modifiers, nowhere, objectName, propertyList } from '../trees.ts'
import type { ObjectRecord } from './record.ts'

export interface SchemaRecord extends ObjectRecord {
  readonly kind: 'SCHEMA'
  readonly transient: boolean
  readonly managedAccess: boolean
  readonly retentionDays: number
  /** DATA_RETENTION_TIME_IN_DAYS was given for it: it does not follow what contains it. */
  readonly ownRetention?: true
}

/** https://docs.snowflake.com/en/sql-reference/sql/show-schemas */
export const schema: Descriptor<SchemaRecord> = {
  paged: true,
  show: {
    created_on: time((it) => it.createdOn),
    name: text((it) => it.name),
    is_default: text(() => 'N'),
    is_current: flag((it, { session }) => session.database === it.database && session.schema === it.name),
    database_name: text((it) => it.database),
    owner: text((it) => it.owner),
    comment: text((it) => it.comment),
    options: text((it) =>
      [it.transient ? 'TRANSIENT' : '', it.managedAccess ? 'MANAGED ACCESS' : '']
        .filter((option) => option !== '')
        .join(', '),
    ),
    retention_time: text((it) => String(it.retentionDays)),
    owner_role_type: ownerRoleType(),
    object_visibility: text(() => null),
    is_nested: text(() => 'N'),
  },
  terse: {
    created_on: time((it) => it.createdOn),
    name: text((it) => it.name),
    kind: text(() => null),
    database_name: text((it) => it.database),
    schema_name: text(() => null),
  },
  describe: (it, scene) =>
    contentsTable(
      scene.catalog
        .within(it.database, it.name)
        .filter(
          ({ kind, sessionId }) =>
            kind !== 'PROCEDURE' && (sessionId ?? scene.session.id) === scene.session.id,
        )
        .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
      scene,
    ),
  toDdl: (it) => ({
    kind: 'CreateSchema',
    ...modifiers({ transient: it.transient }),
    name: objectName(it.name),
    managedAccess: it.managedAccess,
    properties: propertyList({
      DATA_RETENTION_TIME_IN_DAYS: it.ownRetention === true ? it.retentionDays : undefined,
      COMMENT: commentOf(it),
    }),
    span: nowhere,
  }),
}

/** The schema of the views on the catalog itself; every database has it, and nobody can make objects in it. */
export const informationSchemaName = 'INFORMATION_SCHEMA'
