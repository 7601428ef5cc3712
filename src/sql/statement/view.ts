import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { Identifier, ObjectName } from '../expression/name.ts'
import type { Query } from '../query/query.ts'
import type { Cursor } from '../text/cursor.ts'
import { parseQuery } from '../text/grammar.ts'
import { sql, type Sql } from '../text/print.ts'
import { parseCreated, printCreate } from './modifiers.ts'
import type { Parsed } from './parsed.ts'
import { flag, keyword, phrase, textClause } from './phrase.ts'
import { parseClauses, type CreateModifiers } from './property.ts'
import { takeProperties } from './typed-properties.ts'
import { refuseUnsupportedClause } from './unsupported-clause.ts'

/** A column of a view's list. */
export interface ViewColumn {
  readonly name: Identifier
  readonly comment?: string
}
/** https://docs.snowflake.com/en/sql-reference/sql/create-view */
export interface CreateView extends CreateModifiers {
  readonly kind: 'CreateView'
  readonly name: ObjectName
  /** The query may name the view itself. */
  readonly recursive: boolean
  readonly columns: readonly ViewColumn[]
  readonly copyGrants: boolean
  readonly comment?: string
  /** CHANGE_TRACKING. */
  readonly changeTracking?: boolean
  readonly query: Query
  /** The query as written, which SHOW VIEWS and the stored view keep. */
  readonly queryText: string
  readonly span: Span
}
export type ViewStatement = CreateView

/**
 * CREATE [OR REPLACE] [SECURE] [TEMPORARY] [RECURSIVE] VIEW [IF NOT EXISTS] name [(column [COMMENT 'text'], …)]
 *   [COPY GRANTS] [COMMENT = 'text'] [CHANGE_TRACKING = { TRUE | FALSE }] AS query
 * https://docs.snowflake.com/en/sql-reference/sql/create-view
 */
function parseCreateView(cursor: Cursor, modifiers: CreateModifiers): Parsed<CreateView> {
  return parseViewFrom(cursor, modifiers, false)
}

function parseCreateRecursiveView(cursor: Cursor, modifiers: CreateModifiers): Parsed<CreateView> {
  return parseViewFrom(cursor, modifiers, true)
}

function parseViewFrom(cursor: Cursor, modifiers: CreateModifiers, recursive: boolean): Parsed<CreateView> {
  const created = parseCreated(cursor, modifiers, 'VIEW', 'secure', 'temporary')
  const columns = parseViewColumns(cursor)
  let copyGrants = false
  const properties = takeProperties(
    parseClauses(cursor, {
      'COPY GRANTS': () => {
        copyGrants = true
      },
    }),
    'VIEW',
  )
  const comment = properties.text('COMMENT')
  const changeTracking = properties.boolean('CHANGE_TRACKING')
  properties.rejectRest()
  cursor.expect('AS')
  const start = cursor.start()
  const query = parseQuery(cursor)
  return {
    kind: 'CreateView',
    ...created,
    recursive,
    columns,
    copyGrants,
    ...(comment === undefined ? {} : { comment }),
    ...(changeTracking === undefined ? {} : { changeTracking }),
    query,
    queryText: cursor.sourceText(start),
  }
}

/** [(name [COMMENT 'text'], …)] */
export function parseViewColumns(cursor: Cursor): readonly ViewColumn[] {
  return cursor.is('(') ? cursor.parenthesized(() => cursor.list(() => parseColumn(cursor))) : []
}

/** name [COMMENT 'text'] */
function parseColumn(cursor: Cursor): ViewColumn {
  const name = cursor.identifier()
  refuseUnsupportedClause(cursor)
  return cursor.take('COMMENT') ? { name, comment: cursor.text() } : { name }
}

export const parseView = {
  'CREATE VIEW': parseCreateView,
  'CREATE RECURSIVE VIEW': parseCreateRecursiveView,
}
export const printView: ByKind<ViewStatement, [], Sql> = {
  CreateView: (s) =>
    phrase(
      printCreate(s.recursive ? 'RECURSIVE VIEW' : 'VIEW', s),
      printViewColumns(s.columns),
      flag(s.copyGrants, 'COPY GRANTS'),
      textClause('COMMENT =', s.comment),
      printChangeTracking(s.changeTracking),
      sql` AS ${s.query}`,
    ),
}

/** ` (a, b COMMENT 'text')`; nothing when there are none. */
export function printViewColumns(columns: readonly ViewColumn[]): Sql {
  return columns.length === 0 ? sql.empty : sql` (${sql.join(columns.map(printColumn))})`
}

function printColumn({ name, comment }: ViewColumn): Sql {
  return sql`${sql.identifier(name)}${textClause('COMMENT', comment)}`
}

function printChangeTracking(on: boolean | undefined): Sql {
  return on === undefined ? sql.empty : keyword(`CHANGE_TRACKING = ${on ? 'TRUE' : 'FALSE'}`)
}
