import { describeAsShown, flag, ownerRoleType, text, time, type Descriptor } from '../descriptor.ts'
import { modifiers, nowhere, objectName } from '../trees.ts'
import type { ObjectRecord } from './record.ts'

export interface SequenceRecord extends ObjectRecord {
  readonly kind: 'SEQUENCE'
  readonly start: string
  readonly increment: string
  readonly ordered: boolean
  /** The DuckDB sequence behind it: it keeps its place when the sequence is renamed, and is another after a change of the increment. */
  readonly counter: { readonly schema: string; readonly name: string }
}

const show: Descriptor<SequenceRecord>['show'] = {
  name: text((it) => it.name),
  database_name: text((it) => it.database),
  schema_name: text((it) => it.schema),
  next_value: {
    type: { kind: 'NUMBER', precision: 38, scale: 0 },
    of: (it, { facts }) => facts.nextValue(it),
  },
  interval: { type: { kind: 'NUMBER', precision: 38, scale: 0 }, of: (it) => it.increment },
  created_on: time((it) => it.createdOn),
  owner: text((it) => it.owner),
  comment: text((it) => it.comment),
  owner_role_type: ownerRoleType(),
  ordered: flag((it) => it.ordered),
}

/** https://docs.snowflake.com/en/sql-reference/sql/show-sequences */
export const sequence: Descriptor<SequenceRecord> = {
  paged: false,
  show,
  describe: describeAsShown(show),
  toDdl: (it) => ({
    kind: 'CreateSequence',
    ...modifiers(),
    name: objectName(it.name),
    options: {
      start: it.start,
      increment: it.increment,
      ordered: it.ordered,
      ...(it.comment === '' ? {} : { comment: it.comment }),
    },
    span: nowhere,
  }),
}
