import { fail } from '../../common/errors.ts'
import type { BoundQuery } from '../bind/tree.ts'
import type { CreateTable, TruncateTable } from '../../sql/statement/table.ts'
import { takeProperties, type TypedProperties } from '../../sql/statement/typed-properties.ts'
import type { ObjectRecord } from '../catalog/objects/record.ts'
import type { TableColumn, TableRecord } from '../catalog/objects/table.ts'
import type { Context } from '../context.ts'
import type { Sql } from '../duck/sql.ts'
import { forgetHistory } from '../load/history.ts'
import { Cloning } from './cloning.ts'
import { alterToDefinition } from './create-or-alter-table.ts'
import { create } from './creation.ts'
import { status, type Outcome } from './outcome.ts'
import { takeRetention } from './retention.ts'
import { takeFileFormat } from './stage.ts'
import { physicalNames } from '../storage/physical.ts'
import { clusterText, columnOf, refuseDuplicates, withSequences } from './table-columns.ts'
import { constraintsOf, withNewKeys } from './table-constraints.ts'
import { likeParts } from './table-copy.ts'
import { pointOf } from './time-travel.ts'
import { bindQuery } from '../bind/query.ts'
import { templateColumns } from './table-template.ts'
import { fittedRows, refuseUnnamed, rowsFor, typeFromQuery, widenedType } from './table-select.ts'

/** https://docs.snowflake.com/en/sql-reference/sql/create-table */
async function createTable(statement: CreateTable, context: Context): Promise<Outcome> {
  if (statement.temporary && statement.transient)
    fail('CONFLICTING_CLAUSES', { clauses: 'TEMPORARY and TRANSIENT' }, statement.span)
  const settings = takeTable(statement, context)
  if (statement.orAlter === true) {
    const { catalog, state } = context
    const existing = catalog.occupant('TABLE', catalog.nameOf('TABLE', statement.name, state), state)
    if (existing?.kind === 'TABLE') return await alterToDefinition(statement, existing, context)
  }
  return await create(statement, context, {
    kind: 'TABLE',
    copyGrants: statement.copyGrants,
    make: async (base) => {
      const shell = tableShell(statement, base, settings, context)
      const make =
        statement.clone !== undefined ? cloneTable : statement.like !== undefined ? tableLike : tableOf
      return await make(statement, shell, context, settings)
    },
  })
}

/** What the properties of CREATE TABLE say. */
type Settings = Partial<
  Pick<TableRecord, 'retentionDays' | 'changeTracking' | 'schemaEvolution' | 'comment'>
> & {
  readonly collation?: string | undefined
  readonly options: TableRecord['options']
}

function takeTable(statement: CreateTable, context: Context): Settings {
  const properties = takeProperties(statement.properties, 'TABLE')
  const retentionDays = takeRetention(properties, { transient: statement.transient || statement.temporary })
  const changeTracking = properties.boolean('CHANGE_TRACKING')
  const comment = properties.text('COMMENT')
  const schemaEvolution = properties.boolean('ENABLE_SCHEMA_EVOLUTION') === true
  const settings: Settings = {
    ...(schemaEvolution ? { schemaEvolution } : {}),
    ...(retentionDays === undefined ? {} : { retentionDays }),
    ...(changeTracking === undefined ? {} : { changeTracking }),
    ...(comment === undefined ? {} : { comment }),
    collation: properties.text('DEFAULT_DDL_COLLATION'),
    options: takeOptions(properties, context),
  }
  properties.rejectRest()
  return settings
}

function takeOptions(properties: TypedProperties, context: Context): TableRecord['options'] {
  const extension = properties.integer('MAX_DATA_EXTENSION_TIME_IN_DAYS', 0, 90)
  const format = properties.has('STAGE_FILE_FORMAT')
    ? takeFileFormat(properties, context, 'STAGE_FILE_FORMAT')
    : undefined
  return {
    ...(extension === undefined ? {} : { MAX_DATA_EXTENSION_TIME_IN_DAYS: extension }),
    ...(format === undefined ? {} : { STAGE_FILE_FORMAT: format }),
  }
}

/** A table without columns yet. */
type Shell = Omit<TableRecord, 'columns' | 'constraints' | 'clusterBy'>

function tableShell(
  statement: CreateTable,
  base: ObjectRecord,
  settings: Settings,
  { catalog }: Context,
): Shell {
  const schema = catalog.find('SCHEMA', { database: base.database, schema: '', name: base.schema })
  const transient = statement.transient || schema?.transient === true
  const persistence = statement.temporary ? 'TEMPORARY' : transient ? 'TRANSIENT' : 'PERMANENT'
  const longest = persistence === 'PERMANENT' ? 90 : 1
  return {
    ...base,
    kind: 'TABLE',
    persistence,
    ...(settings.retentionDays === undefined ? {} : { ownRetention: true }),
    ...(settings.schemaEvolution === undefined ? {} : { schemaEvolution: true }),
    ...(settings.collation === undefined ? {} : { collation: settings.collation }),
    retentionDays: settings.retentionDays ?? Math.min(schema?.retentionDays ?? 1, longest),
    changeTracking: settings.changeTracking ?? false,
    comment: settings.comment ?? '',
    options: settings.options,
  }
}

function finish(
  shell: Shell,
  parts: Pick<TableRecord, 'columns' | 'constraints' | 'clusterBy'>,
): TableRecord {
  return { ...shell, ...parts, columns: withSequences(parts.columns, shell.id) }
}

