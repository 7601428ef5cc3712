import type { ByKind } from '../../common/by-kind.ts'
import { fail } from '../../common/errors.ts'
import type { Exists, Expression, InQuery, Quantified, Subquery } from '../../sql/expression/expression.ts'
import { boolean } from '../types/standard.ts'
import type { Binding } from './binding.ts'
import { columnUse } from './coercion.ts'
import { comparable } from './comparison.ts'
import type { BoundExpression } from './expression-tree.ts'
import { negatedIf } from './expression-predicate.ts'
import type { BoundQuery } from './tree.ts'

export const subqueryBinders: ByKind<InQuery | Exists | Quantified | Subquery, [Binding], BoundExpression> = {
  Exists: (node, { scope }) => ({
    kind: 'Exists',
    query: scope.query(node.query),
    type: boolean,
    span: node.span,
  }),
  Subquery: (node, { scope }) => {
    const query = scope.query(node.query)
    const [column] = ofWidth(query, 1, node)
    return { kind: 'ScalarQuery', query, type: column?.type ?? boolean, span: node.span }
  },
  InQuery: (node, { scope, bind }) => {
    const operands = (node.operand.kind === 'RowValue' ? node.operand.items : [node.operand]).map(bind)
    const query = scope.query(node.query)
    const pairs = ofWidth(query, operands.length, node).map((column, index) => {
      const operand = operands[index]
      if (operand === undefined) throw new Error('Snowmelt bug: fewer operands than columns')
      const [left = operand, right = column] = comparable([operand, column])
      return { left, right }
    })
    return negatedIf(node.negated, {
      kind: 'InQuery',
      operands: pairs.map(({ left }) => left),
      query,
      columns: pairs.map(({ right }) => right),
      type: boolean,
      span: node.span,
    })
  },
  Quantified: (node, { scope, bind }) => {
    const query = scope.query(node.query)
    const bound = bind(node.operand)
    const [only = bound] = ofWidth(query, 1, node)
    const [operand = bound, column = only] = comparable([bound, only])
    const { operator, quantifier, span } = node
    return { kind: 'Quantified', operator, quantifier, operand, query, column, type: boolean, span }
  },
}

/** Uses of the query's columns, whose number must be `width`. */
function ofWidth(query: BoundQuery, width: number, node: Expression): readonly BoundExpression[] {
  if (query.columns.length !== width)
    fail('SUBQUERY_COLUMN_COUNT', { expected: width, actual: query.columns.length }, node.span)
  return query.columns.map((column) => columnUse(column, node.span))
}
