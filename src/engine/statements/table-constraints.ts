import { fail } from '../../common/errors.ts'
import { positionAt } from '../../common/span.ts'
import type { Identifier } from '../../sql/expression/name.ts'
import type { CreateTable, TableConstraint } from '../../sql/statement/table.ts'
import { printName, type QualifiedName } from '../catalog/names.ts'
import type { KeptConstraint, TableColumn } from '../catalog/objects/table.ts'
import type { Context } from '../context.ts'

/** The keys that are written for a table, new or old: those of columns, then those that stand by themselves. */
export function constraintsOf(
  { columns: definitions, constraints }: Pick<CreateTable, 'columns' | 'constraints'>,
  columns: readonly TableColumn[],
  self: QualifiedName & { readonly id: number; readonly constraints?: readonly KeptConstraint[] },
  context: Context,
): readonly KeptConstraint[] {
  const written = [
    ...definitions.flatMap((definition) =>
      definition.constraints.map((constraint) => ({ ...constraint, columns: [definition.name] })),
    ),
    ...constraints,
  ]
  const primary = written.filter(({ type }) => type === 'PRIMARY KEY')
  const before = self.constraints ?? []
  const known = before.find(({ type }) => type === 'PRIMARY KEY')
  if (primary.length > 1 || (primary.length > 0 && known !== undefined))
    fail(
      'INVALID_CONSTRAINT',
      { reason: 'a table has at most one primary key' },
      (primary[1] ?? primary[0])?.span,
    )
  const world = {
    columns,
    self,
    context,
    primaryKey: primary[0]?.columns.map(({ text }) => text) ?? known?.columns ?? [],
  }
  const first = firstFree(before)
  return written.map((constraint, index) =>
    kept(constraint, `SYS_CONSTRAINT_${self.id}_${first + index}`, world),
  )
}

/** The first number that no key has in a name that the account made up. */
function firstFree(constraints: readonly KeptConstraint[]): number {
  const numbers = constraints.map(({ name }) => Number(/^SYS_CONSTRAINT_\d+_(\d+)$/.exec(name)?.[1] ?? 0))
  return Math.max(0, ...numbers) + 1
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

/** The columns of a new table with what keys say of them: a primary key's accept no NULL. */
export function withNewKeys(
  columns: readonly TableColumn[],
  constraints: readonly KeptConstraint[],
): readonly TableColumn[] {
  return withKeys(columns, constraints).map((column) =>
    column.primaryKey ? { ...column, nullable: false } : column,
  )
}

/**
 * The columns with what keys say of them. "Adding a PRIMARY KEY constraint on a column using an ALTER TABLE statement does not change
 * column nullability." https://docs.snowflake.com/en/sql-reference/sql/create-table#create-or-alter-table-examples
 */
export function withKeys(
  columns: readonly TableColumn[],
  constraints: readonly KeptConstraint[],
): readonly TableColumn[] {
  const within = (type: KeptConstraint['type'], name: string): boolean =>
    constraints.some((constraint) => constraint.type === type && constraint.columns.includes(name))
  return columns.map((column) => ({
    ...column,
    primaryKey: within('PRIMARY KEY', column.name),
    uniqueKey: within('UNIQUE', column.name),
  }))
}
