import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { Statement } from '../statement/statement.ts'
import type { Cursor } from '../text/cursor.ts'
import { parseStatementAt } from '../text/grammar.ts'
import { sql, type Sql } from '../text/print.ts'
import type { CallInto } from './call.ts'
import { intoOf, type SelectInto } from './select-into.ts'

/** A statement of SQL. */
export interface SqlStep {
  readonly kind: 'SqlStep'
  readonly statement: Statement
  readonly span: Span
}

type Parsed = Omit<SqlStep, 'span'> | Omit<SelectInto, 'span'> | Omit<CallInto, 'span'>

/** statement | SELECT … INTO :variable, … | CALL … INTO :variable */
export function parseSqlStep(cursor: Cursor): Parsed {
  const statement = cursor.countingBinds(() => parseStatementAt(cursor))
  if (statement.kind === 'Call' && statement.into !== undefined) {
    const { into, ...call } = statement
    return { kind: 'CallInto', call, into }
  }
  if (statement.kind === 'QueryStatement') {
    const into = intoOf(statement.query.body)
    if (into !== undefined) return { kind: 'SelectInto', query: statement.query, into }
  }
  return { kind: 'SqlStep', statement }
}

export const printSqlStep: ByKind<SqlStep, [], Sql> = { SqlStep: (s) => sql`${s.statement}` }
