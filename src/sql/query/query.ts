import type { Span } from '../../common/span.ts'
import type { Expression, OrderItem } from '../expression/expression.ts'
import type { Identifier } from '../expression/name.ts'
import type { Select } from './select.ts'
import type { SetOperation } from './set-operation.ts'
import type { Values } from './values.ts'

/** `[WITH …] body [ORDER BY …] [LIMIT … [OFFSET …]]`. https://docs.snowflake.com/en/sql-reference/constructs */
export interface Query {
  readonly kind: 'Query'
  readonly with: readonly CommonTableExpression[]
  readonly recursive: boolean
  readonly body: QueryBody
  readonly orderBy: readonly OrderItem[]
  /** ORDER BY ALL: by all columns. https://docs.snowflake.com/en/sql-reference/constructs/order-by */
  readonly orderByAll?: Omit<OrderItem, 'expression'>
  readonly limit?: Expression
  readonly offset?: Expression
  readonly span: Span
}
/** https://docs.snowflake.com/en/sql-reference/constructs/with */
export interface CommonTableExpression {
  readonly name: Identifier
  readonly columns: readonly Identifier[]
  readonly query: Query
  readonly span: Span
}
/** A `Query` as a body is one in parentheses that are needed. */
export type QueryBody = Select | SetOperation | Values | Query

export type {
  DerivedTable,
  FromItem,
  Join,
  PipedResult,
  Pivot,
  Sample,
  StageReference,
  TableAlias,
  TableFunction,
  TableReference,
  Unpivot,
} from './from.ts'
export type { GroupBy, GroupItem } from './group-by.ts'
export type { Select, SelectItem } from './select.ts'
export type { SetOperation } from './set-operation.ts'
export type { TimeTravel } from './time-travel.ts'
export type { Values } from './values.ts'
