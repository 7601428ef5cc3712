import { dispatch, type ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { Expression } from '../expression/expression.ts'
import type { ObjectName } from '../expression/name.ts'
import type { Query } from '../query/query.ts'
import type { Cursor } from '../text/cursor.ts'
import { parseExpressionAt, parseQuery } from '../text/grammar.ts'
import { sql, type Sql } from '../text/print.ts'
import { parseCreated, printCreate } from './modifiers.ts'
import type { Parsed } from './parsed.ts'
import { flag, phrase, textClause } from './phrase.ts'
import { parseClauses, type CreateModifiers } from './property.ts'
import { takeProperties } from './typed-properties.ts'
import { parseViewColumns, printViewColumns, type ViewColumn } from './view.ts'

/** https://docs.snowflake.com/en/sql-reference/sql/create-materialized-view */
export interface CreateMaterializedView extends CreateModifiers {
  readonly kind: 'CreateMaterializedView'
  readonly name: ObjectName
  readonly columns: readonly ViewColumn[]
  readonly copyGrants: boolean
  readonly comment?: string
  readonly clusterBy: readonly Expression[]
  readonly query: Query
  /** The query as written. */
  readonly queryText: string
  readonly span: Span
}
export type MaterializedViewChange =
  | { readonly kind: 'RenameMaterializedView'; readonly to: ObjectName }
  | { readonly kind: 'ClusterMaterializedView'; readonly by: readonly Expression[] }
  | { readonly kind: 'SuspendMaterializedView'; readonly on: boolean }
  /** SUSPEND RECLUSTER, RESUME RECLUSTER. */
  | { readonly kind: 'ReclusterMaterializedView'; readonly on: boolean }
  | { readonly kind: 'SecureMaterializedView'; readonly on: boolean }
  /** Without a text, UNSET COMMENT. */
  | { readonly kind: 'CommentMaterializedView'; readonly comment?: string }
/** https://docs.snowflake.com/en/sql-reference/sql/alter-materialized-view */
export interface AlterMaterializedView {
  readonly kind: 'AlterMaterializedView'
  readonly name: ObjectName
  readonly change: MaterializedViewChange
  readonly span: Span
}
export type MaterializedViewStatement = CreateMaterializedView | AlterMaterializedView

/**
 * CREATE [OR REPLACE] [SECURE] MATERIALIZED VIEW [IF NOT EXISTS] name [COPY GRANTS] [(column [COMMENT 'text'], …)]
 *   [COMMENT = 'text'] [CLUSTER BY (expression, …)] AS query
 * https://docs.snowflake.com/en/sql-reference/sql/create-materialized-view
 */
function parseCreateMaterializedView(
  cursor: Cursor,
  modifiers: CreateModifiers,
): Parsed<CreateMaterializedView> {
  const created = parseCreated(cursor, modifiers, 'MATERIALIZED VIEW', 'secure')
  let copyGrants = cursor.take('COPY', 'GRANTS')
  const columns = parseViewColumns(cursor)
  let clusterBy: readonly Expression[] = []
  const properties = takeProperties(
    parseClauses(cursor, {
      ...(copyGrants
        ? {}
        : {
            'COPY GRANTS': () => {
              copyGrants = true
            },
          }),
      'CLUSTER BY': () => {
        clusterBy = parseClusterBy(cursor)
      },
    }),
    'MATERIALIZED VIEW',
  )
  const comment = properties.text('COMMENT')
  properties.rejectRest()
  cursor.expect('AS')
  const start = cursor.start()
  const query = parseQuery(cursor)
  return {
    kind: 'CreateMaterializedView',
    ...created,
    columns,
    copyGrants,
    ...(comment === undefined ? {} : { comment }),
    clusterBy,
    query,
    queryText: cursor.sourceText(start),
  }
}

function parseClusterBy(cursor: Cursor): readonly Expression[] {
  cursor.take('LINEAR')
  return cursor.parenthesized(() => cursor.list(() => parseExpressionAt(cursor)))
}

/** What stands behind the name; of words that begin alike the longer come first. */
const changes: Readonly<Record<string, (cursor: Cursor) => MaterializedViewChange>> = {
  'RENAME TO': (cursor) => ({ kind: 'RenameMaterializedView', to: cursor.name() }),
  'CLUSTER BY': (cursor) => ({ kind: 'ClusterMaterializedView', by: parseClusterBy(cursor) }),
  'DROP CLUSTERING KEY': () => ({ kind: 'ClusterMaterializedView', by: [] }),
  'SUSPEND RECLUSTER': () => ({ kind: 'ReclusterMaterializedView', on: false }),
  'RESUME RECLUSTER': () => ({ kind: 'ReclusterMaterializedView', on: true }),
  SUSPEND: () => ({ kind: 'SuspendMaterializedView', on: true }),
  RESUME: () => ({ kind: 'SuspendMaterializedView', on: false }),
  'SET SECURE': () => ({ kind: 'SecureMaterializedView', on: true }),
  'UNSET SECURE': () => ({ kind: 'SecureMaterializedView', on: false }),
  'SET COMMENT =': (cursor) => ({ kind: 'CommentMaterializedView', comment: cursor.text() }),
  'UNSET COMMENT': () => ({ kind: 'CommentMaterializedView' }),
}

/**
 * ALTER MATERIALIZED VIEW name { RENAME TO name | CLUSTER BY (expression, …) | DROP CLUSTERING KEY |
 *   { SUSPEND | RESUME } [RECLUSTER] | { SET | UNSET } SECURE | SET COMMENT = 'text' | UNSET COMMENT }
 * https://docs.snowflake.com/en/sql-reference/sql/alter-materialized-view
 */
function parseAlterMaterializedView(cursor: Cursor): Parsed<AlterMaterializedView> {
  const name = cursor.name()
  const words = Object.keys(changes).find((each) => cursor.take(...each.split(' ')))
  const change = words === undefined ? undefined : changes[words]?.(cursor)
  return { kind: 'AlterMaterializedView', name, change: change ?? cursor.unexpected() }
}

export const parseMaterializedView = {
  'CREATE MATERIALIZED VIEW': parseCreateMaterializedView,
  'ALTER MATERIALIZED VIEW': parseAlterMaterializedView,
}
export const printMaterializedView: ByKind<MaterializedViewStatement, [], Sql> = {
  CreateMaterializedView: (s) =>
    phrase(
      printCreate('MATERIALIZED VIEW', s),
      flag(s.copyGrants, 'COPY GRANTS'),
      printViewColumns(s.columns),
      textClause('COMMENT =', s.comment),
      printClusterBy(s.clusterBy),
      sql` AS ${s.query}`,
    ),
  AlterMaterializedView: (s) =>
    sql`ALTER MATERIALIZED VIEW ${sql.name(s.name)}${dispatch(printChange, s.change)}`,
}

const printChange: ByKind<MaterializedViewChange, [], Sql> = {
  RenameMaterializedView: ({ to }) => sql` RENAME TO ${sql.name(to)}`,
  ClusterMaterializedView: ({ by }) => (by.length === 0 ? sql` DROP CLUSTERING KEY` : printClusterBy(by)),
  ReclusterMaterializedView: ({ on }) => sql` ${sql.words(on ? 'RESUME' : 'SUSPEND')} RECLUSTER`,
  SuspendMaterializedView: ({ on }) => sql` ${sql.words(on ? 'SUSPEND' : 'RESUME')}`,
  SecureMaterializedView: ({ on }) => sql` ${sql.words(on ? 'SET' : 'UNSET')} SECURE`,
  CommentMaterializedView: ({ comment }) =>
    comment === undefined ? sql` UNSET COMMENT` : textClause('SET COMMENT =', comment),
}

function printClusterBy(by: readonly Expression[]): Sql {
  return by.length === 0 ? sql.empty : sql` CLUSTER BY (${sql.join(by)})`
}
