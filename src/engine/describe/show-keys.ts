import type { ColumnType } from '../../account/types.ts'
import type { Row } from '../../account/result.ts'
import type { ShowKeys } from '../../sql/statement/show-columns.ts'
import type { Description, Scene } from '../catalog/descriptor.ts'
import { printName } from '../catalog/names.ts'
import type { KeptConstraint, TableRecord } from '../catalog/objects/table.ts'
import { columnedIn } from './table-scope.ts'

const text: ColumnType = { kind: 'VARCHAR', length: 16_777_216 }
const types: Readonly<Record<string, ColumnType>> = {
  created_on: { kind: 'TIMESTAMP_LTZ', precision: 3 },
  key_sequence: { kind: 'NUMBER', precision: 38, scale: 0 },
}

/** https://docs.snowflake.com/en/sql-reference/sql/show-primary-keys#output */
const keyColumns = [
  'created_on', 'database_name', 'schema_name', 'table_name', 'column_name', 'key_sequence', 'comment', 'constraint_name',
] // prettier-ignore

/** Those that Snowflake's JDBC driver reads for DatabaseMetaData.getImportedKeys. */
const referenceColumns = [
  'created_on', 'pk_database_name', 'pk_schema_name', 'pk_table_name', 'pk_column_name', 'fk_database_name', 'fk_schema_name',
  'fk_table_name', 'fk_column_name', 'key_sequence', 'update_rule', 'delete_rule', 'fk_name', 'pk_name', 'deferrability', 'rely',
  'comment',
] // prettier-ignore

/** What SHOW PRIMARY KEYS, UNIQUE KEYS, IMPORTED KEYS and EXPORTED KEYS give: a row for each column of a key. */
export function showKeys(statement: ShowKeys, scene: Scene): Description {
  const tables = columnedIn(statement.in, scene).filter((it) => it.kind === 'TABLE')
  if (statement.keys === 'PRIMARY') return tableOf(keyColumns, keyRows(tables, 'PRIMARY KEY', scene))
  if (statement.keys === 'UNIQUE') return tableOf(keyColumns, keyRows(tables, 'UNIQUE', scene))
  return tableOf(referenceColumns, referenceRows(tables, statement.keys, scene))
}

function tableOf(names: readonly string[], rows: readonly Row[]): Description {
  return { columns: names.map((name) => ({ name, type: types[name] ?? text, nullable: true })), rows }
}

function keyRows(tables: readonly TableRecord[], type: KeptConstraint['type'], scene: Scene): readonly Row[] {
  return tables.flatMap((table) =>
    table.constraints
      .filter((constraint) => constraint.type === type)
      .flatMap(({ columns, name }) =>
        columns.map((column, index): Row => [
          scene.timestamp(table.createdOn),
          table.database,
          table.schema,
          table.name,
          column,
          String(index + 1),
          null,
          name,
        ]),
      ),
  )
}

/** Foreign keys of the tables, or those that name the tables. */
function referenceRows(
  tables: readonly TableRecord[],
  keys: 'IMPORTED' | 'EXPORTED',
  scene: Scene,
): readonly Row[] {
  const meant = new Set(tables.map(printName))
  const from = keys === 'IMPORTED' ? tables : scene.catalog.all('TABLE')
  return from.flatMap((table) =>
    table.constraints.flatMap((constraint) => {
      const { references } = constraint
      if (references === undefined || (keys === 'EXPORTED' && !meant.has(references.table))) return []
      const target = scene.catalog.all('TABLE').find((it) => printName(it) === references.table)
      return target === undefined ? [] : referenceRow(table, constraint, references.columns, target, scene)
    }),
  )
}

function referenceRow(
  table: TableRecord,
  constraint: KeptConstraint,
  referenced: readonly string[],
  target: TableRecord,
  scene: Scene,
): readonly Row[] {
  const primary = target.constraints.find(
    ({ type, columns }) => type !== 'FOREIGN KEY' && columns.join('\0') === referenced.join('\0'),
  )
  return constraint.columns.map((column, index): Row => [
    scene.timestamp(table.createdOn),
    target.database,
    target.schema,
    target.name,
    referenced[index] ?? null,
    table.database,
    table.schema,
    table.name,
    column,
    String(index + 1),
    ruleOf(constraint, 'ON UPDATE'),
    ruleOf(constraint, 'ON DELETE'),
    constraint.name,
    primary?.name ?? null,
    constraint.properties.find((words) => words.endsWith('DEFERRABLE')) ?? 'NOT DEFERRABLE',
    String(constraint.properties.includes('RELY')),
    null,
  ])
}

/** `ON DELETE CASCADE` → CASCADE. */
export function ruleOf({ properties }: KeptConstraint, when: 'ON UPDATE' | 'ON DELETE'): string {
  const written = properties.find((words) => words.startsWith(when))
  return written === undefined ? 'NO ACTION' : written.slice(when.length + 1)
}
