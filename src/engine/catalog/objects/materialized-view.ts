import { typeText } from '../../../account/types.ts'
import { number, ownerRoleType, text, textTable, time, type Descriptor } from '../descriptor.ts'
import { commentOf, identifier, modifiers, nowhere, objectName } from '../trees.ts'
import type { Expression } from '../../../sql/expression/expression.ts'
import type { ObjectRecord } from './record.ts'
import { describedColumns } from './table.ts'

/**
 * A view whose restrictions are those of a materialized one. It is computed when it is read, so that what it gives is always what
 * its query gives. https://docs.snowflake.com/en/user-guide/views-materialized
 */
export interface MaterializedViewRecord extends ObjectRecord {
  readonly kind: 'MATERIALIZED_VIEW'
  readonly secure: boolean
  /** Output names, when the view lists them. */
  readonly columns: readonly { readonly name: string; readonly comment?: string }[]
  readonly query: string
  readonly text: string
  /** The table that it is of. */
  readonly base: {
    readonly id: number
    readonly database: string
    readonly schema: string
    readonly name: string
  }
  readonly clusterBy: string
  readonly reclustering: boolean
  readonly suspended: boolean
}

/** Why the view cannot be read; undefined where it can. */
export function invalidReason(
  { base, suspended }: MaterializedViewRecord,
  byId: (id: number) => object | undefined,
): string | undefined {
  if (suspended) return 'Marked Materialized View as invalid manually.'
  return byId(base.id) === undefined
    ? `DDL Statement was executed on the base table '${base.name}'. Marked Materialized View as invalid.`
    : undefined
}

/** https://docs.snowflake.com/en/sql-reference/sql/show-materialized-views */
export const materializedView: Descriptor<MaterializedViewRecord> = {
  paged: false,
  show: {
    created_on: time((it) => it.createdOn),
    name: text((it) => it.name),
    reserved: text(() => ''),
    database_name: text((it) => it.database),
    schema_name: text((it) => it.schema),
    cluster_by: text((it) => it.clusterBy),
    // Nothing is stored, and what the query gives is not counted for a list.
    rows: number(() => null),
    bytes: number(() => null),
    source_database_name: text((it) => it.base.database),
    source_schema_name: text((it) => it.base.schema),
    source_table_name: text((it) => it.base.name),
    refreshed_on: time(() => undefined),
    compacted_on: time(() => undefined),
    owner: text((it) => it.owner),
    invalid: text((it, { catalog }) => String(invalidReason(it, (id) => catalog.byId(id)) !== undefined)),
    invalid_reason: text((it, { catalog }) => invalidReason(it, (id) => catalog.byId(id)) ?? null),
    behind_by: text(() => '0s'),
    comment: text((it) => it.comment),
    text: text((it) => it.text),
    is_secure: text((it) => String(it.secure)),
    automatic_clustering: text((it) => (it.clusterBy !== '' && it.reclustering ? 'ON' : 'OFF')),
    owner_role_type: ownerRoleType(),
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
    const comment = commentOf(it)
    return {
      kind: 'CreateMaterializedView',
      ...modifiers({ secure: it.secure }),
      name: objectName(it.name),
      columns: it.columns.map(({ name, comment: of }) => ({
        name: identifier(name),
        ...(of === undefined ? {} : { comment: of }),
      })),
      copyGrants: false,
      ...(comment === undefined ? {} : { comment }),
      clusterBy: it.clusterBy === '' ? [] : keysOf(read.expression(it.clusterBy)),
      query: statement.query,
      queryText: it.query,
      span: nowhere,
    }
  },
}

/** The expressions of `LINEAR(a, b)`. */
function keysOf(call: Expression): readonly Expression[] {
  return call.kind === 'FunctionCall' ? call.args.map(({ value }) => value) : [call]
}
