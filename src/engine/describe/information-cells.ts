import type { ObjectKind } from '../../sql/object-kinds.ts'
import type { Catalog } from '../catalog/catalog.ts'
import type { Facts } from '../catalog/descriptor.ts'
import type { CatalogObject, ObjectOf } from '../catalog/objects/index.ts'
import type { ValueType } from '../types/data-type.ts'
import { count, text, timestampLtz } from '../types/standard.ts'
import { timestampText } from './timestamp.ts'

/** A value of an INFORMATION_SCHEMA view as text that DuckDB casts to the column's type. */
export type InformationValue = string | null

/** What the views are computed from. */
export interface InformationWorld {
  readonly catalog: Catalog
  readonly database: string
  readonly sessionId: string
  readonly role: string | undefined
  readonly user: string
  readonly facts: Facts
}

/** A view: its columns, and how its rows are found. */
export interface InformationView {
  readonly columns: Readonly<Record<string, ValueType>>
  readonly rows: (world: InformationWorld) => Promise<readonly (readonly InformationValue[])[]>
}

/** A column of a view and its value for each of what the view lists. */
export interface Cell<O> {
  readonly type: ValueType
  readonly of: (object: O, world: InformationWorld) => InformationValue | Promise<InformationValue>
}

const string = text()
const time = timestampLtz(3)

/** A VARCHAR column. */
export function words<O>(of: Cell<O>['of']): Cell<O> {
  return { type: string, of }
}
/** A NUMBER column. */
export function digits<O>(of: Cell<O>['of']): Cell<O> {
  return { type: count, of }
}
/** A column that means nothing in Snowflake. */
export function nothing<O>(): Cell<O> {
  return words(() => null)
}
/** A moment, as text that DuckDB reads as an instant. */
export function moment<O>(of: (object: O) => number): Cell<O> {
  return { type: time, of: (object) => `${timestampText(of(object), 'UTC').slice(0, 23)}+00` }
}
/** A VARCHAR column of `YES` and `NO`. */
export function yes<O>(of: (object: O) => boolean): Cell<O> {
  return words((object) => (of(object) ? 'YES' : 'NO'))
}

/** The objects of a kind that are in the database (or are databases) and that the session sees. */
export function visible<K extends ObjectKind>(kind: K, world: InformationWorld): readonly ObjectOf<K>[] {
  return world.catalog.all(kind).filter((object: CatalogObject) => {
    const isInside = kind === 'DATABASE' || object.database === world.database
    return isInside && (object.sessionId ?? world.sessionId) === world.sessionId
  })
}

/** A view of what `objects` finds. */
export function viewOf<O>(
  objects: (world: InformationWorld) => readonly O[],
  cells: Readonly<Record<string, Cell<O>>>,
): InformationView {
  return {
    columns: Object.fromEntries(Object.entries(cells).map(([name, { type }]) => [name, type])),
    rows: async (world) => {
      // One after the other: a transaction runs one SQL at a time.
      const rows: InformationValue[][] = []
      for (const object of objects(world)) {
        const row: InformationValue[] = []
        for (const cell of Object.values(cells)) row.push(await cell.of(object, world))
        rows.push(row)
      }
      return rows
    },
  }
}
