import { dispatch, type ByKind } from '../../common/by-kind.ts'
import { fail } from '../../common/errors.ts'
import type {
  AlterMaterializedView,
  CreateMaterializedView,
  MaterializedViewChange,
} from '../../sql/statement/materialized-view.ts'
import { print } from '../../sql/print.ts'
import type { Expression } from '../../sql/expression/expression.ts'
import { lastPart, printName } from '../catalog/names.ts'
import type { MaterializedViewRecord } from '../catalog/objects/materialized-view.ts'
import type { Context } from '../context.ts'
import { create } from './creation.ts'
import { restrictedQuery } from './materialized-view-query.ts'
import { status, type Outcome } from './outcome.ts'
import { bindDefinition, keptColumns, refuseBadColumns } from './view-definition.ts'

/** https://docs.snowflake.com/en/sql-reference/sql/create-materialized-view */
async function createMaterializedView(statement: CreateMaterializedView, context: Context): Promise<Outcome> {
  const { name, columns, query, queryText, clusterBy, secure, span } = statement
  refuseBadColumns(statement)
  const table = restrictedQuery(query, lastPart(name))
  if (clusterBy.length > 0 && columns.length === 0)
    fail(
      'MATERIALIZED_VIEW_RESTRICTION',
      { view: lastPart(name), reason: 'CLUSTER BY needs a column list' },
      span,
    )
  const sources = await context.sources(query)
  return await create(statement, context, {
    kind: 'MATERIALIZED_VIEW',
    copyGrants: statement.copyGrants,
    make: (base): MaterializedViewRecord => {
      const bound = bindDefinition({ columns, query, text: context.text, span }, base, sources, context)
      for (const column of bound.columns) refuseColumnName(column.name, base.name)
      const names = { id: context.state.id, database: base.database, schema: base.schema }
      const source = context.catalog.occupant('TABLE', context.catalog.qualify(table.name, names))
      if (source?.kind !== 'TABLE' && source?.kind !== 'EXTERNAL_TABLE')
        return fail(
          'MATERIALIZED_VIEW_RESTRICTION',
          { view: base.name, reason: 'only a table can be queried' },
          table.span,
        )
      return {
        ...base,
        kind: 'MATERIALIZED_VIEW',
        secure,
        columns: keptColumns(columns),
        query: queryText,
        text: context.text.slice(span.start, span.end),
        base: { id: source.id, database: source.database, schema: source.schema, name: source.name },
        clusterBy: clusterText(clusterBy),
        reclustering: true,
        suspended: false,
        comment: statement.comment ?? '',
      }
    },
  })
}

/** https://docs.snowflake.com/en/user-guide/views-materialized#handling-column-names-that-are-not-allowed-in-materialized-views */
function refuseColumnName(name: string, view: string): void {
  if (/^(?:SYSTEM\$|METADATA\$)|\$SYS_FACADE\$|^SYS_MV_SOURCE_PARTITION$/.test(name))
    fail('MATERIALIZED_VIEW_RESTRICTION', { view, reason: `column name ${name} is not allowed` })
}

function clusterText(by: readonly Expression[]): string {
  return by.length === 0 ? '' : `LINEAR(${by.map((key) => print(key)).join(', ')})`
}

/** https://docs.snowflake.com/en/sql-reference/sql/alter-materialized-view */
async function alterMaterializedView(
  { name, change }: AlterMaterializedView,
  context: Context,
): Promise<Outcome> {
  const { catalog, state, transaction } = context
  const record = catalog.get('MATERIALIZED_VIEW', name, state)
  await catalog.put(transaction, dispatch(changes, change, record, context))
  return status('Statement executed successfully.')
}

const changes: ByKind<MaterializedViewChange, [MaterializedViewRecord, Context], MaterializedViewRecord> = {
  RenameMaterializedView: ({ to }, record, { catalog, state }) => {
    const full = catalog.nameOf('MATERIALIZED_VIEW', to, state)
    catalog.requireContainer(full, to.span)
    const other = catalog.occupant('MATERIALIZED_VIEW', full)
    if (other !== undefined && other.id !== record.id)
      fail('OBJECT_ALREADY_EXISTS', { name: printName(full) }, to.span)
    return { ...record, ...full }
  },
  ClusterMaterializedView: ({ by }, record) => ({ ...record, clusterBy: clusterText(by) }),
  ReclusterMaterializedView: ({ on }, record) => ({ ...record, reclustering: on }),
  SuspendMaterializedView: ({ on }, record) => ({ ...record, suspended: on, reclustering: !on }),
  SecureMaterializedView: ({ on }, record) => ({ ...record, secure: on }),
  CommentMaterializedView: ({ comment }, record) => ({ ...record, comment: comment ?? '' }),
}

export const materializedViewExecutors = {
  CreateMaterializedView: createMaterializedView,
  AlterMaterializedView: alterMaterializedView,
}
