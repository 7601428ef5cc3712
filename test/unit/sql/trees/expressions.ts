import * as fc from 'fast-check'
import type {
  Expression,
  FunctionCall,
  OrderItem,
  Path,
  Star,
} from '../../../../src/sql/expression/expression.ts'
import type { ObjectName } from '../../../../src/sql/expression/name.ts'
import type { Query } from '../../../../src/sql/query/query.ts'
import { column, functionName, identifier, leaf, name, optional, span, text, type } from './leaves.ts'

/** Random expressions, and parts of them that queries have too, around random expressions `e` and queries `q`. */
export function expressions(e: fc.Arbitrary<Expression>, q: fc.Arbitrary<Query>) {
  const list = fc.array(e, { minLength: 1, maxLength: 3 })
  const negated = fc.boolean()

  const orderBy = fc.array(
    fc
      .tuple(
        e,
        fc.boolean(),
        optional<{ nulls: 'FIRST' | 'LAST' }>({ nulls: fc.constantFrom('FIRST', 'LAST') }),
      )
      .map(([expression, descending, nulls]): OrderItem => ({ expression, descending, ...nulls, span })),
    { maxLength: 2 },
  )
  const bound = fc.oneof(
    fc.constantFrom(
      { kind: 'UnboundedPreceding' as const },
      { kind: 'CurrentRow' as const },
      { kind: 'UnboundedFollowing' as const },
    ),
    fc.record({ kind: fc.constantFrom('Preceding' as const, 'Following' as const), offset: e }),
  )
  const over = fc.record({
    partitionBy: fc.array(e, { maxLength: 2 }),
    orderBy,
    frame: fc.record({ unit: fc.constantFrom('ROWS' as const, 'RANGE' as const), start: bound, end: bound }),
    span: fc.constant(span),
  })
  const star = fc
    .tuple(
      optional<{ qualifier: ObjectName }>({
        qualifier: name.filter((n) => n.kind === 'Name' && n.parts.every((p) => p.quoted || p.text !== '')),
      }),
      fc.oneof(
        text.map((ilike) => ({ ilike, exclude: [] })),
        fc.array(identifier, { maxLength: 2 }).map((exclude) => ({ exclude })),
      ),
      fc.array(fc.record({ expression: e, name: identifier }), { maxLength: 2 }),
      fc.array(fc.record({ from: identifier, to: identifier }), { maxLength: 2 }),
    )
    .map(([qualifier, filter, replace, rename]): Star => ({
      kind: 'Star',
      ...qualifier,
      ...filter,
      replace,
      rename,
      span,
    }))
  const lambda = fc
    .tuple(
      fc.array(
        fc.oneof(
          identifier.map((n) => ({ name: n })),
          fc.record({ name: identifier, type }),
        ),
        { maxLength: 2 },
      ),
      e,
    )
    .map(([parameters, body]): Expression => ({ kind: 'Lambda', parameters, body, span }))
  const argument = fc.oneof(
    fc.oneof(e, star, lambda).map((value) => ({ value })),
    fc.record({ name: identifier, value: e }),
  )
  const call = fc
    .tuple(
      functionName,
      fc.array(argument, { maxLength: 3 }),
      fc.boolean(),
      optional<Required<Pick<FunctionCall, 'nulls' | 'withinGroup' | 'over'>>>({
        nulls: fc.constantFrom('IGNORE', 'RESPECT'),
        withinGroup: orderBy.filter((items) => items.length > 0),
        over,
      }),
    )
    .map(([n, args, distinct, rest]): FunctionCall => ({
      kind: 'FunctionCall',
      name: n,
      args,
      distinct,
      ...rest,
      span,
    }))
  const step = fc.oneof(
    fc
      .oneof(fc.constantFrom('a', 'B', 'select', 'limit'), text)
      .map((n) => ({ kind: 'Field' as const, name: n })),
    e.map((index) => ({ kind: 'Index' as const, index })),
  )
  const path = fc
    .tuple(
      e.filter((base) => base.kind !== 'Path'),
      fc.array(step, { minLength: 1, maxLength: 3 }),
    )
    .map(([base, steps]): Path => ({ kind: 'Path', base, steps, span }))

  const expression: fc.Arbitrary<Expression> = fc.oneof(
    { depthSize: 'small', maxDepth: 5, withCrossShrink: true },
    leaf,
    fc
      .tuple(fc.constantFrom('NOT' as const, '-' as const, '+' as const), e)
      .map(([operator, operand]): Expression => ({ kind: 'Unary', operator, operand, span })),
    column.map((operand): Expression => ({ kind: 'Unary', operator: 'PRIOR', operand, span })),
    fc
      .tuple(
        fc.constantFrom('OR', 'AND', '=', '<>', '<', '<=', '>', '>=', '||', '+', '-', '*', '/', '%'),
        e,
        e,
      )
      .map(([operator, left, right]): Expression => ({ kind: 'Binary', operator, left, right, span })),
    fc.tuple(e, negated).map(([operand, n]): Expression => ({ kind: 'IsNull', operand, negated: n, span })),
    fc
      .tuple(e, negated, negated)
      .map(([operand, n, value]): Expression => ({ kind: 'IsBoolean', operand, value, negated: n, span })),
    fc
      .tuple(e, e, negated)
      .map(([left, right, n]): Expression => ({ kind: 'IsDistinctFrom', left, right, negated: n, span })),
    fc.tuple(e, e, e, negated).map(([operand, low, high, n]): Expression => ({
      kind: 'Between',
      operand,
      low,
      high,
      negated: n,
      span,
    })),
    fc
      .tuple(
        e,
        list.filter((items) => items.length > 1 || items[0]?.kind !== 'Subquery'),
        negated,
      )
      .map(([operand, items, n]): Expression => ({ kind: 'InList', operand, items, negated: n, span })),
    fc
      .tuple(e, q, negated)
      .map(([operand, query, n]): Expression => ({ kind: 'InQuery', operand, query, negated: n, span })),
    q.map((query): Expression => ({ kind: 'Exists', query, span })),
    q.map((query): Expression => ({ kind: 'Subquery', query, span })),
    fc
      .tuple(e, fc.constantFrom('=', '<>', '<', '<=', '>', '>='), fc.constantFrom('ANY', 'ALL'), q)
      .map(([operand, operator, quantifier, query]): Expression => ({
        kind: 'Quantified',
        operator,
        quantifier,
        operand,
        query,
        span,
      })),
    fc
      .tuple(
        e,
        e,
        negated,
        fc.constantFrom('LIKE' as const, 'ILIKE' as const),
        optional<{ escape: Expression }>({ escape: e }),
      )
      .map(([operand, pattern, n, operator, rest]): Expression => ({
        kind: 'Like',
        operator,
        negated: n,
        operand,
        patterns: [pattern],
        ...rest,
        span,
      })),
    fc
      .tuple(e, list, negated, fc.constantFrom('ANY' as const, 'ALL' as const))
      .map(([operand, patterns, n, quantifier]): Expression => ({
        kind: 'Like',
        operator: 'LIKE',
        negated: n,
        quantifier,
        operand,
        patterns,
        span,
      })),
    fc.tuple(e, e).map(([operand, pattern]): Expression => ({
      kind: 'Like',
      operator: 'RLIKE',
      negated: true,
      operand,
      patterns: [pattern],
      span,
    })),
    fc
      .tuple(
        optional<{ operand: Expression; otherwise: Expression }>({ operand: e, otherwise: e }),
        // oxlint-disable-next-line unicorn/no-thenable -- the name of the field
        fc.array(fc.record({ when: e, then: e }), { minLength: 1, maxLength: 2 }),
      )
      .map(([rest, whens]): Expression => ({ kind: 'Case', ...rest, whens, span })),
    fc
      .tuple(e, type, fc.boolean())
      .map(([operand, t, isTry]): Expression => ({ kind: 'Cast', operand, type: t, try: isTry, span })),
    fc
      .tuple(e, text)
      .map(([operand, collation]): Expression => ({ kind: 'Collate', operand, collation, span })),
    call,
    path,
    fc
      .array(e, { minLength: 2, maxLength: 3 })
      .map((items): Expression => ({ kind: 'RowValue', items, span })),
    fc.array(e, { maxLength: 3 }).map((items): Expression => ({ kind: 'ArrayLiteral', items, span })),
    fc
      .array(fc.record({ key: text, value: e }), { maxLength: 2 })
      .map((entries): Expression => ({ kind: 'ObjectLiteral', entries, span })),
  )
  return { expression, star, call, orderBy }
}
