import { typeText } from '../../../account/types.ts'
import type { Row } from '../../../account/result.ts'
import type { ColumnDefinition } from '../../../sql/statement/table.ts'
import { ownerRoleType, text, textTable, time, type Descriptor, type Reader } from '../descriptor.ts'
import { printIdentifier, printName } from '../names.ts'
import {
  commentOf,
  identifier,
  modifiers,
  nestedValue,
  nowhere,
  objectName,
  propertyList,
  typeName,
  wordValue,
} from '../trees.ts'
import type { PropertyValue } from '../../../sql/statement/property.ts'
import type { ValueType } from '../../types/data-type.ts'
import type { CatalogObject } from './index.ts'
import type { ObjectRecord } from './record.ts'
import type { FileFormatUse } from './stage.ts'
import { constraintTree, describedColumns, type KeptConstraint } from './table.ts'

/** A virtual column; VALUE is not among them. */
export interface ExternalColumn {
  readonly name: string
  readonly type: ValueType
  readonly nullable: boolean
  /** Snowflake SQL over VALUE and the METADATA$ columns. */
  readonly expression: string
  readonly comment?: string
  readonly primaryKey: boolean
  readonly uniqueKey: boolean
}

/** The list of registered files is not here: it is versioned like the rows of a table, see `load/external-registry.ts`. */
export interface ExternalTableRecord extends ObjectRecord {
  readonly kind: 'EXTERNAL_TABLE'
  readonly columns: readonly ExternalColumn[]
  readonly constraints: readonly KeptConstraint[]
  readonly partitionBy: readonly string[]
  /** PARTITION_TYPE = USER_SPECIFIED. */
  readonly userPartitions: boolean
  /**
   * "An external table links to a stage using a hidden ID rather than the name of the stage"; the name is for when it is gone.
   * https://docs.snowflake.com/en/sql-reference/sql/create-stage#usage-notes
   */
  readonly stage: { readonly id: number; readonly name: string }
  /** Below the stage; empty, or without a slash before it. */
  readonly path: string
  readonly pattern?: string
  readonly fileFormat?: FileFormatUse
  readonly autoRefresh: boolean
  readonly integration?: string
  readonly awsSnsTopic?: string
}

/** Why the files cannot be read; undefined where they can. */
function invalidReason(
  { stage, fileFormat }: ExternalTableRecord,
  catalog: {
    byId(id: number): CatalogObject | undefined
    find(
      kind: 'FILE_FORMAT',
      name: { readonly database: string; readonly schema: string; readonly name: string },
    ): CatalogObject | undefined
  },
): string | undefined {
  if (catalog.byId(stage.id) === undefined) return `Stage '${stage.name}' does not exist.`
  if (fileFormat?.kind !== 'Named') return undefined
  const [database = '', schema = '', name = ''] = fileFormat.name
  const full = { database, schema, name }
  return catalog.find('FILE_FORMAT', full) === undefined
    ? `File format '${printName(full)}' does not exist.`
    : undefined
}

/** `@DB.SCHEMA.STAGE/path`. */
export function locationText({ stage, path }: Pick<ExternalTableRecord, 'stage' | 'path'>): string {
  return `@${stage.name}/${path}`
}

/** The type of the files' format; of a named one that is gone, nothing. */
export function formatType(
  { fileFormat }: ExternalTableRecord,
  find: (name: {
    readonly database: string
    readonly schema: string
    readonly name: string
  }) => string | undefined,
): string | null {
  if (fileFormat?.kind !== 'Named') return fileFormat?.format.type ?? 'CSV'
  const [database = '', schema = '', name = ''] = fileFormat.name
  return find({ database, schema, name }) ?? null
}

/** The name of a named format as it is shown. */
export function formatName({ fileFormat }: ExternalTableRecord): string {
  return fileFormat?.kind === 'Named' ? fileFormat.name.map(printIdentifier).join('.') : ''
}

