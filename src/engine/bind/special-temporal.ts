import { fail } from '../../common/errors.ts'
import type { Span } from '../../common/span.ts'
import { temporalParts } from '../functions/temporal-parts.ts'
import { partsOfTime } from '../functions/temporal.ts'
import type { DataType } from '../types/data-type.ts'
import type { DatePart } from '../types/date-part.ts'
import { count, date, isTimestamp, timestampNtz } from '../types/standard.ts'
import { form } from './form.ts'
import { coerce, typeName, unify } from './coercion.ts'
import { dateAdd } from './date-add.ts'
import { textConstant } from './expression-literal.ts'
import type { BoundExpression } from './expression-tree.ts'
import { chooseOverload } from './overload.ts'
import { calledName, item, partArgument, positional, type SpecialBinder } from './special-arguments.ts'

const add: SpecialBinder = (node, binding) => {
  const args = positional(node, binding, 3, 3)
  const part = partArgument(item(args, 0), calledName(node), binding)
  return dateAdd(part, binding.bind(item(args, 1)), binding.bind(item(args, 2)), node.span)
}

const differenceParts: ReadonlySet<DatePart> = new Set([
  'year', 'quarter', 'month', 'week', 'day', 'hour', 'minute', 'second', 'millisecond', 'microsecond', 'nanosecond',
]) // prettier-ignore

const dayParts: ReadonlySet<DatePart> = new Set([
  'year',
  'quarter',
  'month',
  'week',
  'day',
  'weekiso',
  'yearofweekiso',
])

const difference: SpecialBinder = (node, binding) => {
  const args = positional(node, binding, 3, 3)
  const name = calledName(node)
  const part = allowed(partArgument(item(args, 0), name, binding), name, node.span)
  const { values } = unify(args.slice(1).map((arg) => temporalValue(binding.bind(arg), name)))
  // Days and longer are those of each value's own clock, hours and shorter are time that has passed.
  const bounds = values.map((value) =>
    value.type.kind === 'TIMESTAMP_TZ' && !dayParts.has(part)
      ? form('$instant', [value], timestampNtz(), value.span)
      : value,
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

/** ISO weeks and their years can be cut to as well; a TIME has no days. */
function truncatable(part: DatePart, type: DataType, span: Span): DatePart {
  if (part !== 'weekiso' && part !== 'yearofweekiso') allowed(part, 'DATE_TRUNC', span)
  if (type.kind === 'TIME' && dayParts.has(part))
    fail('INVALID_ARGUMENT', { function: 'DATE_TRUNC', value: part, expected: 'a part of a time' }, span)
  return part
}

/** DATE_TRUNC over bound parts; the type stays. */
export function truncate(part: DatePart, value: BoundExpression, span: Span): BoundExpression {
  const from = temporalValue(value, 'DATE_TRUNC')
  return form(
    '$dateTrunc',
    [textConstant(truncatable(part, from.type, span), { span }), from],
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

/** Parts that only the other functions know. https://docs.snowflake.com/en/sql-reference/functions-date-time#label-supported-date-time-parts */
const unextracted: ReadonlySet<DatePart> = new Set(['millisecond', 'microsecond'])
/** What DATE_PART does not tell of a DATE. https://docs.snowflake.com/en/sql-reference/functions/date_part#usage-notes */
const exactEpochs: ReadonlySet<DatePart> = new Set([
  'epoch_millisecond',
  'epoch_microsecond',
  'epoch_nanosecond',
])

/** DATE_PART(part, value), or EXTRACT(part, value). */
const extract: SpecialBinder = (node, binding) => {
  const args = positional(node, binding, 2, 2)
  const part = partArgument(item(args, 0), 'DATE_PART', binding)
  const value = temporalValue(binding.bind(item(args, 1)), 'DATE_PART')
  if (value.type.kind === 'TIME' && !partsOfTime.has(part) && !part.startsWith('epoch'))
    fail('INVALID_ARGUMENT', { function: 'DATE_PART', value: part, expected: 'a part of a TIME' }, node.span)
  if (unextracted.has(part) || (value.type.kind === 'DATE' && exactEpochs.has(part)))
    fail(
      'INVALID_ARGUMENT',
      {
        function: 'DATE_PART',
        value: part,
        expected: `a part of a ${typeName(value.type)} that it extracts`,
      },
      node.span,
    )
  return form('$datePart', [textConstant(part, node), value], count, node.span)
}

/** The variant of TIMESTAMP_FROM_PARTS that TIMESTAMP_TYPE_MAPPING names. */
const fromParts: SpecialBinder = (node, binding) => {
  const name = `${binding.scope.session.parameter('TIMESTAMP_TYPE_MAPPING')}_FROM_PARTS`
  const rows = temporalParts[name]
  if (rows === undefined || 'special' in rows) throw new Error(`Snowmelt bug: no function ${name}`)
  const given = node.args.map((argument) => ({
    ...(argument.name && { name: argument.name.text }),
    span: argument.value.span,
    bind: () => binding.bind(argument.value),
  }))
  const { overload, args, type } = chooseOverload(calledName(node), rows, given, node, binding)
  return { kind: 'Call', name, overload, args, type, span: node.span }
}

/** https://docs.snowflake.com/en/sql-reference/functions-date-time */
export const temporalBinders: Readonly<Record<string, SpecialBinder>> = {
  TIMESTAMP_FROM_PARTS: fromParts,
  TIMESTAMPFROMPARTS: fromParts,
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
  DATE_PART: extract,
  EXTRACT: extract,
  LAST_DAY: (node, binding) => {
    const args = positional(node, binding, 1, 2)
    const part = args[1] === undefined ? 'month' : partArgument(args[1], 'LAST_DAY', binding)
    if (!dayParts.has(part))
      fail('INVALID_ARGUMENT', { function: 'LAST_DAY', value: part, expected: 'a date part' }, node.span)
    const value = temporalValue(binding.bind(item(args, 0)), 'LAST_DAY')
    return form('$lastDay', [value, textConstant(part, node)], date, node.span)
  },
}
