import { dispatch, type ByKind } from '../../common/by-kind.ts'
import { placed } from '../../common/errors.ts'
import type { BoundExpression, BoundOrderItem, Call, Compare } from '../bind/expression-tree.ts'
import { constantText } from '../bind/expression-walk.ts'
import type { BoundQuery, SessionValues } from '../bind/tree.ts'
import { duck, ident, integer, join, type Sql } from '../duck/sql.ts'
import { formOf } from '../functions/registry.ts'
import { once } from '../functions/once.ts'
import type { CallFacts } from '../functions/row.ts'
import { lowerConstant } from './constant.ts'
import { constantConversion } from './constant-conversion.ts'
import { convert } from './conversion.ts'
import { lowerHigherOrder } from './higher-order.ts'
import { jsonPath, textAt, valueAt } from './json-path.ts'
import { resultText } from './result-text.ts'
import { frameText } from './window-frame.ts'

/** What lowering asks of whoever builds the query around the expression. */
export interface LowerTarget {
  /** How the column with this id is written where the expression stands. */
  column(id: number): Sql
  /** A SELECT without parentheses that gives the query's columns in order. */
  query(query: BoundQuery): Sql
  readonly session: SessionValues
}

type Lower = (node: BoundExpression) => Sql
type Lowering = ByKind<BoundExpression, [LowerTarget, Lower], Sql>

const table: Lowering = {
  Constant: (node) => lowerConstant(node),
  ColumnUse: (node, target) => target.column(node.id),
  Convert: (node, target, lower) => {
    const constant = constantConversion(node, target.session)
    if (constant !== undefined) return constant
    const { operand, type: to, mode } = node
    const facts = { from: operand.type, to, mode, session: target.session }
    if (operand.kind !== 'Path' || to.kind === 'VARIANT' || to.kind === 'ARRAY' || to.kind === 'OBJECT')
      return convert(lower(operand), { ...facts, atomic: isAtomic(operand) })
    const { base, steps } = operand
    const document = lower(base)
    return once([document], [isAtomic(base)], (x = document) =>
      convert(jsonPath(x, steps), { ...facts, atomic: false, variantText: textAt(x, steps, to) }),
    )
  },
  ResultText: (node, target, lower) =>
    resultText(lower(node.operand), node.operand.type, isAtomic(node.operand), target.session),
  Call: (node, target, lower) => {
    const args = node.args.map(lower)
    return placed(node.span, () => formOf(node.name, node.overload)(args, facts(node, target)))
  },
  Logic: (node, _target, lower) => duck`(${join(node.operands.map(lower), ` ${node.operator} `)})`,
  Not: (node, _target, lower) => duck`(NOT ${lower(node.operand)})`,
  IsNull: (node, _target, lower) =>
    node.negated ? duck`(${lower(node.operand)} IS NOT NULL)` : duck`(${lower(node.operand)} IS NULL)`,
  Compare: (node, _target, lower) => comparison(node.operator, lower(node.left), lower(node.right)),
  IsDistinctFrom: (node, _target, lower) =>
    node.negated
      ? duck`(${lower(node.left)} IS NOT DISTINCT FROM ${lower(node.right)})`
      : duck`(${lower(node.left)} IS DISTINCT FROM ${lower(node.right)})`,
  InList: (node, _target, lower) => duck`(${lower(node.operand)} IN (${join(node.items.map(lower))}))`,
  InQuery: (node, target, lower) => {
    const operands = join(node.operands.map(lower))
    const left = node.operands.length === 1 ? operands : duck`(${operands})`
    return duck`(${left} IN (${selectFrom(node.query, node.columns, target)}))`
  },
  Exists: (node, target) => duck`EXISTS (${target.query(node.query)})`,
  Quantified: (node, target, lower) => {
    const query = selectFrom(node.query, [node.column], target)
    const word = node.quantifier === 'ANY' ? duck`ANY` : duck`ALL`
    return duck`(${lower(node.operand)} ${operatorText[node.operator]} ${word} (${query}))`
  },
  ScalarQuery: (node, target) => duck`(${target.query(node.query)})`,
  Case: (node, _target, lower) => {
    const whens = node.whens.map(({ when, result }) => duck`WHEN ${lower(when)} THEN ${lower(result)}`)
    return duck`CASE ${join(whens, ' ')} ELSE ${lower(node.otherwise)} END`
  },
  Path: ({ base, steps }, _target, lower) => {
    const document = lower(base)
    return once([document], [isAtomic(base)], (x = document) => valueAt(x, steps))
  },
  HigherOrder: (node, target) =>
    lowerHigherOrder(node, target, (inner, value) => lowerExpression(value, inner)),
  AggregateCall: (node, target, lower) => {
    // A literal orders nothing, and DuckDB refuses it in an aggregate.
    const order = orderText(
      node.orderBy.filter(({ expression }) => expression.kind !== 'Constant'),
      lower,
    )
    const args = node.args.map(lower)
    return placed(node.span, () =>
      formOf(node.name, node.overload)(args, {
        ...facts(node, target),
        orderBy: order,
        aggregate: (name, args, orderBy = order) =>
          duck`${name}(${node.distinct ? duck`DISTINCT ` : duck``}${join(args)}${orderBy === undefined ? duck`` : duck` ORDER BY ${orderBy}`})`,
      }),
    )
  },
  WindowCall: (node, target, lower) => {
    const order = orderText(node.withinGroup, lower)
    const over = duck`OVER (${windowText(node, lower)})`
    const args = node.args.map(lower)
    return placed(node.span, () =>
      formOf(node.name, node.overload)(args, {
        ...facts(node, target),
        orderBy: order,
        aggregate: (name, args, orderBy = order) =>
          duck`${name}(${node.distinct ? duck`DISTINCT ` : duck``}${join(args)}${orderBy === undefined ? duck`` : duck` ORDER BY ${orderBy}`}${node.ignoreNulls ? duck` IGNORE NULLS` : duck``}) ${over}`,
      }),
    )
  },
}

