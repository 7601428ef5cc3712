import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { Query } from '../query/query.ts'
import { sql, type Sql } from '../text/print.ts'

/** A query as a statement. */
export interface QueryStatement {
  readonly kind: 'QueryStatement'
  readonly query: Query
  readonly span: Span
}
export type QueryStatements = QueryStatement

export const printQueryStatement: ByKind<QueryStatements, [], Sql> = {
  QueryStatement: (s) => sql`${s.query}`,
}
