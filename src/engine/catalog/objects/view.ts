import { typeText } from '../../../account/types.ts'
import { ownerRoleType, text, textTable, time, type Descriptor } from '../descriptor.ts'
import { identifier, modifiers, nowhere, objectName } from '../trees.ts'
import type { ObjectRecord } from './record.ts'
import { describedColumns } from './table.ts'

export interface ViewRecord extends ObjectRecord {
  readonly kind: 'VIEW'
  readonly secure: boolean
  readonly changeTracking?: true
  /** Output names, when the view lists them. */
  readonly columns: readonly { readonly name: string; readonly comment?: string }[]
  /** The columns that the query gave when the view was made. */
  readonly produced?: readonly string[]
  /** The query as written; its unqualified names are of the view's own database and schema. */
  readonly query: string
  /** The whole CREATE statement as written, as SHOW VIEWS has it. */
  readonly text: string
}

/** https://docs.snowflake.com/en/sql-reference/sql/show-views */
export const view: Descriptor<ViewRecord> = {
  paged: true,
  show: {
    created_on: time((it) => it.createdOn),
    name: text((it) => it.name),
    reserved: text(() => ''),
    kind: text(() => 'VIEW'),
    database_name: text((it) => it.database),
    schema_name: text((it) => it.schema),
    owner: text((it) => it.owner),
    comment: text((it) => it.comment),
    text: text((it) => it.text),
    is_secure: text((it) => String(it.secure)),
    is_materialized: text(({ kind }: { readonly kind: string }) => String(kind === 'MATERIALIZED_VIEW')),
    owner_role_type: ownerRoleType(),
    change_tracking: text((it) => (it.changeTracking === true ? 'ON' : 'OFF')),
  },
  terse: {
    created_on: time((it) => it.createdOn),
    name: text((it) => it.name),
    kind: text(() => 'VIEW'),
    database_name: text((it) => it.database),
    schema_name: text((it) => it.schema),
  },
  describe: async (it, { facts }) =>
    textTable(
      describedColumns,
      (await facts.viewColumns(it)).map(({ name, type, nullable }, index) => [
        name,
        typeText(type),
        'COLUMN',
        nullable ? 'Y' : 'N',
        null,
        'N',
        'N',
        null,
        null,
        it.columns[index]?.comment ?? null,
        null,
        null,
      ]),
    ),
  toDdl: (it, read) => {
    const statement = read.statement(it.query)
    if (statement.kind !== 'QueryStatement') throw new Error(`Snowmelt bug: view ${it.name} is not a query`)
    return {
      kind: 'CreateView',
      recursive: false,
      ...modifiers({ secure: it.secure, temporary: it.sessionId !== undefined }),
      name: objectName(it.name),
      columns: it.columns.map(({ name, comment }) => ({
        name: identifier(name),
        ...(comment === undefined ? {} : { comment }),
      })),
      copyGrants: false,
      ...(it.comment === '' ? {} : { comment: it.comment }),
      ...(it.changeTracking === undefined ? {} : { changeTracking: true }),
      query: statement.query,
      queryText: it.query,
      span: nowhere,
    }
  },
}
