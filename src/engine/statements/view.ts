import { fail } from '../../common/errors.ts'
import type { CreateView } from '../../sql/statement/view.ts'
import { bindQueryIn, startFrame } from '../bind/query.ts'
import { printName } from '../catalog/names.ts'
import type { Context } from '../context.ts'
import { create } from './creation.ts'
import type { Outcome } from './outcome.ts'
import { refuseDuplicates } from './table-columns.ts'
import { refuseUnnamed } from './table-select.ts'

/** https://docs.snowflake.com/en/sql-reference/sql/create-view */
async function createView(statement: CreateView, context: Context): Promise<Outcome> {
  const { columns, query, queryText, secure } = statement
  if (statement.changeTracking === true)
    fail('UNSUPPORTED', { feature: 'CHANGE_TRACKING = TRUE of a view' }, statement.span)
  refuseDuplicates(columns)
  if (columns.length === 0) refuseUnnamed(query)
  const sources = await context.sources(query)
  return await create(statement, context, {
    kind: 'VIEW',
    copyGrants: statement.copyGrants,
    make: (base) => {
      // The names in the query are those of the view's own schema, wherever the session is.
      const frame = { ...startFrame(sources, context.values, context.text), within: base }
      const bound = bindQueryIn(query, frame, undefined)
      const names =
        columns.length === 0 ? bound.columns.map(({ name }) => name) : columns.map(({ name }) => name.text)
      if (columns.length > 0 && columns.length !== bound.columns.length)
        fail(
          'VIEW_COLUMN_COUNT',
          { view: printName(base), declared: columns.length, produced: bound.columns.length },
          statement.span,
        )
      refuseDuplicates(names.map((text) => ({ name: { text, quoted: true, span: query.span } })))
      return {
        ...base,
        kind: 'VIEW',
        secure,
        columns: columns.map(({ name, comment }) => ({
          name: name.text,
          ...(comment === undefined ? {} : { comment }),
        })),
        query: queryText,
        text: context.text.slice(statement.span.start, statement.span.end),
        comment: statement.comment ?? '',
      }
    },
  })
}

export const viewExecutors = { CreateView: createView }
