import type { FunctionCall } from '../../sql/expression/expression.ts'
import type { TableFunction } from '../../sql/query/query.ts'
import { count, text, variant } from '../types/standard.ts'
import { arithmetic } from './arithmetic.ts'
import { cast, coerce, columnUse } from './coercion.ts'
import { bindExpression } from './expression.ts'
import type { BoundExpression } from './expression-tree.ts'
import { newColumn, newTable } from './frame.ts'
import type { NamedColumn } from './names.ts'
import type { FlattenColumns } from './query-tree.ts'
import type { BoundFrom, FromPlace } from './relation.ts'
import { scopeOf } from './scope.ts'

/**
 * SPLIT_TO_TABLE and STRTOK_SPLIT_TO_TABLE: the elements of the array that `array` makes of the same arguments, as texts.
 * https://docs.snowflake.com/en/sql-reference/functions/split_to_table
 */
export const splitBinder =
  (array: 'SPLIT' | 'STRTOK_TO_ARRAY') =>
  (item: TableFunction, place: FromPlace): BoundFrom => {
    const { binding } = place.frame
    const scope = scopeOf(place.frame, place.left, {
      outer: place.outer,
      noAggregates: 'from',
      noWindows: 'from clause',
    })
    const { span } = item.call
    const call: FunctionCall = {
      ...item.call,
      name: { kind: 'Name', parts: [{ text: array, quoted: false, span }], span },
    }
    const column = (name: string, type: typeof variant | typeof count | ReturnType<typeof text>) =>
      newColumn(binding, { name, type, nullable: false })
    const columns: FlattenColumns = {
      seq: column('SEQ', count),
      key: column('KEY', text()),
      path: column('PATH', text()),
      index: column('INDEX', count),
      value: column('VALUE', variant),
      this: column('THIS', variant),
    }
    const one: BoundExpression = { kind: 'Constant', value: '1', type: count, span }
    const index = coerce(arithmetic('+', columnUse(columns.index), one, span), count)
    const named: readonly NamedColumn[] = [
      { name: 'SEQ', value: columnUse(columns.seq), hidden: false },
      { name: 'INDEX', value: index, hidden: false },
      { name: 'VALUE', value: cast(columnUse(columns.value), text()), hidden: false },
    ]
    const given = item.alias?.columns ?? []
    const renamed = named.map((each, at) => ({ ...each, name: given[at]?.text ?? each.name }))
    const path = item.alias === undefined ? [] : [item.alias.name.text]
    return {
      relation: {
        kind: 'Flatten',
        table: newTable(binding),
        input: coerce(bindExpression(call, scope), variant),
        path: '',
        outer: false,
        recursive: false,
        mode: 'ARRAY',
        columns,
        seq: { isRead: true },
      },
      names: { relations: [{ path, columns: renamed }], columns: renamed },
    }
  }
