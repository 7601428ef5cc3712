import { typeText } from '../../../account/types.ts'
import type { Row } from '../../../account/result.ts'
import type { Instant } from '../../../common/clock.ts'
import type { Expression } from '../../../sql/expression/expression.ts'
import type { ColumnDefinition, TableConstraint } from '../../../sql/statement/table.ts'
import {
  flag,
  number,
  ownerRoleType,
  text,
  textTable,
  time,
  type Descriptor,
  type Reader,
} from '../descriptor.ts'
import {
  commentOf,
  identifier,
  modifiers,
  nameFromText,
  nowhere,
  objectName,
  propertyList,
  typeName,
} from '../trees.ts'
import type { ValueType } from '../../types/data-type.ts'
import { isExternal } from './external-files.ts'
import type { ObjectRecord } from './record.ts'

export interface TableColumn {
  readonly name: string
  /** The column's name in DuckDB, where names differing only in case are the same. */
  readonly physical: string
  readonly type: ValueType
  readonly nullable: boolean
  /** Snowflake SQL of the DEFAULT. */
  readonly default?: string
  /** `sequence` is the DuckDB sequence behind the column. */
  readonly autoincrement?: {
    readonly start: string
    readonly step: string
    readonly order: boolean
    readonly sequence: string
  }
  readonly comment?: string
  readonly primaryKey: boolean
  readonly uniqueKey: boolean
  /** ALTER TABLE has added it with its default, which rows from before rely on: it cannot be dropped. */
  readonly addedWithDefault?: true
  /** JSON that tells how schema evolution changed the column last. */
  readonly evolution?: string
}
/** Not enforced: kept for SHOW, DESCRIBE and GET_DDL. */
export interface KeptConstraint {
  readonly type: 'PRIMARY KEY' | 'UNIQUE' | 'FOREIGN KEY'
  readonly name: string
  readonly columns: readonly string[]
  /** NOT ENFORCED, RELY … as written. */
  readonly properties: readonly string[]
  readonly references?: { readonly table: string; readonly columns: readonly string[] }
}
export interface TableRecord extends ObjectRecord {
  readonly kind: 'TABLE'
  readonly persistence: 'PERMANENT' | 'TRANSIENT' | 'TEMPORARY'
  readonly columns: readonly TableColumn[]
  readonly constraints: readonly KeptConstraint[]
  readonly clusterBy: string
  readonly retentionDays: number
  /** DATA_RETENTION_TIME_IN_DAYS was given for the table itself: it does not follow its schema's. */
  readonly ownRetention?: true
  readonly changeTracking: boolean
  /** Since when it tracks changes; absent: as long as it exists. */
  readonly trackedSince?: Instant
  /** Since when images of changed rows are kept, where that was not always so. */
  readonly historySince?: Instant
  /** ENABLE_SCHEMA_EVOLUTION. */
  readonly schemaEvolution?: true
  /** DEFAULT_DDL_COLLATION, for columns that are added. */
  readonly collation?: string
  /** Where the rows are in DuckDB, once the table has another name than when it was made. */
  readonly home?: { readonly schema: string; readonly name: string }
  /** CREATE TABLE's STAGE_FILE_FORMAT and the like, as given. */
  readonly options: Readonly<Record<string, unknown>>
}

/** The columns of DESCRIBE TABLE and DESCRIBE VIEW. */
export const describedColumns: readonly string[] = [
  'name',
  'type',
  'kind',
  'null?',
  'default',
  'primary key',
  'unique key',
  'check',
  'expression',
  'comment',
  'policy name',
  'privacy domain',
]

/** What DESCRIBE TABLE and INFORMATION_SCHEMA.COLUMNS write for the default of a column. */
export function defaultText(column: TableColumn): string | null {
  const { autoincrement } = column
  return autoincrement === undefined ? (column.default ?? null) : counterText(autoincrement)
}

/** `IDENTITY START 1 INCREMENT 1 NOORDER` */
export function counterText({ start, step, order }: NonNullable<TableColumn['autoincrement']>): string {
  return `IDENTITY START ${start} INCREMENT ${step} ${order ? 'ORDER' : 'NOORDER'}`
}

/** A column's type with its collation. */
export function columnTypeText(type: ValueType): string {
  const collation = type.kind === 'VARCHAR' ? type.collation : undefined
  return collation === undefined ? typeText(type) : `${typeText(type)} COLLATE '${collation}'`
}

function describedRow(column: TableColumn): Row {
  return [
    column.name,
    columnTypeText(column.type),
    'COLUMN',
    column.nullable ? 'Y' : 'N',
    defaultText(column),
    column.primaryKey ? 'Y' : 'N',
    column.uniqueKey ? 'Y' : 'N',
    null,
    null,
    column.comment ?? null,
    null,
    null,
  ]
}

