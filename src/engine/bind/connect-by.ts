import type { Expression } from '../../sql/expression/expression.ts'
import type { Query, Select } from '../../sql/query/query.ts'
import { visit } from '../../sql/walk.ts'
import { count } from '../types/standard.ts'
import { coerce, columnUse } from './coercion.ts'
import { usedColumn } from './columns.ts'
import { bindCondition } from './condition.ts'
import { conjunction, conjuncts } from './conjuncts.ts'
import { computedBy, computedColumns, valueAtStart, valueAtStep, withComputed } from './connect-by-columns.ts'
import { bindExpression } from './expression.ts'
import type { BoundExpression, Constant } from './expression-tree.ts'
import { newColumn, newTable, type Frame } from './frame.ts'
import { lookupIn, type NamedColumn, type Names } from './names.ts'
import { project, replaceNames, usesOf, type Replacements } from './project.ts'
import type { CteDefinition, CteUse, Defined, SelectTree } from './query-tree.ts'
import type { BoundFrom } from './relation.ts'
import { scopeOf } from './scope.ts'
import { template } from './template.ts'
import type { BoundColumn, BoundQuery, Scope } from './tree.ts'

/** A SELECT whose hierarchy has become its FROM clause: a recursive common table. */
export interface Hierarchy {
  readonly with: readonly CteDefinition[]
  readonly from: BoundFrom
  /** The rest of the clauses; PRIOR, CONNECT_BY_ROOT and SYS_CONNECT_BY_PATH are columns there. */
  readonly select: Select
  readonly orderBy: Query['orderBy']
}

const nextLevel = template('l + 1')

/**
 * The rows of FROM from level to level: those of START WITH, then for each row those that CONNECT BY joins to it. WHERE filters
 * afterwards, but for its conditions that join tables. https://docs.snowflake.com/en/sql-reference/constructs/connect-by
 */
export function bindHierarchy(
  select: Select,
  orderBy: Query['orderBy'],
  from: BoundFrom,
  frame: Frame,
  outer: Scope | undefined,
): Hierarchy {
  const { connectBy } = select
  if (connectBy === undefined) throw new Error('Snowmelt bug: a hierarchy without CONNECT BY')
  const { joining, filtering } = splitWhere(select, from, frame)
  const places = { outer, noAggregates: 'connect by', noWindows: 'connect by clause' }
  const where =
    joining && bindCondition(joining, scopeOf(frame, from.names, { ...places, noAggregates: 'where' }))
  const base = project(from, frame, where === undefined ? {} : { where })
  const baseNumber = newTable(frame.binding)
  const columns = base.query.columns
  const [start, step] = [useOf(baseNumber, columns, frame), useOf(baseNumber, columns, frame)]
  const namesAt = (use: CteUse) =>
    replaceNames(from.names, through(usesOf(base.columns), replacementsOf(use)))

  const computed = computedColumns(select, orderBy, frame)
  const startScope = scopeOf(frame, namesAt(start), places)
  const rows = {
    columns: columns.map((column) => newColumn(frame.binding, column)),
    level: newColumn(frame.binding, { name: 'LEVEL', type: count, nullable: false }),
    computed: computed.map((each) => {
      const { type } = valueAtStart(each, startScope)
      return newColumn(frame.binding, { name: each.name, type, nullable: true })
    }),
  }
  const all = [...rows.columns, rows.level, ...rows.computed]
  const one: Constant = { kind: 'Constant', value: '1', type: count, span: select.span }
  const anchor = queryOf(
    defined(all, [
      ...start.columns.map(({ column }) => columnUse(column)),
      one,
      ...computed.map((each) => valueAtStart(each, startScope)),
    ]),
    {
      from: start,
      ...(select.startWith === undefined ? {} : { where: bindCondition(select.startWith, startScope) }),
    },
  )

  const number = newTable(frame.binding)
  const prior = useOf(number, all, frame)
  const priorNames = replaceNames(
    from.names,
    through(usesOf(base.columns), new Map(columns.map((column, at) => [column.id, useAt(prior, at)]))),
  )
  const priorScope = scopeOf(frame, priorNames, places)
  const level = coerce(nextLevel({ L: useAt(prior, columns.length) }, priorScope, select.span), count)
  const stepScope = scopeOf(frame, withLevel(namesAt(step), level), places)
  const condition = bindCondition(connectBy, withPrior(stepScope, priorScope))
  const recursive = queryOf(
    defined(
      all.map((column) => newColumn(frame.binding, column)),
      [
        ...step.columns.map(({ column }) => columnUse(column)),
        level,
        ...computed.map((each, at) =>
          valueAtStep(each, useAt(prior, columns.length + 1 + at), priorScope, stepScope),
        ),
      ],
    ),
    { from: { kind: 'Join', type: 'INNER', left: prior, right: step, on: condition } },
  )

  const result = useOf(number, all, frame)
  const names = withColumns(
    withLevel(
      replaceNames(
        from.names,
        through(usesOf(base.columns), new Map(columns.map((column, at) => [column.id, useAt(result, at)]))),
      ),
      useAt(result, columns.length),
    ),
    computed.map(({ name }, at) => ({ name, value: useAt(result, columns.length + 1 + at), hidden: true })),
  )
  const { startWith: _start, connectBy: _connect, where: _where, ...rest } = select
  return {
    with: [
      { cte: baseNumber, query: base.query, uses: 2 },
      { cte: number, query: anchor, recursive, uses: 2 },
    ],
    from: { relation: result, names },
    ...withComputed(
      { ...rest, ...(filtering === undefined ? {} : { where: filtering }) },
      orderBy,
      computed,
      frame,
    ),
  }
}

