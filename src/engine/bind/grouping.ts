import { fail } from '../../common/errors.ts'
import { positionAt } from '../../common/span.ts'
import { printIdentifier } from '../catalog/names.ts'
import { columnUse } from './coercion.ts'
import { columnsOf, usedColumn } from './columns.ts'
import { expressionKey, mapChildren } from './expression-walk.ts'
import type { AggregateCall, BoundExpression } from './expression-tree.ts'
import { isNullable, newColumn, newTable, type Frame } from './frame.ts'
import { noNames, type Names } from './names.ts'
import type { Defined, Grouped, Relation } from './query-tree.ts'
import { mapQuery } from './query-walk.ts'
import type { BoundFrom } from './relation.ts'
import { scopeOf } from './scope.ts'
import { identityOf } from './sort-value.ts'
import { template } from './template.ts'

/** The keys of GROUP BY, and its grouping sets as indexes into them. */
export interface GroupKeys {
  readonly keys: readonly BoundExpression[]
  readonly sets?: readonly (readonly number[])[]
  /** GROUP BY was written: messages differ where it was not. */
  readonly written: boolean
}

/** The groups of a SELECT while its expressions are bound: each is rewritten to what the groups give. */
export interface Grouping {
  /** `place` is where the expression stands, for the message about a column that is no key. */
  rewrite(value: BoundExpression, place: 'select' | 'other'): BoundExpression
  /** The relation of the groups, complete when every expression has been rewritten. */
  relation(): Grouped
}

/** Texts that a collation takes for equal are one group, which shows any of them. */
const anyValue = template('ANY_VALUE(v)')

/** Starts grouping the rows of `from`. */
export function startGrouping(
  from: BoundFrom,
  where: BoundExpression | undefined,
  groupKeys: GroupKeys,
  frame: Frame,
): Grouping {
  const { binding } = frame
  const define = (value: BoundExpression, nullable = isNullable(binding, value)): Defined => ({
    column: newColumn(binding, { name: '', type: value.type, nullable }),
    value,
  })
  const keys = groupKeys.keys.map((key) =>
    define(identityOf(key), isNullable(binding, key) || groupKeys.sets !== undefined),
  )
  const keyKinds = new Set(groupKeys.keys.map(({ kind }) => kind))
  const aggregates = new Map<string, Defined>()
  const own = new Set(columnsOf(from.relation).map(({ id }) => id))
  const table = newTable(binding)
  const scope = scopeOf(frame, noNames)

  const keyOf = (value: BoundExpression) =>
    keyKinds.has(value.kind) ? keyByText.get(expressionKey(value)) : undefined
  const aggregateOf = (value: BoundExpression) => {
    const text = expressionKey(value)
    const known = aggregates.get(text) ?? define(value)
    aggregates.set(text, known)
    return known
  }
  const keyByText = new Map(
    keys.map((key, at): [string, Defined] => {
      const written = groupKeys.keys[at] ?? key.value
      // A VARIANT with its keys in order is the same value, and can be shown as such.
      if (written === key.value || written.type.kind !== 'VARCHAR') return [expressionKey(written), key]
      if (groupKeys.sets !== undefined)
        fail('UNSUPPORTED', { feature: 'grouping sets of a text with a collation' }, written.span)
      return [expressionKey(written), aggregateOf(anyValue({ V: written }, scope, written.span))]
    }),
  )
  const rewrite = (value: BoundExpression, place: 'select' | 'other', inside: boolean): BoundExpression => {
    const key = keyOf(value)
    if (key !== undefined) return columnUse(key.column, value.span)
    // An aggregate of a subquery is the subquery's own.
    if (value.kind === 'AggregateCall' && !inside) checkGrouping(value, keyOf, frame.text)
    if (value.kind === 'AggregateCall' && !inside) return columnUse(aggregateOf(value).column, value.span)
    const id = usedColumn(value)
    if (id !== undefined && own.has(id)) failNotGrouped(id, value, place, groupKeys, from.names, frame)
    const below = mapChildren(value, (child) => rewrite(child, place, inside))
    return 'query' in below
      ? { ...below, query: mapQuery(below.query, (inner) => rewrite(inner, place, true)) }
      : below
  }
  return {
    rewrite: (value, place) => rewrite(value, place, false),
    relation: () => ({
      kind: 'Grouped',
      table,
      input: from.relation satisfies Relation,
      keys,
      aggregates: [...aggregates.values()],
      ...(where === undefined ? {} : { where }),
      ...(groupKeys.sets === undefined ? {} : { sets: groupKeys.sets }),
    }),
  }
}

/** GROUPING is asked about keys of GROUP BY alone. https://docs.snowflake.com/en/sql-reference/functions/grouping */
function checkGrouping(
  { name, args }: AggregateCall,
  keyOf: (value: BoundExpression) => Defined | undefined,
  text: string,
): void {
  if (name !== 'GROUPING' && name !== 'GROUPING_ID') return
  const other = args.find((arg) => keyOf(arg) === undefined)
  if (other !== undefined)
    fail('INVALID_GROUP_BY', { expression: text.slice(other.span.start, other.span.end) }, other.span)
}

function failNotGrouped(
  id: number,
  value: BoundExpression,
  place: 'select' | 'other',
  groupKeys: GroupKeys,
  names: Names,
  frame: Frame,
): never {
  const name = qualifiedName(id, names)
  if (place === 'other' || !groupKeys.written) fail('INVALID_GROUP_BY', { expression: name }, value.span)
  const { line, column } = positionAt(frame.text, value.span.start)
  fail('NOT_GROUPED', { name, line, position: column - 1 }, value.span)
}

/** `T.X` of a column in sight. */
function qualifiedName(id: number, names: Names): string {
  for (const relation of names.relations) {
    const column = relation.columns.find(({ value }) => usedColumn(value) === id)
    const table = relation.path.at(-1)
    if (column !== undefined)
      return [...(table === undefined ? [] : [table]), column.name].map(printIdentifier).join('.')
  }
  return ''
}