/** https://docs.snowflake.com/en/sql-reference/sql/show-tables */
export const table: Descriptor<TableRecord> = {
  paged: true,
  show: {
    created_on: time((it) => it.createdOn),
    name: text((it) => it.name),
    database_name: text((it) => it.database),
    schema_name: text((it) => it.schema),
    kind: text((it) => (it.persistence === 'PERMANENT' ? 'TABLE' : it.persistence)),
    comment: text((it) => it.comment),
    cluster_by: text((it) => it.clusterBy),
    rows: number((it, { facts }) => (isExternal(it) ? null : facts.rowCount(it))),
    // DuckDB does not say how many bytes of its file are a table's.
    bytes: number(() => null),
    owner: text((it) => it.owner),
    retention_time: text((it) => String(it.retentionDays)),
    automatic_clustering: text((it) => (it.clusterBy === '' ? 'OFF' : 'ON')),
    change_tracking: text((it) => (it.changeTracking ? 'ON' : 'OFF')),
    search_optimization: text(() => 'OFF'),
    search_optimization_progress: number(() => null),
    search_optimization_bytes: number(() => null),
    is_external: flag(isExternal),
    enable_schema_evolution: flag((it) => it.schemaEvolution === true),
    owner_role_type: ownerRoleType(),
    is_event: text(() => 'N'),
    is_hybrid: text(() => 'N'),
    is_iceberg: text(() => 'N'),
    is_immutable: text(() => 'N'),
  },
  terse: {
    created_on: time((it) => it.createdOn),
    name: text((it) => it.name),
    kind: text(() => 'TABLE'),
    database_name: text((it) => it.database),
    schema_name: text((it) => it.schema),
  },
  describe: (it) => {
    const rows = it.columns.map(describedRow)
    if (it.columns.every(({ evolution }) => evolution === undefined)) return textTable(describedColumns, rows)
    const records = it.columns.map(({ evolution }) => evolution ?? null)
    return textTable(
      [...describedColumns, 'schema evolution record'],
      rows.map((row, index) => [...row, records[index] ?? null]),
    )
  },
  toDdl: (it, read) => ({
    kind: 'CreateTable',
    ...modifiers({
      temporary: it.persistence === 'TEMPORARY',
      transient: it.persistence === 'TRANSIENT',
    }),
    name: objectName(it.name),
    columns: it.columns.map((column) => columnDefinition(column, read)),
    constraints: it.constraints.map((constraint) => constraintTree(constraint, read)),
    clusterBy: clusterKeys(it.clusterBy, read),
    properties: propertyList({
      DATA_RETENTION_TIME_IN_DAYS: it.ownRetention === true ? it.retentionDays : undefined,
      ENABLE_SCHEMA_EVOLUTION: it.schemaEvolution,
      DEFAULT_DDL_COLLATION: it.collation,
      CHANGE_TRACKING: it.changeTracking ? true : undefined,
      COMMENT: commentOf(it),
    }),
    copyGrants: false,
    span: nowhere,
  }),
}

function columnDefinition(column: TableColumn, read: Reader): ColumnDefinition {
  const { type, autoincrement } = column
  const collation = type.kind === 'VARCHAR' ? type.collation : undefined
  return {
    name: identifier(column.name),
    type: typeName(type),
    ...(collation === undefined ? {} : { collation }),
    notNull: !column.nullable,
    ...(column.default === undefined ? {} : { default: read.expression(column.default) }),
    ...(autoincrement === undefined
      ? {}
      : {
          autoincrement: { start: autoincrement.start, step: autoincrement.step, order: autoincrement.order },
        }),
    constraints: [],
    ...(column.comment === undefined ? {} : { comment: column.comment }),
    span: nowhere,
  }
}

/** A key by itself; a name that the account made up is left out. */
export function constraintTree(
  { type, name, columns, properties, references }: KeptConstraint,
  read: Reader,
): TableConstraint {
  return {
    type,
    ...(name.startsWith('SYS_CONSTRAINT_') ? {} : { name: identifier(name) }),
    columns: columns.map(identifier),
    ...(references === undefined
      ? {}
      : {
          references: {
            table: nameFromText(references.table, read),
            columns: references.columns.map(identifier),
          },
        }),
    properties,
    span: nowhere,
  }
}

/** The expressions of `LINEAR(a, b)`, as the catalog keeps them. */
function clusterKeys(clusterBy: string, read: Reader): readonly Expression[] {
  if (clusterBy === '') return []
  const call = read.expression(clusterBy)
  return call.kind === 'FunctionCall' ? call.args.map(({ value }) => value) : [call]
}
