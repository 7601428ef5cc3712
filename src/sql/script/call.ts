import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { Identifier } from '../expression/name.ts'
import type { Call } from '../statement/procedure.ts'
import { sql, type Sql } from '../text/print.ts'

/** The value that a procedure returns goes into a variable. https://docs.snowflake.com/en/sql-reference/sql/call */
export interface CallInto {
  readonly kind: 'CallInto'
  readonly call: Call
  readonly into: Identifier
  readonly span: Span
}

export const printCallInto: ByKind<CallInto, [], Sql> = {
  CallInto: (s) => sql`${s.call} INTO :${sql.identifier(s.into)}`,
}
