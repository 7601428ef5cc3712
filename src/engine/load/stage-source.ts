import type { Instant } from '../../common/clock.ts'
import type { BoundSource } from '../bind/tree.ts'
import { duck, ident, integer, type Sql } from '../duck/sql.ts'
import type { ValueType } from '../types/data-type.ts'
import { perFile, textPerFile, type Loadable } from './loadable.ts'
import type { StageLocation } from './location.ts'

const anyText: ValueType = { kind: 'VARCHAR', length: 16_777_216 }
const whole: ValueType = { kind: 'NUMBER', precision: 38, scale: 0, form: 'BIGINT' }

/** The METADATA$ columns of staged files. https://docs.snowflake.com/en/user-guide/querying-metadata */
const metadata: readonly {
  readonly name: string
  readonly type: ValueType
  readonly value: (loadable: Loadable, location: StageLocation, now: Instant) => Sql
}[] = [
  {
    name: 'METADATA$FILENAME',
    type: anyText,
    value: ({ files }, location) => textPerFile(files.map(({ url }) => location.path(url))),
  },
  { name: 'METADATA$FILE_ROW_NUMBER', type: whole, value: () => duck`"$row"` },
  {
    name: 'METADATA$FILE_CONTENT_KEY',
    type: anyText,
    value: ({ files }) => textPerFile(files.map(({ etag }) => etag)),
  },
  {
    name: 'METADATA$FILE_LAST_MODIFIED',
    type: { kind: 'TIMESTAMP_NTZ', precision: 9 },
    value: ({ files }) =>
      duck`make_timestamp_ms(${perFile(files.map(({ lastModified }) => integer(Math.trunc(lastModified))))})`,
  },
  {
    name: 'METADATA$START_SCAN_TIME',
    type: { kind: 'TIMESTAMP_LTZ', precision: 9 },
    value: (_loadable, _location, now) =>
      duck`timezone('UTC', make_timestamp_ms(${integer(Math.trunc(now))}))`,
  },
]

/** Whether staged files have such a column. */
export function isMetadata(name: string): boolean {
  return metadata.some((each) => each.name === name)
}

/** Staged files as the binder takes them; `rows` where only some of the rows are wanted. */
export function sourceOf(
  loadable: Loadable,
  location: StageLocation,
  now: Instant,
  rows: Sql = loadable.rows,
): BoundSource {
  const extra = metadata.map(({ name, value }) => duck`, ${value(loadable, location, now)} AS ${ident(name)}`)
  const all = extra.reduce((list, one) => duck`${list}${one}`, duck`*, CAST(NULL AS VARCHAR) AS "$none"`)
  return {
    rows: duck`(SELECT ${all} FROM ${rows})`,
    columns: [
      ...metadata.map(({ name, type }) => ({ name, physical: name, type, nullable: true, hidden: true })),
      ...loadable.fields
        .filter(({ name }) => name.startsWith('$1:'))
        .map(({ name, type }) => ({ name, physical: name, type, nullable: true, hidden: true })),
    ],
    positional: (index) => {
      const found = loadable.fields.find(({ name }) => name === `$${index}`)
      return found === undefined
        ? { physical: '$none', type: anyText }
        : { physical: found.name, type: found.type }
    },
  }
}
