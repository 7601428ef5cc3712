import { fail } from '../../common/errors.ts'
import type { Span } from '../../common/span.ts'
import type { IntervalLiteral } from '../../sql/expression/expression.ts'
import { datePart, type DatePart } from '../types/date-part.ts'
import * as types from '../types/standard.ts'
import { dateAdd } from './date-add.ts'
import { textConstant } from './expression-literal.ts'
import type { BoundExpression, Constant } from './expression-tree.ts'
import { form } from './form.ts'

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
  return partsOf(interval).reduce((result, { amount: number, unit }) => {
    const amount: Constant = {
      kind: 'Constant',
      value: String(sign * number),
      type: types.count,
      span: interval.span,
    }
    return dateAdd(unit, amount, result, span)
  }, value)
}

/** An interval as the distance of a RANGE frame, which DuckDB adds to the sort key. */
export function intervalDistance(interval: IntervalLiteral): BoundExpression {
  const parts = partsOf(interval)
  for (const { amount, unit } of parts)
    if (amount < 0 || unit === 'nanosecond')
      fail('UNSUPPORTED', { feature: `INTERVAL '${interval.value}' in a window frame` }, interval.span)
  const written = parts.map(({ amount, unit }) => `${amount} ${unit}`).join(' ')
  return form('$interval', [textConstant(written, interval)], types.count, interval.span)
}

interface IntervalPart {
  readonly amount: number
  readonly unit: DatePart
}

function partsOf(interval: IntervalLiteral): readonly IntervalPart[] {
  return interval.value.split(',').map((part) => {
    const found = /^\s*([+-]?\d+)(?:\s*([A-Za-z]+))?\s*$/.exec(part)
    const unit = datePart(found?.[2] ?? 'second')
    if (found?.[1] === undefined || unit === undefined)
      return fail(
        'INVALID_ARGUMENT',
        { function: 'INTERVAL', value: interval.value, expected: 'numbers with date or time parts' },
        interval.span,
      )
    return { amount: Number(found[1]), unit }
  })
}
