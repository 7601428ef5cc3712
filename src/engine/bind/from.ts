import { dispatch, type ByKind } from '../../common/by-kind.ts'
import { fail } from '../../common/errors.ts'
import type { ObjectName } from '../../sql/expression/name.ts'
import type {
  DerivedTable,
  FromItem,
  PipedResult,
  StageReference,
  TableReference,
} from '../../sql/query/query.ts'
import { printName } from '../catalog/names.ts'
import { findCte, newColumn, newTable, type CteEntry, type Frame } from './frame.ts'
import { bindJoin } from './join.ts'
import { lateralNames, noNames } from './names.ts'
import { bindPivot } from './pivot.ts'
import { bindSource, derived, namesOf, together, type BoundFrom, type FromPlace } from './relation.ts'
import { bindSample } from './sample.ts'
import { failName, scopeOf } from './scope.ts'
import { bindTableFunction } from './table-function.ts'
import type { BoundColumn, BoundViewSource, Scope } from './tree.ts'
import { bindUnpivot } from './unpivot.ts'

/** The items of a FROM clause, crossed; a single row without columns where there are none. */
export function bindFrom(items: readonly FromItem[], frame: Frame, outer: Scope | undefined): BoundFrom {
  const [first, ...rest] = items
  if (first === undefined) return { relation: { kind: 'SingleRow' }, names: noNames }
  return rest.reduce<BoundFrom>(
    (left, item) => {
      const right = bindFromItem(item, { frame, outer, left: left.names })
      return {
        relation: { kind: 'Join', type: 'CROSS', left: left.relation, right: right.relation },
        names: together(left.names, right.names),
      }
    },
    bindFromItem(first, { frame, outer, left: noNames }),
  )
}

const items: ByKind<FromItem, [FromPlace], BoundFrom> = {
  TableReference: bindTableReference,
  StageReference: bindStageReference,
  DerivedTable: bindDerivedTable,
  TableFunction: bindTableFunction,
  PipedResult: bindPipedResult,
  Join: (join, place) => bindJoin(join, place, bindFromItem),
  Pivot: (pivot, place) => bindPivot(pivot, place, bindFromItem),
  Unpivot: (unpivot, place) => bindUnpivot(unpivot, place, bindFromItem),
  Sample: (sample, place) => bindSample(sample, place, bindFromItem),
}

/** One item of FROM. */
export function bindFromItem(item: FromItem, place: FromPlace): BoundFrom {
  return dispatch(items, item, place)
}

function bindTableReference(reference: TableReference, place: FromPlace): BoundFrom {
  const cte = cteOf(reference, place.frame)
  // "The AT and BEFORE clauses do not support selecting historical data from a CTE."
  if (cte !== undefined && (reference.timeTravel ?? reference.changes) !== undefined)
    fail('UNSUPPORTED', { feature: 'AT, BEFORE or CHANGES of a common table expression' }, reference.span)
  if (cte !== undefined) return bindCteUse(reference, cte, place.frame)
  const source = place.frame.binding.sources.table(reference, place.frame.within)
  const path = [...partsOf(reference.name).slice(0, -1), source.name ?? partsOf(reference.name).at(-1) ?? '']
  const full = fullPath(path, place.frame)
  return 'query' in source
    ? bindView(source, reference, full, place.frame)
    : bindSource(source, reference, full, place.frame)
}

/** A view's query, bound in the view's own database and schema, with nothing in sight of the query that reads it. */
function bindView(
  view: BoundViewSource,
  reference: TableReference,
  path: readonly string[],
  outer: Frame,
): BoundFrom {
  const { binding } = outer
  const frame: Frame = {
    binding,
    text: view.text,
    ctes: undefined,
    within: { database: view.database, schema: view.schema, owner: view.owner },
  }
  if (view.streamId !== undefined) binding.streams.push(view.streamId)
  const query = binding.bindQuery(view.query, frame, undefined)
  requireSameColumns(view, query.columns, outer, reference)
  const columns = query.columns.map((column, at) => ({ ...column, name: view.columns[at] ?? column.name }))
  const hidden = new Set(
    columns.filter(({ name }) => view.hidden?.includes(name) === true).map(({ id }) => id),
  )
  return derived({ ...query, columns }, frame, { path, alias: reference.alias, lateral: false, hidden })
}

/**
 * "A view is not automatically updated if the underlying sources are modified": its query must still give the columns that it gave
 * when the view was made. https://docs.snowflake.com/en/sql-reference/sql/create-view#usage-notes
 */
function requireSameColumns(
  { produced, ...view }: BoundViewSource,
  columns: readonly BoundColumn[],
  frame: Frame,
  reference: TableReference,
): void {
  if (produced === undefined) return
  if (produced.length !== columns.length)
    fail(
      'VIEW_COLUMN_COUNT',
      { view: printName(view), declared: produced.length, produced: columns.length },
      reference.span,
    )
  const lost = produced.find((column, at) => columns[at]?.name !== column)
  if (lost !== undefined) {
    const parts = [{ text: lost, quoted: true, span: reference.span }]
    failName('INVALID_IDENTIFIER', parts, reference.span, frame.text)
  }
}

/** `name`, `schema.name` and the like as the full path, as far as the session or the view knows it. */
function fullPath(path: readonly string[], frame: Frame): readonly string[] {
  const home = frame.within ?? frame.binding.session
  const full = [home.database ?? '', home.schema ?? '', ''].slice(0, 3 - path.length)
  return [...full, ...path.map((part, at) => (part === '' && at === path.length - 2 ? 'PUBLIC' : part))]
}

function cteOf(reference: TableReference, frame: Frame): CteEntry | undefined {
  const [name, ...more] = partsOf(reference.name)
  return name === undefined || more.length > 0 ? undefined : findCte(frame, name)
}

function bindCteUse(reference: TableReference, cte: CteEntry, frame: Frame): BoundFrom {
  if (reference.timeTravel !== undefined || reference.changes !== undefined)
    fail('UNSUPPORTED', { feature: 'AT, BEFORE or CHANGES of a common table expression' }, reference.span)
  cte.uses.count += 1
  const columns = cte.columns.map((from, at) => ({
    column: newColumn(frame.binding, { ...from, name: cte.names[at] ?? from.name }),
    from,
  }))
  return {
    relation: { kind: 'CteUse', cte: cte.cte, table: newTable(frame.binding), columns },
    names: namesOf(
      columns.map(({ column }) => column),
      { path: [cte.name], alias: reference.alias },
    ),
  }
}

function bindStageReference(reference: StageReference, place: FromPlace): BoundFrom {
  const source = place.frame.binding.sources.stage(reference)
  return bindSource(source, reference, source.name === undefined ? [] : [source.name], place.frame)
}

function bindPipedResult(reference: PipedResult, { frame }: FromPlace): BoundFrom {
  const source = frame.binding.sources.piped?.(reference)
  if (source === undefined) fail('RESULT_NOT_FOUND', { queryId: `$${reference.back}` }, reference.span)
  return bindSource(source, reference, [], frame)
}

function bindDerivedTable(item: DerivedTable, place: FromPlace): BoundFrom {
  const { frame, outer, left } = place
  const around = item.lateral ? scopeOf(frame, lateralNames(left), { outer }) : outer
  const query = frame.binding.bindQuery(item.query, frame, around)
  return derived(query, frame, { path: [], alias: item.alias, lateral: item.lateral })
}

/** The parts of a name as written; the session has replaced IDENTIFIER(…) before. */
function partsOf(name: ObjectName): readonly string[] {
  return name.kind === 'Name' ? name.parts.map((part) => part.text) : []
}
