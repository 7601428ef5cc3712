import { fail } from '../../common/errors.ts'
import type { CommonTableExpression, QueryBody } from '../../sql/query/query.ts'
import { commonType } from '../types/common-type.ts'
import type { DataType } from '../types/data-type.ts'
import { number, sameType } from '../types/standard.ts'
import { typeName } from './coercion.ts'
import { isWindow, someExpression } from './expression-walk.ts'
import { newTable, type CteEntry, type DefinedCte, type Frame } from './frame.ts'
import { withTypes } from './set-operation.ts'
import type { BoundQuery, Scope } from './tree.ts'

type BindBody = (body: QueryBody, frame: Frame, outer: Scope | undefined) => BoundQuery

/** A common table expression, recursive where it reads itself. https://docs.snowflake.com/en/sql-reference/constructs/with */
export function bindCte(
  cte: CommonTableExpression,
  frame: Frame,
  outer: Scope | undefined,
  bindBody: BindBody,
): DefinedCte {
  const recursive = bindRecursive(cte, frame, outer, bindBody)
  if (recursive !== undefined) return recursive
  const query = frame.binding.bindQuery(cte.query, frame, outer)
  return { entry: entryOf(cte, query, frame), query }
}

function entryOf(cte: CommonTableExpression, query: BoundQuery, frame: Frame): CteEntry {
  if (cte.columns.length > query.columns.length)
    fail(
      'COLUMN_LIST_TOO_LONG',
      { name: cte.name.text, given: cte.columns.length, columns: query.columns.length },
      cte.name.span,
    )
  return {
    name: cte.name.text,
    cte: newTable(frame.binding),
    columns: query.columns,
    names: query.columns.map((column, at) => cte.columns[at]?.text ?? column.name),
    uses: { count: 0 },
    outer: frame.ctes,
  }
}

/**
 * `anchor UNION ALL branch that reads the name`. The keyword RECURSIVE is optional in Snowflake, so reading oneself in a
 * later branch is what makes it recursive; a name in the first branch is another object of that name.
 */
function bindRecursive(
  cte: CommonTableExpression,
  frame: Frame,
  outer: Scope | undefined,
  bindBody: BindBody,
): DefinedCte | undefined {
  const [first, ...others] = branchesOf(cte)
  if (first === undefined || others.length === 0 || !mentions(others, cte, frame)) return undefined
  const bind = (anchor: BoundQuery) => {
    const entry = entryOf(cte, anchor, frame)
    const inner: Frame = { ...frame, ctes: entry }
    const bound = others.map((branch) => {
      const before = entry.uses.count
      const query = bindBody(branch, inner, outer)
      if (query.columns.length !== anchor.columns.length)
        fail(
          'SET_OPERATOR_COLUMNS',
          { expected: anchor.columns.length, got: query.columns.length, branch: 2 },
          branch.span,
        )
      const recursive = entry.uses.count > before
      if (recursive) refuseInRecursion(cte, branch, query)
      return { query, recursive }
    })
    return { entry, bound }
  }
  const anchor = bindBody(first, frame, outer)
  const draft = bind(anchor)
  if (!draft.bound.some(({ recursive }) => recursive)) return undefined
  const types = anchor.columns.map((column, at) =>
    widened(
      cte,
      column.type,
      draft.bound.map(({ query }) => query.columns[at]?.type ?? column.type),
    ),
  )
  const typed = withTypes(anchor, types, frame)
  const { entry, bound } = typed === anchor ? draft : bind(typed)
  const branches = bound.map(({ query, recursive }) => ({ query: withTypes(query, types, frame), recursive }))
  const anchors = branches.filter(({ recursive }) => !recursive).map(({ query }) => query)
  const [step, ...steps] = branches.filter(({ recursive }) => recursive).map(({ query }) => query)
  return {
    entry,
    query: unionAll(typed, anchors),
    ...(step === undefined ? {} : { recursive: unionAll(step, steps) }),
  }
}

/**
 * "The recursive clause cannot contain: aggregate or window functions, GROUP BY, ORDER BY, LIMIT, or DISTINCT."
 * https://docs.snowflake.com/en/sql-reference/constructs/with#recursive-clause
 */
function refuseInRecursion(cte: CommonTableExpression, branch: QueryBody, { tree }: BoundQuery): void {
  const refuse = (what: string) =>
    fail(
      'INVALID_RECURSION',
      { name: cte.name.text, reason: `the recursive clause cannot contain ${what}` },
      branch.span,
    )
  if (branch.kind === 'Query') refuse('ORDER BY or LIMIT')
  if (tree.kind !== 'Select') return
  if (tree.distinct) refuse('DISTINCT')
  if (tree.limit !== undefined) refuse('LIMIT')
  if (tree.from.kind === 'Grouped') refuse('aggregate functions or GROUP BY')
  const values = [
    ...tree.items.map(({ value }) => value),
    ...(tree.qualify === undefined ? [] : [tree.qualify]),
  ]
  if (values.some((value) => someExpression(value, isWindow))) refuse('window functions')
}

/** The branches of a UNION ALL, from left to right. */
function branchesOf(cte: CommonTableExpression): readonly QueryBody[] {
  const { query } = cte
  const plain =
    query.with.length === 0 &&
    query.orderBy.length === 0 &&
    query.orderByAll === undefined &&
    query.limit === undefined &&
    query.offset === undefined
  return plain ? flattened(query.body) : []
}

function flattened(body: QueryBody): readonly QueryBody[] {
  return body.kind === 'SetOperation' && body.operator === 'UNION' && body.all && !body.byName
    ? [...flattened(body.left), body.right]
    : [body]
}

/** Quick and on the safe side: whether the text of the branches holds the name at all. */
function mentions(branches: readonly QueryBody[], cte: CommonTableExpression, frame: Frame): boolean {
  const name = cte.name.text.toUpperCase()
  return branches.some(({ span }) => frame.text.slice(span.start, span.end).toUpperCase().includes(name))
}

/** A type that also the values of later rounds have: digits grow with each round, so numbers get all of them. */
function widened(cte: CommonTableExpression, anchor: DataType, others: readonly DataType[]): DataType {
  const type = others.reduce(
    (result, other) =>
      commonType(result, other) ??
      fail(
        'INVALID_RECURSION',
        { name: cte.name.text, reason: `${typeName(other)} does not go with ${typeName(result)}` },
        cte.span,
      ),
    anchor,
  )
  if (sameType(type, anchor)) return anchor
  return type.kind === 'NUMBER' ? number(38, type.scale) : type
}

function unionAll(first: BoundQuery, more: readonly BoundQuery[]): BoundQuery {
  return more.reduce<BoundQuery>(
    (left, right) => ({
      columns: left.columns,
      tree: { kind: 'Set', operator: 'UNION', all: true, left, right },
      streams: [...new Set([...left.streams, ...right.streams])],
    }),
    first,
  )
}
