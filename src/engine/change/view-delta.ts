import { bindQueryIn, startFrame } from '../bind/query.ts'
import type { BoundQuery, BoundSource, SessionValues, Sources } from '../bind/tree.ts'
import type { Catalog } from '../catalog/catalog.ts'
import type { StreamRecord } from '../catalog/objects/stream.ts'
import type { TableRecord } from '../catalog/objects/table.ts'
import type { ViewRecord } from '../catalog/objects/view.ts'
import { duck, ident, join, text, type Sql } from '../duck/sql.ts'
import { lowerQuery } from '../lower/query.ts'
import { rowIdColumn } from '../storage/table-storage.ts'
import { valueType } from '../types/standard.ts'
import { changedImages, insertedImages, rowsAt, unchangedImages, type Range, type Versions } from './delta.ts'
import { expandView, idColumn, type RowsOf } from './view-expansion.ts'

/** What the changes of a view are computed with. */
export interface ViewWorld {
  readonly catalog: Catalog
  readonly values: SessionValues
}

/** The tables below a view, each once. Throws STREAM_VIEW_UNSUPPORTED for a view that no stream can be on. */
export function tablesBelow(view: ViewRecord, catalog: Catalog): readonly TableRecord[] {
  const { tables } = expandView(view, catalog, nothing)
  return [...new Map(tables.map((table) => [table.id, table])).values()]
}

/**
 * What differs between two states of a view: its columns, then METADATA$ACTION, METADATA$ISUPDATE and METADATA$ROW_ID.
 *
 * A row of the view is told by the row ids of the rows that it was joined from. The rows that a change of the tables made are those in
 * which at least one of these rows is new. They are found table by table: for the n-th table its changed rows, joined with what all
 * tables are now, of which those before the n-th give their unchanged rows alone, so that no row comes twice:
 * Δ orders × customers + orders × Δ customers + Δ orders × Δ customers of the manual. What the change ended is found alike in the state
 * before; both together by their ids are inserts, deletes and updates, and a row that is the same in both is no change.
 * https://docs.snowflake.com/en/user-guide/streams-intro#join-results-behavior
 */
export function viewChanges(
  view: ViewRecord,
  mode: StreamRecord['mode'],
  range: Pick<Range, 'initial' | 'bases'>,
  world: ViewWorld,
): BoundSource {
  const shape = bindView(view, nothing, undefined, world)
  const columns = shape.columns.slice(0, -1)
  const of = new Versioned(view, range, world, columns.length)
  const rows = range.initial
    ? insertsOf(of.initial(), columns.length)
    : mode === 'APPEND_ONLY'
      ? insertsOf(of.appended(), columns.length)
      : net(of.before(), of.after(), columns.length)
  const names = columns.map((column, at) => view.columns[at]?.name ?? column.name)
  return {
    rows: duck`(${rows})`,
    columns: [
      ...columns.map(({ type, nullable }, at) => ({
        name: names[at] ?? '',
        physical: physical(at),
        type: valueType(type),
        nullable,
      })),
      ...metadataColumns.map(({ name, type }) => ({ name, physical: name, type, nullable: false })),
    ],
    name: view.name,
  }
}

/** Those that each stream has behind the columns of its source. */
export const metadataColumns = [
  { name: 'METADATA$ACTION', type: { kind: 'VARCHAR', length: 6 } },
  { name: 'METADATA$ISUPDATE', type: { kind: 'BOOLEAN' } },
  { name: 'METADATA$ROW_ID', type: { kind: 'VARCHAR', length: 40 } },
] as const

/** The name of the view's column at a place, from 0. */
const physical = (at: number) => `v${at + 1}`

/** The rows of a view by parts of its tables. */
class Versioned {
  readonly #view: ViewRecord
  readonly #bases: NonNullable<Range['bases']>
  readonly #world: ViewWorld
  readonly #width: number
  readonly #tables: readonly TableRecord[]

  constructor(view: ViewRecord, { bases }: Pick<Range, 'bases'>, world: ViewWorld, width: number) {
    this.#view = view
    this.#bases = bases ?? new Map<number, Versions>()
    this.#world = world
    this.#width = width
    this.#tables = expandView(view, world.catalog, nothing).tables
  }

  /** All rows at the first version. */
  initial(): Sql {
    return this.#rows((table) => rowsAt(table, this.#versions(table).from), undefined)
  }

