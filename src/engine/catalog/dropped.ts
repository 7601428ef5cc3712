import type { Instant } from '../../common/clock.ts'
import type { ObjectKind } from '../../sql/object-kinds.ts'
import { duck, integer, text, type Sql } from '../duck/sql.ts'
import type { TextRow, Transaction } from '../storage/transaction.ts'
import type { CatalogObject, ObjectOf } from './objects/index.ts'

/** An object that was dropped and can still be restored. */
export interface Dropped<O extends CatalogObject = CatalogObject> {
  readonly object: O
  readonly droppedOn: Instant
  /** From then on it is gone. */
  readonly keptUntil: Instant
  /** The database or schema with which it was dropped: it comes back with that one alone. */
  readonly container?: number
}

/** What opening needs of a connection. */
interface Store {
  run(sql: Sql): Promise<number>
  rows(sql: Sql): Promise<readonly TextRow[]>
}

/**
 * The objects that UNDROP can restore: tables, schemas and databases with all that was in them. Their rows stay where they are.
 * https://docs.snowflake.com/en/user-guide/data-time-travel#dropping-and-restoring-objects
 */
export class DroppedObjects {
  readonly #dropped = new Map<number, Dropped>()

  static async open(store: Store): Promise<DroppedObjects> {
    await store.run(
      duck`CREATE TABLE IF NOT EXISTS snowmelt.retained_object (id BIGINT, dropped_on BIGINT, kept_until BIGINT, record VARCHAR)`,
    )
    const rows = await store.rows(duck`SELECT record FROM snowmelt.retained_object ORDER BY dropped_on, id`)
    const objects = new DroppedObjects()
    for (const [record] of rows) {
      // The record was written by `add` from a Dropped.
      const dropped = JSON.parse(record ?? '{}') as Dropped
      objects.#dropped.set(dropped.object.id, dropped)
    }
    return objects
  }

  /** All that are kept, in the order in which they were dropped; some may be due to be purged. */
  everything(): readonly Dropped[] {
    return [...this.#dropped.values()]
  }

  byId(id: number): Dropped | undefined {
    return this.#dropped.get(id)
  }

  /** The objects of a kind that can be restored by themselves at `now`, the one dropped last first. */
  restorable<K extends ObjectKind>(kind: K, now: Instant): readonly Dropped<ObjectOf<K>>[] {
    const found = this.everything().filter(
      ({ object, keptUntil, container }) =>
        object.kind === kind && keptUntil > now && container === undefined,
    )
    // A record's `kind` is the K of its type.
    return found.toReversed() as unknown as readonly Dropped<ObjectOf<K>>[]
  }

  /** What was dropped along with a database or a schema. */
  contentsOf(container: number): readonly Dropped[] {
    return this.everything().filter((dropped) => dropped.container === container)
  }

  async add(transaction: Transaction, dropped: Dropped): Promise<void> {
    const { object, droppedOn, keptUntil } = dropped
    await transaction.run(
      duck`INSERT INTO snowmelt.retained_object VALUES (${integer(object.id)}, ${integer(droppedOn)}, ${integer(keptUntil)}, ${text(JSON.stringify(dropped))})`,
    )
    transaction.onCommit(() => {
      this.#dropped.set(object.id, dropped)
    })
  }

  /** It was restored or purged. */
  async remove(transaction: Transaction, id: number): Promise<void> {
    await transaction.run(duck`DELETE FROM snowmelt.retained_object WHERE id = ${integer(id)}`)
    transaction.onCommit(() => {
      this.#dropped.delete(id)
    })
  }
}
