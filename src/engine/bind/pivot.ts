import { fail } from '../../common/errors.ts'
import type { Expression, FunctionCall } from '../../sql/expression/expression.ts'
import type { Identifier } from '../../sql/expression/name.ts'
import type { FromItem, Pivot } from '../../sql/query/query.ts'
import type { DataType } from '../types/data-type.ts'
import { isNumeric } from '../types/standard.ts'
import { coerce } from './coercion.ts'
import { columnName } from './column-name.ts'
import { usedColumn } from './columns.ts'
import { bindExpression } from './expression.ts'
import { isAggregate, someExpression } from './expression-walk.ts'
import type { BoundExpression } from './expression-tree.ts'
import { isNullable, newColumn, streamsSince, type Frame } from './frame.ts'
import { startGrouping } from './grouping.ts'
import { noNames } from './names.ts'
import type { Defined } from './query-tree.ts'
import { derived, type BoundFrom, type FromPlace } from './relation.ts'
import { scopeOf, type QueryScope } from './scope.ts'
import { template } from './template.ts'
import type { BoundQuery, PivotConstant, Scope } from './tree.ts'

/** A value that becomes a column. */
interface PivotColumn {
  readonly name: string
  readonly value: BoundExpression
}

const orDefault = template('COALESCE(v, d)')

/**
 * The rows grouped by all columns but the one that is aggregated and the one whose values become columns; each such column
 * is the aggregate over the rows that have its value. https://docs.snowflake.com/en/sql-reference/constructs/pivot
 */
export function bindPivot(
  pivot: Pivot,
  place: FromPlace,
  bindItem: (item: FromItem, place: FromPlace) => BoundFrom,
): BoundFrom {
  const { frame, outer } = place
  const { binding } = frame
  const start = binding.streams.length
  const from = bindItem(pivot.input, place)
  const scope = scopeOf(frame, from.names, { outer, noWindows: 'pivot' })
  const key = bindExpression(pivot.column, scope)
  const used = columnsUsed(pivot.aggregate, scope)
  const groups = from.names.columns.filter(
    ({ hidden, value }) => !hidden && !used.has(usedColumn(value)) && usedColumn(value) !== usedColumn(key),
  )
  const grouping = startGrouping(
    from,
    undefined,
    { keys: groups.map(({ value }) => value), written: true },
    frame,
  )
  const values = pivotColumns(pivot, frame).map(({ name, value }): PivotColumn => ({
    name: withSuffix(name, pivot.suffix),
    value: withDefault(pivot, bindAggregate(pivot.aggregate, key, value, scope), scope),
  }))
  const items = [...groups, ...values].map(({ name, value }): Defined => {
    const rewritten = grouping.rewrite(value, 'select')
    const nullable = isNullable(binding, rewritten)
    return { column: newColumn(binding, { name, type: value.type, nullable }), value: rewritten }
  })
  const query: BoundQuery = {
    columns: items.map(({ column }) => column),
    tree: { kind: 'Select', with: [], distinct: false, items, from: grouping.relation(), orderBy: [] },
    streams: streamsSince(binding, start),
  }
  return derived(query, frame, { path: [], alias: pivot.alias, lateral: false })
}

/** The columns that the aggregate reads. */
function columnsUsed(aggregate: FunctionCall, scope: QueryScope): ReadonlySet<number | undefined> {
  const used = new Set<number | undefined>()
  for (const { value } of aggregate.args) {
    if (value.kind !== 'ColumnReference')
      fail('UNSUPPORTED', { feature: 'PIVOT of anything but a column' }, value.span)
    used.add(usedColumn(bindExpression(value, scope)))
  }
  return used
}

/** The aggregate over the rows whose key is `value`: its arguments are NULL in all others. */
function bindAggregate(
  aggregate: FunctionCall,
  key: BoundExpression,
  value: BoundExpression,
  scope: Scope,
): BoundExpression {
  const [keyName, valueName] = ['$key', '$value'].map((text): Expression => ({
    kind: 'ColumnReference',
    parts: [{ text, quoted: true, span: aggregate.span }],
    span: aggregate.span,
  }))
  if (keyName === undefined || valueName === undefined) throw new Error('Snowmelt bug: two names are due')
  const known: Readonly<Record<string, BoundExpression>> = { $key: key, $value: value }
  const inside: Scope = {
    ...scope,
    column: (parts, span) => known[parts[0]?.text ?? ''] ?? scope.column(parts, span),
  }
  const when: Expression = {
    kind: 'IsDistinctFrom',
    left: keyName,
    right: valueName,
    negated: true,
    span: aggregate.span,
  }
  const args = aggregate.args.map((argument) => {
    const { value: then } = argument
    // oxlint-disable-next-line unicorn/no-thenable -- named as in SQL; it is a tree, so that awaiting it does nothing
    return { ...argument, value: { kind: 'Case', whens: [{ when, then }], span: then.span } as const }
  })
  const bound = bindExpression({ ...aggregate, args }, inside)
  if (!someExpression(bound, isAggregate))
    fail('UNSUPPORTED', { feature: 'PIVOT with a function that is no aggregate' }, aggregate.span)
  return bound
}

function withDefault(pivot: Pivot, value: BoundExpression, scope: Scope): BoundExpression {
  if (pivot.defaultOnNull === undefined) return value
  const otherwise = bindExpression(pivot.defaultOnNull, scope)
  return orDefault({ V: value, D: otherwise }, scope, pivot.defaultOnNull.span)
}

/** The alias goes behind the name, and between the quotes of one that is a text: `'2023_Q1_TOTAL'`. */
function withSuffix(name: string, suffix: Identifier | undefined): string {
  if (suffix === undefined) return name
  return name.length > 1 && name.endsWith("'")
    ? `${name.slice(0, -1)}_${suffix.text}'`
    : `${name}_${suffix.text}`
}

function pivotColumns(pivot: Pivot, frame: Frame): readonly PivotColumn[] {
  const { values } = pivot
  if (values.from !== 'LIST') {
    const known =
      frame.binding.sources.pivotValues?.(pivot) ??
      fail('UNSUPPORTED', { feature: 'PIVOT with ANY or a subquery at this place' }, pivot.span)
    return known.map(constantColumn(pivot))
  }
  const scope = scopeOf(frame, noNames)
  return values.items.map(({ value, alias }) => ({
    name: alias?.text ?? writtenName(value, frame.text),
    value: bindExpression(value, scope),
  }))
}

function writtenName(value: Expression, text: string): string {
  return value.kind === 'StringLiteral' ? `'${value.value}'` : columnName(value, text)
}

/** A number or truth value is its own name, a text and what else is written as one has its quotes. */
const constantColumn =
  (pivot: Pivot) =>
  ({ type, value }: PivotConstant): PivotColumn => ({
    name: shownName(type, value),
    value: coerce({ kind: 'Constant', value, type, span: pivot.span }, type),
  })

function shownName(type: DataType, value: string | null): string {
  if (value === null) return 'NULL'
  if (type.kind === 'BOOLEAN') return value.toUpperCase()
  return isNumeric(type) ? value : `'${value}'`
}
