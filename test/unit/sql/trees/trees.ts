import * as fc from 'fast-check'
import type { Expression } from '../../../../src/sql/expression/expression.ts'
import type { Query } from '../../../../src/sql/query/query.ts'
import { expressions } from './expressions.ts'
import { queries } from './queries.ts'

/**
 * Random trees as the parser makes them: no tree that parentheses would turn into another (a query of nothing but a
 * query, a path of a path), and no `?`, which the parser counts.
 */
const trees = fc.letrec<{ expression: Expression; query: Query }>((tie) => {
  const [e, q] = [tie('expression'), tie('query')]
  const { expression, ...parts } = expressions(e, q)
  return { expression, query: queries(e, q, parts) }
})

/** Any expression that stands alone. */
export const anyExpression = trees.expression
/** Any query. */
export const anyQuery = trees.query
