import type { Column, Row } from '../../account/result.ts'
import type { ColumnType } from '../../account/types.ts'
import type { Instant } from '../../common/clock.ts'
import type { Expression } from '../../sql/expression/expression.ts'
import type { Statement } from '../../sql/statement/statement.ts'
import type { SessionState } from '../session-state.ts'
import type { ValueType } from '../types/data-type.ts'
import type { Catalog } from './catalog.ts'
import type { ExternalTableRecord } from './objects/external-table.ts'
import type { PipeRecord } from './objects/pipe.ts'
import type { SequenceRecord } from './objects/sequence.ts'
import type { StreamRecord } from './objects/stream.ts'
import type { TableRecord } from './objects/table.ts'
import type { ViewRecord } from './objects/view.ts'

/** A column as DESCRIBE and INFORMATION_SCHEMA.COLUMNS see it, of a table or of a view's query. */
export interface DescribedColumn {
  readonly name: string
  readonly type: ValueType
  readonly nullable: boolean
}

/** What is not in the records: it moves with the rows, or must be computed. */
export interface Facts {
  rowCount(table: TableRecord): Promise<number>
  /** The output columns of a view's query, bound now. */
  viewColumns(view: Pick<ViewRecord, 'database' | 'schema' | 'name'>): Promise<readonly DescribedColumn[]>
  stream(stream: StreamRecord): Promise<StreamFacts>
  pipe(pipe: PipeRecord): Promise<PipeFacts>
  /** When its list of files was last brought up to date. */
  lastRefresh(table: ExternalTableRecord): Promise<Instant | undefined>
  /** The value that a sequence gives next. */
  nextValue(sequence: SequenceRecord): Promise<string | null>
}
export interface StreamFacts {
  readonly stale: boolean
  /** Absent while it cannot become stale. */
  readonly staleAfter?: Instant
  /** Full names of the tables below a view. */
  readonly baseTables: readonly string[]
}
export interface PipeFacts {
  readonly notificationChannel: string | null
  readonly pattern: string | null
  readonly invalidReason: string | null
}

/** What a description is made from besides the record: who asks, and in which time zone. */
export interface Scene {
  readonly catalog: Catalog
  readonly session: Pick<SessionState, 'id' | 'database' | 'schema' | 'warehouse' | 'role'>
  /** The statement's time. */
  readonly now: Instant
  /** A TIMESTAMP_LTZ as text in the session's time zone. */
  readonly timestamp: (instant: Instant) => string
  readonly facts: Facts
}

type Cell = string | null

/** Reads what records keep as text: defaults, a view's query, a task's body. */
export interface Reader {
  expression(text: string): Expression
  statement(text: string): Statement
}

/** A column of SHOW: its type, and its value for an object. */
export interface ShowColumn<O> {
  readonly type: ColumnType
  readonly of: (object: O, scene: Scene) => Cell | Promise<Cell>
}

/** Rows that are not one per object. */
export interface Description {
  readonly columns: readonly Column[]
  readonly rows: readonly Row[]
}

/** All that SHOW, DESCRIBE, GET_DDL and INFORMATION_SCHEMA know of a kind of object. */
export interface Descriptor<O> {
  /** In the manual's order. */
  readonly show: Readonly<Record<string, ShowColumn<O>>>
  /** The columns of SHOW TERSE, where the manual has it. */
  readonly terse?: Readonly<Record<string, ShowColumn<O>>>
  /** Whether SHOW takes STARTS WITH and LIMIT. */
  readonly paged: boolean
  readonly describe?: (object: O, scene: Scene) => Description | Promise<Description>
  /** The statement that makes the object anew. */
  readonly toDdl: (object: O, read: Reader) => Statement
}

const varchar: ColumnType = { kind: 'VARCHAR', length: 16_777_216 }
const count: ColumnType = { kind: 'NUMBER', precision: 38, scale: 0 }
const timestamp: ColumnType = { kind: 'TIMESTAMP_LTZ', precision: 3 }

/** A VARCHAR column. */
export function text<O>(of: ShowColumn<O>['of']): ShowColumn<O> {
  return { type: varchar, of }
}

/** A VARCHAR column of `Y` and `N`. */
export function flag<O>(of: (object: O, scene: Scene) => boolean): ShowColumn<O> {
  return text((object, scene) => (of(object, scene) ? 'Y' : 'N'))
}

/** A NUMBER(38,0) column. */
export function number<O>(
  of: (object: O, scene: Scene) => number | null | Promise<number | null>,
): ShowColumn<O> {
  return {
    type: count,
    of: async (object, scene) => {
      const value = await of(object, scene)
      return value === null ? null : String(value)
    },
  }
}

/** A TIMESTAMP_LTZ column. */
export function time<O>(of: (object: O) => Instant | undefined): ShowColumn<O> {
  return {
    type: timestamp,
    of: (object, scene) => {
      const instant = of(object)
      return instant === undefined ? null : scene.timestamp(instant)
    },
  }
}

/** A description whose columns are all VARCHAR. */
export function textTable(names: readonly string[], rows: readonly Row[]): Description {
  return { columns: names.map((name) => ({ name, type: varchar, nullable: true })), rows }
}

/** The `created_on`, `name`, `kind` table that describes what contains other objects. */
export function contentsTable(
  objects: readonly { readonly createdOn: Instant; readonly name: string; readonly kind: string }[],
  scene: Scene,
): Description {
  return {
    columns: [
      { name: 'created_on', type: timestamp, nullable: true },
      { name: 'name', type: varchar, nullable: true },
      { name: 'kind', type: varchar, nullable: true },
    ],
    rows: objects.map(({ createdOn, name, kind }) => [scene.timestamp(createdOn), name, kind]),
  }
}

/** A description of the row that SHOW has for the object: what DESCRIBE PIPE, STREAM and TASK give. */
export function describeAsShown<O>(show: Descriptor<O>['show']): NonNullable<Descriptor<O>['describe']> {
  return async (object, scene) => ({
    columns: Object.entries(show).map(([name, { type }]) => ({ name, type, nullable: true })),
    rows: [await rowOf(object, show, scene)],
  })
}

/** The values of the columns for an object, one after the other: a transaction runs one SQL at a time. */
export async function rowOf<O>(
  object: O,
  columns: Readonly<Record<string, ShowColumn<O>>>,
  scene: Scene,
): Promise<Row> {
  const row: Cell[] = []
  for (const column of Object.values(columns)) row.push(await column.of(object, scene))
  return row
}

/** The type of role that owns an object: empty for what the system owns. */
export function ownerRoleType<O extends { readonly owner: string }>(): ShowColumn<O> {
  return text((object) => (object.owner === '' ? '' : 'ROLE'))
}
