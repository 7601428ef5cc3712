import type { DescribedColumn, Facts } from '../catalog/descriptor.ts'
import type { TableColumn, TableRecord } from '../catalog/objects/table.ts'
import type { ViewRecord } from '../catalog/objects/view.ts'
import type { ValueType } from '../types/data-type.ts'
import { count, text } from '../types/standard.ts'

type Value = string | null

/** A column with the place it has in its table or view. */
interface Placed {
  readonly owner: TableRecord | ViewRecord
  readonly ordinal: number
  readonly column: DescribedColumn &
    Partial<Pick<TableColumn, 'default' | 'autoincrement' | 'comment' | 'evolution'>>
}

const string = text()
const words = (of: (it: Placed) => Value): { type: ValueType; of: (it: Placed) => Value } => ({
  type: string,
  of,
})
const digits = (of: (it: Placed) => Value): { type: ValueType; of: (it: Placed) => Value } => ({
  type: count,
  of,
})
const nothing = words(() => null)

/** The word that the Information Schema has for a type: TEXT for VARCHAR. */
function dataType({ column: { type } }: Placed): string {
  return type.kind === 'VARCHAR' ? 'TEXT' : type.kind
}

function length({ column: { type } }: Placed): Value {
  return type.kind === 'VARCHAR' ? String(type.length) : null
}

/** Bytes of a text of that length: a character takes up to four; a value has at most 16 MB where no longer one was asked for. */
export function octetLength(length: number): number {
  return Math.min(length * 4, Math.max(length, 16_777_216))
}

function octets({ column: { type } }: Placed): Value {
  if (type.kind === 'VARCHAR') return String(octetLength(type.length))
  return type.kind === 'BINARY' ? String(type.length) : null
}

function ofNumber(of: (type: Extract<ValueType, { kind: 'NUMBER' }>) => number): (it: Placed) => Value {
  return ({ column: { type } }) => (type.kind === 'NUMBER' ? String(of(type)) : null)
}

function fraction({ column: { type } }: Placed): Value {
  return 'precision' in type && type.kind !== 'NUMBER' ? String(type.precision) : null
}

function ofCounter(
  of: (counter: NonNullable<TableColumn['autoincrement']>) => string,
): (it: Placed) => Value {
  return ({ column: { autoincrement } }) => (autoincrement === undefined ? null : of(autoincrement))
}

/** What a column of an external table is computed from. */
function virtualExpression(column: object): string | null {
  return 'expression' in column && typeof column.expression === 'string' ? column.expression : null
}

/** https://docs.snowflake.com/en/sql-reference/info-schema/columns */
const cells = {
  TABLE_CATALOG: words(({ owner }) => owner.database),
  TABLE_SCHEMA: words(({ owner }) => owner.schema),
  TABLE_NAME: words(({ owner }) => owner.name),
  COLUMN_NAME: words(({ column }) => column.name),
  ORDINAL_POSITION: digits(({ ordinal }) => String(ordinal)),
  COLUMN_DEFAULT: words(({ column }) => column.default ?? null),
  IS_NULLABLE: words(({ column }) => (column.nullable ? 'YES' : 'NO')),
  DATA_TYPE: words(dataType),
  CHARACTER_MAXIMUM_LENGTH: digits(length),
  CHARACTER_OCTET_LENGTH: digits(octets),
  NUMERIC_PRECISION: digits(ofNumber(({ precision }) => precision)),
  NUMERIC_PRECISION_RADIX: digits(ofNumber(() => 10)),
  NUMERIC_SCALE: digits(ofNumber(({ scale }) => scale)),
  DATETIME_PRECISION: digits(fraction),
  INTERVAL_TYPE: nothing,
  INTERVAL_PRECISION: digits(() => null),
  CHARACTER_SET_CATALOG: nothing,
  CHARACTER_SET_SCHEMA: nothing,
  CHARACTER_SET_NAME: nothing,
  COLLATION_CATALOG: nothing,
  COLLATION_SCHEMA: nothing,
  COLLATION_NAME: words(({ column: { type } }) =>
    type.kind === 'VARCHAR' ? (type.collation ?? null) : null,
  ),
  DOMAIN_CATALOG: nothing,
  DOMAIN_SCHEMA: nothing,
  DOMAIN_NAME: nothing,
  UDT_CATALOG: nothing,
  UDT_SCHEMA: nothing,
  UDT_NAME: nothing,
  SCOPE_CATALOG: nothing,
  SCOPE_SCHEMA: nothing,
  SCOPE_NAME: nothing,
  MAXIMUM_CARDINALITY: digits(() => null),
  DTD_IDENTIFIER: nothing,
  IS_SELF_REFERENCING: words(() => 'NO'),
  IS_IDENTITY: words(({ column }) => (column.autoincrement === undefined ? 'NO' : 'YES')),
  IDENTITY_GENERATION: words(ofCounter(() => 'BY DEFAULT')),
  IDENTITY_START: words(ofCounter(({ start }) => start)),
  IDENTITY_INCREMENT: words(ofCounter(({ step }) => step)),
  IDENTITY_MAXIMUM: nothing,
  IDENTITY_MINIMUM: nothing,
  IDENTITY_CYCLE: words(ofCounter(() => 'NO')),
  IDENTITY_ORDERED: words(ofCounter(({ order }) => (order ? 'YES' : 'NO'))),
  SCHEMA_EVOLUTION_RECORD: words(({ column }) => column.evolution ?? null),
  COMMENT: words(({ column }) => column.comment ?? null),
  // Which of a type's names was written is not kept.
  DATA_TYPE_ALIAS: nothing,
  EXPRESSION: words(({ column }) => virtualExpression(column)),
  KIND: words(({ column }) => (virtualExpression(column) === null ? 'COLUMN' : 'VIRTUAL')),
}

/** The columns of INFORMATION_SCHEMA.COLUMNS. */
export const columnColumns: Readonly<Record<string, ValueType>> = Object.fromEntries(
  Object.entries(cells).map(([name, { type }]) => [name, type]),
)

/** The rows of INFORMATION_SCHEMA.COLUMNS. A view that no longer binds has no columns. */
export async function columnRows(
  tables: readonly TableRecord[],
  views: readonly ViewRecord[],
  facts: Facts,
): Promise<readonly (readonly Value[])[]> {
  const placed = tables.flatMap((owner) =>
    owner.columns.map((column, index): Placed => ({ owner, ordinal: index + 1, column })),
  )
  for (const view of views) {
    const columns = await facts.viewColumns(view).catch(() => [])
    placed.push(
      ...columns.map((column, index): Placed => {
        const comment = view.columns[index]?.comment
        return {
          owner: view,
          ordinal: index + 1,
          column: { ...column, ...(comment === undefined ? {} : { comment }) },
        }
      }),
    )
  }
  return placed.map((it) => Object.values(cells).map((cell) => cell.of(it)))
}
