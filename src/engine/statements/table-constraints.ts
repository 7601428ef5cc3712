import { fail } from '../../common/errors.ts'
import { positionAt } from '../../common/span.ts'
import type { Identifier } from '../../sql/expression/name.ts'
import type { CreateTable, TableConstraint } from '../../sql/statement/table.ts'
import { printName, type QualifiedName } from '../catalog/names.ts'
import type { KeptConstraint, TableColumn } from '../catalog/objects/table.ts'
import type { Context } from '../context.ts'

/** The keys of a new table: those of its columns, then those that stand by themselves. */
export function constraintsOf(
  { columns: definitions, constraints }: CreateTable,
  columns: readonly TableColumn[],
  self: QualifiedName & { readonly id: number },
  context: Context,
): readonly KeptConstraint[] {
  const written = [
    ...definitions.flatMap((definition) =>
      definition.constraints.map((constraint) => ({ ...constraint, columns: [definition.name] })),
    ),
    ...constraints,
  ]
  const primary = written.filter(({ type }) => type === 'PRIMARY KEY')
  if (primary.length > 1)
    fail('INVALID_CONSTRAINT', { reason: 'a table has at most one primary key' }, primary[1]?.span)
  const world = { columns, self, context, primaryKey: primary[0]?.columns.map(({ text }) => text) ?? [] }
  return written.map((constraint, index) => kept(constraint, `SYS_CONSTRAINT_${self.id}_${index + 1}`, world))
}

interface ConstraintWorld {
  readonly columns: readonly TableColumn[]
  readonly self: QualifiedName
  readonly context: Context
  readonly primaryKey: readonly string[]
}

function kept(constraint: TableConstraint, name: string, world: ConstraintWorld): KeptConstraint {
  const { type, span } = constraint
  // Snowflake too keeps keys of standard tables without enforcing them.
  if (constraint.properties.includes('ENFORCED'))
    fail('UNSUPPORTED', { feature: `ENFORCED ${type} constraint` }, span)
  const columns = namesIn(
    constraint.columns,
    world.columns.map((column) => column.name),
    world.context.text,
  )
  const references =
    constraint.references === undefined ? undefined : referenced(constraint, columns.length, world)
  return {
    type,
    name: constraint.name?.text ?? name,
    columns,
    properties: constraint.properties,
    ...(references === undefined ? {} : { references }),
  }
}

/** The table that a foreign key names, perhaps the new one itself; without columns its primary key is meant. */
function referenced(
  { references, span }: TableConstraint,
  count: number,
  { columns, self, context, primaryKey }: ConstraintWorld,
): NonNullable<KeptConstraint['references']> {
  if (references === undefined) throw new Error('Snowmelt bug: a foreign key without a table')
  const { catalog, state, text } = context
  const name = catalog.qualify(references.table, state)
  const isSelf = printName(name) === printName(self)
  const target = isSelf ? undefined : catalog.get('TABLE', references.table, state)
  const key = target?.constraints.find(({ type }) => type === 'PRIMARY KEY')?.columns ?? primaryKey
  const names = (target?.columns ?? columns).map((column) => column.name)
  const written = references.columns.length === 0 ? key : namesIn(references.columns, names, text)
  if (written.length !== count)
    fail(
      'INVALID_CONSTRAINT',
      { reason: `${count} column(s) reference ${written.length} column(s) of '${printName(name)}'` },
      span,
    )
  return { table: printName(name), columns: written }
}

/** The names, each of which must be a column. */
function namesIn(
  identifiers: readonly Identifier[],
  columns: readonly string[],
  text: string,
): readonly string[] {
  return identifiers.map(({ text: name, span }) => {
    if (columns.includes(name)) return name
    const { line, column } = positionAt(text, span.start)
    return fail('INVALID_IDENTIFIER', { name, line, position: column - 1 }, span)
  })
}

/** The columns with what keys say of them: a primary key's accept no NULL. */
export function withKeys(
  columns: readonly TableColumn[],
  constraints: readonly KeptConstraint[],
): readonly TableColumn[] {
  const within = (type: KeptConstraint['type'], name: string): boolean =>
    constraints.some((constraint) => constraint.type === type && constraint.columns.includes(name))
  return columns.map((column) => {
    const primaryKey = within('PRIMARY KEY', column.name)
    return {
      ...column,
      primaryKey,
      uniqueKey: within('UNIQUE', column.name),
      nullable: column.nullable && !primaryKey,
    }
  })
}
