import { fail } from '../../common/errors.ts'
import type { Span } from '../../common/span.ts'
import type { IntervalLiteral } from '../../sql/expression/expression.ts'
import { datePart } from '../types/date-part.ts'
import * as types from '../types/standard.ts'
import { dateAdd } from './date-add.ts'
import type { BoundExpression, Constant } from './expression-tree.ts'

/**
 * `value ± INTERVAL '1 year, 2 days'`: the parts one after the other, in the order written.
 * https://docs.snowflake.com/en/sql-reference/data-types-datetime#interval-constants
 */
export function addInterval(
  value: BoundExpression,
  sign: 1 | -1,
  interval: IntervalLiteral,
  span: Span,
): BoundExpression {
  return interval.value.split(',').reduce((result, part) => {
    const found = /^\s*([+-]?\d+)(?:\s*([A-Za-z]+))?\s*$/.exec(part)
    const unit = datePart(found?.[2] ?? 'second')
    if (found?.[1] === undefined || unit === undefined)
      fail(
        'INVALID_ARGUMENT',
        { function: 'INTERVAL', value: interval.value, expected: 'numbers with date or time parts' },
        interval.span,
      )
    const amount: Constant = {
      kind: 'Constant',
      value: String(sign * Number(found[1])),
      type: types.count,
      span: interval.span,
    }
    return dateAdd(unit, amount, result, span)
  }, value)
}
