import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { Cursor } from '../text/cursor.ts'
import { sql, type Sql } from '../text/print.ts'
import { printLocation } from './location.ts'
import type { Parsed } from './parsed.ts'
import { phrase } from './phrase.ts'
import { parseProperties, printProperties, type Property } from './property.ts'

/** https://docs.snowflake.com/en/sql-reference/sql/put */
export interface Put {
  readonly kind: 'Put'
  /** The path behind `file://`. */
  readonly path: string
  readonly location: string
  /** PARALLEL, AUTO_COMPRESS, SOURCE_COMPRESSION, OVERWRITE. */
  readonly properties: readonly Property[]
  readonly span: Span
}
/** https://docs.snowflake.com/en/sql-reference/sql/get */
export interface Get {
  readonly kind: 'Get'
  readonly location: string
  /** The path behind `file://`. */
  readonly path: string
  /** PARALLEL, PATTERN. */
  readonly properties: readonly Property[]
  readonly span: Span
}
export type PutStatement = Put | Get

/**
 * PUT file://path @stage[/path] [property …]
 * https://docs.snowflake.com/en/sql-reference/sql/put
 */
function parsePutStatement(cursor: Cursor): Parsed<Put> {
  const path = parsePath(cursor)
  const location = parseStage(cursor)
  return { kind: 'Put', path, location, properties: parseProperties(cursor) }
}

/**
 * GET @stage[/path] file://path [property …]
 * https://docs.snowflake.com/en/sql-reference/sql/get
 */
function parseGetStatement(cursor: Cursor): Parsed<Get> {
  const location = parseStage(cursor)
  const path = parsePath(cursor)
  return { kind: 'Get', location, path, properties: parseProperties(cursor) }
}

function parsePath(cursor: Cursor): string {
  const token = cursor.peek()
  const uri = token.kind === 'String' ? /^file:\/\/(.+)$/is.exec(token.text)?.[1] : undefined
  if (uri === undefined) return cursor.unexpected(token)
  cursor.next()
  return uri
}

function parseStage(cursor: Cursor): string {
  const token = cursor.peek()
  const location = cursor.stage()
  return location.startsWith('@') ? location : cursor.unexpected(token)
}

export const parsePut = { PUT: parsePutStatement, GET: parseGetStatement }
export const printPut: ByKind<PutStatement, [], Sql> = {
  Put: (s) =>
    phrase(
      sql`PUT ${sql.text(`file://${s.path}`)} ${printLocation(s.location)}`,
      printProperties(s.properties),
    ),
  Get: (s) =>
    phrase(
      sql`GET ${printLocation(s.location)} ${sql.text(`file://${s.path}`)}`,
      printProperties(s.properties),
    ),
}