  before(): Sql {
    return this.#changed(
      (table, versions) => changedImages(table, versions).before,
      (table, { from }) => rowsAt(table, from),
    )
  }

  after(): Sql {
    return this.#changed(
      (table, versions) => changedImages(table, versions).after,
      (table, { to }) => rowsAt(table, to),
    )
  }

  /** "Δ orders and Δ customers will contain row inserts only, while orders and customers will contain the complete contents of the tables". */
  appended(): Sql {
    return this.#perTable((at) => (table, place) => {
      const versions = this.#versions(table)
      const old = rowsAt(table, versions.from)
      const added = insertedImages(table, versions)
      return place === at ? added : place < at ? old : duck`${old} UNION ALL ${added}`
    })
  }

  #changed(
    changed: (table: TableRecord, versions: Versions) => Sql,
    all: (table: TableRecord, versions: Versions) => Sql,
  ): Sql {
    return this.#perTable((at) => (table, place) => {
      const versions = this.#versions(table)
      if (place === at) return changed(table, versions)
      return place < at ? unchangedImages(table, versions) : all(table, versions)
    })
  }

  /** The rows that come of the change of each table, one after the other. */
  #perTable(parts: (at: number) => (table: TableRecord, place: number) => Sql): Sql {
    const found = this.#tables.flatMap((table, at) => {
      const { from, to } = this.#versions(table)
      return from === to ? [] : [this.#rows(parts(at), at)]
    })
    return found.length === 0 ? this.#rows(noRows, undefined) : join(found, ' UNION ALL ')
  }

  #versions(table: TableRecord): Versions {
    const versions = this.#bases.get(table.id)
    if (versions === undefined) throw new Error(`Snowmelt bug: no versions of ${table.name}`)
    return versions
  }

  #rows(part: (table: TableRecord, place: number) => Sql, only: number | undefined): Sql {
    const rowsOf: RowsOf = (table, place) => withId(part(table, place))
    const query = lowerQuery(bindView(this.#view, rowsOf, only, this.#world), this.#world.values)
    const names = [...Array.from({ length: this.#width }, (_, at) => physical(at)), idColumn]
    return duck`SELECT * FROM (${query}) AS r(${join(names.map((name) => ident(name)))})`
  }
}

/** A table's rows with their ids as text. */
function withId(rows: Sql): Sql {
  return duck`(SELECT *, CAST(${ident(rowIdColumn)} AS VARCHAR) AS ${ident(idColumn)} FROM (${rows}))`
}

function noRows(table: TableRecord): Sql {
  return duck`SELECT * FROM (${rowsAt(table, 0n)}) WHERE FALSE`
}

const nothing: RowsOf = (table) => withId(noRows(table))

function bindView(
  view: ViewRecord,
  rowsOf: RowsOf,
  only: number | undefined,
  { catalog, values }: ViewWorld,
): BoundQuery {
  const { query, sources } = expandView(view, catalog, rowsOf, only)
  const none = (): never => {
    throw new Error('Snowmelt bug: a view with a stream reads more than tables')
  }
  const known: Sources = {
    table: (reference) => sources.get(reference) ?? none(),
    stage: none,
    tableFunction: none,
    sequence: () => undefined,
  }
  const { database, schema } = view
  const frame = { ...startFrame(known, values, view.query), within: { database, schema } }
  return bindQueryIn(query, frame, undefined)
}

const action = (name: 'INSERT' | 'DELETE', isUpdate: Sql, width: number) => {
  const columns = Array.from({ length: width }, (_, at) => ident(physical(at)))
  // Snowflake's row ids are 40 hexadecimal digits.
  return duck`SELECT ${join([...columns, duck`${text(name)} AS "METADATA$ACTION"`, duck`${isUpdate} AS "METADATA$ISUPDATE"`, duck`sha1(${ident(idColumn)}) AS "METADATA$ROW_ID"`])}`
}

function insertsOf(rows: Sql, width: number): Sql {
  return duck`${action('INSERT', duck`FALSE`, width)} FROM (${rows})`
}

/** Both states by their ids. */
function net(before: Sql, after: Sql, width: number): Sql {
  const id = ident(idColumn)
  const equal = Array.from({ length: width }, (_, at) => {
    const name = physical(at)
    return duck`b.${ident(name)} IS NOT DISTINCT FROM a.${ident(name)}`
  })
  const same = duck`SELECT a.${id} FROM b JOIN a ON b.${id} = a.${id} WHERE ${join([duck`TRUE`, ...equal], ' AND ')}`
  const part = (name: 'INSERT' | 'DELETE', own: Sql, other: Sql) =>
    duck`${action(name, duck`${id} IN (SELECT ${id} FROM ${other})`, width)} FROM ${own} WHERE ${id} NOT IN (SELECT ${id} FROM same)`
  const inserts = part('INSERT', duck`a`, duck`b`)
  const deletes = part('DELETE', duck`b`, duck`a`)
  return duck`WITH b AS MATERIALIZED (${before}), a AS MATERIALIZED (${after}), same AS MATERIALIZED (${same}) ${inserts} UNION ALL ${deletes}`
}

/** Whether a table of the view has another version. */
export function hasMoved({ initial, bases, from, to }: Range): boolean {
  if (initial) return true
  if (bases === undefined) return from < to
  return [...bases.values()].some((versions) => versions.from < versions.to)
}
