import { dispatch, type ByKind } from '../../common/by-kind.ts'
import { fail } from '../../common/errors.ts'
import type { ObjectName } from '../../sql/expression/name.ts'
import type { DerivedTable, FromItem, StageReference, TableReference } from '../../sql/query/query.ts'
import { findCte, newColumn, newTable, type CteEntry, type Frame } from './frame.ts'
import { bindJoin } from './join.ts'
import { noNames } from './names.ts'
import { bindSource, derived, namesOf, together, type BoundFrom, type FromPlace } from './relation.ts'
import { scopeOf } from './scope.ts'
import { bindTableFunction } from './table-function.ts'
import type { BoundViewSource, Scope } from './tree.ts'

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
  Join: (join, place) => bindJoin(join, place, bindFromItem),
}

/** One item of FROM. */
export function bindFromItem(item: FromItem, place: FromPlace): BoundFrom {
  return dispatch(items, item, place)
}

function bindTableReference(reference: TableReference, place: FromPlace): BoundFrom {
  const cte = cteOf(reference, place.frame)
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
  { binding }: Frame,
): BoundFrom {
  const frame: Frame = {
    binding,
    text: view.text,
    ctes: undefined,
    within: { database: view.database, schema: view.schema },
  }
  const query = binding.bindQuery(view.query, frame, undefined)
  const columns = query.columns.map((column, at) => ({ ...column, name: view.columns[at] ?? column.name }))
  return derived({ ...query, columns }, frame, { path, alias: reference.alias, lateral: false })
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

function bindDerivedTable(item: DerivedTable, place: FromPlace): BoundFrom {
  const { frame, outer, left } = place
  const around = item.lateral ? scopeOf(frame, left, { outer }) : outer
  const query = frame.binding.bindQuery(item.query, frame, around)
  return derived(query, frame, { path: [], alias: item.alias, lateral: item.lateral })
}

/** The parts of a name as written; the session has replaced IDENTIFIER(…) before. */
function partsOf(name: ObjectName): readonly string[] {
  return name.kind === 'Name' ? name.parts.map((part) => part.text) : []
}
