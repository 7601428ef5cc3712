import type { Span } from '../../common/span.ts'
import type { Identifier, ObjectName } from '../expression/name.ts'
import type { Cursor } from '../text/cursor.ts'
import { sql, type Sql } from '../text/print.ts'
import { parseColumnNames } from './column-names.ts'

/** Not enforced by Snowflake (nor here): kept as metadata. */
export interface TableConstraint {
  readonly type: 'PRIMARY KEY' | 'UNIQUE' | 'FOREIGN KEY'
  readonly name?: Identifier
  /** Empty for an inline constraint. */
  readonly columns: readonly Identifier[]
  readonly references?: { readonly table: ObjectName; readonly columns: readonly Identifier[] }
  /** ENFORCED, NOT ENFORCED, RELY … as written, upper case. */
  readonly properties: readonly string[]
  readonly span: Span
}

const types = ['PRIMARY KEY', 'UNIQUE', 'FOREIGN KEY'] as const

/** Whether a constraint begins here, inline or out of line. */
export function atConstraint(cursor: Cursor): boolean {
  return ['CONSTRAINT', ...types, 'REFERENCES', 'CHECK ('].some((words) => cursor.is(...words.split(' ')))
}

/**
 * [CONSTRAINT name] { { PRIMARY KEY | UNIQUE } [(column, …)] | [FOREIGN KEY] [(column, …)] REFERENCES table [(column, …)] }
 *   [constraint property …]
 * https://docs.snowflake.com/en/sql-reference/sql/create-table-constraint
 */
export function parseConstraint(cursor: Cursor): TableConstraint {
  const start = cursor.start()
  const name = cursor.take('CONSTRAINT') ? cursor.identifier() : undefined
  if (cursor.is('CHECK', '(')) cursor.unsupported('CHECK constraint')
  const type = types.find((words) => cursor.take(...words.split(' '))) ?? 'FOREIGN KEY'
  const columns = type === 'FOREIGN KEY' && cursor.is('REFERENCES') ? [] : parseColumnNames(cursor)
  const references = type === 'FOREIGN KEY' ? parseReferences(cursor) : undefined
  return {
    type,
    ...(name === undefined ? {} : { name }),
    columns,
    ...(references === undefined ? {} : { references }),
    properties: parseConstraintProperties(cursor),
    span: cursor.span(start),
  }
}

/** REFERENCES table [(column, …)] */
function parseReferences(cursor: Cursor): NonNullable<TableConstraint['references']> {
  cursor.expect('REFERENCES')
  return { table: cursor.name(), columns: parseColumnNames(cursor) }
}

const properties = [
  'NOT ENFORCED', 'ENFORCED', 'NOT DEFERRABLE', 'DEFERRABLE', 'INITIALLY DEFERRED', 'INITIALLY IMMEDIATE', 'ENABLE',
  'DISABLE', 'VALIDATE', 'NOVALIDATE', 'RELY', 'NORELY', 'MATCH FULL', 'MATCH SIMPLE', 'MATCH PARTIAL',
  ...['ON UPDATE', 'ON DELETE'].flatMap((when) =>
    ['CASCADE', 'SET NULL', 'SET DEFAULT', 'RESTRICT', 'NO ACTION'].map((action) => `${when} ${action}`),
  ),
].map((words) => words.split(' ')) // prettier-ignore

/** { [NOT] ENFORCED | [NOT] DEFERRABLE | … | RELY | NORELY | MATCH … | ON { UPDATE | DELETE } … } … */
export function parseConstraintProperties(cursor: Cursor): readonly string[] {
  const found: string[] = []
  for (;;) {
    const words = properties.find((row) => cursor.take(...row))
    if (words === undefined) return found
    found.push(words.join(' '))
  }
}

/** A constraint as it stands in a table or after a column's type. */
export function printConstraint(constraint: TableConstraint): Sql {
  const { name, type, columns, references } = constraint
  const isInlineReference = type === 'FOREIGN KEY' && columns.length === 0
  return sql.join(
    [
      ...(name === undefined ? [] : [sql`CONSTRAINT ${sql.identifier(name)}`]),
      ...(isInlineReference ? [] : [sql`${sql.words(type)}${sql.columns(columns)}`]),
      ...(references === undefined ? [] : [printReferences(references)]),
      ...constraint.properties.map(sql.words),
    ],
    ' ',
  )
}

function printReferences({ table, columns }: NonNullable<TableConstraint['references']>): Sql {
  return sql`REFERENCES ${sql.name(table)}${sql.columns(columns)}`
}
