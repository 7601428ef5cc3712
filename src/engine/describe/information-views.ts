import type { Catalog } from '../catalog/catalog.ts'
import type { Facts } from '../catalog/descriptor.ts'
import { formatOption, formatOptions } from '../catalog/objects/file-format-options.ts'
import { printFormatValue } from '../catalog/objects/file-format.ts'
import type { CatalogObject, ObjectOf } from '../catalog/objects/index.ts'
import type { ObjectKind } from '../../sql/object-kinds.ts'
import type { ValueType } from '../types/data-type.ts'
import { boolean, count, text, timestampLtz } from '../types/standard.ts'
import { columnColumns, columnRows } from './information-columns.ts'
import { timestampText } from './timestamp.ts'

/** A value of an INFORMATION_SCHEMA view as text that DuckDB casts to the column's type. */
export type InformationValue = string | null

/** What the views are computed from. */
export interface InformationWorld {
  readonly catalog: Catalog
  readonly database: string
  readonly sessionId: string
  readonly facts: Facts
}

interface InformationView {
  readonly columns: Readonly<Record<string, ValueType>>
  readonly rows: (world: InformationWorld) => Promise<readonly (readonly InformationValue[])[]>
}

interface Cell<O> {
  readonly type: ValueType
  readonly of: (object: O, world: InformationWorld) => InformationValue | Promise<InformationValue>
}

const string = text()
const time = timestampLtz(3)

function words<O>(of: Cell<O>['of']): Cell<O> {
  return { type: string, of }
}
function digits<O>(of: Cell<O>['of']): Cell<O> {
  return { type: count, of }
}
function nothing<O>(): Cell<O> {
  return words(() => null)
}
/** A moment, as text that DuckDB reads as an instant. */
function moment<O>(of: (object: O) => number): Cell<O> {
  return { type: time, of: (object) => `${timestampText(of(object), 'UTC').slice(0, 23)}+00` }
}
function yes<O>(of: (object: O) => boolean): Cell<O> {
  return words((object) => (of(object) ? 'YES' : 'NO'))
}

/** The objects of a kind that are in the database (or are databases) and that the session sees. */
function visible<K extends ObjectKind>(kind: K, world: InformationWorld): readonly ObjectOf<K>[] {
  return world.catalog.all(kind).filter((object: CatalogObject) => {
    const isInside = kind === 'DATABASE' || object.database === world.database
    return isInside && (object.sessionId ?? world.sessionId) === world.sessionId
  })
}

function viewOf<O extends CatalogObject>(
  objects: (world: InformationWorld) => readonly O[],
  cells: Readonly<Record<string, Cell<O>>>,
): InformationView {
  return {
    columns: Object.fromEntries(Object.entries(cells).map(([name, { type }]) => [name, type])),
    rows: async (world) => {
      // One after the other: a transaction runs one SQL at a time.
      const rows: InformationValue[][] = []
      for (const object of objects(world)) {
        const row: InformationValue[] = []
        for (const cell of Object.values(cells)) row.push(await cell.of(object, world))
        rows.push(row)
      }
      return rows
    },
  }
}

type TableLike = ObjectOf<'TABLE'> | ObjectOf<'VIEW'>

/** An option that only some types of format have. */
function formatCell(name: string): Cell<ObjectOf<'FILE_FORMAT'>> {
  return words(({ format }) => {
    const known = format.type !== 'XML' && name in formatOptions[format.type]
    return known ? printFormatValue(formatOption(format, name)) : null
  })
}

