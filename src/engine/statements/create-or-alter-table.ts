import { fail } from '../../common/errors.ts'
import type { ColumnAlteration, ColumnChange } from '../../sql/statement/alter-column.ts'
import type { AlterTable, TableAction } from '../../sql/statement/alter-table.ts'
import type { ColumnDefinition, CreateTable } from '../../sql/statement/table.ts'
import { takeProperties } from '../../sql/statement/typed-properties.ts'
import {
  columnTypeText,
  type KeptConstraint,
  type TableColumn,
  type TableRecord,
} from '../catalog/objects/table.ts'
import type { Context } from '../context.ts'
import { alteredTable } from './alter-table.ts'
import { status, type Outcome } from './outcome.ts'
import { columnOf, refuseDuplicates } from './table-columns.ts'
import { constraintsOf, withKeys } from './table-constraints.ts'

/**
 * CREATE OR ALTER TABLE of a table that exists: what ALTER TABLE must do so that it is as the statement defines it.
 * https://docs.snowflake.com/en/sql-reference/sql/create-table#create-or-alter-table
 */
export async function alterToDefinition(
  statement: CreateTable,
  table: TableRecord,
  context: Context,
): Promise<Outcome> {
  refuseDuplicates(statement.columns)
  const persistence = statement.temporary ? 'TEMPORARY' : statement.transient ? 'TRANSIENT' : 'PERMANENT'
  if (persistence !== table.persistence)
    refuse(`of a table that is ${table.persistence.toLowerCase()}`, statement)
  const wanted = await wantedColumns(statement, context)
  const { name, span } = statement
  let changed = table
  for (const action of actionsOf(statement, table, wanted, context)) {
    const alter: AlterTable = { kind: 'AlterTable', ifExists: false, name, action, span }
    changed = await alteredTable(action, changed, alter, context)
  }
  await context.catalog.put(context.transaction, withConstraints(statement, changed, context))
  return status('Statement executed successfully.')
}

/** The columns as defined; those of a primary key accept no NULL. */
async function wantedColumns(statement: CreateTable, context: Context): Promise<readonly TableColumn[]> {
  const collation = takeProperties(statement.properties, 'TABLE').text('DEFAULT_DDL_COLLATION')
  const world = { context, sources: await context.sources(statement), collation }
  const keys = statement.constraints.filter(({ type }) => type === 'PRIMARY KEY')
  const key = new Set(keys.flatMap(({ columns }) => columns.map(({ text }) => text)))
  return statement.columns.map((definition) => {
    const column = columnOf(definition, '', world)
    return key.has(column.name) ? { ...column, nullable: false } : column
  })
}

function actionsOf(
  statement: CreateTable,
  table: TableRecord,
  wanted: readonly TableColumn[],
  { catalog }: Context,
): readonly TableAction[] {
  const names = new Set(wanted.map(({ name }) => name))
  const [kept, gone] = [true, false].map((stays) =>
    table.columns.filter(({ name }) => names.has(name) === stays),
  )
  if (kept === undefined || gone === undefined) throw new Error('Snowmelt bug: columns were parted wrongly')
  // "New columns can only be added to the end of the column list."
  const moved = kept.find(({ name }, at) => wanted[at]?.name !== name)
  if (moved !== undefined) refuse(`that moves column ${moved.name}`, statement)
  const added = statement.columns.slice(kept.length)
  const changes = kept.flatMap((column, at) =>
    changesOf(column, wanted[at], statement.columns[at], statement),
  )
  const hasStream = catalog.all('STREAM').some(({ sourceId }) => sourceId === table.id)
  const given = new Set(statement.properties.map(({ name }) => name))
  // What is not defined is unset; a stream on the table keeps its changes tracked.
  const unset = properties.filter((name) => !given.has(name) && !(hasStream && name === 'CHANGE_TRACKING'))
  return [
    ...(table.clusterBy === '' ? [] : [{ kind: 'DropClusteringKey' } as const]),
    ...(changes.length === 0 ? [] : [{ kind: 'AlterColumns', changes } as const]),
    // Before columns are added, which get the collation.
    { kind: 'UnsetTable', names: unset },
    ...(given.size === 0 ? [] : [{ kind: 'SetTable', properties: statement.properties } as const]),
    ...(added.length === 0 ? [] : [{ kind: 'AddColumns', columns: added.map(addition(wanted)) } as const]),
    ...(gone.length === 0 ? [] : [dropping(gone, statement)]),
    ...(statement.clusterBy.length === 0 ? [] : [{ kind: 'ClusterBy', keys: statement.clusterBy } as const]),
  ]
}

