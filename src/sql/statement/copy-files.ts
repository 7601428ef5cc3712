import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { Query } from '../query/query.ts'
import type { Cursor } from '../text/cursor.ts'
import { parseQuery } from '../text/grammar.ts'
import { sql, type Sql } from '../text/print.ts'
import { printLocation } from './location.ts'
import type { Parsed } from './parsed.ts'
import { phrase } from './phrase.ts'
import { parseProperties, printProperties, type Property } from './property.ts'

/** https://docs.snowflake.com/en/sql-reference/sql/copy-files */
export interface CopyFiles {
  readonly kind: 'CopyFiles'
  readonly into: string
  /** A stage location as written, or a query of URLs and, perhaps, new names. */
  readonly from: { readonly kind: 'Location'; readonly location: string } | Query
  /** FILES, PATTERN, DETAILED_OUTPUT. */
  readonly properties: readonly Property[]
  readonly span: Span
}
export type CopyFilesStatement = CopyFiles

/**
 * COPY FILES INTO @stage[/path/] FROM { @stage[/path/] | (query) } [FILES = (…)] [PATTERN = '…'] [DETAILED_OUTPUT = …]
 * https://docs.snowflake.com/en/sql-reference/sql/copy-files
 */
function parseCopyFilesStatement(cursor: Cursor): Parsed<CopyFiles> {
  cursor.expect('INTO')
  const into = parseStage(cursor)
  cursor.expect('FROM')
  const from = cursor.is('(')
    ? cursor.parenthesized(() => parseQuery(cursor))
    : ({ kind: 'Location', location: parseStage(cursor) } as const)
  return { kind: 'CopyFiles', into, from, properties: parseProperties(cursor) }
}

function parseStage(cursor: Cursor): string {
  const token = cursor.peek()
  const location = cursor.stage()
  return location.startsWith('@') ? location : cursor.unexpected(token)
}

export const parseCopyFiles = { 'COPY FILES': parseCopyFilesStatement }
export const printCopyFiles: ByKind<CopyFilesStatement, [], Sql> = {
  CopyFiles: (s) =>
    phrase(
      sql`COPY FILES INTO ${printLocation(s.into)} FROM `,
      s.from.kind === 'Query' ? sql`(${s.from})` : printLocation(s.from.location),
      printProperties(s.properties),
    ),
}
