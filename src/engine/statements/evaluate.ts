import type { Span } from '../../common/span.ts'
import type { Expression } from '../../sql/expression/expression.ts'
import type { Query } from '../../sql/query/query.ts'
import { bindQuery } from '../bind/query.ts'
import type { BoundColumn } from '../bind/tree.ts'
import type { Context } from '../context.ts'
import { duck, ident, join, type Sql } from '../duck/sql.ts'
import { alias, lowerQuery } from '../lower/query.ts'
import type { ValueType } from '../types/data-type.ts'

/** A value with its type; `value` is its text as in a constant of the bound tree. */
export interface Evaluated {
  readonly type: ValueType
  readonly value: string | null
}

/** Evaluates expressions that stand alone, such as the values of SET. */
export async function evaluate(
  expressions: readonly Expression[],
  span: Span,
  context: Context,
): Promise<readonly Evaluated[]> {
  const query = selectOf(expressions, span)
  const bound = bindQuery(query, await context.sources(query), context.values, context.text)
  const texts = bound.columns.map((column) => constantText(ident(alias(column.id)), column))
  const rows = duck`SELECT ${join(texts)} FROM (${lowerQuery(bound, context.values)})`
  const [row] = await context.transaction.rows(rows)
  return bound.columns.map(({ type }, index) => ({
    type: type.kind === 'NULL' ? { kind: 'VARCHAR', length: 16_777_216 } : type,
    value: row?.[index] ?? null,
  }))
}

function selectOf(expressions: readonly Expression[], span: Span): Query {
  const items = expressions.map((expression) => ({
    kind: 'Item' as const,
    expression,
    span: expression.span,
  }))
  const body = { kind: 'Select' as const, distinct: false, items, from: [], span }
  return { kind: 'Query', with: [], recursive: false, body, orderBy: [], span }
}

/** The text of a column's value as a constant has it: what DuckDB writes, but for the types that it writes otherwise than constants are written. */
export function constantText(value: Sql, { type }: BoundColumn): Sql {
  if (type.kind === 'BINARY') return duck`hex(${value})`
  if (type.kind === 'TIMESTAMP_LTZ') return duck`CAST(CAST(${value} AS TIMESTAMP) AS VARCHAR)`
  if (type.kind === 'TIMESTAMP_TZ')
    return duck`CAST(struct_extract(${value}, 'instant') AS VARCHAR) || ' ' || struct_extract(${value}, 'offset')`
  return duck`CAST(${value} AS VARCHAR)`
}
