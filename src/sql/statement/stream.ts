import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { ObjectName } from '../expression/name.ts'
import type { TimeTravel } from '../query/query.ts'
import { parseTimeTravel, printTimeTravel } from '../query/time-travel.ts'
import type { Cursor } from '../text/cursor.ts'
import { sql, type Sql } from '../text/print.ts'
import { parseClone, type CreateClone } from './create-clone.ts'
import { parseCreated, printCreate, refuseVariant } from './modifiers.ts'
import type { Parsed } from './parsed.ts'
import { flag, phrase } from './phrase.ts'
import { parseProperties, printProperties, type CreateModifiers, type Property } from './property.ts'
import { refuseUnsupportedClause } from './unsupported-clause.ts'

/** https://docs.snowflake.com/en/sql-reference/sql/create-stream */
export interface CreateStream extends CreateModifiers {
  readonly kind: 'CreateStream'
  readonly name: ObjectName
  readonly copyGrants: boolean
  readonly sourceKind: 'TABLE' | 'VIEW' | 'EXTERNAL TABLE' | 'DYNAMIC TABLE' | 'STAGE'
  readonly source: ObjectName
  readonly timeTravel?: TimeTravel
  /** APPEND_ONLY, INSERT_ONLY, SHOW_INITIAL_ROWS, COMMENT. */
  readonly properties: readonly Property[]
  readonly span: Span
}
export type StreamStatement = CreateStream

const sourceKinds = ['EXTERNAL TABLE', 'DYNAMIC TABLE', 'TABLE', 'VIEW', 'STAGE'] as const

/**
 * CREATE [OR REPLACE] STREAM [IF NOT EXISTS] name [COPY GRANTS]
 *   ON { TABLE | EXTERNAL TABLE | DYNAMIC TABLE | VIEW | STAGE } source [{ AT | BEFORE } (…)] [property …]
 * https://docs.snowflake.com/en/sql-reference/sql/create-stream
 */
function parseCreateStream(cursor: Cursor, modifiers: CreateModifiers): Parsed<CreateStream | CreateClone> {
  const created = parseCreated(cursor, modifiers, 'STREAM')
  if (cursor.is('CLONE')) return parseClone(cursor, 'STREAM', created)
  refuseUnsupportedClause(cursor)
  const copyGrants = cursor.take('COPY', 'GRANTS')
  cursor.expect('ON')
  refuseVariant(cursor, 'CREATE STREAM', 'EVENT', 'TABLE')
  const sourceKind = sourceKinds.find((kind) => cursor.take(...kind.split(' '))) ?? cursor.unexpected()
  const source = cursor.name()
  const timeTravel = cursor.is('AT') || cursor.is('BEFORE') ? parseTimeTravel(cursor) : undefined
  return {
    kind: 'CreateStream',
    ...created,
    copyGrants,
    sourceKind,
    source,
    ...(timeTravel === undefined ? {} : { timeTravel }),
    properties: parseProperties(cursor),
  }
}

export const parseStream = { 'CREATE STREAM': parseCreateStream }
export const printStream: ByKind<StreamStatement, [], Sql> = {
  CreateStream: (s) =>
    phrase(
      printCreate('STREAM', s),
      flag(s.copyGrants, 'COPY GRANTS'),
      sql` ON ${sql.words(s.sourceKind)} ${sql.name(s.source)}`,
      sql.optional(s.timeTravel, (at) => sql` ${printTimeTravel(at)}`),
      printProperties(s.properties),
    ),
}
