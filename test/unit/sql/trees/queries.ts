import * as fc from 'fast-check'
import type { Expression, FunctionCall, OrderItem, Star } from '../../../../src/sql/expression/expression.ts'
import type { Identifier } from '../../../../src/sql/expression/name.ts'
import type {
  FromItem,
  GroupBy,
  Query,
  QueryBody,
  Select,
  TableAlias,
  TimeTravel,
} from '../../../../src/sql/query/query.ts'
import { identifier, number, optional, span, tableName, tableWord, text } from './leaves.ts'

/** `TOP 1 :a` would be a path of a number, so that something else comes first behind TOP. */
const bare: Star = { kind: 'Star', exclude: [], replace: [], rename: [], span }
const simplest: Query = {
  kind: 'Query',
  with: [],
  recursive: false,
  body: {
    kind: 'Select',
    distinct: false,
    items: [{ kind: 'Item', expression: { kind: 'NumberLiteral', text: '1', span }, span }],
    from: [],
    span,
  },
  orderBy: [],
  span,
}

/** What queries take from expressions. */
interface Parts {
  readonly star: fc.Arbitrary<Star>
  readonly call: fc.Arbitrary<FunctionCall>
  readonly orderBy: fc.Arbitrary<readonly OrderItem[]>
}

/** Random queries around random expressions `e` and queries `q`. */
export function queries(
  e: fc.Arbitrary<Expression>,
  q: fc.Arbitrary<Query>,
  { star, call, orderBy }: Parts,
): fc.Arbitrary<Query> {
  const alias = optional<{ alias: TableAlias }>({
    alias: fc.record({ name: tableWord, columns: fc.array(identifier, { maxLength: 2 }) }),
  })
  const point = fc.record({
    by: fc.constantFrom('TIMESTAMP', 'OFFSET', 'STATEMENT', 'STREAM'),
    value: e,
    span: fc.constant(span),
  })
  const at: fc.Arbitrary<TimeTravel> = fc
    .tuple(fc.constantFrom('AT' as const, 'BEFORE' as const), point)
    .map(([when, p]) => ({ when, ...p }))
  const end: fc.Arbitrary<TimeTravel> = point.map((p) => ({ when: 'AT', ...p }))
  const changes = fc
    .tuple(
      fc.constantFrom('DEFAULT' as const, 'APPEND_ONLY' as const),
      at,
      optional<{ end: TimeTravel }>({ end }),
    )
    .map(([information, a, rest]) => ({ information, at: a, ...rest }))
  const option = fc.record({
    name: fc.constantFrom('FILE_FORMAT', 'PATTERN'),
    value: fc.record({ kind: fc.constant('Text' as const), text, span: fc.constant(span) }),
    span: fc.constant(span),
  })
  const factor: fc.Arbitrary<FromItem> = fc.oneof(
    fc
      .tuple(
        tableName,
        fc.oneof(
          fc.constant({}),
          at.map((timeTravel) => ({ timeTravel })),
          changes.map((c) => ({ changes: c })),
        ),
        alias,
      )
      .map(([n, travel, a]): FromItem => ({ kind: 'TableReference', name: n, ...travel, ...a, span })),
    fc
      .tuple(
        fc.constantFrom(
          '@~',
          '@%t/x',
          '@db."S".st/dir/f.csv',
          '@"My Stage"',
          '@st/with space',
          's3://bucket/x',
        ),
        fc.array(option, { maxLength: 2 }),
        alias,
      )
      .map(([location, options, a]): FromItem => ({ kind: 'StageReference', location, options, ...a, span })),
    fc
      .tuple(q, fc.boolean(), alias)
      .map(([query, lateral, a]): FromItem => ({ kind: 'DerivedTable', query, lateral, ...a, span })),
    fc
      .tuple(
        call.filter(
          (c) =>
            c.name.kind === 'Name' &&
            c.name.parts.every((p) => p.quoted || (p.text !== 'INSERT' && p.text !== 'LIKE')),
        ),
        fc.boolean(),
        alias,
      )
      .map(([c, lateral, a]): FromItem => ({ kind: 'TableFunction', call: c, lateral, ...a, span })),
  )
  const condition = fc.oneof(
    fc.constant({}),
    e.map((on) => ({ on })),
    fc.array(identifier, { minLength: 1, maxLength: 2 }).map((using) => ({ using })),
  )
  const join = fc
    .tuple(
      factor,
      factor,
      fc.constantFrom('INNER' as const, 'LEFT' as const, 'RIGHT' as const, 'FULL' as const),
      condition,
    )
    .map(([left, right, t, c]): FromItem => ({
      kind: 'Join',
      type: t,
      natural: false,
      left,
      right,
      ...c,
      span,
    }))
  const joined = fc
    .tuple(
      fc.oneof(factor, join),
      fc.oneof(factor, join),
      fc.constantFrom({ type: 'CROSS' as const, natural: false }, { type: 'FULL' as const, natural: true }),
    )
    .map(([left, right, t]): FromItem => ({ kind: 'Join', ...t, left, right, span }))
  const from = fc.oneof(factor, join, joined)

  const set = fc.array(
    e.filter((item) => item.kind !== 'RowValue'),
    { maxLength: 2 },
  )
  const groupBy: fc.Arbitrary<GroupBy> = fc.oneof(
    fc.constant<GroupBy>({ kind: 'GroupByAll', span }),
    fc
      .array(
        fc.oneof(
          e.map((item) => ({ kind: 'Group' as const, expression: item })),
          fc.record({
            kind: fc.constantFrom('Rollup' as const, 'Cube' as const, 'GroupingSets' as const),
            sets: fc.array(set, { minLength: 1, maxLength: 2 }),
          }),
        ),
        { minLength: 1, maxLength: 2 },
      )
      .map((items): GroupBy => ({ kind: 'GroupBy', items, span })),
  )
  const item = fc.oneof(
    star,
    fc
      .tuple(e, optional<{ alias: Identifier }>({ alias: identifier }))
      .map(([x, a]) => ({ kind: 'Item' as const, expression: x, ...a, span })),
  )
  const select = fc
    .tuple(
      fc.boolean(),
      optional<{ top: Expression }>({ top: number }),
      fc.array(item, { minLength: 1, maxLength: 3 }),
      fc.array(from, { maxLength: 2 }),
      optional<Required<Pick<Select, 'where' | 'connectBy' | 'groupBy' | 'having' | 'qualify'>>>({
        where: e,
        connectBy: e,
        groupBy,
        having: e,
        qualify: e,
      }),
    )
    .map(([distinct, top, items, f, rest]): QueryBody => ({
      kind: 'Select',
      distinct,
      ...top,
      items: 'top' in top ? [bare, ...items] : items,
      from: f,
      ...rest,
      span,
    }))
  const values = fc
    .array(
      fc.array(fc.oneof(e, fc.constant<Expression>({ kind: 'DefaultValue', span })), {
        minLength: 1,
        maxLength: 2,
      }),
      { minLength: 1, maxLength: 2 },
    )
    .map((rows): QueryBody => ({ kind: 'Values', rows, span }))
  const operand: fc.Arbitrary<QueryBody> = fc.oneof(select, values, q)
  const intersection = fc.tuple(operand, operand).map(([left, right]): QueryBody => ({
    kind: 'SetOperation',
    operator: 'INTERSECT',
    all: false,
    byName: false,
    left,
    right,
    span,
  }))
  const union = fc
    .tuple(fc.oneof(operand, intersection), fc.oneof(operand, intersection), fc.boolean(), fc.boolean())
    .map(([left, right, all, byName]): QueryBody => ({
      kind: 'SetOperation',
      operator: 'UNION',
      all,
      byName,
      left,
      right,
      span,
    }))
  const except = fc
    .tuple(fc.oneof(operand, intersection, union), fc.oneof(operand, intersection))
    .map(([left, right]): QueryBody => ({
      kind: 'SetOperation',
      operator: 'EXCEPT',
      all: false,
      byName: false,
      left,
      right,
      span,
    }))
  const cte = fc.record({
    name: identifier,
    columns: fc.array(identifier, { maxLength: 2 }),
    query: q,
    span: fc.constant(span),
  })
  const query = fc
    .tuple(
      fc.array(cte, { maxLength: 2 }),
      fc.boolean(),
      fc.oneof({ depthSize: 'small', maxDepth: 3 }, select, values, intersection, union, except, q),
      orderBy,
      optional<{ limit: Expression; offset: Expression }>({ limit: number, offset: number }),
    )
    .map(([ctes, recursive, body, order, limit]): Query => ({
      kind: 'Query',
      with: ctes,
      recursive: recursive && ctes.length > 0,
      body,
      orderBy: order,
      ...limit,
      span,
    }))
    .filter((x) => x.body.kind !== 'Query' || x.with.length + x.orderBy.length > 0 || x.limit !== undefined)
  return fc.oneof({ depthSize: 'small', maxDepth: 2 }, fc.constant(simplest), query)
}
