import { dispatch, type ByKind } from '../../common/by-kind.ts'
import { fail } from '../../common/errors.ts'
import type { Expression } from '../../sql/expression/expression.ts'
import type { Identifier } from '../../sql/expression/name.ts'
import { print } from '../../sql/print.ts'
import type { ColumnAlteration, ColumnChange } from '../../sql/statement/alter-column.ts'
import type { AlterTable, TableAction } from '../../sql/statement/alter-table.ts'
import type { ColumnDefinition } from '../../sql/statement/table.ts'
import { assign } from '../bind/coercion.ts'
import { bindExpression } from '../bind/expression.ts'
import { printIdentifier } from '../catalog/names.ts'
import { columnTypeText, type TableColumn, type TableRecord } from '../catalog/objects/table.ts'
import type { Context } from '../context.ts'
import { duck, ident, text, type Sql } from '../duck/sql.ts'
import { lowerExpression } from '../lower/expression.ts'
import { startLowering } from '../lower/query.ts'
import type { ColumnChange as StorageChange } from '../storage/table-storage.ts'
import { clusteredBy } from './clustering.ts'
import { retyped } from './column-type.ts'
import { freePhysicalName } from '../storage/physical.ts'
import { columnOf, constantScope, sequenceDefault, withSequences } from './table-columns.ts'
import { constraintsOf, withKeys } from './table-constraints.ts'

type ActionOf<K extends TableAction['kind']> = Extract<TableAction, { readonly kind: K }>

/** ADD COLUMN: rows from before get the default. */
export async function addColumns(
  { columns: written }: ActionOf<'AddColumns'>,
  table: TableRecord,
  statement: AlterTable,
  context: Context,
): Promise<TableRecord> {
  const { storage, transaction } = context
  const world = { context, sources: await context.sources(statement), collation: table.collation }
  const empty = await isEmpty(table, context)
  let changed = table
  const changes: StorageChange[] = []
  for (const { ifNotExists, column: definition } of written) {
    if (definition.as !== undefined) fail('UNSUPPORTED', { feature: 'virtual column' }, definition.as.span)
    const exists = changed.columns.some(({ name }) => name === definition.name.text)
    if (ifNotExists) refuseWithIfNotExists(definition)
    if (exists && ifNotExists) continue
    if (exists)
      fail('COLUMN_ALREADY_EXISTS', { column: printIdentifier(definition.name.text) }, definition.name.span)
    const physical = freePhysicalName(definition.name.text, changed.columns)
    const column = columnOf(definition, physical, world)
    const value =
      definition.default === undefined ? undefined : await constant(definition.default, column, world)
    if (!empty) refuseWithRows(column, definition, table)
    changed = withColumn(changed, column, definition, context)
    const added = changed.columns.at(-1) ?? column
    changes.push({ kind: 'Add', column: added, ...(value === undefined ? {} : { value }) })
  }
  await storage.alter(transaction, changed, changes)
  return changed
}

function withColumn(
  table: TableRecord,
  column: TableColumn,
  definition: ColumnDefinition,
  context: Context,
): TableRecord {
  const flagged: TableColumn =
    definition.default === undefined ? column : { ...column, addedWithDefault: true }
  const [numbered = flagged] = withSequences([flagged], table.id, nextSequence(table))
  const columns = [...table.columns, numbered]
  const added = constraintsOf({ columns: [definition], constraints: [] }, columns, table, context)
  const constraints = [...table.constraints, ...added]
  return { ...table, columns: withKeys(columns, constraints), constraints }
}

/** "You cannot specify IF NOT EXISTS if you are also specifying …" */
function refuseWithIfNotExists({
  autoincrement,
  constraints,
  default: byDefault,
  span,
}: ColumnDefinition): void {
  const clause =
    byDefault !== undefined ? 'DEFAULT' : autoincrement !== undefined ? 'AUTOINCREMENT' : constraints[0]?.type
  if (clause !== undefined) fail('CONFLICTING_CLAUSES', { clauses: `IF NOT EXISTS and ${clause}` }, span)
}

