import type { ValueType } from '../../types/data-type.ts'
import type { StageRecord } from './stage.ts'
import type { TableColumn, TableRecord } from './table.ts'

const anyText: ValueType = { kind: 'VARCHAR', length: 16_777_216 }

/** https://docs.snowflake.com/en/user-guide/data-load-dirtables-query#output */
const types: Readonly<Record<string, ValueType>> = {
  RELATIVE_PATH: anyText,
  SIZE: { kind: 'NUMBER', precision: 38, scale: 0, form: 'BIGINT' },
  LAST_MODIFIED: { kind: 'TIMESTAMP_TZ', precision: 3 },
  MD5: anyText,
  ETAG: anyText,
  FILE_URL: anyText,
}

const columns = Object.entries(types).map(([name, type]): TableColumn => ({
  name,
  physical: name,
  type,
  nullable: true,
  primaryKey: false,
  uniqueKey: false,
}))

/**
 * "A directory table is an implicit object layered on a stage (not a separate database object)": its rows are kept as those of a
 * table that tracks its changes, for streams, and that has no name. Its id is the stage's.
 * https://docs.snowflake.com/en/user-guide/data-load-dirtables
 */
export function directoryTable(stage: StageRecord): TableRecord {
  const { id, name, database, schema, owner, createdOn } = stage
  return {
    kind: 'TABLE',
    id,
    name,
    database,
    schema,
    owner,
    createdOn,
    comment: '',
    persistence: 'PERMANENT',
    columns,
    constraints: [],
    clusterBy: '',
    retentionDays: 1,
    changeTracking: true,
    // Where no renaming or moving of the stage matters.
    home: { schema: 'snowmelt', name: 'directory' },
    options: {},
  }
}
