import type { Span } from '../../common/span.ts'
import type { ObjectName } from '../../sql/expression/name.ts'
import type { ObjectKind } from '../../sql/object-kinds.ts'
import type { SessionState } from '../session-state.ts'
import type { Transaction } from '../storage/transaction.ts'
import type { Dropped, DroppedObjects } from './dropped.ts'
import type { Grants } from './grants.ts'
import type { CatalogObject, ObjectOf } from './objects/index.ts'
import type { QualifiedName } from './names.ts'

/** What name resolution needs of a session. */
export type NameContext = Pick<SessionState, 'id' | 'database' | 'schema'>

/** The account's objects: in memory for reading, written to the account file in the transaction that makes them. */
export interface Catalog {
  /** The full name that `name` means in the session (or in `within`, for views, pipes and tasks). */
  qualify(name: ObjectName, session: NameContext, span?: Span): QualifiedName
  /** Like `qualify`, for a name of any kind: one part for an account's objects, one or two for a schema. */
  nameOf(kind: ObjectKind, name: ObjectName, session: NameContext): QualifiedName
  /** With a session, its own temporary object of the name comes first. */
  find<K extends ObjectKind>(kind: K, name: QualifiedName, session?: NameContext): ObjectOf<K> | undefined
  /** Whatever bears the name in the name space of `kind`: for a table also a view or a stream. */
  occupant(kind: ObjectKind, name: QualifiedName, session?: NameContext): CatalogObject | undefined
  /** Throws OBJECT_NOT_FOUND with the kind's title and the name as Snowflake prints it. */
  get<K extends ObjectKind>(kind: K, name: ObjectName, session: NameContext): ObjectOf<K>
  /** The procedures of one name, in the order of their creation. */
  overloads(name: QualifiedName): readonly ObjectOf<'PROCEDURE'>[]
  /** Throws OBJECT_NOT_FOUND for a database or schema that does not exist. */
  requireContainer(name: QualifiedName, span?: Span): void
  byId(id: number): CatalogObject | undefined
  /** The objects of a kind: the same list until one of them changes. */
  all<K extends ObjectKind>(kind: K): readonly ObjectOf<K>[]
  everything(): readonly CatalogObject[]
  /** Every object of a database (without `schema`) or a schema, without the container itself. */
  within(database: string, schema?: string): readonly CatalogObject[]
  nextId(): number
  readonly grants: Grants
  /** What UNDROP can restore. */
  readonly dropped: DroppedObjects
  /** Writes the record (new or changed, by id) in the transaction; visible to all when it commits. */
  put(transaction: Transaction, record: CatalogObject): Promise<void>
  /** Like `put` of each, where a record may take the name that another of them gives up. */
  putAll(transaction: Transaction, records: readonly CatalogObject[]): Promise<void>
  /** Takes the object away for good. */
  remove(transaction: Transaction, record: CatalogObject): Promise<void>
  /** Takes the object away so that it can be restored until `keptUntil`; its grants stay. */
  retain(transaction: Transaction, dropped: Dropped): Promise<void>
  /** Brings back what was dropped. Throws OBJECT_ALREADY_EXISTS. */
  restore(transaction: Transaction, dropped: Dropped): Promise<void>
}
