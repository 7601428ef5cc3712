import { fail } from '../../common/errors.ts'
import type { Binary, Expression } from '../../sql/expression/expression.ts'
import type { FromItem, Join } from '../../sql/query/query.ts'
import { print } from '../../sql/print.ts'
import { columnsOf, usedColumn } from './columns.ts'
import { compare } from './comparison.ts'
import { conjuncts } from './conjuncts.ts'
import { bindExpression } from './expression.ts'
import { someExpression } from './expression-walk.ts'
import type { BoundExpression } from './expression-tree.ts'
import { together, type BoundFrom, type FromPlace } from './relation.ts'
import { scopeOf } from './scope.ts'

/** An ASOF join reads each side as a whole. */
export function refuseLateral(right: FromItem): void {
  const isLateral = right.kind === 'TableFunction' || (right.kind === 'DerivedTable' && right.lateral)
  if (isLateral) fail('ASOF_LATERAL', undefined, right.span)
}

/**
 * MATCH_CONDITION ( left comparison right ) and the equalities of ON, which find for each row to the left the closest one to the
 * right. https://docs.snowflake.com/en/sql-reference/constructs/asof-join
 */
export function asofConditions(
  join: Join,
  place: FromPlace,
  left: BoundFrom,
  right: BoundFrom,
): readonly BoundExpression[] {
  const scope = scopeOf(place.frame, together(left.names, right.names), {
    outer: place.outer,
    noAggregates: 'on',
    noWindows: 'on clause',
  })
  const isOf = ({ relation }: BoundFrom) => {
    const own = new Set(columnsOf(relation).map(({ id }) => id))
    return (value: BoundExpression) => isWithin(value, own)
  }
  const [isLeft, isRight] = [isOf(left), isOf(right)]
  const match = comparison(join)
  const [before, after] = [bindExpression(match.left, scope), bindExpression(match.right, scope)]
  if (!isLeft(before) || !isRight(after)) fail('ASOF_MATCH_SIDES', undefined, match.span)
  const closest = compare(match.operator, before, after, match.span)
  const equalities = join.on === undefined ? [] : conjuncts(join.on)
  return [
    ...equalities.map((condition) => {
      if (condition.kind !== 'Binary' || condition.operator !== '=') return failCondition(condition)
      const [a, b] = [bindExpression(condition.left, scope), bindExpression(condition.right, scope)]
      if (isLeft(a) && isRight(b)) return compare('=', a, b, condition.span)
      return isLeft(b) && isRight(a) ? compare('=', b, a, condition.span) : failCondition(condition)
    }),
    closest,
  ]
}

type Inequality = Binary & { readonly operator: '<' | '<=' | '>' | '>=' }

function comparison({ match, span }: Join): Inequality {
  return match?.kind === 'Binary' && isInequality(match)
    ? match
    : fail('ASOF_MATCH_OPERATOR', undefined, span)
}

function isInequality(node: Binary): node is Inequality {
  return ['<', '<=', '>', '>='].includes(node.operator)
}

/** The value is made of columns of one side alone. */
function isWithin(value: BoundExpression, own: ReadonlySet<number>): boolean {
  const reads = (test: (id: number) => boolean) =>
    someExpression(value, (inner) => {
      const id = usedColumn(inner)
      return id !== undefined && test(id)
    })
  return reads(() => true) && !reads((id) => !own.has(id))
}

function failCondition(condition: Expression): never {
  return fail('ASOF_ON', { condition: print(condition) }, condition.span)
}
