import type { Column } from '../../account/result.ts'
import type { QueryStatement } from '../../sql/statement/query.ts'
import { bindQuery } from '../bind/query.ts'
import type { BoundColumn } from '../bind/tree.ts'
import type { Context } from '../context.ts'
import { lowerQueryAsText } from '../lower/query.ts'
import { valueType } from '../types/standard.ts'
import type { Outcome } from './outcome.ts'

async function query(statement: QueryStatement, context: Context): Promise<Outcome> {
  const sources = await context.sources(statement)
  const bound = bindQuery(statement.query, sources, context.values, context.text)
  const rows = await context.transaction.rows(lowerQueryAsText(bound, context.values))
  return { columns: bound.columns.map(resultColumn), rows }
}

/** A column as a result shows it: how DuckDB holds a NUMBER is nobody's business there. */
export function resultColumn({
  name,
  type,
  nullable,
}: Pick<BoundColumn, 'name' | 'type' | 'nullable'>): Column {
  const known = valueType(type)
  return {
    name,
    type:
      known.kind === 'NUMBER' ? { kind: 'NUMBER', precision: known.precision, scale: known.scale } : known,
    nullable,
  }
}

export const queryExecutors = { QueryStatement: query }
