import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { Expression } from '../expression/expression.ts'
import type { Identifier, ObjectName } from '../expression/name.ts'
import type { Query } from '../query/query.ts'
import type { Cursor } from '../text/cursor.ts'
import { parseExpressionAt, parseQuery } from '../text/grammar.ts'
import { sql, type Sql } from '../text/print.ts'
import { parseColumnNames } from './column-names.ts'
import { printLocation } from './location.ts'
import type { Parsed } from './parsed.ts'
import { flag, phrase } from './phrase.ts'
import { parseClauses, parseProperties, printProperties, type Property } from './property.ts'

/** https://docs.snowflake.com/en/sql-reference/sql/copy-into-table */
export interface CopyIntoTable {
  readonly kind: 'CopyIntoTable'
  readonly table: ObjectName
  readonly columns: readonly Identifier[]
  /** A stage location as written (`@st/path/`) or an `s3://…` text; absent means the table's own stage. */
  readonly from?:
    | { readonly kind: 'Location'; readonly location: string; readonly span: Span }
    | { readonly kind: 'Transformation'; readonly query: Query }
  /** FILES, PATTERN, FILE_FORMAT, ON_ERROR, FORCE, PURGE … */
  readonly properties: readonly Property[]
  readonly span: Span
}
/** COPY INTO @stage or 's3://…' FROM …. https://docs.snowflake.com/en/sql-reference/sql/copy-into-location */
export interface CopyIntoLocation {
  readonly kind: 'CopyIntoLocation'
  readonly location: string
  readonly from: ObjectName | Query
  readonly partitionBy?: Expression
  /** HEADER without a value. */
  readonly header: boolean
  readonly properties: readonly Property[]
  readonly span: Span
}
export type CopyStatement = CopyIntoTable | CopyIntoLocation

/**
 * COPY INTO { table … | @stage … | 'url' … }
 * https://docs.snowflake.com/en/sql-reference/sql/copy-into-table
 */
function parseCopyInto(cursor: Cursor): Parsed<CopyStatement> {
  const { kind } = cursor.peek()
  return kind === 'Stage' || kind === 'String' ? parseCopyIntoLocation(cursor) : parseCopyIntoTable(cursor)
}

/**
 * COPY INTO table [(column, …)] [FROM { @stage | 'url' | (query) }] [property …]
 * https://docs.snowflake.com/en/sql-reference/sql/copy-into-table
 */
export function parseCopyIntoTable(cursor: Cursor): Parsed<CopyIntoTable> {
  const table = cursor.name()
  const columns = parseColumnNames(cursor)
  const from = cursor.take('FROM') ? parseSource(cursor) : undefined
  return {
    kind: 'CopyIntoTable',
    table,
    columns,
    ...(from === undefined ? {} : { from }),
    properties: parseProperties(cursor),
  }
}

/** { @stage | 'url' | (query) } */
function parseSource(cursor: Cursor): NonNullable<CopyIntoTable['from']> {
  if (cursor.is('(')) {
    return { kind: 'Transformation', query: cursor.parenthesized(() => parseQuery(cursor)) }
  }
  const start = cursor.start()
  const location = cursor.stage()
  return { kind: 'Location', location, span: cursor.span(start) }
}

/**
 * COPY INTO { @stage | 'url' } FROM { table | (query) } [PARTITION BY expression] [HEADER] [property …]
 * https://docs.snowflake.com/en/sql-reference/sql/copy-into-location
 */
function parseCopyIntoLocation(cursor: Cursor): Parsed<CopyIntoLocation> {
  const location = cursor.stage()
  cursor.expect('FROM')
  const from = cursor.is('(') ? cursor.parenthesized(() => parseQuery(cursor)) : cursor.name()
  let partitionBy: Expression | undefined
  let header = false
  const properties = parseClauses(cursor, {
    'PARTITION BY': () => {
      partitionBy = parseExpressionAt(cursor)
    },
    HEADER: () => {
      header = true
    },
  })
  return {
    kind: 'CopyIntoLocation',
    location,
    from,
    ...(partitionBy === undefined ? {} : { partitionBy }),
    header,
    properties,
  }
}

export const parseCopy = { 'COPY INTO': parseCopyInto }
export const printCopy: ByKind<CopyStatement, [], Sql> = {
  CopyIntoTable: (s) =>
    phrase(
      sql`COPY INTO ${sql.name(s.table)}${sql.columns(s.columns)}`,
      sql.optional(s.from, printSource),
      printProperties(s.properties),
    ),
  CopyIntoLocation: (s) =>
    phrase(
      sql`COPY INTO ${printLocation(s.location)} FROM `,
      s.from.kind === 'Query' ? sql`(${s.from})` : sql.name(s.from),
      sql.optional(s.partitionBy, (by) => sql` PARTITION BY (${by})`),
      flag(s.header, 'HEADER'),
      printProperties(s.properties),
    ),
}

function printSource(from: NonNullable<CopyIntoTable['from']>): Sql {
  return from.kind === 'Location' ? sql` FROM ${printLocation(from.location)}` : sql` FROM (${from.query})`
}
