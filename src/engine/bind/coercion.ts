import { typeText } from '../../account/types.ts'
import { fail } from '../../common/errors.ts'
import type { Span } from '../../common/span.ts'
import { literalType } from '../types/arithmetic.ts'
import { commonType, comparisonType } from '../types/common-type.ts'
import { convertibility } from '../types/conversion.ts'
import type { DataType, ValueType } from '../types/data-type.ts'
import { isSemiStructured, sameType, text } from '../types/standard.ts'
import type { BoundExpression, Constant, Convert, ConversionMode } from './expression-tree.ts'
import type { BoundColumn } from './tree.ts'

const castMode: ConversionMode = { kind: 'Cast' }

/** A use of a relation's column. */
export function columnUse(column: BoundColumn, span: Span = { start: 0, end: 0 }): BoundExpression {
  return { kind: 'ColumnUse', id: column.id, type: column.type, span }
}

/** NULL of `type`. */
export function nullOf(type: DataType, span: Span): Constant {
  return { kind: 'Constant', value: null, type, span }
}

/** The type's name in messages. */
export function typeName(type: DataType): string {
  return type.kind === 'NULL' ? 'NULL' : typeText(type)
}

/** `expr` as an explicit CAST or TRY_CAST makes it. */
export function cast(
  expr: BoundExpression,
  type: ValueType,
  options: { readonly try?: boolean } = {},
): BoundExpression {
  const from = expr.type
  if (options.try === true) {
    if (from.kind !== 'VARCHAR' && from.kind !== 'NULL')
      fail('CANNOT_CAST', { function: 'TRY_CAST', from: typeName(from), to: typeName(type) }, expr.span)
    return convert(expr, type, { kind: 'Try' })
  }
  if (from.kind !== 'NULL' && convertibility(from, type) === 'none')
    fail('CANNOT_CAST', { function: 'CAST', from: typeName(from), to: typeName(type) }, expr.span)
  return convert(expr, type, castMode)
}

/** `expr` where a value of `type` is wanted: the implicit conversion, which must exist. */
export function coerce(expr: BoundExpression, type: DataType): BoundExpression {
  if (type.kind === 'NULL') return expr
  if (expr.type.kind !== 'NULL' && convertibility(expr.type, type) === 'none') incompatible(expr, type)
  return convert(expr, type, castMode)
}

/**
 * `expr` as the value of a table's column, whose `type` has the form that the table holds it in: scale is rounded half away from zero; a text or a
 * number that does not fit fails. https://docs.snowflake.com/en/sql-reference/data-type-conversion
 */
export function assign(
  expr: BoundExpression,
  type: ValueType,
  columnName: string,
  span: Span,
): BoundExpression {
  if (expr.type.kind !== 'NULL' && !assignable(expr.type, type))
    fail(
      'COLUMN_TYPE_MISMATCH',
      { column: columnName, expected: typeName(type), actual: typeName(expr.type) },
      span,
    )
  return convert(expr, type, { kind: 'Assign', column: columnName })
}

function assignable(from: ValueType, to: ValueType): boolean {
  // An array or object goes into a VARIANT column, but a text is not taken for JSON: it stays a text.
  return (
    convertibility(from, to) === 'implicit' &&
    !(isSemiStructured(to) && to.kind !== 'VARIANT' && from.kind === 'VARCHAR')
  )
}

/** The text of a value as a result shows it, under the session's formats. */
export function toText(expr: BoundExpression): BoundExpression {
  if (expr.type.kind === 'VARCHAR') return expr
  if (expr.kind === 'Constant' && expr.value === null) return nullOf(text(), expr.span)
  return { kind: 'ResultText', operand: expr, type: text(), span: expr.span }
}

function convert(operand: BoundExpression, type: ValueType, mode: ConversionMode): BoundExpression {
  if (operand.type.kind === 'NULL') return nullOf(type, operand.span)
  if (sameType(operand.type, type)) return operand
  const result: Convert = { kind: 'Convert', operand, type, mode, span: operand.span }
  return result
}

/** The expressions as values of their common type, for CASE, COALESCE, VALUES and their kind. */
export function unify(expressions: readonly BoundExpression[]): {
  readonly type: DataType
  readonly values: readonly BoundExpression[]
} {
  return unifyBy(expressions, commonType)
}

/** The expressions as values that DuckDB can compare as Snowflake compares them. */
export function unifyForComparison(expressions: readonly BoundExpression[]): readonly BoundExpression[] {
  return unifyBy(expressions, comparisonType).values
}

function unifyBy(
  expressions: readonly BoundExpression[],
  common: (a: DataType, b: DataType) => DataType | undefined,
): { readonly type: DataType; readonly values: readonly BoundExpression[] } {
  const known = textsKnownAsNumbers(expressions)
  const type = known.reduce<DataType>(
    (result, { type: next, span }) => {
      const joined = common(result, next)
      if (joined === undefined)
        fail('INCOMPATIBLE_TYPES', { left: typeName(next), right: typeName(result) }, span)
      return joined
    },
    { kind: 'NULL' },
  )
  return { type, values: known.map((each) => (type.kind === 'NULL' ? each : convert(each, type, castMode))) }
}

/** A literal such as '1.5' among numbers counts as the number 1.5, so that its digits do not change the common scale. */
function textsKnownAsNumbers(expressions: readonly BoundExpression[]): readonly BoundExpression[] {
  if (!expressions.some((each) => each.type.kind === 'NUMBER')) return expressions
  return expressions.map((each) =>
    each.kind === 'Constant' &&
    each.type.kind === 'VARCHAR' &&
    /^[+-]?\d{1,19}(\.\d{1,18})?$/.test(each.value ?? '')
      ? { ...each, value: (each.value ?? '').replace(/^\+/, ''), type: literalType(each.value ?? '') }
      : each,
  )
}

function incompatible(expr: BoundExpression, type: DataType): never {
  fail('INCOMPATIBLE_TYPES', { left: typeName(expr.type), right: typeName(type) }, expr.span)
}