function refuseWithRows(column: TableColumn, definition: ColumnDefinition, table: TableRecord): void {
  const { name, span } = definition
  if (column.autoincrement !== undefined)
    fail(
      'COLUMN_IN_USE',
      {
        column: printIdentifier(name.text),
        reason: `a column that counts cannot be added to the non-empty table '${table.name}'`,
      },
      span,
    )
  const isNull = definition.default === undefined || definition.default.kind === 'NullLiteral'
  if (!column.nullable && isNull) fail('COLUMN_NEEDS_DEFAULT', { column: name.text, table: table.name }, span)
}

/** The first number that no sequence of a column has. */
function nextSequence({ columns }: TableRecord): number {
  const numbers = columns.map(({ autoincrement }) =>
    Number(/_(\d+)$/.exec(autoincrement?.sequence ?? '')?.[1] ?? -1),
  )
  return Math.max(columns.length, ...numbers.map((number) => number + 1))
}

type World = Parameters<typeof columnOf>[2]

/** A literal of the column's own type: "it cannot be an expression or a value returned by a function". */
async function constant(expression: Expression, column: TableColumn, world: World): Promise<Sql> {
  if (!isConstant(expression))
    fail('DEFAULT_NOT_CONSTANT', { expression: print(expression) }, expression.span)
  const value = bindExpression(expression, constantScope(world, 'DEFAULT'))
  const kinds = [value.type.kind, column.type.kind].map((kind) => (kind === 'FLOAT' ? 'NUMBER' : kind))
  if (value.type.kind !== 'NULL' && kinds[0] !== kinds[1])
    fail(
      'COLUMN_TYPE_MISMATCH',
      {
        column: column.name,
        expected: columnTypeText(column.type),
        actual: columnTypeText(value.type),
      },
      expression.span,
    )
  const stored = assign(value, column.type, column.name, expression.span)
  const { transaction, values } = world.context
  // DuckDB fills a column that is added in a transaction from a literal alone: of anything else it makes three statements, which
  // change a setting that is locked.
  const lowered = lowerExpression(stored, startLowering(values))
  const [[written = null] = []] = await transaction.rows(duck`SELECT CAST(${lowered} AS VARCHAR)`)
  return written === null ? duck`NULL` : text(written)
}

/** A literal, with a sign or as another type of what its text says: `'2024-01-01'::DATE`. */
function isConstant(expression: Expression): boolean {
  if (expression.kind === 'Unary') return expression.operand.kind === 'NumberLiteral'
  if (expression.kind === 'Cast') return expression.operand.kind === 'StringLiteral'
  return literals.has(expression.kind)
}

const literals: ReadonlySet<string> = new Set([
  'BooleanLiteral',
  'NullLiteral',
  'NumberLiteral',
  'StringLiteral',
  'TypedLiteral',
])

async function isEmpty(table: TableRecord, { storage, transaction }: Context): Promise<boolean> {
  const [row] = await transaction.rows(duck`SELECT NOT EXISTS (FROM ${storage.live(table)})`)
  return row?.[0] === 'true'
}

/** DROP COLUMN, with the keys that it is part of. */
export async function dropColumns(
  { columns: names, ifExists }: ActionOf<'DropColumns'>,
  table: TableRecord,
  _statement: AlterTable,
  { storage, transaction }: Context,
): Promise<TableRecord> {
  const found = names.flatMap((name) => {
    const column = table.columns.find((each) => each.name === name.text)
    if (column === undefined && !ifExists)
      fail('COLUMN_NOT_FOUND', { column: printIdentifier(name.text) }, name.span)
    return column ?? []
  })
  const gone = new Set(found)
  const clustered = clusteredBy(table)
  for (const { name } of gone)
    if (clustered.has(name))
      fail('COLUMN_IN_USE', { column: name, reason: 'it is part of the clustering key' })
  const columns = table.columns.filter((column) => !gone.has(column))
  if (columns.length === 0)
    fail('COLUMN_IN_USE', { column: found[0]?.name ?? '', reason: 'a table needs at least one column' })
  if (gone.size === 0) return table
  const goneNames = new Set(found.map(({ name }) => name))
  const constraints = table.constraints.filter(
    (constraint) => !constraint.columns.some((name) => goneNames.has(name)),
  )
  const changed = { ...table, columns: withKeys(columns, constraints), constraints }
  await storage.alter(
    transaction,
    changed,
    [...gone].map((column) => ({ kind: 'Drop', column })),
  )
  return changed
}

