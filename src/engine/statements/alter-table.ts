import { dispatch, type ByKind } from '../../common/by-kind.ts'
import { fail } from '../../common/errors.ts'
import type { AlterTable, TableAction } from '../../sql/statement/alter-table.ts'
import { takeProperties } from '../../sql/statement/typed-properties.ts'
import { printName } from '../catalog/names.ts'
import type { TableRecord } from '../catalog/objects/table.ts'
import type { Context } from '../context.ts'
import { addColumns, alterColumns, dropColumns, renameColumn } from './alter-table-columns.ts'
import {
  addConstraint,
  alterConstraint,
  dropConstraint,
  renameConstraint,
} from './alter-table-constraints.ts'
import { alterColumnsOf } from './external-columns.ts'
import { status, type Outcome } from './outcome.ts'
import { newName, rename, swap } from './renaming.ts'
import { inheritedRetention, takeRetention } from './retention.ts'
import { takeFileFormat } from './stage.ts'
import { clusterText } from './table-columns.ts'
import { tracked, withHistory } from './tracking.ts'

/** https://docs.snowflake.com/en/sql-reference/sql/alter-table */
async function alterTable(statement: AlterTable, context: Context): Promise<Outcome> {
  const { catalog, state, transaction } = context
  const { name, ifExists, action } = statement
  const done = status('Statement executed successfully.')
  if (ifExists && catalog.occupant('TABLE', catalog.nameOf('TABLE', name, state), state) === undefined)
    return done
  const occupant = catalog.occupant('TABLE', catalog.nameOf('TABLE', name, state), state)
  if (statement.external === true || occupant?.kind === 'EXTERNAL_TABLE')
    return await alterColumnsOf(catalog.get('EXTERNAL_TABLE', name, state), statement, context)
  const table = catalog.get('TABLE', name, state)
  const changed = await dispatch(actions, action, table, statement, context)
  if (changed !== table) await catalog.put(transaction, changed)
  return done
}

/** What an action makes of the table, which is not written yet. Not of RENAME and SWAP, which write it themselves. */
export async function alteredTable(
  action: TableAction,
  table: TableRecord,
  statement: AlterTable,
  context: Context,
): Promise<TableRecord> {
  return await dispatch(actions, action, table, statement, context)
}

/** Each gives the table as it is then; those that write it themselves give it back as it was. */
const actions: ByKind<TableAction, [TableRecord, AlterTable, Context], Promise<TableRecord>> = {
  RenameTable: async ({ to }, table, _statement, context) => {
    await rename(table, newName(table, to, context), context)
    return table
  },
  SwapTable: async (action, table, _statement, context) => {
    const other = context.catalog.get('TABLE', action.with, context.state)
    // "swapping a permanent or transient table with a temporary table … is not allowed"
    if ((other.sessionId === undefined) !== (table.sessionId === undefined))
      fail(
        'SWAP_REFUSED',
        { name: printName(table), other: printName(other), reason: 'one of them is temporary' },
        action.with.span,
      )
    if (other.id !== table.id) await swap(table, other, context)
    return table
  },
  AddColumns: addColumns,
  DropColumns: dropColumns,
  RenameColumn: renameColumn,
  AlterColumns: alterColumns,
  AddConstraint: addConstraint,
  DropConstraint: dropConstraint,
  AlterConstraint: alterConstraint,
  RenameConstraint: renameConstraint,
  ClusterBy: async ({ keys }, table, statement, context) => {
    const sources = await context.sources(statement)
    return { ...table, clusterBy: clusterText(keys, table.columns, { context, sources }) }
  },
  DropClusteringKey: async (_action, table) => ({ ...table, clusterBy: '' }),
  // Rows here lie as they were written, whether or not somebody would sort them.
  Recluster: async ({ resume }, table) => ({ ...table, options: { ...table.options, RECLUSTER: resume } }),
  SetTable: async ({ properties }, table, _statement, context) => setTable(table, properties, context),
  UnsetTable: async ({ names }, table, { span }, context) =>
    names.reduce((changed, name) => {
      const unset = unsetters[name] ?? fail('INVALID_PROPERTY', { property: name, object: 'TABLE' }, span)
      return unset(changed, context)
    }, table),
}

function setTable(
  table: TableRecord,
  written: Parameters<typeof takeProperties>[0],
  context: Context,
): TableRecord {
  const properties = takeProperties(written, 'TABLE')
  const retention = takeRetention(properties, { transient: table.persistence !== 'PERMANENT' })
  const extension = properties.integer('MAX_DATA_EXTENSION_TIME_IN_DAYS', 0, 90)
  const tracking = properties.boolean('CHANGE_TRACKING')
  const evolution = properties.boolean('ENABLE_SCHEMA_EVOLUTION')
  const collation = properties.text('DEFAULT_DDL_COLLATION')
  const comment = properties.text('COMMENT')
  const format = properties.has('STAGE_FILE_FORMAT')
    ? takeFileFormat(properties, context, 'STAGE_FILE_FORMAT')
    : undefined
  properties.rejectRest()
  const { schemaEvolution: _, collation: __, ...rest } = table
  const evolves = evolution ?? table.schemaEvolution === true
  const collates = collation ?? table.collation
  const changed: TableRecord = {
    ...rest,
    ...(evolves ? { schemaEvolution: true } : {}),
    ...(collates === undefined || collates === '' ? {} : { collation: collates }),
    ...(retention === undefined ? {} : { retentionDays: retention, ownRetention: true }),
    comment: comment ?? table.comment,
    options: {
      ...table.options,
      ...(extension === undefined ? {} : { MAX_DATA_EXTENSION_TIME_IN_DAYS: extension }),
      ...(format === undefined ? {} : { STAGE_FILE_FORMAT: format }),
    },
  }
  return withHistory(table, tracking === undefined ? changed : tracked(changed, tracking, context), context)
}

const unsetters: Readonly<Record<string, (table: TableRecord, context: Context) => TableRecord>> = {
  COMMENT: (table) => ({ ...table, comment: '' }),
  DATA_RETENTION_TIME_IN_DAYS: (table, context) => {
    const { ownRetention: _, ...rest } = table
    return withHistory(table, { ...rest, retentionDays: inheritedRetention(table, context.catalog) }, context)
  },
  MAX_DATA_EXTENSION_TIME_IN_DAYS: (table) => withoutOption(table, 'MAX_DATA_EXTENSION_TIME_IN_DAYS'),
  STAGE_FILE_FORMAT: (table) => withoutOption(table, 'STAGE_FILE_FORMAT'),
  CHANGE_TRACKING: (table, context) => tracked(table, false, context),
  ENABLE_SCHEMA_EVOLUTION: (table) => {
    const { schemaEvolution: _, ...rest } = table
    return rest
  },
  DEFAULT_DDL_COLLATION: (table) => {
    const { collation: _, ...rest } = table
    return rest
  },
}

function withoutOption(table: TableRecord, name: string): TableRecord {
  const options = Object.entries(table.options).filter(([key]) => key !== name)
  return { ...table, options: Object.fromEntries(options) }
}

export const alterTableExecutors = { AlterTable: alterTable }
