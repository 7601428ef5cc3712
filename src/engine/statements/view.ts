import { fail } from '../../common/errors.ts'
import type { Query } from '../../sql/query/query.ts'
import { parseStatement } from '../../sql/parse.ts'
import type { CreateView } from '../../sql/statement/view.ts'
import { lastPart } from '../catalog/names.ts'
import type { Context } from '../context.ts'
import { create } from './creation.ts'
import type { Outcome } from './outcome.ts'
import { bindDefinition, keptColumns, refuseBadColumns } from './view-definition.ts'

/** https://docs.snowflake.com/en/sql-reference/sql/create-view */
async function createView(statement: CreateView, context: Context): Promise<Outcome> {
  const { columns, secure, changeTracking, recursive, span } = statement
  refuseBadColumns(statement)
  const { query, queryText } = recursive ? recursiveQuery(statement) : statement
  const sources = await context.sources(query)
  return await create(statement, context, {
    kind: 'VIEW',
    copyGrants: statement.copyGrants,
    make: (base) => {
      const bound = bindDefinition({ columns, query, text: context.text, span }, base, sources, context)
      return {
        ...base,
        kind: 'VIEW',
        secure,
        ...(changeTracking === true ? { changeTracking: true } : {}),
        columns: keptColumns(columns),
        produced: bound.columns.map((column) => column.name),
        query: queryText,
        text: context.text.slice(span.start, span.end),
        comment: statement.comment ?? '',
      }
    },
  })
}

/**
 * CREATE RECURSIVE VIEW v (a) AS query is CREATE VIEW v (a) AS WITH RECURSIVE v (a) AS (query) SELECT a FROM v. The text is
 * what is kept; the tree has the query as it was read.
 * https://docs.snowflake.com/en/user-guide/views-introduction#recursive-views-non-materialized-views-only
 */
function recursiveQuery({ name, columns, query, queryText, span }: CreateView): {
  readonly query: Query
  readonly queryText: string
} {
  if (columns.length === 0)
    fail('MISSING_PROPERTY', { property: 'column list', object: 'RECURSIVE VIEW' }, span)
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
  const own = quoted(lastPart(name))
  const list = columns.map((column) => quoted(column.name.text)).join(', ')
  const text = `WITH RECURSIVE ${own} (${list}) AS (${queryText}) SELECT ${list} FROM ${own}`
  const statement = parseStatement(text)
  const made = statement.kind === 'QueryStatement' ? statement.query : undefined
  const [definition] = made?.with ?? []
  if (made === undefined || definition === undefined)
    throw new Error('Snowmelt bug: a recursive view is no query')
  return { query: { ...made, with: [{ ...definition, query }] }, queryText: text }
}

export const viewExecutors = { CreateView: createView }