/** Conditions of WHERE that speak of several tables join them; others filter what the hierarchy gives. */
function splitWhere(
  { where }: Select,
  from: BoundFrom,
  frame: Frame,
): { readonly joining?: Expression; readonly filtering?: Expression } {
  if (where === undefined) return {}
  const lookup = lookupIn(from.names)
  const tables = from.names.relations.map(
    ({ columns }) => new Set(columns.map(({ value }) => usedColumn(value))),
  )
  const joins = (condition: Expression): boolean => {
    const named = new Set<number>()
    let isPlain = true
    visit(condition, {
      enter: (node) => {
        if (computedBy(node, '', frame) !== undefined) isPlain = false
        if (node.kind !== 'ColumnReference') return
        const value = lookup.find(node.parts)
        if (typeof value !== 'object') isPlain = false
        else named.add(tables.findIndex((columns) => columns.has(usedColumn(value))))
      },
    })
    return isPlain && named.size > 1
  }
  const all = conjuncts(where)
  const joining = conjunction(all.filter(joins))
  const filtering = conjunction(all.filter((condition) => !joins(condition)))
  return { ...(joining && { joining }), ...(filtering && { filtering }) }
}

/** PRIOR x is the value of x in the row one level higher. */
function withPrior(step: Scope, prior: Scope): Scope {
  return { ...step, prior: (operand) => bindExpression(operand, prior) }
}

function useOf(cte: number, columns: readonly BoundColumn[], frame: Frame): CteUse {
  return {
    kind: 'CteUse',
    cte,
    table: newTable(frame.binding),
    columns: columns.map((from) => ({ column: newColumn(frame.binding, from), from })),
  }
}

function useAt(use: CteUse, at: number): BoundExpression {
  const column = use.columns[at]?.column
  if (column === undefined) throw new Error(`Snowmelt bug: no column ${at} of a common table`)
  return columnUse(column)
}

function replacementsOf(use: CteUse): Replacements {
  return new Map(use.columns.map(({ column, from }) => [from.id, columnUse(column)]))
}

/** One replacement after the other. */
function through(first: Replacements, second: Replacements): Replacements {
  return new Map([...first].map(([id, value]) => [id, second.get(usedColumn(value) ?? -1) ?? value]))
}

/** LEVEL, unless a column has that name. */
function withLevel(names: Names, value: BoundExpression): Names {
  const isTaken = names.columns.some(({ name }) => name === 'LEVEL')
  return isTaken ? names : withColumns(names, [{ name: 'LEVEL', value, hidden: true }])
}

function withColumns(names: Names, more: readonly NamedColumn[]): Names {
  return { ...names, columns: [...names.columns, ...more] }
}

function defined(columns: readonly BoundColumn[], values: readonly BoundExpression[]): readonly Defined[] {
  return columns.map((column, at) => {
    const value = values[at]
    if (value === undefined) throw new Error('Snowmelt bug: fewer values than columns')
    return { column, value }
  })
}

function queryOf(items: readonly Defined[], clauses: Pick<SelectTree, 'from' | 'where'>): BoundQuery {
  return {
    columns: items.map(({ column }) => column),
    tree: { kind: 'Select', with: [], distinct: false, items, orderBy: [], ...clauses },
    streams: [],
  }
}
