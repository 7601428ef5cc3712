import type { Expression } from '../../sql/expression/expression.ts'

/** The conditions that AND joins. */
export function conjuncts(condition: Expression): readonly Expression[] {
  return condition.kind === 'Binary' && condition.operator === 'AND'
    ? [...conjuncts(condition.left), ...conjuncts(condition.right)]
    : [condition]
}

/** All conditions joined by AND; undefined where there are none. */
export function conjunction(conditions: readonly Expression[]): Expression | undefined {
  const [first, ...rest] = conditions
  return rest.reduce<Expression | undefined>(
    (left, right) =>
      left === undefined
        ? right
        : {
            kind: 'Binary',
            operator: 'AND',
            left,
            right,
            span: { start: left.span.start, end: right.span.end },
          },
    first,
  )
}
