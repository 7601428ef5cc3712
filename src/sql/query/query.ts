import type { Span } from '../../common/span.ts'
import type { Expression, FunctionCall, OrderItem, Star } from '../expression/expression.ts'
import type { Identifier, ObjectName } from '../expression/name.ts'
import type { Property } from '../statement/property.ts'

/** `[WITH …] body [ORDER BY …] [LIMIT … [OFFSET …]]`. https://docs.snowflake.com/en/sql-reference/constructs */
export interface Query {
  readonly kind: 'Query'
  readonly with: readonly CommonTableExpression[]
  readonly recursive: boolean
  readonly body: QueryBody
  readonly orderBy: readonly OrderItem[]
  readonly limit?: Expression
  readonly offset?: Expression
  readonly span: Span
}
export interface CommonTableExpression {
  readonly name: Identifier
  readonly columns: readonly Identifier[]
  readonly query: Query
  readonly span: Span
}
/** A `Query` as a body is one in parentheses. */
export type QueryBody = Select | SetOperation | Values | Query

export interface SetOperation {
  readonly kind: 'SetOperation'
  /** MINUS parses to EXCEPT. */
  readonly operator: 'UNION' | 'INTERSECT' | 'EXCEPT'
  readonly all: boolean
  readonly byName: boolean
  readonly left: QueryBody
  readonly right: QueryBody
  readonly span: Span
}
/** `VALUES (1, 'a'), (2, 'b')`. */
export interface Values {
  readonly kind: 'Values'
  readonly rows: readonly (readonly Expression[])[]
  readonly span: Span
}
export interface Select {
  readonly kind: 'Select'
  readonly distinct: boolean
  readonly top?: Expression
  readonly items: readonly SelectItem[]
  /** Items separated by commas; each may be a tree of joins. */
  readonly from: readonly FromItem[]
  readonly where?: Expression
  readonly startWith?: Expression
  readonly connectBy?: Expression
  readonly groupBy?: GroupBy
  readonly having?: Expression
  readonly qualify?: Expression
  readonly span: Span
}
export type SelectItem =
  | {
      readonly kind: 'Item'
      readonly expression: Expression
      readonly alias?: Identifier
      readonly span: Span
    }
  | Star
export type GroupBy =
  | { readonly kind: 'GroupByAll'; readonly span: Span }
  | { readonly kind: 'GroupBy'; readonly items: readonly GroupItem[]; readonly span: Span }
export type GroupItem =
  | { readonly kind: 'Group'; readonly expression: Expression }
  | { readonly kind: 'Rollup' | 'Cube' | 'GroupingSets'; readonly sets: readonly (readonly Expression[])[] }

/** `AS alias (c1, c2)`. */
export interface TableAlias {
  readonly name: Identifier
  readonly columns: readonly Identifier[]
}
/** `AT (TIMESTAMP => …)`, `BEFORE (STATEMENT => …)`. https://docs.snowflake.com/en/sql-reference/constructs/at-before */
export interface TimeTravel {
  readonly when: 'AT' | 'BEFORE'
  readonly by: 'TIMESTAMP' | 'OFFSET' | 'STATEMENT' | 'STREAM'
  readonly value: Expression
  readonly span: Span
}
/** `CHANGES (INFORMATION => DEFAULT | APPEND_ONLY) AT (…) [END (…)]`. */
export interface Changes {
  readonly information: 'DEFAULT' | 'APPEND_ONLY'
  readonly at: TimeTravel
  readonly end?: TimeTravel
}
export interface TableReference {
  readonly kind: 'TableReference'
  readonly name: ObjectName
  readonly timeTravel?: TimeTravel
  readonly changes?: Changes
  readonly alias?: TableAlias
  readonly span: Span
}
/** `@stage/path (FILE_FORMAT => fmt, PATTERN => '…') alias`. `location` as written, from the `@` (or an `s3://…` literal). */
export interface StageReference {
  readonly kind: 'StageReference'
  readonly location: string
  readonly options: readonly Property[]
  readonly alias?: TableAlias
  readonly span: Span
}
export interface DerivedTable {
  readonly kind: 'DerivedTable'
  readonly query: Query
  readonly lateral: boolean
  readonly alias?: TableAlias
  readonly span: Span
}
/** `TABLE(f(…))`, `LATERAL FLATTEN(…)`. */
export interface TableFunction {
  readonly kind: 'TableFunction'
  readonly call: FunctionCall
  readonly lateral: boolean
  readonly alias?: TableAlias
  readonly span: Span
}
export interface Join {
  readonly kind: 'Join'
  readonly type: 'INNER' | 'LEFT' | 'RIGHT' | 'FULL' | 'CROSS'
  readonly natural: boolean
  readonly left: FromItem
  readonly right: FromItem
  readonly on?: Expression
  readonly using?: readonly Identifier[]
  readonly span: Span
}
export type FromItem = TableReference | StageReference | DerivedTable | TableFunction | Join
