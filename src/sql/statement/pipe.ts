import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { ObjectName } from '../expression/name.ts'
import type { Cursor } from '../text/cursor.ts'
import { sql, type Sql } from '../text/print.ts'
import { parseCopyIntoTable, printCopy, type CopyIntoTable } from './copy.ts'
import { parseCreated, printCreate, refuseVariant } from './modifiers.ts'
import type { Parsed } from './parsed.ts'
import { flag, phrase } from './phrase.ts'
import {
  parseProperties,
  parsePropertyNames,
  parseSomeProperties,
  printProperties,
  printPropertyNames,
  type CreateModifiers,
  type Property,
} from './property.ts'

/** https://docs.snowflake.com/en/sql-reference/sql/create-pipe */
export interface CreatePipe extends CreateModifiers {
  readonly kind: 'CreatePipe'
  readonly name: ObjectName
  readonly properties: readonly Property[]
  readonly copy: CopyIntoTable
  /** The COPY as written. */
  readonly copyText: string
  readonly span: Span
}
/** ALTER PIPE p REFRESH [PREFIX = '…'] [MODIFIED_AFTER = '…'] | SET … | UNSET …. https://docs.snowflake.com/en/sql-reference/sql/alter-pipe */
export interface AlterPipe {
  readonly kind: 'AlterPipe'
  readonly name: ObjectName
  readonly ifExists: boolean
  readonly action: 'REFRESH' | 'SET' | 'UNSET'
  readonly properties: readonly Property[]
  /** Names of an UNSET. */
  readonly unset: readonly string[]
  readonly span: Span
}
export type PipeStatement = CreatePipe | AlterPipe

/**
 * CREATE [OR REPLACE] PIPE [IF NOT EXISTS] name [property …] AS COPY INTO table …
 * https://docs.snowflake.com/en/sql-reference/sql/create-pipe
 */
function parseCreatePipe(cursor: Cursor, modifiers: CreateModifiers): Parsed<CreatePipe> {
  const created = parseCreated(cursor, modifiers, 'PIPE')
  refuseVariant(cursor, 'CREATE PIPE', 'CLONE')
  const properties = parseProperties(cursor)
  cursor.expect('AS')
  const start = cursor.start()
  cursor.expect('COPY', 'INTO')
  const copy = { ...parseCopyIntoTable(cursor), span: cursor.span(start) }
  return {
    kind: 'CreatePipe',
    ...created,
    properties,
    copy,
    copyText: cursor.sourceText(start),
  }
}

/**
 * ALTER PIPE [IF EXISTS] name { REFRESH [PREFIX = 'path'] [MODIFIED_AFTER = 'time'] | SET property … | UNSET name, … }
 * https://docs.snowflake.com/en/sql-reference/sql/alter-pipe
 */
function parseAlterPipe(cursor: Cursor): Parsed<AlterPipe> {
  const ifExists = cursor.take('IF', 'EXISTS')
  const name = cursor.name()
  const action = cursor.oneOf('REFRESH', 'SET', 'UNSET') ?? cursor.unexpected()
  return {
    kind: 'AlterPipe',
    name,
    ifExists,
    action,
    properties: action === 'UNSET' ? [] : parsePipeProperties(cursor, action),
    unset: action === 'UNSET' ? parsePropertyNames(cursor) : [],
  }
}

function parsePipeProperties(cursor: Cursor, action: 'REFRESH' | 'SET'): readonly Property[] {
  return action === 'SET' ? parseSomeProperties(cursor) : parseProperties(cursor)
}

export const parsePipe = { 'CREATE PIPE': parseCreatePipe, 'ALTER PIPE': parseAlterPipe }
export const printPipe: ByKind<PipeStatement, [], Sql> = {
  CreatePipe: (s) =>
    sql`${printCreate('PIPE', s)}${printProperties(s.properties)} AS ${printCopy.CopyIntoTable(s.copy)}`,
  AlterPipe: (s) =>
    phrase(
      sql`ALTER PIPE`,
      flag(s.ifExists, 'IF EXISTS'),
      sql` ${sql.name(s.name)} ${sql.words(s.action)}`,
      printProperties(s.properties),
      printPropertyNames(s.unset),
    ),
}
