import { fail } from '../../common/errors.ts'
import type { FileInfo } from '../../lake/files.ts'
import type { TableColumn, TableRecord } from '../catalog/objects/table.ts'
import { freePhysicalName } from '../storage/physical.ts'
import type { ColumnChange } from '../storage/table-storage.ts'
import type { ValueType } from '../types/data-type.ts'
import type { Copy, CopyWorld } from './copy.ts'
import { inferColumns, type InferredColumn } from './infer-schema.ts'

/** "limited to adding a maximum of 100 columns … per COPY operation" */
const mostColumns = 100

/** What the schema evolution record of a column tells. */
type Evolution = 'ADD_COLUMN' | 'DROP_NOT_NULL'

/**
 * The table that a COPY loads into, with the columns that its files have and the table has not, and without NOT NULL where a file does not
 * have a column: where ENABLE_SCHEMA_EVOLUTION and MATCH_BY_COLUMN_NAME ask for it. The change belongs to the transaction of the load.
 * https://docs.snowflake.com/en/user-guide/data-load-schema-evolution
 */
export async function evolvedTable(
  copy: Copy,
  files: readonly FileInfo[],
  world: CopyWorld,
): Promise<TableRecord> {
  const { table, format, options } = copy
  if (table.schemaEvolution !== true || options.match === 'NONE') return table
  // "ERROR_ON_COLUMN_COUNT_MISMATCH must be set to false"
  if (format.type === 'CSV' && (format.checkColumnCount || !format.parseHeader)) return table
  const { services, transaction } = world
  const found = await inferColumns(
    {
      location: copy.location,
      format,
      files: undefined,
      ignoreCase: options.match === 'CASE_INSENSITIVE',
      maxFiles: undefined,
      maxRecords: undefined,
      kind: 'STANDARD',
    },
    files,
    { files: services.files, duck: services.duck, transaction },
  )
  const changes = changesOf(copy, files, found, world)
  if (changes.length === 0) return table
  await transaction.write(table)
  const changed = changes.reduce(applied, table)
  await services.storage.alter(transaction, changed, changes)
  await services.catalog.put(transaction, changed)
  return changed
}

function changesOf(
  { table, options, location }: Copy,
  files: readonly FileInfo[],
  found: readonly InferredColumn[],
  world: CopyWorld,
): readonly ColumnChange[] {
  const fold = (name: string) => (options.match === 'CASE_INSENSITIVE' ? name.toUpperCase() : name)
  const metadata = new Set(options.includeMetadata.map(({ column }) => column.text))
  const known = new Set(table.columns.map(({ name }) => fold(name)))
  const record = (type: Evolution, file: string) => evolutionRecord(type, file, world)
  const added = found.filter(({ name }) => !known.has(fold(name)))
  if (added.length > mostColumns)
    fail('UNSUPPORTED', {
      feature: `schema evolution by more than ${mostColumns} columns in a COPY statement`,
    })
  const columns = [...table.columns]
  const additions = added.map(({ name, type, files: having }): ColumnChange => {
    const column: TableColumn = {
      name,
      physical: freePhysicalName(name, columns),
      type: columnType(type),
      nullable: true,
      primaryKey: false,
      uniqueKey: false,
      evolution: record('ADD_COLUMN', having[0] ?? ''),
    }
    columns.push(column)
    return { kind: 'Add', column }
  })
  const byName = new Map(found.map((column) => [fold(column.name), column]))
  // A file in which no column was found has no rows that could lack one.
  const filled = files
    .map(({ url }) => location.path(url))
    .filter((path) => found.some((column) => column.files.includes(path)))
  const freed = table.columns.flatMap((column): readonly ColumnChange[] => {
    if (column.nullable || metadata.has(column.name)) return []
    const without = filled.find((path) => byName.get(fold(column.name))?.files.includes(path) !== true)
    if (without === undefined) return []
    return [
      {
        kind: 'Nullable',
        column: { ...column, nullable: true, evolution: record('DROP_NOT_NULL', without) },
      },
    ]
  })
  return [...additions, ...freed]
}

function applied(table: TableRecord, { kind, column }: ColumnChange): TableRecord {
  const columns =
    kind === 'Add'
      ? [...table.columns, column]
      : table.columns.map((each) => (each.physical === column.physical ? column : each))
  return { ...table, columns }
}

function evolutionRecord(evolutionType: Evolution, fileName: string, { services, query }: CopyWorld): string {
  const time = new Date(services.clock.now()).toISOString()
  return JSON.stringify({
    evolutionType,
    evolutionMode: 'COPY',
    fileName,
    triggeringTime: time.replace('T', ' ').replace('Z', '000000Z'),
    queryId: query?.id ?? null,
  })
}

/** The type of a new column. Numbers get all the digits that there can be: later files may have more than this one. */
function columnType(type: string): ValueType {
  const [, scale] = /^NUMBER\(\d+, (\d+)\)$/.exec(type) ?? []
  if (scale === '0') return { kind: 'NUMBER', precision: 38, scale: 0, form: 'BIGINT' }
  if (scale !== undefined) return { kind: 'NUMBER', precision: 38, scale: Number(scale), form: 'DECIMAL' }
  const plain: Readonly<Record<string, ValueType>> = {
    REAL: { kind: 'FLOAT' },
    BOOLEAN: { kind: 'BOOLEAN' },
    DATE: { kind: 'DATE' },
    TIME: { kind: 'TIME', precision: 9 },
    TIMESTAMP_NTZ: { kind: 'TIMESTAMP_NTZ', precision: 9 },
    BINARY: { kind: 'BINARY', length: 8_388_608 },
    VARIANT: { kind: 'VARIANT' },
    OBJECT: { kind: 'OBJECT' },
    ARRAY: { kind: 'ARRAY' },
  }
  return plain[type] ?? { kind: 'VARCHAR', length: 16_777_216 }
}
