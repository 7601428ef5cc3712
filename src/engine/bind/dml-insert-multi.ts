import { fail } from '../../common/errors.ts'
import type { Expression } from '../../sql/expression/expression.ts'
import type { InsertMulti, IntoClause } from '../../sql/statement/insert-multi.ts'
import type { TableRecord } from '../catalog/objects/table.ts'
import { boolean } from '../types/standard.ts'
import { bindCondition } from './condition.ts'
import type { BoundInsert } from './dml-insert.ts'
import { bindColumnValue, missingValue, startDml, store, targetColumns, type DmlBinding } from './dml.ts'
import type { BoundExpression } from './expression-tree.ts'
import { newColumn, streamsSince } from './frame.ts'
import { bindQueryIn, startFrame } from './query.ts'
import type { Defined } from './query-tree.ts'
import { bindSource, type BoundFrom } from './relation.ts'
import { scopeOf, type QueryScope } from './scope.ts'
import type { BoundQuery, BoundSource, SessionValues, Sources } from './tree.ts'

/** What the clauses of a multi-table INSERT are bound with. */
export interface MultiWorld {
  readonly sources: Sources
  readonly session: SessionValues
  readonly text: string
}

/** The query whose rows are inserted; it is run once. */
export function bindSourceRows({ query }: InsertMulti, world: MultiWorld): BoundQuery {
  return bindQueryIn(query, startFrame(world.sources, world.session, world.text), undefined)
}

/** One INTO: what `rows`, where the query's rows are kept, gives to its table. */
export interface BoundInto extends BoundInsert {
  readonly table: TableRecord
}

/**
 * The INTO clauses in the order written, each with the rows that its WHEN lets through.
 * https://docs.snowflake.com/en/sql-reference/sql/insert-multi-table
 */
export function bindIntos(
  statement: InsertMulti,
  rows: BoundSource,
  tableOf: (into: IntoClause) => TableRecord,
  world: MultiWorld,
): readonly BoundInto[] {
  const { into: always, whens, otherwise, first } = statement
  const conditions = whens.map(({ condition }) => condition)
  const bind = (into: IntoClause, guard: Guard) => bindInto(into, guard, rows, tableOf(into), world)
  return [
    ...always.map((into) => bind(into, { is: undefined, none: [] })),
    ...whens.flatMap(({ condition, into }, at) =>
      into.map((each) => bind(each, { is: condition, none: first ? conditions.slice(0, at) : [] })),
    ),
    ...otherwise.map((into) => bind(into, { is: undefined, none: conditions })),
  ]
}

/** Which rows an INTO takes: those for which `is` is true, and none of the others. */
interface Guard {
  readonly is: Expression | undefined
  readonly none: readonly Expression[]
}

function bindInto(
  into: IntoClause,
  guard: Guard,
  rows: BoundSource,
  table: TableRecord,
  { sources, session, text }: MultiWorld,
): BoundInto {
  const dml = startDml(table, sources, session, text)
  const { frame } = dml
  const from = bindSource(rows, {}, [], frame)
  const scope = scopeOf(frame, from.names, { noAggregates: 'values', noWindows: 'values clause' })
  const items = intoValues(into, dml, from, scope).map((value): Defined => ({
    column: newColumn(frame.binding, { name: '', type: value.type, nullable: true }),
    value,
  }))
  const where = guarded(guard, scope)
  return {
    table,
    nextValues: dml.nextValues,
    rows: {
      columns: items.map(({ column }) => column),
      tree: {
        kind: 'Select',
        with: [],
        distinct: false,
        items,
        from: from.relation,
        orderBy: [],
        ...(where === undefined ? {} : { where }),
      },
      streams: streamsSince(frame.binding, 0),
    },
  }
}

/** A value for each column of the table. */
function intoValues(
  { columns, values, span }: IntoClause,
  dml: DmlBinding,
  from: BoundFrom,
  scope: QueryScope,
): readonly BoundExpression[] {
  const listed = columns.length === 0 ? dml.table.columns : targetColumns(dml, columns)
  const got = values?.length ?? from.names.columns.length
  if (got !== listed.length) fail('INSERT_COLUMN_COUNT', { expected: listed.length, got }, span)
  const places = new Map(listed.map(({ name }, at) => [name, at]))
  return dml.table.columns.map((column) => {
    const at = places.get(column.name)
    if (at === undefined) return missingValue(dml, column, span)
    const written = values?.[at]
    if (written !== undefined) return bindColumnValue(dml, column, written, scope)
    const source = from.names.columns[at]
    if (source === undefined) throw new Error('Snowmelt bug: a column that the query does not have')
    return store({ ...source.value, span }, column)
  })
}

function guarded({ is, none }: Guard, scope: QueryScope): BoundExpression | undefined {
  const operands = [
    ...(is === undefined ? [] : [bindCondition(is, scope)]),
    ...none.map((condition) => isNotTrue(bindCondition(condition, scope))),
  ]
  const [only, ...more] = operands
  if (only === undefined || more.length === 0) return only
  return { kind: 'Logic', operator: 'AND', operands, type: boolean, span: only.span }
}

/** A condition that is NULL is not met either. */
function isNotTrue(condition: BoundExpression): BoundExpression {
  const { span } = condition
  const constant = (value: string): BoundExpression => ({ kind: 'Constant', value, type: boolean, span })
  return {
    kind: 'Case',
    whens: [{ when: condition, result: constant('false') }],
    otherwise: constant('true'),
    type: boolean,
    span,
  }
}
