import { fail } from '../../common/errors.ts'
import type { AlterTable, ConstraintReference, TableAction } from '../../sql/statement/alter-table.ts'
import { printName } from '../catalog/names.ts'
import type { KeptConstraint, TableRecord } from '../catalog/objects/table.ts'
import type { Context } from '../context.ts'
import { columnNamed } from './alter-table-columns.ts'
import { constraintsOf, withKeys } from './table-constraints.ts'

type ActionOf<K extends TableAction['kind']> = Extract<TableAction, { readonly kind: K }>

/** ADD [CONSTRAINT name] { PRIMARY KEY | UNIQUE | FOREIGN KEY } (…) */
export async function addConstraint(
  { constraint }: ActionOf<'AddConstraint'>,
  table: TableRecord,
  _statement: AlterTable,
  context: Context,
): Promise<TableRecord> {
  if (constraint.columns.length === 0)
    fail('INVALID_CONSTRAINT', { reason: 'it names no columns' }, constraint.span)
  if (constraint.name !== undefined) refuseTaken(table, constraint.name.text, constraint.span)
  const added = constraintsOf({ columns: [], constraints: [constraint] }, table.columns, table, context)
  const constraints = [...table.constraints, ...added]
  return { ...table, columns: withKeys(table.columns, constraints), constraints }
}

/** DROP { CONSTRAINT name | PRIMARY KEY | UNIQUE (…) | FOREIGN KEY (…) }: columns of a primary key stay NOT NULL. */
export async function dropConstraint(
  { constraint, behavior }: ActionOf<'DropConstraint'>,
  table: TableRecord,
  { span }: AlterTable,
  { catalog }: Context,
): Promise<TableRecord> {
  const gone = find(constraint, table, span)
  const referencing = catalog
    .all('TABLE')
    .find((each) => each.constraints.some((it) => it.references?.table === printName(table)))
  if (behavior === 'RESTRICT' && gone.type !== 'FOREIGN KEY' && referencing !== undefined)
    fail('REFERENCED_BY_KEY', { name: gone.name, by: printName(referencing) }, span)
  const constraints = table.constraints.filter((each) => each !== gone)
  return { ...table, columns: withKeys(table.columns, constraints), constraints }
}

/** ALTER CONSTRAINT … [NOT] ENFORCED, RELY …: what is given replaces what excludes it. */
export async function alterConstraint(
  { constraint, properties }: ActionOf<'AlterConstraint'>,
  table: TableRecord,
  { span }: AlterTable,
): Promise<TableRecord> {
  const found = find(constraint, table, span)
  if (properties.includes('ENFORCED'))
    fail('UNSUPPORTED', { feature: `ENFORCED ${found.type} constraint` }, span)
  const subjects = new Set(properties.map(subjectOf))
  const kept = found.properties.filter((words) => !subjects.has(subjectOf(words)))
  const changed = { ...found, properties: [...kept, ...properties] }
  return { ...table, constraints: table.constraints.map((each) => (each === found ? changed : each)) }
}

/** What RELY and NORELY, ENFORCED and NOT ENFORCED are about. */
function subjectOf(words: string): string {
  return words.replace(/^NOT /, '').replace(/^NO(?=RELY|VALIDATE)/, '')
}

export async function renameConstraint(
  { from, to }: ActionOf<'RenameConstraint'>,
  table: TableRecord,
  { span }: AlterTable,
): Promise<TableRecord> {
  const found = find({ name: from }, table, span)
  if (from.text !== to.text) refuseTaken(table, to.text, to.span)
  const changed = { ...found, name: to.text }
  return { ...table, constraints: table.constraints.map((each) => (each === found ? changed : each)) }
}

function refuseTaken(table: TableRecord, name: string, span: AlterTable['span']): void {
  if (table.constraints.some((each) => each.name === name)) fail('OBJECT_ALREADY_EXISTS', { name }, span)
}

function find(reference: ConstraintReference, table: TableRecord, span: AlterTable['span']): KeptConstraint {
  if ('name' in reference) {
    const { text } = reference.name
    return (
      table.constraints.find(({ name }) => name === text) ??
      fail('CONSTRAINT_NOT_FOUND', { constraint: text }, reference.name.span)
    )
  }
  const { type } = reference
  const columns = reference.columns.map((column) => columnNamed(table, column).name)
  const found = table.constraints.find(
    (each) =>
      each.type === type &&
      ((type === 'PRIMARY KEY' && columns.length === 0) || each.columns.join('\0') === columns.join('\0')),
  )
  return found ?? fail('CONSTRAINT_NOT_FOUND', { constraint: `${type} (${columns.join(', ')})` }, span)
}
