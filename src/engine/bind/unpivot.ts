import { fail } from '../../common/errors.ts'
import type { FromItem, Unpivot } from '../../sql/query/query.ts'
import type { DataType } from '../types/data-type.ts'
import { count } from '../types/standard.ts'
import { columnUse, typeName, unify } from './coercion.ts'
import { usedColumn } from './columns.ts'
import { bindExpression } from './expression.ts'
import { textConstant } from './expression-literal.ts'
import { caseOf } from './expression-operator.ts'
import { isNull } from './expression-predicate.ts'
import { compare } from './comparison.ts'
import type { BoundExpression, Constant } from './expression-tree.ts'
import { isNullable, newColumn, newTable, streamsSince } from './frame.ts'
import type { Defined } from './query-tree.ts'
import { derived, type BoundFrom, type FromPlace } from './relation.ts'
import { failName, scopeOf } from './scope.ts'

/**
 * Each row once for each listed column: its name in one column, its value in another.
 * https://docs.snowflake.com/en/sql-reference/constructs/unpivot
 */
export function bindUnpivot(
  unpivot: Unpivot,
  place: FromPlace,
  bindItem: (item: FromItem, place: FromPlace) => BoundFrom,
): BoundFrom {
  const { frame } = place
  const { binding } = frame
  const start = binding.streams.length
  const { span } = unpivot
  const from = bindItem(unpivot.input, place)
  const scope = scopeOf(frame, from.names)
  const listed = unpivot.columns.map(({ column }) => bindExpression(column, scope))
  refuseTwice(unpivot, listed, frame.text)
  refuseMixed(unpivot, listed)
  const { values } = unify(listed)
  const number = newColumn(binding, { name: '', type: count, nullable: false })
  const numberOf = (at: number): Constant => ({ kind: 'Constant', value: String(at), type: count, span })
  const names = unpivot.columns.map(({ column, alias }) =>
    textConstant(alias?.text ?? column.parts.at(-1)?.text ?? '', { span: column.span }),
  )
  const chosen = (choices: readonly BoundExpression[]): BoundExpression => {
    const isChosen = choices.slice(0, -1).map((_, at) => compare('=', columnUse(number), numberOf(at), span))
    return isChosen.length === 0 ? (choices[0] ?? numberOf(0)) : caseOf(isChosen, choices, span)
  }
  const value = chosen(values)
  const own = new Set(listed.map(usedColumn))
  const kept = from.names.columns.filter((column) => !column.hidden && !own.has(usedColumn(column.value)))
  const items = [
    ...kept.map(({ name, value: each }) => ({ name, value: each, nullable: isNullable(binding, each) })),
    { name: unpivot.name.text, value: chosen(names), nullable: false },
    { name: unpivot.value.text, value, nullable: unpivot.includeNulls },
  ].map(({ name, value: each, nullable }): Defined => ({
    column: newColumn(binding, { name, type: each.type, nullable }),
    value: each,
  }))
  const right = {
    kind: 'RowList',
    table: newTable(binding),
    rows: listed.map((_, at) => [numberOf(at)]),
    columns: [number],
  } as const
  const query = {
    columns: items.map(({ column }) => column),
    tree: {
      kind: 'Select',
      with: [],
      distinct: false,
      items,
      from: { kind: 'Join', type: 'CROSS', left: from.relation, right },
      orderBy: [],
      ...(unpivot.includeNulls ? {} : { where: isNull(value, true, span) }),
    },
    streams: streamsSince(binding, start),
  } as const
  const rows = derived(query, frame, { path: [], alias: unpivot.alias, lateral: false })
  const relations = rows.names.relations.map((each) => ({ ...each, beyondLateral: true as const }))
  return { relation: rows.relation, names: { ...rows.names, relations } }
}

/** A column, and an alias, may be listed only once. */
function refuseTwice(unpivot: Unpivot, listed: readonly BoundExpression[], text: string): void {
  const [seen, named] = [new Set<number | undefined>(), new Set<string>()]
  for (const [at, { column, alias }] of unpivot.columns.entries()) {
    const id = listed[at] === undefined ? undefined : usedColumn(listed[at])
    if (seen.has(id)) failName('AMBIGUOUS_COLUMN', column.parts, column.span, text)
    seen.add(id)
    const name = alias?.text ?? column.parts.at(-1)?.text ?? ''
    if (named.has(name)) fail('DUPLICATE_COLUMN', { name }, alias?.span ?? column.span)
    named.add(name)
  }
}

/** "The columns in column_list must have exactly the same data type", but for the lengths of texts. */
function refuseMixed(unpivot: Unpivot, listed: readonly BoundExpression[]): void {
  const [first] = listed
  for (const [at, value] of listed.entries())
    if (first !== undefined && kindOf(first.type) !== kindOf(value.type))
      fail(
        'UNPIVOT_TYPES',
        { column: unpivot.columns[at]?.column.parts.at(-1)?.text ?? '' },
        unpivot.columns[at]?.column.span,
      )
}

const kindOf = (type: DataType): string => (type.kind === 'VARCHAR' ? type.kind : typeName(type))
