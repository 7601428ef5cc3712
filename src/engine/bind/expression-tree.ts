import type { Span } from '../../common/span.ts'
import type { DataType, ValueType } from '../types/data-type.ts'
import type { BoundColumn, BoundQuery } from './tree.ts'

interface Bound {
  readonly span: Span
  /** What the expression gives; its lowered form has exactly the DuckDB type `duckType(type)`. */
  readonly type: DataType
}

/**
 * A known value. `value` is its text: digits for numbers, `true`, `2024-01-31`, `10:11:12.5`, `2024-01-31 10:11:12.5` (of a
 * TIMESTAMP_LTZ in UTC), JSON for semi-structured types, hexadecimal for BINARY; of a TIMESTAMP_TZ the instant in UTC, a
 * space and its offset in minutes.
 */
export interface Constant extends Bound {
  readonly kind: 'Constant'
  readonly value: string | null
}
/** A column of a relation in sight, by its id in the statement. */
export interface ColumnUse extends Bound {
  readonly kind: 'ColumnUse'
  readonly id: number
  readonly type: DataType
}
/** What a conversion may do, and whose words its errors use. */
export type ConversionMode =
  /** CAST and all implicit conversions inside expressions. */
  | { readonly kind: 'Cast' }
  /** TRY_CAST: NULL where CAST fails. */
  | { readonly kind: 'Try' }
  /** Storing into a column. */
  | { readonly kind: 'Assign'; readonly column: string }

/** The operand's value as one of `type`. */
export interface Convert extends Bound {
  readonly kind: 'Convert'
  readonly operand: BoundExpression
  readonly type: ValueType
  readonly mode: ConversionMode
}
/** The text of a value as a result shows it: like TO_VARCHAR, but VARIANT stays JSON. */
export interface ResultText extends Bound {
  readonly kind: 'ResultText'
  readonly operand: BoundExpression
}
/** A scalar function or operator: the row `overload` of `name` in the tables of functions; `args` have its types. */
export interface Call extends Bound {
  readonly kind: 'Call'
  readonly name: string
  readonly overload: number
  readonly args: readonly BoundExpression[]
}
export interface Logic extends Bound {
  readonly kind: 'Logic'
  readonly operator: 'AND' | 'OR'
  readonly operands: readonly BoundExpression[]
}
export interface Not extends Bound {
  readonly kind: 'Not'
  readonly operand: BoundExpression
}
export interface BoundIsNull extends Bound {
  readonly kind: 'IsNull'
  readonly operand: BoundExpression
  readonly negated: boolean
}
/** Both sides have the same DuckDB type and compare by DuckDB's rules (a collation's key is already taken). */
export interface Compare extends Bound {
  readonly kind: 'Compare'
  readonly operator: '=' | '<>' | '<' | '<=' | '>' | '>='
  readonly left: BoundExpression
  readonly right: BoundExpression
}
export interface BoundIsDistinctFrom extends Bound {
  readonly kind: 'IsDistinctFrom'
  readonly left: BoundExpression
  readonly right: BoundExpression
  readonly negated: boolean
}
/** `operand IN (items)`, all of one type. Row values are spelled out in comparisons by the binder. */
export interface BoundInList extends Bound {
  readonly kind: 'InList'
  readonly operand: BoundExpression
  readonly items: readonly BoundExpression[]
}
/** `(operands) IN (SELECT columns FROM query)`: `columns` convert what `query` gives (uses of its columns by id). */
export interface BoundInQuery extends Bound {
  readonly kind: 'InQuery'
  readonly operands: readonly BoundExpression[]
  readonly query: BoundQuery
  readonly columns: readonly BoundExpression[]
}
export interface BoundExists extends Bound {
  readonly kind: 'Exists'
  readonly query: BoundQuery
}
/** `operand = ANY (SELECT column FROM query)`. */
export interface BoundQuantified extends Bound {
  readonly kind: 'Quantified'
  readonly operator: Compare['operator']
  readonly quantifier: 'ANY' | 'ALL'
  readonly operand: BoundExpression
  readonly query: BoundQuery
  readonly column: BoundExpression
}
/** The only column of the only row of `query`; no row gives NULL, two fail. */
export interface ScalarQuery extends Bound {
  readonly kind: 'ScalarQuery'
  readonly query: BoundQuery
}
/** `otherwise` is always there: NULL of the type where none was written. */
export interface BoundCase extends Bound {
  readonly kind: 'Case'
  readonly whens: readonly { readonly when: BoundExpression; readonly result: BoundExpression }[]
  readonly otherwise: BoundExpression
}
/** Steps of constant names and places into a VARIANT, OBJECT or ARRAY; gives VARIANT. */
export interface BoundPath extends Bound {
  readonly kind: 'Path'
  readonly base: BoundExpression
  readonly steps: readonly (string | number)[]
}
export interface BoundOrderItem {
  readonly expression: BoundExpression
  readonly descending: boolean
  readonly nullsFirst: boolean
}
/** An aggregate function's call. Inside `args` and `orderBy` no other aggregate stands. */
export interface AggregateCall extends Bound {
  readonly kind: 'AggregateCall'
  readonly name: string
  readonly overload: number
  readonly args: readonly BoundExpression[]
  readonly distinct: boolean
  /** WITHIN GROUP (ORDER BY …). */
  readonly orderBy: readonly BoundOrderItem[]
}
export type BoundFrameBound =
  | { readonly kind: 'UnboundedPreceding' | 'CurrentRow' | 'UnboundedFollowing' }
  | { readonly kind: 'Preceding' | 'Following'; readonly offset: BoundExpression }

/** A window function, or an aggregate, over a window. Its args may hold aggregates of the query's grouping. */
export interface WindowCall extends Bound {
  readonly kind: 'WindowCall'
  readonly name: string
  readonly overload: number
  readonly args: readonly BoundExpression[]
  readonly distinct: boolean
  readonly ignoreNulls: boolean
  /** WITHIN GROUP (ORDER BY …) of an aggregate such as LISTAGG. */
  readonly withinGroup: readonly BoundOrderItem[]
  readonly partitionBy: readonly BoundExpression[]
  readonly orderBy: readonly BoundOrderItem[]
  readonly frame?: {
    readonly unit: 'ROWS' | 'RANGE'
    readonly start: BoundFrameBound
    readonly end: BoundFrameBound
  }
}

/** FILTER, TRANSFORM and REDUCE: `body` for each element of `array`, in which `parameters` stand for the lambda's arguments. */
export interface HigherOrder extends Bound {
  readonly kind: 'HigherOrder'
  readonly name: 'FILTER' | 'TRANSFORM' | 'REDUCE'
  readonly array: BoundExpression
  readonly initial?: BoundExpression
  readonly parameters: readonly BoundColumn[]
  readonly body: BoundExpression
}

/**
 * A bound expression: names resolved, the overload chosen, every conversion explicit. Plain data; equal meaning at two places
 * differs only in `span` (see {@link ./expression-walk.ts}).
 */
export type BoundExpression =
  | Constant | ColumnUse | Convert | ResultText | Call | Logic | Not | BoundIsNull | Compare | BoundIsDistinctFrom
  | BoundInList | BoundInQuery | BoundExists | BoundQuantified | ScalarQuery | BoundCase | BoundPath | AggregateCall
  | WindowCall | HigherOrder // prettier-ignore
