import type { Column } from '../../account/result.ts'
import type { Instant } from '../../common/clock.ts'
import type { Span } from '../../common/span.ts'
import type { Expression, FunctionCall } from '../../sql/expression/expression.ts'
import type { Identifier, ObjectName } from '../../sql/expression/name.ts'
import type {
  PipedResult,
  Pivot,
  Query,
  StageReference,
  TableFunction,
  TableReference,
} from '../../sql/query/query.ts'
import type { Sql } from '../duck/sql.ts'
import type { DataType, ValueType } from '../types/data-type.ts'
import type { BoundExpression } from './expression-tree.ts'
import type { QueryTree } from './query-tree.ts'

/**
 * A column of a bound relation. `id` is unique in the statement, so lowering never depends on names (DuckDB's are not
 * case-sensitive, Snowflake's quoted ones are).
 */
export interface BoundColumn {
  readonly id: number
  /** Output name as Snowflake gives it. */
  readonly name: string
  readonly type: DataType
  readonly nullable: boolean
}

/** Rows that come from outside the query: a table, a stream, staged files, a generator. */
export interface BoundSource {
  /** A DuckDB relation that can stand after FROM (a table name, or a query in parentheses), without alias. */
  readonly rows: Sql
  /** `name`: Snowflake's; `physical`: the column of `rows`. A hidden one is found by name but not by `*`. */
  readonly columns: readonly {
    readonly name: string
    readonly physical: string
    readonly type: ValueType
    readonly nullable: boolean
    readonly hidden?: boolean
  }[]
  /** `$1` … of staged files, whose number is not known. Absent elsewhere: there `$n` is the n-th column. */
  readonly positional?: (index: number) => { readonly physical: string; readonly type: ValueType }
  /** The name that qualifies the columns when no alias is given. */
  readonly name?: string
  /** Streams whose offset moves when a DML that reads this source commits. */
  readonly streamId?: number
}

/** A view: its query, bound in the view's own database and schema. */
export interface BoundViewSource {
  readonly query: Query
  /** The text that the spans of `query` point into: unnamed columns inside are named by it. */
  readonly text: string
  readonly database: string
  readonly schema: string
  readonly columns: readonly string[]
  /** Those of the columns that are found by name but not by `*`. */
  readonly hidden?: readonly string[]
  readonly name: string
  /** The role that owns the view. */
  readonly owner?: string
  /** The columns that its query gave when the view was made. */
  readonly produced?: readonly string[]
  /** As of a {@link BoundSource}. */
  readonly streamId?: number
}

/**
 * What the binder asks about the world. All is at hand when binding starts: whoever starts it walks the tree and fetches
 * what takes time (listing staged files) before.
 */
export interface Sources {
  /** Throws OBJECT_NOT_FOUND. `within` is the database and schema of the view being bound, if any. */
  table(
    reference: TableReference,
    within?: { readonly database: string; readonly schema: string },
  ): BoundSource | BoundViewSource
  stage(reference: StageReference): BoundSource
  /** Table functions other than FLATTEN and GENERATOR, which the binder knows. */
  tableFunction(reference: TableFunction): BoundSource
  /** What an earlier statement of a chain gave. Absent where there is none. */
  piped?(reference: PipedResult): BoundSource
  /** What DuckDB's nextval takes for the sequence of that name; undefined where there is none. */
  sequence(
    name: readonly Identifier[],
    within?: { readonly database: string; readonly schema: string },
  ): string | undefined
  /** The values of a PIVOT with ANY or a subquery, each once, in the order of their columns. Absent where nothing can be asked. */
  pivotValues?(pivot: Pivot): readonly PivotConstant[]
}

/** A value that becomes a column; `value` is its text as in a constant. */
export interface PivotConstant {
  readonly type: ValueType
  readonly value: string | null
}

/** The roles of a session with those that they inherit, by name. */
export interface SessionRoles {
  /** Of the primary role and the secondary ones. */
  active(): readonly string[]
  /** Of all roles that are granted to the user. */
  available(): readonly string[]
  /** Of one role. */
  of(role: string): readonly string[]
}

/** What context functions, variables, binds and implicit conversions need of the session. */
export interface SessionValues {
  /** The statement's time: all of its CURRENT_TIMESTAMP are the same. */
  readonly now: Instant
  readonly sessionId: string
  readonly account: string
  readonly region: string
  readonly user: string
  readonly role: string | undefined
  readonly warehouse: string | undefined
  readonly database: string | undefined
  readonly schema: string | undefined
  /** A session parameter's value (TIMEZONE, DATE_OUTPUT_FORMAT …), its default where not set. */
  parameter(name: string): string
  /** The session whose formats the texts of the result have, where they are others than those of the statement. */
  readonly shown?: SessionValues
  /** A `SET` variable, name folded. */
  variable(name: string): { readonly type: ValueType; readonly value: string | null } | undefined
  /** A bound value by number from 1 or folded name. */
  bind(name: string | number): { readonly type: DataType; readonly value: string | null } | undefined
  /** LAST_QUERY_ID(n). */
  queryId(n: number): string | undefined
  readonly transactionId: string | undefined
  /** LAST_TRANSACTION(). */
  readonly lastTransactionId?: string | undefined
  /** CURRENT_SECONDARY_ROLES(). */
  readonly secondaryRoles?: string | undefined
  /** IS_ROLE_IN_SESSION and the like. */
  readonly roles?: SessionRoles | undefined
  /** SYSTEM$STREAM_HAS_DATA('name'): asked before binding, answered here. Throws OBJECT_NOT_FOUND. */
  streamHasData(name: string): boolean
  /** The value of a call of a function that was asked before binding (GET_DDL …); undefined where it was not. */
  readonly answer?: (call: FunctionCall) => string | null | undefined
  /** The result of an earlier query of the session, where it is kept. */
  readonly result?: (queryId: string) => { readonly columns: readonly Column[] } | undefined
}

/** Names in sight of an expression, and what it may hold. Made by the query binder, used by the expression binder. */
export interface Scope {
  readonly session: SessionValues
  /** Throws INVALID_IDENTIFIER or AMBIGUOUS_COLUMN. */
  column(parts: readonly Identifier[], span: Span): BoundExpression
  position(qualifier: Identifier | undefined, index: number, span: Span): BoundExpression
  /** The columns that `*` (or `t.*`) gives, as uses of them. */
  star(
    qualifier: ObjectName | undefined,
    span: Span,
  ): readonly { readonly name: string; readonly value: BoundExpression }[]
  /** Binds a subquery whose names may come from here (correlated). */
  query(query: Query): BoundQuery
  /** PRIOR x in CONNECT BY; absent elsewhere. */
  readonly prior?: (operand: Expression) => BoundExpression
  /** Where aggregates may not stand (WHERE, ON, VALUES …), the place's name for the message; undefined where they may. */
  readonly noAggregates?: string
  readonly noWindows?: string
  /** The owner of the view that the expression is in. */
  readonly owner?: string
  /** The source text of the statement, for messages with line and position. */
  readonly text: string
}

/** A bound query: what it gives, and the tree that lower/query.ts turns into SQL (defined in bind/query-tree.ts). */
export interface BoundQuery {
  readonly columns: readonly BoundColumn[]
  readonly tree: QueryTree
  /** Streams read anywhere inside. */
  readonly streams: readonly number[]
}
