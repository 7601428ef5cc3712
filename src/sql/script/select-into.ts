import type { ByKind } from '../../common/by-kind.ts'
import type { Span } from '../../common/span.ts'
import type { Identifier } from '../expression/name.ts'
import type { Query, QueryBody } from '../query/query.ts'
import { sql, type Sql } from '../text/print.ts'

/** The one row of a query goes into variables; its first SELECT holds their names. https://docs.snowflake.com/en/sql-reference/constructs/into */
export interface SelectInto {
  readonly kind: 'SelectInto'
  readonly query: Query
  readonly into: readonly Identifier[]
  readonly span: Span
}

/** The variables after INTO of the query's own first SELECT. */
export function intoOf(body: QueryBody): readonly Identifier[] | undefined {
  if (body.kind === 'Select') return body.into
  if (body.kind === 'Query') return intoOf(body.body)
  return body.kind === 'SetOperation' ? intoOf(body.left) : undefined
}

/** The query without its INTO. */
export function withoutInto(query: Query): Query {
  return { ...query, body: bodyWithoutInto(query.body) }
}

function bodyWithoutInto(body: QueryBody): QueryBody {
  if (body.kind === 'Query') return withoutInto(body)
  if (body.kind === 'SetOperation') return { ...body, left: bodyWithoutInto(body.left) }
  if (body.kind !== 'Select') return body
  const { into: _into, ...select } = body
  return select
}

export const printSelectInto: ByKind<SelectInto, [], Sql> = { SelectInto: (s) => sql`${s.query}` }
