import { fail } from '../../common/errors.ts'
import type { Span } from '../../common/span.ts'
import type { DatePart } from '../types/date-part.ts'
import { count, date, isTimestamp, timestampNtz } from '../types/standard.ts'
import { form } from './form.ts'
import { coerce, typeName, unify } from './coercion.ts'
import { dateAdd } from './date-add.ts'
import { textConstant } from './expression-literal.ts'
import type { BoundExpression } from './expression-tree.ts'
import { calledName, item, partArgument, positional, type SpecialBinder } from './special-arguments.ts'

const add: SpecialBinder = (node, binding) => {
  const args = positional(node, binding, 3, 3)
  const part = partArgument(item(args, 0), calledName(node), binding)
  return dateAdd(part, binding.bind(item(args, 1)), binding.bind(item(args, 2)), node.span)
}

const differenceParts: ReadonlySet<DatePart> = new Set([
  'year', 'quarter', 'month', 'week', 'day', 'hour', 'minute', 'second', 'millisecond', 'microsecond', 'nanosecond',
]) // prettier-ignore

const difference: SpecialBinder = (node, binding) => {
  const args = positional(node, binding, 3, 3)
  const name = calledName(node)
  const part = allowed(partArgument(item(args, 0), name, binding), name, node.span)
  const { values } = unify(args.slice(1).map((arg) => temporalValue(binding.bind(arg), name)))
  const bounds = values.map((value) =>
    value.type.kind === 'TIMESTAMP_TZ' ? form('$instant', [value], timestampNtz(), value.span) : value,
  )
  return form('$dateDiff', [textConstant(part, node), ...bounds], count, node.span)
}

function allowed(part: DatePart, name: string, span: Span): DatePart {
  if (!differenceParts.has(part))
    fail(
      'INVALID_ARGUMENT',
      { function: name, value: part, expected: 'a part from year to nanosecond' },
      span,
    )
  return part
}

/** DATE_TRUNC over bound parts; the type stays. */
export function truncate(part: DatePart, value: BoundExpression, span: Span): BoundExpression {
  const from = temporalValue(value, 'DATE_TRUNC')
  return form(
    '$dateTrunc',
    [textConstant(allowed(part, 'DATE_TRUNC', span), { span }), from],
    from.type,
    span,
  )
}

/** A DATE, TIME or timestamp as it is; a text or VARIANT as TIMESTAMP_NTZ. */
function temporalValue(expr: BoundExpression, name: string): BoundExpression {
  const { kind } = expr.type
  if (kind === 'DATE' || kind === 'TIME' || isTimestamp(expr.type)) return expr
  if (kind === 'VARCHAR' || kind === 'VARIANT' || kind === 'NULL') return coerce(expr, timestampNtz())
  return fail('CANNOT_CAST', { function: name, from: typeName(expr.type), to: 'TIMESTAMP_NTZ(9)' }, expr.span)
}

/** https://docs.snowflake.com/en/sql-reference/functions-date-time */
export const temporalBinders: Readonly<Record<string, SpecialBinder>> = {
  DATEADD: add,
  TIMEADD: add,
  TIMESTAMPADD: add,
  DATEDIFF: difference,
  TIMEDIFF: difference,
  TIMESTAMPDIFF: difference,
  DATE_TRUNC: (node, binding) => {
    const args = positional(node, binding, 2, 2)
    return truncate(
      partArgument(item(args, 0), 'DATE_TRUNC', binding),
      binding.bind(item(args, 1)),
      node.span,
    )
  },
  DATE_PART: (node, binding) => {
    const args = positional(node, binding, 2, 2)
    const part = partArgument(item(args, 0), 'DATE_PART', binding)
    const value = temporalValue(binding.bind(item(args, 1)), 'DATE_PART')
    return form('$datePart', [textConstant(part, node), value], count, node.span)
  },
  LAST_DAY: (node, binding) => {
    const args = positional(node, binding, 1, 2)
    const part = args[1] === undefined ? 'month' : partArgument(args[1], 'LAST_DAY', binding)
    if (!['year', 'quarter', 'month', 'week'].includes(part))
      fail(
        'INVALID_ARGUMENT',
        { function: 'LAST_DAY', value: part, expected: 'year, quarter, month or week' },
        node.span,
      )
    const value = temporalValue(binding.bind(item(args, 0)), 'LAST_DAY')
    return form('$lastDay', [value, textConstant(part, node)], date, node.span)
  },
}
