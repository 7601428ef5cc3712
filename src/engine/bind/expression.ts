import { dispatch, type ByKind } from '../../common/by-kind.ts'
import { fail, placed } from '../../common/errors.ts'
import type { Expression } from '../../sql/expression/expression.ts'
import { limitScope, type Binding } from './binding.ts'
import { bindCall } from './expression-call.ts'
import { literalBinders } from './expression-literal.ts'
import { operatorBinders } from './expression-operator.ts'
import { pathBinders } from './expression-path.ts'
import { predicateBinders } from './expression-predicate.ts'
import { subqueryBinders } from './expression-subquery.ts'
import type { BoundExpression } from './expression-tree.ts'
import type { Scope } from './tree.ts'

const misplaced = (what: string) => (node: Expression) =>
  fail('UNSUPPORTED', { feature: `${what} at this place` }, node.span)

const binders: ByKind<Expression, [Binding], BoundExpression> = {
  ...literalBinders,
  ...operatorBinders,
  ...predicateBinders,
  ...subqueryBinders,
  ...pathBinders,
  ColumnReference: (node, { scope }) => {
    if (node.optional === true) fail('UNSUPPORTED', { feature: '(+) at this place' }, node.span)
    return scope.column(node.parts, node.span)
  },
  PositionalColumn: (node, { scope }) => scope.position(node.qualifier, node.index, node.span),
  FunctionCall: bindCall,
  Star: misplaced('*'),
  IntervalLiteral: misplaced('INTERVAL'),
  Lambda: misplaced('lambda expression'),
  RowValue: misplaced('row value'),
  DefaultValue: misplaced('DEFAULT'),
}

/** Binds an expression: names resolved by `scope`, functions chosen, all conversions explicit. */
export function bindExpression(node: Expression, scope: Scope): BoundExpression {
  // What refuses a call's arguments by their types alone does not know its place.
  return placed(node.span, () => dispatch(binders, node, bindingOf(scope)))
}

function bindingOf(scope: Scope): Binding {
  return {
    scope,
    bind: (node) => bindExpression(node, scope),
    within: (limits) => bindingOf(limitScope(scope, limits)),
    inScope: bindingOf,
  }
}
