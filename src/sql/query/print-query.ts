import type { ByKind } from '../../common/by-kind.ts'
import { printDirection, printOrderBy } from '../expression/window.ts'
import { sql, type Sql } from '../text/print.ts'
import { printFrom } from './from.ts'
import type { CommonTableExpression, FromItem, Query, QueryBody } from './query.ts'
import { printSelect } from './select.ts'
import { printSetOperation } from './set-operation.ts'
import { printValues } from './values.ts'

/** The printers of queries and what they are made of. */
export const printQuery: ByKind<Query | QueryBody | FromItem, [], Sql> = {
  ...printFrom,
  ...printSelect,
  ...printSetOperation,
  ...printValues,
  Query: (q) =>
    sql.join(
      [
        q.with.length === 0 ? sql.empty : printWith(q),
        q.body.kind === 'Query' ? sql`(${q.body})` : sql`${q.body}`,
        q.orderBy.length === 0 ? sql.empty : sql` ${printOrderBy(q.orderBy)}`,
        sql.optional(q.orderByAll, (direction) => sql` ORDER BY ALL${printDirection(direction)}`),
        printLimit(q),
      ],
      '',
    ),
}

function printWith({ with: ctes, recursive }: Query): Sql {
  const words = recursive ? sql`WITH RECURSIVE ` : sql`WITH `
  return sql`${words}${sql.join(ctes.map(printCommonTableExpression))} `
}

function printCommonTableExpression({ name, columns, query }: CommonTableExpression): Sql {
  return sql`${sql.identifier(name)}${sql.columns(columns)} AS (${query})`
}

/** The order of a FETCH is kept when the OFFSET before it has the lower count of two `?`. */
function printLimit({ limit, offset }: Query): Sql {
  if (
    limit?.kind === 'BindVariable' &&
    offset?.kind === 'BindVariable' &&
    (limit.index ?? 0) > (offset.index ?? 0)
  ) {
    return sql` OFFSET ${offset} ROWS FETCH NEXT ${limit} ROWS ONLY`
  }
  const count = sql.optional(limit, (n) => sql` LIMIT ${n}`)
  return sql`${count}${sql.optional(offset, (n) => sql` OFFSET ${n}`)}`
}
