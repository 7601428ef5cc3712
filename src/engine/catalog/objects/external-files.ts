import type { ValueType } from '../../types/data-type.ts'
import type { ExternalTableRecord } from './external-table.ts'
import type { TableColumn, TableRecord } from './table.ts'

const anyText: ValueType = { kind: 'VARCHAR', length: 16_777_216 }
const whole: ValueType = { kind: 'NUMBER', precision: 38, scale: 0, form: 'BIGINT' }

const columnTypes: Readonly<Record<string, ValueType>> = {
  url: anyText, etag: anyText, size: whole, last_modified: whole, registered_on: whole, partition: anyText, location: anyText,
} // prettier-ignore

/** The columns of the list of registered files. */
export const registryColumns = Object.entries(columnTypes).map(([name, type]): TableColumn => ({
  name,
  physical: name,
  type,
  nullable: true,
  primaryKey: false,
  uniqueKey: false,
}))

/**
 * The registered files as a table of the account's own: system-versioned like those of users, so that a transaction sees the list of
 * its snapshot, an undone statement leaves none of its changes, and a stream is the difference of two versions. It bears the id of the
 * external table.
 */
export function registryOf(table: ExternalTableRecord): TableRecord {
  const { id, database, schema, name, owner, createdOn } = table
  return {
    kind: 'TABLE',
    id,
    database,
    schema,
    name,
    owner,
    createdOn,
    comment: '',
    persistence: 'PERMANENT',
    columns: registryColumns,
    constraints: [],
    clusterBy: '',
    retentionDays: 1,
    changeTracking: true,
    home: { schema: 'snowmelt', name: 'external_file' },
    options: {},
  }
}

/** The option by which {@link listedTable} is told from a table. */
const externalOption = 'EXTERNAL'

/** The external table as SHOW TABLES and INFORMATION_SCHEMA list it among the tables; its rows are not counted for a list. */
export function listedTable(table: ExternalTableRecord): TableRecord {
  const column = (name: string): TableColumn => ({
    name,
    physical: name,
    type: { kind: 'VARIANT' },
    nullable: true,
    primaryKey: false,
    uniqueKey: false,
  })
  return {
    ...registryOf(table),
    comment: table.comment,
    columns: [column('VALUE'), ...table.columns.map((each) => ({ ...column(each.name), ...each }))],
    changeTracking: false,
    options: { [externalOption]: true },
  }
}

export function isExternal({ options }: Pick<TableRecord, 'options'>): boolean {
  return options[externalOption] === true
}
