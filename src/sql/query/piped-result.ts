import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import { parsePositionalColumn } from '../expression/reference.ts'
import type { Cursor } from '../text/cursor.ts'
import { sql, type Sql } from '../text/print.ts'
import { parseTableAlias, printTableAlias, type TableAlias } from './table-alias.ts'

/**
 * `FROM $n`: what the n-th statement before gave, counted back in a chain of `->>`.
 * https://docs.snowflake.com/en/sql-reference/operators-flow
 */
export interface PipedResult {
  readonly kind: 'PipedResult'
  readonly back: number
  readonly alias?: TableAlias
  readonly span: Span
}

/** $n [alias] */
export function parsePipedResult(cursor: Cursor): PipedResult {
  const start = cursor.start()
  const { index } = parsePositionalColumn(cursor)
  const alias = parseTableAlias(cursor)
  return {
    kind: 'PipedResult',
    back: index,
    ...(alias !== undefined && { alias }),
    span: cursor.span(start),
  }
}

export const printPipedResult: ByKind<PipedResult, [], Sql> = {
  PipedResult: (t) => sql`$${sql.number(String(t.back))}${printTableAlias(t.alias)}`,
}
