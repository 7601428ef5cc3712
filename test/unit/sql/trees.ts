import fc from 'fast-check'
import type {
  Expression,
  FunctionCall,
  OrderItem,
  Path,
  Star,
} from '../../../src/sql/expression/expression.ts'
import type { Identifier, ObjectName } from '../../../src/sql/expression/name.ts'
import type { TypeName } from '../../../src/sql/expression/type-name.ts'
import type {
  FromItem,
  GroupBy,
  Query,
  QueryBody,
  Select,
  TableAlias,
  TimeTravel,
} from '../../../src/sql/query/query.ts'

/**
 * Random trees as the parser makes them: no tree that parentheses would turn into another (a query of nothing but a
 * query, a path of a path), and no `?`, which the parser counts.
 */
const span = { start: 0, end: 0 }

/** Words that begin or end something elsewhere in the language and are names all the same. */
const words = [
  'A', 'B1', 'C_$', 'DATE', 'TIME', 'TIMESTAMP', 'INTERVAL', 'LIMIT', 'OFFSET', 'FIRST', 'TOP', 'VALUE', 'END', 'LEFT', 'USING',
  'AT', 'CHANGES', 'POSITION', 'EXTRACT', 'X', 'EXCLUDE', 'RENAME', 'IDENTIFIER', 'COLLATE', 'PIVOT', 'ESCAPE', 'NULLS', 'OVER', 'É',
] // prettier-ignore

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom("it's", '\\', '\0', '$$', '--', '"', "''", '\\n'),
)
const quoted = text.map((t): Identifier => ({ text: t, quoted: true, span }))
const unquoted = fc.constantFrom(...words).map((t): Identifier => ({ text: t, quoted: false, span }))
const identifier = fc.oneof(unquoted, quoted)
const tableWord = identifier.filter(
  (id) => id.quoted || (id.text !== 'LEFT' && id.text !== 'USING' && id.text !== 'LATERAL'),
)
const parts = fc.oneof(
  fc.array(identifier, { minLength: 1, maxLength: 3 }),
  fc.tuple(identifier, identifier).map(([a, b]) => [a, { text: '', quoted: false, span }, b]),
)
const name = parts.map((p): ObjectName => ({ kind: 'Name', parts: p, span }))
const tableName: fc.Arbitrary<ObjectName> = fc.oneof(
  fc
    .tuple(tableWord, fc.array(identifier, { maxLength: 2 }))
    .map(([a, rest]) => ({ kind: 'Name' as const, parts: [a, ...rest], span })),
  text.map((value) => ({
    kind: 'IdentifierFunction' as const,
    argument: { kind: 'StringLiteral' as const, value, span },
    span,
  })),
)
const type: fc.Arbitrary<TypeName> = fc.constantFrom(
  { name: 'NUMBER', parameters: [38, 0], elements: [], span },
  { name: 'DOUBLE PRECISION', parameters: [], elements: [], span },
  { name: 'VARIANT', parameters: [], elements: [], span },
  { name: 'TIMESTAMP WITH TIME ZONE', parameters: [], elements: [], span },
  { name: 'ARRAY', parameters: [], elements: [{ name: 'INT', parameters: [], elements: [], span }], span },
)
const number = fc
  .constantFrom('0', '12', '1.50', '.5', '1e-3', '7.')
  .map((t): Expression => ({ kind: 'NumberLiteral', text: t, span }))
const column = parts.map((p): Expression => ({ kind: 'ColumnReference', parts: p, span }))
const functionName: fc.Arbitrary<ObjectName> = fc.oneof(
  fc
    .constantFrom('F', 'COUNT', 'LEFT', 'INSERT', 'LIKE', 'REPLACE', 'IF', 'DATE', 'TRIM')
    .map((t) => ({ kind: 'Name' as const, parts: [{ text: t, quoted: false, span }], span })),
  name.filter((n) => n.kind === 'Name' && (n.parts.length > 1 || n.parts[0]?.quoted === true)),
)

const leaf: fc.Arbitrary<Expression> = fc.oneof(
  number,
  column,
  text.map((value): Expression => ({ kind: 'StringLiteral', value, span })),
  fc.boolean().map((value): Expression => ({ kind: 'BooleanLiteral', value, span })),
  fc.constant<Expression>({ kind: 'NullLiteral', span }),
  text.map((value): Expression => ({
    kind: 'TypedLiteral',
    type: { name: 'DATE', parameters: [], elements: [], span },
    value,
    span,
  })),
  text.map((value): Expression => ({ kind: 'IntervalLiteral', value, span })),
  fc.nat(20).map((index): Expression => ({ kind: 'PositionalColumn', index, span })),
  fc
    .tuple(identifier, fc.nat(20))
    .map(([qualifier, index]): Expression => ({ kind: 'PositionalColumn', qualifier, index, span })),
  fc.constantFrom('V', 'MY_VAR').map((n): Expression => ({ kind: 'SessionVariable', name: n, span })),
  fc.constantFrom('1', 'NAME').map((n): Expression => ({ kind: 'BindVariable', name: n, span })),
  fc.constantFrom('CURRENT_DATE', 'LOCALTIMESTAMP').map((t): Expression => ({
    kind: 'FunctionCall',
    name: { kind: 'Name', parts: [{ text: t, quoted: false, span }], span },
    args: [],
    distinct: false,
    bare: true,
    span,
  })),
)

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

/** A record whose properties are there or not, but never undefined. */
function optional<T extends object>(model: { readonly [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<
  Partial<T>
> {
  return fc.record<T>(model, { requiredKeys: [] })
}

const trees = fc.letrec<{ expression: Expression; query: Query }>((tie) => {
  const e = tie('expression')
  const q = tie('query')
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
      // oxlint-disable-next-line unicorn/no-thenable -- the name of the field
      .tuple(
        optional<{ operand: Expression; otherwise: Expression }>({ operand: e, otherwise: e }),
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
  return { expression, query: fc.oneof({ depthSize: 'small', maxDepth: 2 }, fc.constant(simplest), query) }
})

/** Any expression that stands alone. */
export const anyExpression = trees.expression
/** Any query. */
export const anyQuery = trees.query
