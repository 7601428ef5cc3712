import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import { sql, type Sql } from '../text/print.ts'
import type { Statement } from './statement.ts'

/** A statement of a chain. It is run, and walked, when its turn comes. */
export interface Piped {
  readonly piped: Statement
}

/**
 * statement ->> statement …: each may read what one before it gave, as `FROM $n`.
 * https://docs.snowflake.com/en/sql-reference/operators-flow
 */
export interface Flow {
  readonly kind: 'Flow'
  readonly statements: readonly Piped[]
  readonly span: Span
}
export type FlowStatement = Flow

export const printFlow: ByKind<FlowStatement, [], Sql> = {
  Flow: ({ statements }) =>
    sql.join(
      statements.map(({ piped }) => sql`${piped}`),
      ' ->> ',
    ),
}
