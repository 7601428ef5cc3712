import { fail } from '../../common/errors.ts'
import type { Span } from '../../common/span.ts'
import type { Query } from '../../sql/query/query.ts'
import type { ViewColumn } from '../../sql/statement/view.ts'
import { bindQueryIn, startFrame } from '../bind/query.ts'
import type { BoundQuery, Sources } from '../bind/tree.ts'
import { printName } from '../catalog/names.ts'
import type { ObjectRecord } from '../catalog/objects/record.ts'
import type { Context } from '../context.ts'
import { refuseDuplicates } from './table-columns.ts'
import { refuseUnnamed } from './table-select.ts'

/** What a view is to be: its column list and its query, with the text that the query's spans point into. */
interface Definition {
  readonly columns: readonly ViewColumn[]
  readonly query: Query
  readonly text: string
  readonly span: Span
}

/** Fails for a column list and select list that no view can have, whatever its tables are. */
export function refuseBadColumns({ columns, query }: Pick<Definition, 'columns' | 'query'>): void {
  refuseDuplicates(columns)
  if (columns.length === 0) refuseUnnamed(query)
}

/** Binds a view's query in the view's own schema, wherever the session is, and checks the names of its columns. */
export function bindDefinition(
  { columns, query, text, span }: Definition,
  base: ObjectRecord,
  sources: Sources,
  context: Context,
): BoundQuery {
  const frame = { ...startFrame(sources, context.values, text), within: base }
  const bound = bindQueryIn(query, frame, undefined)
  const names =
    columns.length === 0 ? bound.columns.map(({ name }) => name) : columns.map(({ name }) => name.text)
  if (columns.length > 0 && columns.length !== bound.columns.length)
    fail(
      'VIEW_COLUMN_COUNT',
      { view: printName(base), declared: columns.length, produced: bound.columns.length },
      span,
    )
  refuseDuplicates(names.map((name) => ({ name: { text: name, quoted: true, span: query.span } })))
  return bound
}

/** The column list as a record keeps it. */
export function keptColumns(
  columns: readonly ViewColumn[],
): readonly { readonly name: string; readonly comment?: string }[] {
  return columns.map(({ name, comment }) => ({
    name: name.text,
    ...(comment === undefined ? {} : { comment }),
  }))
}
