import type { ColumnType } from '../../account/types.ts'
import type { Row } from '../../account/result.ts'
import type { ShowColumns } from '../../sql/statement/show-columns.ts'
import { textTable, type DescribedColumn, type Description, type Scene } from '../catalog/descriptor.ts'
import { counterText, type TableColumn } from '../catalog/objects/table.ts'
import { octetLength } from './information-columns.ts'
import { likeFilter } from './like.ts'
import { columnedIn, type Columned } from './table-scope.ts'

/** https://docs.snowflake.com/en/sql-reference/sql/show-columns#output */
const names = [
  'table_name',
  'schema_name',
  'column_name',
  'data_type',
  'null?',
  'default',
  'kind',
  'expression',
  'comment',
  'database_name',
  'autoincrement',
  'schema_evolution_record',
]

/** What SHOW COLUMNS gives: a view that no longer binds has no columns. */
export async function showColumns(statement: ShowColumns, scene: Scene): Promise<Description> {
  const fits = likeFilter(statement.like ?? '%')
  const rows: Row[] = []
  for (const owner of columnedIn(statement.in, scene))
    for (const column of await columnsOf(owner, scene)) if (fits(column.name)) rows.push(rowOf(owner, column))
  return textTable(names, rows)
}

type Shown = DescribedColumn & Partial<TableColumn>

async function columnsOf(owner: Columned, { facts }: Scene): Promise<readonly Shown[]> {
  if (owner.kind === 'TABLE') return owner.columns
  const columns = await facts.viewColumns(owner).catch(() => [])
  return columns.map((column, index) => {
    const comment = owner.columns[index]?.comment
    return comment === undefined ? column : { ...column, comment }
  })
}

function rowOf(owner: Columned, column: Shown): Row {
  const { autoincrement } = column
  return [
    owner.name,
    owner.schema,
    column.name,
    dataType(column),
    String(column.nullable),
    autoincrement === undefined ? (column.default ?? '') : '',
    'COLUMN',
    '',
    column.comment ?? '',
    owner.database,
    autoincrement === undefined ? '' : counterText(autoincrement),
    column.evolution ?? null,
  ]
}

/** The JSON of the type, as `{"type":"FIXED","precision":38,"scale":0,"nullable":true}`. */
function dataType({ type, nullable }: Shown): string {
  return JSON.stringify(properties(type, nullable))
}

function properties(type: ColumnType, nullable: boolean): Readonly<Record<string, unknown>> {
  switch (type.kind) {
    case 'NUMBER':
      return { type: 'FIXED', precision: type.precision, scale: type.scale, nullable }
    case 'FLOAT':
      return { type: 'REAL', nullable }
    case 'VARCHAR':
      return {
        type: 'TEXT',
        length: type.length,
        byteLength: octetLength(type.length),
        nullable,
        fixed: false,
      }
    case 'BINARY':
      return { type: 'BINARY', length: type.length, byteLength: type.length, nullable, fixed: true }
    case 'TIME':
    case 'TIMESTAMP_NTZ':
    case 'TIMESTAMP_LTZ':
    case 'TIMESTAMP_TZ':
      return { type: type.kind, precision: 0, scale: type.precision, nullable }
    case 'BOOLEAN':
    case 'DATE':
    case 'VARIANT':
    case 'OBJECT':
    case 'ARRAY':
      return { type: type.kind, nullable }
  }
}