/** RENAME COLUMN: its rows keep their place. */
export async function renameColumn(
  { from, to }: ActionOf<'RenameColumn'>,
  table: TableRecord,
): Promise<TableRecord> {
  const column = columnNamed(table, from)
  if (from.text !== to.text && table.columns.some(({ name }) => name === to.text))
    fail('COLUMN_ALREADY_EXISTS', { column: printIdentifier(to.text) }, to.span)
  if (clusteredBy(table).has(column.name))
    fail('COLUMN_IN_USE', { column: column.name, reason: 'it is part of the clustering key' }, from.span)
  const rename = (name: string) => (name === from.text ? to.text : name)
  return {
    ...table,
    columns: table.columns.map((each) =>
      each === column ? { ...withoutRecord(each), name: to.text } : each,
    ),
    constraints: table.constraints.map((constraint) => ({
      ...constraint,
      columns: constraint.columns.map(rename),
    })),
  }
}

/** ALTER COLUMN …: all changes, or none. */
export async function alterColumns(
  { changes }: ActionOf<'AlterColumns'>,
  table: TableRecord,
  _statement: AlterTable,
  context: Context,
): Promise<TableRecord> {
  let changed = table
  for (const alteration of changes) changed = await alterColumn(alteration, changed, context)
  return changed
}

async function alterColumn(
  { column: name, change }: ColumnAlteration,
  table: TableRecord,
  context: Context,
): Promise<TableRecord> {
  const column = columnNamed(table, name)
  const changed = await dispatch(columnChanges, change, column, { table, name, context })
  const columns = table.columns.map((each) => (each === column ? withoutRecord(changed) : each))
  return { ...table, columns }
}

/** "When a column is manually renamed or modified after a schema evolution, the schema evolution record will be cleared." */
function withoutRecord(column: TableColumn): TableColumn {
  const { evolution: _, ...rest } = column
  return rest
}

/** Where a change of a column is written. */
export interface ColumnPlace {
  readonly table: TableRecord
  readonly name: Identifier
  readonly context: Context
}

const columnChanges: ByKind<ColumnChange, [TableColumn, ColumnPlace], Promise<TableColumn>> = {
  DropDefault: async (_change, column, { name }) => {
    if (column.addedWithDefault === true)
      fail(
        'COLUMN_IN_USE',
        { column: column.name, reason: 'rows from before it was added have its default' },
        name.span,
      )
    const { default: _, ...rest } = column
    return rest
  },
  SetDefault: async ({ value }, column, { name, context }) => {
    const sequence = sequenceDefault(value, context)
    if (sequence === undefined || column.default?.toUpperCase().endsWith('.NEXTVAL') !== true)
      fail('UNSUPPORTED', { feature: 'Alter Column Set Default' }, name.span)
    return { ...column, default: sequence }
  },
  SetNotNull: async (_change, column, place) => await notNull(column, place),
  DropNotNull: async (_change, column, { table, context: { storage, transaction } }) => {
    const changed = { ...column, nullable: true }
    if (!column.nullable) await storage.alter(transaction, table, [{ kind: 'Nullable', column: changed }])
    return changed
  },
  SetType: retyped,
  SetComment: async ({ comment }, column) => ({ ...column, comment }),
  UnsetComment: async (_change, column) => {
    const { comment: _, ...rest } = column
    return rest
  },
}

/** The column without NULL, once it is known that it has none. */
export async function notNull(
  column: TableColumn,
  { table, name, context: { storage, transaction } }: ColumnPlace,
): Promise<TableColumn> {
  if (!column.nullable) return column
  const [row] = await transaction.rows(
    duck`SELECT EXISTS (FROM ${storage.live(table)} WHERE ${ident(column.physical)} IS NULL)`,
  )
  if (row?.[0] === 'true') fail('COLUMN_HAS_NULLS', { column: column.name }, name.span)
  const changed = { ...column, nullable: false }
  await storage.alter(transaction, table, [{ kind: 'Nullable', column: changed }])
  return changed
}

/** The table's column of that name. */
export function columnNamed(table: TableRecord, { text, span }: Identifier): TableColumn {
  return (
    table.columns.find(({ name }) => name === text) ??
    fail('COLUMN_NOT_FOUND', { column: printIdentifier(text) }, span)
  )
}
