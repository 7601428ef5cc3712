import { fail } from '../../common/errors.ts'
import type { Span } from '../../common/span.ts'
import type { DataType } from '../types/data-type.ts'
import type { DatePart } from '../types/date-part.ts'
import { count, timestampNtz } from '../types/standard.ts'
import { form } from './form.ts'
import { coerce, typeName } from './coercion.ts'
import { textConstant } from './expression-literal.ts'
import type { BoundExpression } from './expression-tree.ts'

const dayParts: ReadonlySet<DatePart> = new Set(['year', 'quarter', 'month', 'week', 'day'])
const timeParts: ReadonlySet<DatePart> = new Set([
  'hour',
  'minute',
  'second',
  'millisecond',
  'microsecond',
  'nanosecond',
])

/** DATEADD over bound parts. https://docs.snowflake.com/en/sql-reference/functions/dateadd */
export function dateAdd(
  part: DatePart,
  amount: BoundExpression,
  value: BoundExpression,
  span: Span,
): BoundExpression {
  const from =
    value.type.kind === 'VARCHAR' || value.type.kind === 'VARIANT' ? coerce(value, timestampNtz()) : value
  if (!(dayParts.has(part) && from.type.kind !== 'TIME') && !timeParts.has(part))
    fail(
      'INVALID_ARGUMENT',
      { function: 'DATEADD', value: part, expected: 'a date or time part of the value' },
      span,
    )
  const type = resultType(part, from.type, span)
  return form(
    '$dateAdd',
    [textConstant(part, { span }), coerce(amount, count), coerce(from, type)],
    type,
    span,
  )
}

/** A DATE becomes a timestamp where hours or less are added. */
function resultType(part: DatePart, type: DataType, span: Span): DataType {
  if (type.kind === 'DATE' || type.kind === 'NULL')
    return dayParts.has(part) ? { kind: 'DATE' } : timestampNtz()
  if (type.kind === 'TIME' || type.kind.startsWith('TIMESTAMP_')) return type
  return fail('CANNOT_CAST', { function: 'DATEADD', from: typeName(type), to: 'TIMESTAMP_NTZ(9)' }, span)
}