/** CREATE TABLE (…), and CREATE TABLE [(…)] AS query. */
async function tableOf(
  statement: CreateTable,
  shell: Shell,
  context: Context,
  { collation }: Settings,
): Promise<TableRecord> {
  refuseDuplicates(statement.columns)
  const sources = await context.sources(statement)
  const world = { context, sources, collation }
  const bound =
    statement.as === undefined ? undefined : bindQuery(statement.as, sources, context.values, context.text)
  const wanted =
    statement.template !== undefined
      ? await templateColumns(statement.template, context)
      : bound === undefined
        ? definedColumns(statement, world)
        : queriedColumns(statement, bound, world)
  const queried =
    bound === undefined || statement.as === undefined
      ? undefined
      : await fittedRows(wanted, rowsFor(wanted, bound, statement.as, context), context.transaction)
  const defined = queried?.columns ?? wanted
  const constraints = constraintsOf(statement, defined, shell, context)
  const columns = withNewKeys(defined, constraints)
  const record = finish(shell, {
    columns,
    constraints,
    clusterBy: clusterText(statement.clusterBy, columns, world),
  })
  await store(record, queried?.rows, context)
  await context.consumeStreams(bound?.streams ?? [])
  return record
}

async function store(
  record: TableRecord,
  rows: Sql | undefined,
  { storage, transaction }: Context,
): Promise<void> {
  await storage.create(transaction, record)
  if (rows !== undefined) await storage.insert(transaction, record, rows)
}

type World = Parameters<typeof columnOf>[2]

function definedColumns({ columns }: CreateTable, world: World): readonly TableColumn[] {
  const physical = physicalNames(columns.map(({ name }) => name.text))
  return columns.map((definition, index) => columnOf(definition, physical[index] ?? '', world))
}

/** Without a column list names and types are the query's; with one, types are where it has none. */
function queriedColumns(statement: CreateTable, bound: BoundQuery, world: World): readonly TableColumn[] {
  const { columns: definitions } = statement
  if (definitions.length === 0) {
    if (statement.as !== undefined) refuseUnnamed(statement.as)
    refuseDuplicates(
      bound.columns.map(({ name }) => ({ name: { text: name, quoted: true, span: statement.span } })),
    )
    const physical = physicalNames(bound.columns.map(({ name }) => name))
    return bound.columns.map((column, index) => ({
      name: column.name,
      physical: physical[index] ?? '',
      type: typeFromQuery(column),
      nullable: true,
      primaryKey: false,
      uniqueKey: false,
    }))
  }
  if (definitions.length !== bound.columns.length)
    fail(
      'COLUMN_COUNT_MISMATCH',
      { declared: definitions.length, produced: bound.columns.length },
      statement.span,
    )
  const physical = physicalNames(definitions.map(({ name }) => name.text))
  return definitions.map((definition, index) => {
    const source = bound.columns[index]
    if (source === undefined) throw new Error('Snowmelt bug: columns were counted wrongly')
    const column = columnOf(definition, physical[index] ?? '', world, typeFromQuery(source))
    return { ...column, type: widenedType(column.type, source) }
  })
}

/** CREATE TABLE … LIKE source. */
async function tableLike(statement: CreateTable, shell: Shell, context: Context): Promise<TableRecord> {
  if (statement.like === undefined) throw new Error('Snowmelt bug: LIKE without a table')
  const source = context.catalog.get('TABLE', statement.like, context.state)
  const record = finish(shell, likeParts(source))
  const clusterBy = await clusterOf(statement, record, context)
  await store({ ...record, clusterBy }, undefined, context)
  return { ...record, clusterBy }
}

/** CREATE TABLE … CLONE source: its rows are copied in the statement's transaction. */
async function cloneTable(statement: CreateTable, shell: Shell, context: Context): Promise<TableRecord> {
  if (statement.clone === undefined) throw new Error('Snowmelt bug: CLONE without a table')
  const source = context.catalog.get('TABLE', statement.clone, context.state)
  const point = statement.cloneAt === undefined ? undefined : await pointOf(statement.cloneAt, context)
  if (source.persistence !== 'PERMANENT' && shell.persistence === 'PERMANENT')
    fail('TRANSIENT_CLONE', undefined, statement.span)
  const cloning = new Cloning(context, {
    ...(point === undefined ? {} : { point }),
    ignoreInsufficientRetention: false,
    includeInternalStages: false,
  })
  // Parameters that were set on the source itself are the clone's too, unless they are given.
  const inherits = source.ownRetention === true && shell.ownRetention !== true
  const longest = shell.persistence === 'PERMANENT' ? 90 : 1
  return await cloning.table(source, shell, {
    ...shell,
    comment: shell.comment === '' ? source.comment : shell.comment,
    ...(inherits ? { ownRetention: true, retentionDays: Math.min(source.retentionDays, longest) } : {}),
    changeTracking: shell.changeTracking || source.changeTracking,
    options: { ...source.options, ...shell.options },
    clusterBy: await clusterOf(statement, source, context),
  })
}

async function clusterOf(statement: CreateTable, record: TableRecord, context: Context): Promise<string> {
  if (statement.clusterBy.length === 0) return record.clusterBy
  return clusterText(statement.clusterBy, record.columns, {
    context,
    sources: await context.sources(statement),
  })
}

/** Files that were loaded before can be loaded again. https://docs.snowflake.com/en/sql-reference/sql/truncate-table */
async function truncateTable({ name, ifExists }: TruncateTable, context: Context): Promise<Outcome> {
  const { catalog, state, storage, transaction } = context
  const isMissing = catalog.occupant('TABLE', catalog.qualify(name, state), state) === undefined
  if (!ifExists || !isMissing) {
    const table = catalog.get('TABLE', name, state)
    await storage.truncate(transaction, table)
    await forgetHistory(transaction, { tableId: table.id })
  }
  return status('Statement executed successfully.')
}

export const tableExecutors = { CreateTable: createTable, TruncateTable: truncateTable }