/** The views, by name, each with the manual's columns in order. https://docs.snowflake.com/en/sql-reference/info-schema */
export const informationViews: Readonly<Record<string, InformationView>> = {
  DATABASES: viewOf<ObjectOf<'DATABASE'>>((world) => visible('DATABASE', world), {
    DATABASE_NAME: words((it) => it.name),
    DATABASE_OWNER: words((it) => it.owner),
    IS_TRANSIENT: yes((it) => it.transient),
    COMMENT: words((it) => it.comment),
    CREATED: moment((it) => it.createdOn),
    LAST_ALTERED: moment((it) => it.createdOn),
    RETENTION_TIME: digits((it) => String(it.retentionDays)),
    TYPE: words(() => 'STANDARD'),
    OWNER_ROLE_TYPE: words(() => 'ROLE'),
  }),
  SCHEMATA: viewOf<ObjectOf<'SCHEMA'>>((world) => visible('SCHEMA', world), {
    CATALOG_NAME: words((it) => it.database),
    SCHEMA_NAME: words((it) => it.name),
    SCHEMA_OWNER: words((it) => it.owner),
    IS_TRANSIENT: yes((it) => it.transient),
    IS_MANAGED_ACCESS: yes((it) => it.managedAccess),
    RETENTION_TIME: digits((it) => String(it.retentionDays)),
    DEFAULT_CHARACTER_SET_CATALOG: nothing(),
    DEFAULT_CHARACTER_SET_SCHEMA: nothing(),
    DEFAULT_CHARACTER_SET_NAME: nothing(),
    SQL_PATH: nothing(),
    CREATED: moment((it) => it.createdOn),
    LAST_ALTERED: moment((it) => it.createdOn),
    COMMENT: words((it) => it.comment),
    OWNER_ROLE_TYPE: words((it) => (it.owner === '' ? null : 'ROLE')),
  }),
  TABLES: viewOf<TableLike>((world) => [...visible('TABLE', world), ...visible('VIEW', world)], {
    TABLE_CATALOG: words((it) => it.database),
    TABLE_SCHEMA: words((it) => it.schema),
    TABLE_NAME: words((it) => it.name),
    TABLE_OWNER: words((it) => it.owner),
    TABLE_TYPE: words((it) => tableType(it)),
    IS_TRANSIENT: words((it) => (it.kind === 'VIEW' ? null : it.persistence === 'TRANSIENT' ? 'YES' : 'NO')),
    CLUSTERING_KEY: words((it) => (it.kind === 'VIEW' || it.clusterBy === '' ? null : it.clusterBy)),
    ROW_COUNT: digits(async (it, { facts }) =>
      it.kind === 'VIEW' ? null : String(await facts.rowCount(it)),
    ),
    BYTES: digits(() => null),
    RETENTION_TIME: digits((it) => (it.kind === 'VIEW' ? null : String(it.retentionDays))),
    SELF_REFERENCING_COLUMN_NAME: nothing(),
    REFERENCE_GENERATION: nothing(),
    USER_DEFINED_TYPE_CATALOG: nothing(),
    USER_DEFINED_TYPE_SCHEMA: nothing(),
    USER_DEFINED_TYPE_NAME: nothing(),
    IS_INSERTABLE_INTO: yes((it) => it.kind === 'TABLE'),
    IS_TYPED: words(() => 'NO'),
    COMMIT_ACTION: nothing(),
    CREATED: moment((it) => it.createdOn),
    LAST_ALTERED: moment((it) => it.createdOn),
    LAST_DDL: moment((it) => it.createdOn),
    LAST_DDL_BY: nothing(),
    AUTO_CLUSTERING_ON: words((it) => (it.kind === 'VIEW' ? null : it.clusterBy === '' ? 'NO' : 'YES')),
    COMMENT: words((it) => it.comment),
    IS_TEMPORARY: yes((it) => it.sessionId !== undefined),
    IS_ICEBERG: words(() => 'NO'),
    IS_DYNAMIC: words(() => 'NO'),
    IS_IMMUTABLE: words(() => 'NO'),
    IS_HYBRID: words(() => 'NO'),
  }),
  COLUMNS: {
    columns: columnColumns,
    rows: async (world) => await columnRows(visible('TABLE', world), visible('VIEW', world), world.facts),
  },
  VIEWS: viewOf<ObjectOf<'VIEW'>>((world) => visible('VIEW', world), {
    TABLE_CATALOG: words((it) => it.database),
    TABLE_SCHEMA: words((it) => it.schema),
    TABLE_NAME: words((it) => it.name),
    TABLE_OWNER: words((it) => it.owner),
    VIEW_DEFINITION: words((it) => it.text),
    CHECK_OPTION: words(() => 'NONE'),
    IS_UPDATABLE: words(() => 'NO'),
    INSERTABLE_INTO: words(() => 'NO'),
    IS_SECURE: yes((it) => it.secure),
    CREATED: moment((it) => it.createdOn),
    LAST_ALTERED: moment((it) => it.createdOn),
    LAST_DDL: moment((it) => it.createdOn),
    LAST_DDL_BY: nothing(),
    COMMENT: words((it) => it.comment),
  }),
  STAGES: viewOf<ObjectOf<'STAGE'>>((world) => visible('STAGE', world), {
    STAGE_CATALOG: words((it) => it.database),
    STAGE_SCHEMA: words((it) => it.schema),
    STAGE_NAME: words((it) => it.name),
    STAGE_URL: words((it) => it.url ?? ''),
    STAGE_REGION: nothing(),
    STAGE_TYPE: words((it) => (it.url === undefined ? 'Internal Named' : 'External Named')),
    STAGE_OWNER: words((it) => it.owner),
    COMMENT: words((it) => it.comment),
    CREATED: moment((it) => it.createdOn),
    LAST_ALTERED: moment((it) => it.createdOn),
  }),
  PIPES: viewOf<ObjectOf<'PIPE'>>((world) => visible('PIPE', world), {
    PIPE_CATALOG: words((it) => it.database),
    PIPE_SCHEMA: words((it) => it.schema),
    PIPE_NAME: words((it) => it.name),
    PIPE_OWNER: words((it) => it.owner),
    DEFINITION: words((it) => it.copy),
    IS_AUTOINGEST_ENABLED: yes((it) => it.autoIngest),
    NOTIFICATION_CHANNEL_NAME: words(async (it, { facts }) => (await facts.pipe(it)).notificationChannel),
    CREATED: moment((it) => it.createdOn),
    LAST_ALTERED: moment((it) => it.createdOn),
    COMMENT: words((it) => it.comment),
    PATTERN: words(async (it, { facts }) => (await facts.pipe(it)).pattern),
  }),
  FILE_FORMATS: viewOf<ObjectOf<'FILE_FORMAT'>>((world) => visible('FILE_FORMAT', world), {
    FILE_FORMAT_CATALOG: words((it) => it.database),
    FILE_FORMAT_SCHEMA: words((it) => it.schema),
    FILE_FORMAT_NAME: words((it) => it.name),
    FILE_FORMAT_OWNER: words((it) => it.owner),
    FILE_FORMAT_TYPE: words((it) => it.format.type),
    RECORD_DELIMITER: formatCell('RECORD_DELIMITER'),
    FIELD_DELIMITER: formatCell('FIELD_DELIMITER'),
    SKIP_HEADER: { ...formatCell('SKIP_HEADER'), type: count },
    DATE_FORMAT: formatCell('DATE_FORMAT'),
    TIME_FORMAT: formatCell('TIME_FORMAT'),
    TIMESTAMP_FORMAT: formatCell('TIMESTAMP_FORMAT'),
    BINARY_FORMAT: formatCell('BINARY_FORMAT'),
    ESCAPE: formatCell('ESCAPE'),
    ESCAPE_UNENCLOSED_FIELD: formatCell('ESCAPE_UNENCLOSED_FIELD'),
    TRIM_SPACE: { ...formatCell('TRIM_SPACE'), type: boolean },
    FIELD_OPTIONALLY_ENCLOSED_BY: formatCell('FIELD_OPTIONALLY_ENCLOSED_BY'),
    NULL_IF: formatCell('NULL_IF'),
    COMPRESSION: formatCell('COMPRESSION'),
    ERROR_ON_COLUMN_COUNT_MISMATCH: { ...formatCell('ERROR_ON_COLUMN_COUNT_MISMATCH'), type: boolean },
    CREATED: moment((it) => it.createdOn),
    LAST_ALTERED: moment((it) => it.createdOn),
    COMMENT: words((it) => it.comment),
  }),
}

function tableType(it: TableLike): string {
  if (it.kind === 'VIEW') return 'VIEW'
  return it.persistence === 'TEMPORARY' ? 'LOCAL TEMPORARY' : 'BASE TABLE'
}
