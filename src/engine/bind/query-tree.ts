import type { Sql } from '../duck/sql.ts'
import type { BoundExpression } from './expression-tree.ts'
import type { BoundColumn, BoundQuery } from './tree.ts'

/** A value and the column that it becomes. */
export interface Defined {
  readonly column: BoundColumn
  readonly value: BoundExpression
}

/** A column and its name in the rows that it is read from. */
export interface Stored {
  readonly column: BoundColumn
  readonly physical: string
}

/** A sort key; where nulls go is decided here (Snowflake's default depends on the direction), never left to DuckDB. */
export interface SortKey {
  readonly value: BoundExpression
  /** The item, from 0, that the key is: it is then sorted by, not computed again. */
  readonly item?: number
  readonly descending: boolean
  readonly nullsFirst: boolean
}

/** What stands after FROM, and the two tables that a SELECT makes on its way: groups and numbered rows. */
export type Relation =
  Scan | Derived | CteUse | JoinedRelation | Flatten | Generator | NextValues | RowList | Grouped | SingleRow

/** Every relation but a join and the single row has a number, which names it in DuckDB (`t3`). */
interface Numbered {
  readonly table: number
}
/** Rows from outside: a table, a stream, staged files. */
export interface Scan extends Numbered {
  readonly kind: 'Scan'
  readonly rows: Sql
  readonly columns: readonly Stored[]
}
/** A query in FROM (a view's too). Its columns are the query's own. */
export interface Derived extends Numbered {
  readonly kind: 'Derived'
  readonly query: BoundQuery
  /** It reads columns of relations to the left. */
  readonly lateral: boolean
}
/** A use of a common table expression; each use has columns of its own, `from` is the definition's column. */
export interface CteUse extends Numbered {
  readonly kind: 'CteUse'
  readonly cte: number
  readonly columns: readonly { readonly column: BoundColumn; readonly from: BoundColumn }[]
}
export interface JoinedRelation {
  readonly kind: 'Join'
  /** ASOF keeps all rows to the left, and finds for each the closest one to the right by the inequality in `on`. */
  readonly type: 'INNER' | 'LEFT' | 'RIGHT' | 'FULL' | 'CROSS' | 'ASOF'
  readonly left: Relation
  readonly right: Relation
  readonly on?: BoundExpression
}
/** The elements of an array or object. https://docs.snowflake.com/en/sql-reference/functions/flatten */
export interface Flatten extends Numbered {
  readonly kind: 'Flatten'
  readonly input: BoundExpression
  readonly path: string
  readonly outer: boolean
  readonly recursive: boolean
  readonly mode: 'OBJECT' | 'ARRAY' | 'BOTH'
  readonly columns: FlattenColumns
  /** SEQ numbers the rows to the left, which costs: it is made only where something reads it. */
  readonly seq: { readonly isRead: boolean }
}
export interface FlattenColumns {
  readonly seq: BoundColumn
  readonly key: BoundColumn
  readonly path: BoundColumn
  readonly index: BoundColumn
  readonly value: BoundColumn
  readonly this: BoundColumn
}
/** Rows without columns. https://docs.snowflake.com/en/sql-reference/functions/generator */
export interface Generator extends Numbered {
  readonly kind: 'Generator'
  readonly rowCount: BoundExpression
}
/** A value of a sequence for each row of what stands to the left. https://docs.snowflake.com/en/user-guide/querying-sequences#sequences-as-table-functions */
export interface NextValues extends Numbered {
  readonly kind: 'NextValues'
  readonly value: BoundExpression
  readonly column: BoundColumn
}
export interface RowList extends Numbered {
  readonly kind: 'RowList'
  readonly rows: readonly (readonly BoundExpression[])[]
  readonly columns: readonly BoundColumn[]
}
/** The groups of `input`: their keys and what was aggregated over them. */
export interface Grouped extends Numbered {
  readonly kind: 'Grouped'
  readonly input: Relation
  readonly where?: BoundExpression
  readonly keys: readonly Defined[]
  /** Grouping sets as indexes into `keys`; absent: one set of all keys. */
  readonly sets?: readonly (readonly number[])[]
  readonly aggregates: readonly Defined[]
}
/** A SELECT without FROM. */
export interface SingleRow {
  readonly kind: 'SingleRow'
}

export interface CteDefinition {
  readonly cte: number
  readonly query: BoundQuery
  /** The branch that reads the definition itself, its columns in the order of `query`'s. */
  readonly recursive?: BoundQuery
  /** How often it is read: what is read once stands where it is read. */
  readonly uses: number
}

export interface SelectTree {
  readonly kind: 'Select'
  readonly with: readonly CteDefinition[]
  readonly distinct: boolean
  readonly items: readonly Defined[]
  readonly from: Relation
  readonly where?: BoundExpression
  readonly qualify?: BoundExpression
  readonly orderBy: readonly SortKey[]
  readonly limit?: BoundExpression
  readonly offset?: BoundExpression
}
/** UNION and its kin. The columns are those of the left branch, whose types both branches have. */
export interface SetTree {
  readonly kind: 'Set'
  readonly operator: 'UNION' | 'INTERSECT' | 'EXCEPT'
  readonly all: boolean
  readonly left: BoundQuery
  readonly right: BoundQuery
}
export type QueryTree = SelectTree | SetTree