const properties = [
  'COMMENT', 'DATA_RETENTION_TIME_IN_DAYS', 'MAX_DATA_EXTENSION_TIME_IN_DAYS', 'STAGE_FILE_FORMAT', 'CHANGE_TRACKING',
  'ENABLE_SCHEMA_EVOLUTION', 'DEFAULT_DDL_COLLATION',
] as const // prettier-ignore

/** The keys are put on the table when all columns are there. */
function addition(wanted: readonly TableColumn[]) {
  return (column: ColumnDefinition): { readonly ifNotExists: boolean; readonly column: ColumnDefinition } => {
    const nullable = wanted.find(({ name }) => name === column.name.text)?.nullable !== false
    return { ifNotExists: false, column: { ...column, notNull: !nullable, constraints: [] } }
  }
}

function dropping(gone: readonly TableColumn[], { span }: CreateTable): TableAction {
  const columns = gone.map(({ name }) => ({ text: name, quoted: true, span }))
  return { kind: 'DropColumns', ifExists: false, columns }
}

function changesOf(
  column: TableColumn,
  wanted: TableColumn | undefined,
  definition: ColumnDefinition | undefined,
  statement: CreateTable,
): readonly ColumnAlteration[] {
  if (wanted === undefined || definition === undefined) throw new Error('Snowmelt bug: a column is undefined')
  const changes: ColumnChange[] = []
  // "Collation specifications cannot be altered."
  if (collationOf(column) !== collationOf(wanted))
    refuse(`that changes the collation of column ${column.name}`, statement)
  if (columnTypeText(column.type) !== columnTypeText(wanted.type) && definition.type !== undefined) {
    const { type, collation } = definition
    changes.push({ kind: 'SetType', type, ...(collation === undefined ? {} : { collation }) })
  }
  if (column.nullable !== wanted.nullable)
    changes.push({ kind: wanted.nullable ? 'DropNotNull' : 'SetNotNull' })
  if (counterText(column) !== counterText(wanted))
    refuse(`that changes how column ${column.name} counts`, statement)
  if (column.default !== wanted.default)
    changes.push(
      definition.default === undefined
        ? { kind: 'DropDefault' }
        : { kind: 'SetDefault', value: definition.default },
    )
  if (column.comment !== wanted.comment)
    changes.push(
      wanted.comment === undefined
        ? { kind: 'UnsetComment' }
        : { kind: 'SetComment', comment: wanted.comment },
    )
  return changes.map((change) => ({ column: definition.name, change, span: definition.span }))
}

function collationOf({ type }: TableColumn): string | undefined {
  return type.kind === 'VARCHAR' ? type.collation : undefined
}

function counterText({ autoincrement }: TableColumn): string {
  return autoincrement === undefined
    ? ''
    : `${autoincrement.start} ${autoincrement.step} ${autoincrement.order}`
}

/** The keys as defined; one that was there keeps its name, unless it is given another. */
function withConstraints(statement: CreateTable, table: TableRecord, context: Context): TableRecord {
  const named = new Set(
    [...statement.constraints, ...statement.columns.flatMap(({ constraints }) => constraints)].flatMap(
      ({ name }) => name?.text ?? [],
    ),
  )
  const written = constraintsOf(statement, table.columns, { ...table, constraints: [] }, context)
  const constraints = written.map((constraint) =>
    named.has(constraint.name)
      ? constraint
      : (table.constraints.find((before) => meaning(before) === meaning(constraint)) ?? constraint),
  )
  return { ...table, columns: withKeys(table.columns, constraints), constraints }
}

function meaning({ type, columns, properties: options, references }: KeptConstraint): string {
  return JSON.stringify([type, columns, options, references])
}

function refuse(what: string, { span }: CreateTable): never {
  return fail('UNSUPPORTED', { feature: `CREATE OR ALTER TABLE ${what}` }, span)
}
