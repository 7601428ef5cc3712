import { fail } from '../../common/errors.ts'
import type { TableAlias } from '../../sql/query/query.ts'
import { columnUse } from './coercion.ts'
import type { BoundExpression } from './expression-tree.ts'
import { newColumn, newTable, type Frame } from './frame.ts'
import type { NamedColumn, Names } from './names.ts'
import type { Relation, Stored } from './query-tree.ts'
import type { BoundColumn, BoundQuery, BoundSource, Scope } from './tree.ts'

/** A FROM clause or an item of it: its rows, and the names that it brings into sight. */
export interface BoundFrom {
  readonly relation: Relation
  readonly names: Names
}

/** Where an item of FROM stands: `left` are the names of the items before it, which LATERAL may use. */
export interface FromPlace {
  readonly frame: Frame
  readonly outer: Scope | undefined
  readonly left: Names
}

/** The names of both. */
export function together(left: Names, right: Names): Names {
  return {
    relations: [...left.relations, ...right.relations],
    columns: [...left.columns, ...right.columns],
  }
}

/** Rows from outside, as a relation. `$n` of staged files gets its column when it is first asked for. */
export function bindSource(
  source: BoundSource,
  reference: { readonly alias?: TableAlias },
  path: readonly string[],
  frame: Frame,
): BoundFrom {
  const { binding } = frame
  if (source.streamId !== undefined) binding.streams.push(source.streamId)
  const columns: Stored[] = source.columns.map((column) => ({
    column: newColumn(binding, column),
    physical: column.physical,
  }))
  const hidden = new Set(columns.filter((_, at) => source.columns[at]?.hidden).map(({ column }) => column.id))
  const names = namesOf(
    columns.map(({ column }) => column),
    { path, alias: reference.alias, hidden },
  )
  const relation: Relation = { kind: 'Scan', table: newTable(binding), rows: source.rows, columns }
  const { positional } = source
  if (positional === undefined) return { relation, names }
  const fields = new Map<number, BoundExpression>()
  const field = (index: number) => {
    const known = fields.get(index)
    if (known !== undefined) return known
    const { physical, type } = positional(index)
    const column = newColumn(binding, { name: `$${index}`, type, nullable: true })
    columns.push({ column, physical })
    const use = columnUse(column)
    fields.set(index, use)
    return use
  }
  return {
    relation,
    names: { ...names, relations: names.relations.map((each) => ({ ...each, positional: field })) },
  }
}

/** A query as a relation. */
export function derived(
  query: BoundQuery,
  frame: Frame,
  how: {
    readonly path: readonly string[]
    readonly alias: TableAlias | undefined
    readonly lateral: boolean
    readonly hidden?: ReadonlySet<number>
  },
): BoundFrom {
  return {
    relation: { kind: 'Derived', table: newTable(frame.binding), query, lateral: how.lateral },
    names: namesOf(query.columns, how),
  }
}

/** The names of a relation's columns, under its alias where it has one. */
export function namesOf(
  columns: readonly BoundColumn[],
  how: {
    readonly path: readonly string[]
    readonly alias: TableAlias | undefined
    readonly hidden?: ReadonlySet<number>
  },
): Names {
  const { alias } = how
  const given = alias?.columns ?? []
  if (alias !== undefined && given.length > columns.length)
    fail(
      'COLUMN_LIST_TOO_LONG',
      { name: alias.name.text, given: given.length, columns: columns.length },
      alias.name.span,
    )
  const named: readonly NamedColumn[] = columns.map((column, at) => ({
    name: given[at]?.text ?? column.name,
    value: columnUse(column),
    hidden: how.hidden?.has(column.id) ?? false,
  }))
  return {
    relations: [{ path: alias === undefined ? how.path : [alias.name.text], columns: named }],
    columns: named,
  }
}
