import { formatOption, formatOptions } from '../catalog/objects/file-format-options.ts'
import { printFormatValue } from '../catalog/objects/file-format.ts'
import { isExternal, listedTable } from '../catalog/objects/external-files.ts'
import { formatName, formatType, locationText } from '../catalog/objects/external-table.ts'
import type { ObjectOf } from '../catalog/objects/index.ts'
import { informationSchemaName } from '../catalog/objects/schema.ts'
import { boolean, count } from '../types/standard.ts'
import {
  digits,
  moment,
  nothing,
  viewOf,
  visible,
  words,
  yes,
  type Cell,
  type InformationView,
  type InformationWorld,
} from './information-cells.ts'
import { columnColumns, columnRows } from './information-columns.ts'
import { constraintViews } from './information-constraints.ts'
import { privilegeViews } from './information-privileges.ts'
import { routineViews } from './information-routines.ts'

type TableLike = ObjectOf<'TABLE'> | ObjectOf<'VIEW'>

/** The views of the database, "including the views in the INFORMATION_SCHEMA schema itself". */
function allViews(world: InformationWorld): readonly ObjectOf<'VIEW'>[] {
  const { database } = world
  const made = world.catalog.find('DATABASE', { database: '', schema: '', name: database })?.createdOn ?? 0
  const own = Object.keys(informationViews).map((name): ObjectOf<'VIEW'> => ({
    kind: 'VIEW',
    id: 0,
    name,
    database,
    schema: informationSchemaName,
    owner: '',
    createdOn: made,
    comment: '',
    secure: false,
    columns: [],
    query: '',
    text: '',
  }))
  return [...visible('VIEW', world), ...own]
}

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
  }),
  TABLES: viewOf<TableLike>(
    (world) => [
      ...visible('TABLE', world),
      ...visible('EXTERNAL_TABLE', world).map(listedTable),
      ...allViews(world),
    ],
    {
      TABLE_CATALOG: words((it) => it.database),
      TABLE_SCHEMA: words((it) => it.schema),
      TABLE_NAME: words((it) => it.name),
      TABLE_OWNER: words((it) => it.owner),
      TABLE_TYPE: words((it) => tableType(it)),
      IS_TRANSIENT: words((it) =>
        it.kind === 'VIEW' ? null : it.persistence === 'TRANSIENT' ? 'YES' : 'NO',
      ),
      CLUSTERING_KEY: words((it) => (it.kind === 'VIEW' || it.clusterBy === '' ? null : it.clusterBy)),
      ROW_COUNT: digits(async (it, { facts }) =>
        it.kind === 'VIEW' || isExternal(it) ? null : String(await facts.rowCount(it)),
      ),
      BYTES: digits(() => null),
      RETENTION_TIME: digits((it) => (it.kind === 'VIEW' ? null : String(it.retentionDays))),
      SELF_REFERENCING_COLUMN_NAME: nothing(),
      REFERENCE_GENERATION: nothing(),
      USER_DEFINED_TYPE_CATALOG: nothing(),
      USER_DEFINED_TYPE_SCHEMA: nothing(),
      USER_DEFINED_TYPE_NAME: nothing(),
      IS_INSERTABLE_INTO: yes((it) => it.kind === 'TABLE' && !isExternal(it)),
      IS_TYPED: words(() => 'NO'),
      COMMIT_ACTION: nothing(),
      CREATED: moment((it) => it.createdOn),
      LAST_ALTERED: moment((it) => it.createdOn),
      LAST_DDL: moment((it) => it.createdOn),
      LAST_DDL_BY: nothing(),
      AUTO_CLUSTERING_ON: {
        type: boolean,
        of: (it) => (it.kind === 'VIEW' ? null : String(it.clusterBy !== '')),
      },
      COMMENT: words((it) => it.comment),
      IS_TEMPORARY: yes((it) => it.sessionId !== undefined),
      IS_ICEBERG: words(() => 'NO'),
      IS_DYNAMIC: words(() => 'NO'),
      IS_IMMUTABLE: words(() => 'NO'),
      IS_HYBRID: words(() => 'NO'),
    },
  ),
  COLUMNS: {
    columns: columnColumns,
    rows: async (world) =>
      await columnRows(
        [...visible('TABLE', world), ...visible('EXTERNAL_TABLE', world).map(listedTable)],
        visible('VIEW', world),
        world.facts,
      ),
  },
  VIEWS: viewOf<ObjectOf<'VIEW'>>(allViews, {
    TABLE_CATALOG: words((it) => it.database),
    TABLE_SCHEMA: words((it) => it.schema),
    TABLE_NAME: words((it) => it.name),
    TABLE_OWNER: words((it) => it.owner),
    VIEW_DEFINITION: words((it) => it.query),
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
  EXTERNAL_TABLES: viewOf<ObjectOf<'EXTERNAL_TABLE'>>((world) => visible('EXTERNAL_TABLE', world), {
    TABLE_CATALOG: words((it) => it.database),
    TABLE_SCHEMA: words((it) => it.schema),
    TABLE_NAME: words((it) => it.name),
    TABLE_OWNER: words((it) => it.owner),
    CREATED: moment((it) => it.createdOn),
    LAST_ALTERED: moment((it) => it.createdOn),
    LAST_DDL: moment((it) => it.createdOn),
    LAST_DDL_BY: nothing(),
    AUTO_CLUSTERING_ON: { type: boolean, of: () => 'false' },
    COMMENT: words((it) => it.comment),
    LOCATION: words(locationText),
    FILE_FORMAT_NAME: words((it) => formatName(it) || null),
    FILE_FORMAT_TYPE: words((it, { catalog }) =>
      formatType(it, (name) => catalog.find('FILE_FORMAT', name)?.format.type),
    ),
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
    TRIM_SPACE: formatCell('TRIM_SPACE'),
    FIELD_OPTIONALLY_ENCLOSED_BY: formatCell('FIELD_OPTIONALLY_ENCLOSED_BY'),
    NULL_IF: formatCell('NULL_IF'),
    COMPRESSION: formatCell('COMPRESSION'),
    ERROR_ON_COLUMN_COUNT_MISMATCH: formatCell('ERROR_ON_COLUMN_COUNT_MISMATCH'),
    CREATED: moment((it) => it.createdOn),
    LAST_ALTERED: moment((it) => it.createdOn),
    COMMENT: words((it) => it.comment),
  }),
  SEQUENCES: viewOf<ObjectOf<'SEQUENCE'>>((world) => visible('SEQUENCE', world), {
    SEQUENCE_CATALOG: words((it) => it.database),
    SEQUENCE_SCHEMA: words((it) => it.schema),
    SEQUENCE_NAME: words((it) => it.name),
    SEQUENCE_OWNER: words((it) => it.owner),
    DATA_TYPE: words(() => 'NUMBER'),
    NUMERIC_PRECISION: digits(() => '38'),
    NUMERIC_PRECISION_RADIX: digits(() => '10'),
    NUMERIC_SCALE: digits(() => '0'),
    START_VALUE: words((it) => it.start),
    MINIMUM_VALUE: nothing(),
    MAXIMUM_VALUE: nothing(),
    NEXT_VALUE: words((it, { facts }) => facts.nextValue(it)),
    INCREMENT: words((it) => it.increment),
    CYCLE_OPTION: nothing(),
    CREATED: moment((it) => it.createdOn),
    LAST_ALTERED: moment((it) => it.createdOn),
    ORDERED: yes((it) => it.ordered),
    COMMENT: words((it) => it.comment),
  }),
  INFORMATION_SCHEMA_CATALOG_NAME: viewOf<string>((world) => [world.database], {
    CATALOG_NAME: words((database) => database),
  }),
  ...constraintViews,
  ...privilegeViews,
  ...routineViews,
}

/** Views of the manual that tell of what Snowmelt does not have or does not know. https://docs.snowflake.com/en/sql-reference/info-schema */
export const unsupportedViews: readonly string[] = [
  'APPLICATION_CONFIGURATIONS', 'APPLICATION_SPECIFICATIONS', 'BACKUP_POLICIES', 'BACKUP_SETS', 'BACKUPS', 'CHECK_CONSTRAINTS',
  'CLASS_INSTANCE_FUNCTIONS', 'CLASS_INSTANCE_PROCEDURES', 'CLASS_INSTANCES', 'CLASSES', 'CORTEX_SEARCH_SERVICES',
  'CORTEX_SEARCH_SERVICE_SCORING_PROFILES', 'CURRENT_PACKAGES_POLICY', 'DCM_DEPLOYMENT_HISTORY', 'ELEMENT_TYPES', 'EVENT_TABLES',
  'FIELDS', 'FUNCTIONS', 'HYBRID_TABLES', 'INDEX_COLUMNS', 'INDEXES', 'LISTINGS', 'MODEL_VERSIONS', 'PACKAGES',
  'REPLICATION_DATABASES', 'REPLICATION_GROUPS', 'SEMANTIC_DIMENSIONS', 'SEMANTIC_FACTS', 'SEMANTIC_METRICS',
  'SEMANTIC_RELATIONSHIPS', 'SEMANTIC_TABLES', 'SEMANTIC_VIEWS', 'SERVICES', 'SHARES', 'SNAPSHOT_POLICIES', 'SNAPSHOT_SETS',
  'SNAPSHOTS', 'TABLE_STORAGE_METRICS', 'TYPES',
] // prettier-ignore

function tableType(it: TableLike): string {
  if (it.kind === 'VIEW') return 'VIEW'
  if (isExternal(it)) return 'EXTERNAL TABLE'
  return it.persistence === 'TEMPORARY' ? 'TEMPORARY TABLE' : 'BASE TABLE'
}
