import { bindExpression } from '../bind/expression.ts'
import { assign, columnUse } from '../bind/coercion.ts'
import { collated } from '../bind/collation.ts'
import { newColumn } from '../bind/frame.ts'
import { noNames, type NamedColumn } from '../bind/names.ts'
import { startFrame } from '../bind/query.ts'
import { scopeOf } from '../bind/scope.ts'
import type { Scope, Sources } from '../bind/tree.ts'
import { fail } from '../../common/errors.ts'
import type { Expression } from '../../sql/expression/expression.ts'
import { print } from '../../sql/print.ts'
import type { TypeName } from '../../sql/expression/type-name.ts'
import type { ColumnDefinition } from '../../sql/statement/table.ts'
import type { TableColumn } from '../catalog/objects/table.ts'
import { storedType } from '../duck/data-type.ts'
import type { Context } from '../context.ts'
import { namedSequence } from '../storage/sequence.ts'
import { printName } from '../catalog/names.ts'
import type { ValueType } from '../types/data-type.ts'
import { typeOf } from '../types/type-names.ts'

/** Fails for a name that two columns have. */
export function refuseDuplicates(definitions: readonly Pick<ColumnDefinition, 'name'>[]): void {
  const seen = new Set<string>()
  for (const { name } of definitions) {
    if (seen.has(name.text)) fail('DUPLICATE_COLUMN', { name: name.text }, name.span)
    seen.add(name.text)
  }
}

/** The type of a column as written: TIMESTAMP is what TIMESTAMP_TYPE_MAPPING says. */
export function declaredType(type: TypeName, context: Pick<Context, 'values'>): ValueType {
  const name = type.name === 'TIMESTAMP' ? context.values.parameter('TIMESTAMP_TYPE_MAPPING') : type.name
  return storedType(typeOf({ ...type, name }))
}

/** What the definitions of CREATE TABLE are checked with. */
interface ColumnWorld {
  readonly context: Context
  readonly sources: Sources
  /** DEFAULT_DDL_COLLATION. */
  readonly collation?: string | undefined
}

/** The column that a definition means; `type` is what a query gives it where none is written. */
export function columnOf(
  definition: ColumnDefinition,
  physical: string,
  world: ColumnWorld,
  type?: ValueType,
): TableColumn {
  const { name, span } = definition
  const plain = definition.type === undefined ? type : declaredType(definition.type, world.context)
  if (plain === undefined) throw new Error(`Snowmelt bug: column ${name.text} has no type`)
  const columnType = withCollation(plain, definition, world)
  const keys = definition.constraints.map((constraint) => constraint.type)
  const primaryKey = keys.includes('PRIMARY KEY')
  if (definition.default !== undefined && definition.autoincrement !== undefined)
    fail('CONFLICTING_CLAUSES', { clauses: 'DEFAULT and AUTOINCREMENT' }, span)
  return {
    name: name.text,
    physical,
    type: columnType,
    nullable: !definition.notNull && !primaryKey,
    primaryKey,
    uniqueKey: keys.includes('UNIQUE'),
    ...(definition.default === undefined
      ? {}
      : { default: defaultText(definition.default, columnType, definition, world) }),
    ...(definition.autoincrement === undefined ? {} : { autoincrement: counter(definition, columnType) }),
    ...(definition.comment === undefined ? {} : { comment: definition.comment }),
  }
}

function withCollation(type: ValueType, definition: ColumnDefinition, world: ColumnWorld): ValueType {
  const { collation: written, span } = definition
  if (type.kind !== 'VARCHAR') {
    if (written !== undefined)
      fail('INVALID_PROPERTY', { property: 'COLLATE', object: `${type.kind} COLUMN` }, span)
    return type
  }
  const collation = written ?? world.collation
  if (collation === undefined || collation === '') return type
  // The binder knows which collations there are.
  collated({ kind: 'Constant', value: '', type, span }, collation, span)
  return { ...type, collation }
}

/** The text of a default, once it is known to bind and to fit the column. */
function defaultText(
  expression: Expression,
  type: ValueType,
  { name }: ColumnDefinition,
  world: ColumnWorld,
): string {
  const { text } = world.context
  assign(bindExpression(expression, constantScope(world, 'DEFAULT')), type, name.text, expression.span)
  return sequenceDefault(expression, world.context) ?? text.slice(expression.span.start, expression.span.end)
}

/** `sequence.NEXTVAL` with the sequence's full name: the default means the same one wherever a session is. */
export function sequenceDefault(expression: Expression, { catalog, state }: Context): string | undefined {
  if (expression.kind !== 'ColumnReference' || expression.parts.at(-1)?.text !== 'NEXTVAL') return undefined
  const sequence = namedSequence(catalog, expression.parts.slice(0, -1), state)
  return sequence === undefined ? undefined : `${printName(sequence)}.NEXTVAL`
}

/** A scope without columns and without queries. */
export function constantScope({ context, sources }: ColumnWorld, place: string): Scope {
  const frame = startFrame(sources, context.values, context.text)
  return {
    ...scopeOf(frame, noNames, { noAggregates: place, noWindows: place }),
    query: (query) => fail('UNSUPPORTED', { feature: `subquery in ${place}` }, query.span),
  }
}

/** https://docs.snowflake.com/en/sql-reference/sql/create-table#label-create-table-autoincrement */
function counter(
  { autoincrement, name, span }: ColumnDefinition,
  type: ValueType,
): NonNullable<TableColumn['autoincrement']> {
  if (type.kind !== 'NUMBER' || type.scale !== 0)
    fail('INVALID_PROPERTY', { property: 'AUTOINCREMENT', object: `${type.kind} COLUMN ${name.text}` }, span)
  const { start = '1', step = '1', order = false } = autoincrement ?? {}
  if (BigInt(step) === 0n) fail('INVALID_VALUE', { value: step, property: 'INCREMENT' }, span)
  return { start, step, order, sequence: '' }
}

/** The columns with the DuckDB sequences of those that count; a table's id makes their names its own. */
export function withSequences(
  columns: readonly TableColumn[],
  tableId: number,
  first = 0,
): readonly TableColumn[] {
  return columns.map((column, index) =>
    column.autoincrement === undefined
      ? column
      : {
          ...column,
          autoincrement: { ...column.autoincrement, sequence: `#${tableId}~column_${first + index}` },
        },
  )
}

/** Checks that the expressions of CLUSTER BY bind, and gives them as SHOW TABLES has them. */
export function clusterText(
  clusterBy: readonly Expression[],
  columns: readonly TableColumn[],
  { context, sources }: ColumnWorld,
): string {
  if (clusterBy.length === 0) return ''
  const frame = startFrame(sources, context.values, context.text)
  const named = columns.map((column): NamedColumn => ({
    name: column.name,
    value: columnUse(newColumn(frame.binding, column)),
    hidden: false,
  }))
  const scope = scopeOf(
    frame,
    { relations: [], columns: named },
    { noAggregates: 'CLUSTER BY', noWindows: 'CLUSTER BY' },
  )
  for (const expression of clusterBy) bindExpression(expression, scope)
  return `LINEAR(${clusterBy.map(print).join(', ')})`
}