/** The DuckDB SQL of a bound expression; the same tree always gives the same text. */
export function lowerExpression(node: BoundExpression, target: LowerTarget): Sql {
  const lower: Lower = (inner) => dispatch(table, inner, target, lower)
  return lower(node)
}

const operatorText: { readonly [O in Compare['operator']]: Sql } = {
  '=': duck`=`,
  '<>': duck`<>`,
  '<': duck`<`,
  '<=': duck`<=`,
  '>': duck`>`,
  '>=': duck`>=`,
}

function comparison(operator: Compare['operator'], left: Sql, right: Sql): Sql {
  return duck`(${left} ${operatorText[operator]} ${right})`
}

/** Columns and constants may be repeated in SQL; anything else would be computed again. */
function isAtomic(node: BoundExpression): boolean {
  return node.kind === 'ColumnUse' || node.kind === 'Constant'
}

function facts(node: Pick<Call, 'args' | 'type'>, target: LowerTarget): CallFacts {
  return {
    types: node.args.map((arg) => arg.type),
    type: node.type,
    constants: node.args.map(constantText),
    atomic: node.args.map(isAtomic),
    session: target.session,
    orderBy: undefined,
    aggregate: () => {
      throw new Error('Snowmelt bug: a scalar is not an aggregate')
    },
  }
}

function orderText(items: readonly BoundOrderItem[], lower: Lower): Sql | undefined {
  if (items.length === 0) return undefined
  return join(
    items.map((item) => {
      const direction = item.descending ? duck`DESC` : duck`ASC`
      return duck`${lower(item.expression)} ${direction} ${item.nullsFirst ? duck`NULLS FIRST` : duck`NULLS LAST`}`
    }),
  )
}

function windowText(node: Extract<BoundExpression, { kind: 'WindowCall' }>, lower: Lower): Sql {
  const order = orderText(node.orderBy, lower)
  const parts = [
    ...(node.partitionBy.length === 0 ? [] : [duck`PARTITION BY ${join(node.partitionBy.map(lower))}`]),
    ...(order === undefined ? [] : [duck`ORDER BY ${order}`]),
    ...(node.frame === undefined ? [] : [frameText(node.frame, lower)]),
  ]
  return join(parts, ' ')
}

/** `SELECT columns FROM (query)`, the query's own columns named by place. */
function selectFrom(query: BoundQuery, columns: readonly BoundExpression[], target: LowerTarget): Sql {
  const unchanged = columns.every(
    (column, index) => column.kind === 'ColumnUse' && column.id === query.columns[index]?.id,
  )
  if (unchanged) return target.query(query)
  const names = query.columns.map((_, index) => ident(`c${index}`))
  const places = new Map(query.columns.map((column, index) => [column.id, index]))
  const inner: LowerTarget = {
    session: target.session,
    query: (each) => target.query(each),
    column: (id) => {
      const place = places.get(id)
      return place === undefined ? target.column(id) : duck`"$in".${names[place] ?? integer(place)}`
    },
  }
  const values = columns.map((column) => lowerExpression(column, inner))
  return duck`SELECT ${join(values)} FROM (${target.query(query)}) AS "$in"(${join(names)})`
}
