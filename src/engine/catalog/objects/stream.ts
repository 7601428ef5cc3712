import { describeAsShown, ownerRoleType, text, time, type Descriptor } from '../descriptor.ts'
import type { ColumnType } from '../../../account/types.ts'
import { commentOf, modifiers, nameFromText, nowhere, objectName, propertyList } from '../trees.ts'
import type { ObjectRecord } from './record.ts'

/** The offset is not here: it moves with the rows, see `change/`. */
export interface StreamRecord extends ObjectRecord {
  readonly kind: 'STREAM'
  readonly sourceKind: 'TABLE' | 'VIEW' | 'EXTERNAL TABLE' | 'STAGE'
  /** Object id and full name of the source. */
  readonly sourceId: number
  readonly source: string
  readonly mode: 'DEFAULT' | 'APPEND_ONLY' | 'INSERT_ONLY'
  readonly showInitialRows: boolean
}

const timestamp: ColumnType = { kind: 'TIMESTAMP_LTZ', precision: 3 }

/** https://docs.snowflake.com/en/sql-reference/sql/show-streams */
const show: Descriptor<StreamRecord>['show'] = {
  created_on: time((it) => it.createdOn),
  name: text((it) => it.name),
  database_name: text((it) => it.database),
  schema_name: text((it) => it.schema),
  owner: text((it) => it.owner),
  comment: text((it) => it.comment),
  table_name: text((it) => it.source),
  source_type: text(
    (it) =>
      ({ TABLE: 'Table', VIEW: 'View', 'EXTERNAL TABLE': 'External Table', STAGE: 'Stage' })[it.sourceKind],
  ),
  base_tables: text(async (it, { facts }) =>
    it.sourceKind !== 'VIEW' ? it.source : (await facts.stream(it)).baseTables.join(','),
  ),
  type: text(() => 'DELTA'),
  stale: text(async (it, { facts }) => String((await facts.stream(it)).stale)),
  mode: text((it) => it.mode),
  stale_after: {
    type: timestamp,
    of: async (it, { facts, timestamp: write }) => {
      const { staleAfter } = await facts.stream(it)
      return staleAfter === undefined ? null : write(staleAfter)
    },
  },
  invalid_reason: text(() => 'N/A'),
  owner_role_type: ownerRoleType(),
}

export const stream: Descriptor<StreamRecord> = {
  paged: true,
  show,
  terse: {
    created_on: time((it) => it.createdOn),
    name: text((it) => it.name),
    kind: text(() => 'DELTA'),
    database_name: text((it) => it.database),
    schema_name: text((it) => it.schema),
    tableOn: text((it) => it.source),
  },
  describe: describeAsShown(show),
  toDdl: (it, read) => ({
    kind: 'CreateStream',
    ...modifiers(),
    name: objectName(it.name),
    copyGrants: false,
    sourceKind: it.sourceKind,
    source: nameFromText(it.source, read),
    properties: propertyList({
      APPEND_ONLY: it.mode === 'APPEND_ONLY' ? true : undefined,
      INSERT_ONLY: it.mode === 'INSERT_ONLY' ? true : undefined,
      SHOW_INITIAL_ROWS: it.showInitialRows ? true : undefined,
      COMMENT: commentOf(it),
    }),
    span: nowhere,
  }),
}
