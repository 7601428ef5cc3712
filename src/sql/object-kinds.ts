/**
 * The kinds of object: their words in SQL, the plural that SHOW takes, and what contains them.
 * One row makes DROP, SHOW, DESCRIBE, GRANT … ON and USE parse for a kind.
 */
interface ObjectKindRow {
  /** Words between CREATE / DROP and the name. */
  readonly words: string
  /** Words after SHOW. */
  readonly plural: string
  readonly container: 'ACCOUNT' | 'DATABASE' | 'SCHEMA'
  /** As messages write it: `File format 'X' does not exist or not authorized.` */
  readonly title: string
  /** Words of which one may stand before `words` and `plural`: STORAGE INTEGRATION. */
  readonly categories?: readonly string[]
  /** Whether types of arguments belong to the name: `DROP PROCEDURE p(NUMBER)`. */
  readonly signature?: true
  /** Whether a session can USE one. */
  readonly usable?: true
}

export const objectKinds = {
  DATABASE: { words: 'DATABASE', plural: 'DATABASES', container: 'ACCOUNT', title: 'Database', usable: true },
  SCHEMA: { words: 'SCHEMA', plural: 'SCHEMAS', container: 'DATABASE', title: 'Schema', usable: true },
  TABLE: { words: 'TABLE', plural: 'TABLES', container: 'SCHEMA', title: 'Table' },
  VIEW: { words: 'VIEW', plural: 'VIEWS', container: 'SCHEMA', title: 'View' },
  MATERIALIZED_VIEW: {
    words: 'MATERIALIZED VIEW',
    plural: 'MATERIALIZED VIEWS',
    container: 'SCHEMA',
    title: 'Materialized view',
  },
  EXTERNAL_TABLE: {
    words: 'EXTERNAL TABLE',
    plural: 'EXTERNAL TABLES',
    container: 'SCHEMA',
    title: 'External table',
  },
  STAGE: { words: 'STAGE', plural: 'STAGES', container: 'SCHEMA', title: 'Stage' },
  FILE_FORMAT: { words: 'FILE FORMAT', plural: 'FILE FORMATS', container: 'SCHEMA', title: 'File format' },
  PIPE: { words: 'PIPE', plural: 'PIPES', container: 'SCHEMA', title: 'Pipe' },
  STREAM: { words: 'STREAM', plural: 'STREAMS', container: 'SCHEMA', title: 'Stream' },
  TASK: { words: 'TASK', plural: 'TASKS', container: 'SCHEMA', title: 'Task' },
  SEQUENCE: { words: 'SEQUENCE', plural: 'SEQUENCES', container: 'SCHEMA', title: 'Sequence' },
  PROCEDURE: {
    words: 'PROCEDURE',
    plural: 'PROCEDURES',
    container: 'SCHEMA',
    title: 'Procedure',
    signature: true,
  },
  WAREHOUSE: {
    words: 'WAREHOUSE',
    plural: 'WAREHOUSES',
    container: 'ACCOUNT',
    title: 'Warehouse',
    usable: true,
  },
  INTEGRATION: {
    words: 'INTEGRATION',
    plural: 'INTEGRATIONS',
    container: 'ACCOUNT',
    title: 'Integration',
    categories: ['STORAGE', 'NOTIFICATION'],
  },
  ROLE: { words: 'ROLE', plural: 'ROLES', container: 'ACCOUNT', title: 'Role', usable: true },
} as const satisfies Record<string, ObjectKindRow>

export type ObjectKind = keyof typeof objectKinds

/** The kinds that a session can USE. */
export type UsableKind = {
  [K in ObjectKind]: (typeof objectKinds)[K] extends { readonly usable: true } ? K : never
}[ObjectKind]

/** Words of one of the `categories` of a kind. */
export type ObjectCategory = Extract<
  (typeof objectKinds)[ObjectKind],
  { readonly categories: unknown }
>['categories'][number]

/**
 * Words of the kinds of object that Snowflake has and Snowmelt does not: what is said of one is refused by name.
 * https://docs.snowflake.com/en/sql-reference/sql/create
 */
export const unsupportedKinds: readonly string[] = [
  'ACCOUNT', 'AGENT', 'AGGREGATE FUNCTION', 'AGGREGATION POLICY', 'ALERT', 'API INTEGRATION', 'APPLICATION',
  'APPLICATION PACKAGE', 'APPLICATION ROLE', 'ARTIFACT REPOSITORY', 'AUTHENTICATION POLICY', 'BACKUP POLICY',
  'BACKUP SET', 'CATALOG INTEGRATION', 'COMPUTE POOL', 'CONNECTION', 'CONTACT', 'CORTEX SEARCH SERVICE',
  'DATA METRIC FUNCTION', 'DATABASE ROLE', 'DATASET', 'DBT PROJECT', 'DYNAMIC TABLE', 'EVENT TABLE',
  'EXTERNAL ACCESS INTEGRATION', 'EXTERNAL FUNCTION', 'EXTERNAL VOLUME', 'FAILOVER GROUP',
  'FEATURE POLICY', 'FUNCTION', 'GIT REPOSITORY', 'HYBRID TABLE', 'ICEBERG TABLE', 'IMAGE REPOSITORY', 'INDEX',
  'INTERACTIVE TABLE', 'INTERACTIVE WAREHOUSE', 'JOIN POLICY', 'LISTING', 'MANAGED ACCOUNT', 'MASKING POLICY',
  'MODEL', 'MODEL MONITOR', 'NETWORK POLICY', 'NETWORK RULE', 'NOTEBOOK',
  'ORGANIZATION ACCOUNT', 'ORGANIZATION LISTING', 'ORGANIZATION PROFILE', 'ORGANIZATION USER', 'PACKAGES POLICY',
  'PASSWORD POLICY', 'PRIVACY POLICY', 'PROJECTION POLICY', 'PROVISIONED THROUGHPUT', 'REPLICATION GROUP',
  'RESOURCE MONITOR', 'ROW ACCESS POLICY', 'SECRET', 'SECURITY INTEGRATION', 'SEMANTIC VIEW', 'SERVICE',
  'SESSION POLICY', 'SHARE', 'SNAPSHOT', 'STORAGE LIFECYCLE POLICY', 'STREAMLIT', 'TAG', 'TYPE', 'USER', 'WORKSPACE',
] // prettier-ignore

/** The words of several objects of a kind that has no row. */
export function pluralOf(words: string): string {
  return words.endsWith('Y') ? `${words.slice(0, -1)}IES` : `${words}S`
}

/** The words of every kind, ours and not. */
export const knownKinds: readonly string[] = [
  ...Object.values(objectKinds).flatMap((row) => [
    row.words,
    ...('categories' in row ? row.categories.map((category) => `${category} ${row.words}`) : []),
  ]),
  ...unsupportedKinds,
]
