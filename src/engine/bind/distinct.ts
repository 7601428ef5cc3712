import { fail } from '../../common/errors.ts'
import type { Span } from '../../common/span.ts'
import { columnUse } from './coercion.ts'
import { collationKeys } from './collation.ts'
import type { BoundColumn } from './tree.ts'

/** Rows are told apart by DuckDB, which knows no collation: better no answer than a wrong one. */
export function refuseCollated(columns: readonly BoundColumn[], what: string, span: Span): void {
  for (const column of columns) {
    const use = columnUse(column, span)
    if (column.type.kind === 'VARCHAR' && collationKeys([use])[0] !== use)
      fail(
        'UNSUPPORTED',
        { feature: `${what} of texts with collation '${column.type.collation ?? ''}'` },
        span,
      )
  }
}