/** https://docs.snowflake.com/en/sql-reference/sql/show-external-tables */
export const externalTable: Descriptor<ExternalTableRecord> = {
  paged: true,
  show: {
    created_on: time((it) => it.createdOn),
    name: text((it) => it.name),
    database_name: text((it) => it.database),
    schema_name: text((it) => it.schema),
    invalid: text((it, { catalog }) => String(invalidReason(it, catalog) !== undefined)),
    invalid_reason: text((it, { catalog }) => invalidReason(it, catalog) ?? null),
    owner: text((it) => it.owner),
    comment: text((it) => it.comment),
    stage: text((it) => it.stage.name),
    location: text(locationText),
    file_format_name: text(formatName),
    file_format_type: text((it, { catalog }) =>
      formatType(it, (name) => catalog.find('FILE_FORMAT', name)?.format.type),
    ),
    cloud: text(() => 'AWS'),
    region: text(() => null),
    notification_channel: text((it) => (it.autoRefresh ? (it.awsSnsTopic ?? queueArn) : null)),
    last_refreshed_on: {
      type: { kind: 'TIMESTAMP_LTZ', precision: 3 },
      of: async (it, { facts, timestamp }) => {
        const at = await facts.lastRefresh(it)
        return at === undefined ? null : timestamp(at)
      },
    },
    table_format: text(() => 'UNSPECIFIED'),
    last_refresh_details: text(() => null),
    owner_role_type: ownerRoleType(),
  },
  terse: {
    created_on: time((it) => it.createdOn),
    name: text((it) => it.name),
    kind: text(() => 'EXTERNAL TABLE'),
    database_name: text((it) => it.database),
    schema_name: text((it) => it.schema),
  },
  describe: (it) => textTable(describedColumns, [valueRow, ...it.columns.map(describedRow)]),
  toDdl: (it, read) => ({
    kind: 'CreateExternalTable',
    ...modifiers(),
    name: objectName(it.name),
    columns: it.columns.map((column) => columnDefinition(column, read)),
    constraints: it.constraints.map((constraint) => constraintTree(constraint, read)),
    partitionBy: it.partitionBy.map(identifier),
    copyGrants: false,
    properties: propertyList({
      LOCATION: { kind: 'Stage', location: locationText(it), span: nowhere },
      PARTITION_TYPE: it.userPartitions ? wordValue('USER_SPECIFIED') : undefined,
      AUTO_REFRESH: it.autoRefresh,
      PATTERN: it.pattern,
      FILE_FORMAT: formatTree(it.fileFormat),
      INTEGRATION: it.integration,
      AWS_SNS_TOPIC: it.awsSnsTopic,
      COMMENT: commentOf(it),
    }),
    span: nowhere,
  }),
}

/** Files are noticed where they arrive; the queue's name has the shape of a real one, so that scripts can read it. */
const queueArn = 'arn:aws:sqs:us-west-2:000000000000:snowmelt-external-tables'

const valueRow: Row = [
  'VALUE',
  'VARIANT',
  'COLUMN',
  'Y',
  null,
  'N',
  'N',
  null,
  null,
  'The value of this row',
  null,
  null,
]

function describedRow(column: ExternalColumn): Row {
  return [
    column.name,
    typeText(column.type),
    'VIRTUAL',
    column.nullable ? 'Y' : 'N',
    null,
    column.primaryKey ? 'Y' : 'N',
    column.uniqueKey ? 'Y' : 'N',
    null,
    column.expression,
    column.comment ?? null,
    null,
    null,
  ]
}

function columnDefinition(column: ExternalColumn, read: Reader): ColumnDefinition {
  return {
    name: identifier(column.name),
    type: typeName(column.type),
    as: read.expression(column.expression),
    notNull: !column.nullable,
    constraints: [],
    ...(column.comment === undefined ? {} : { comment: column.comment }),
    span: nowhere,
  }
}

function formatTree(use: FileFormatUse | undefined): PropertyValue {
  if (use === undefined) return nestedValue({ TYPE: wordValue('CSV') })
  return use.kind === 'Named'
    ? nestedValue({ FORMAT_NAME: wordValue(...use.name) })
    : nestedValue({ TYPE: wordValue(use.format.type), ...use.format.options })
}
