import { fail } from '../../common/errors.ts'
import type { Span } from '../../common/span.ts'
import { inputNumberFormats, outputNumberFormat } from '../functions/number-format-form.ts'
import { isInputFormat } from '../functions/temporal-input.ts'
import type { ValueType } from '../types/data-type.ts'
import * as types from '../types/standard.ts'
import type { Binding } from './binding.ts'
import { form } from './form.ts'
import { cast, nullOf, typeName } from './coercion.ts'
import type { BoundExpression } from './expression-tree.ts'
import {
  boundArguments,
  calledName,
  constantArgument,
  item,
  type SpecialBinder,
} from './special-arguments.ts'

/** One argument, converted as CAST or TRY_CAST does. */
const plain =
  (type: ValueType, tolerant = false): SpecialBinder =>
  (node, binding) => {
    const value = item(boundArguments(node, binding, 1, 1), 0)
    return converted(value, type, tolerant, calledName(node))
  }

function converted(
  value: BoundExpression,
  type: ValueType,
  tolerant: boolean,
  name: string,
): BoundExpression {
  if (!tolerant) return cast(value, type)
  if (value.type.kind !== 'VARCHAR' && value.type.kind !== 'NULL')
    fail('CANNOT_CAST', { function: name, from: typeName(value.type), to: typeName(type) }, value.span)
  return cast(value, type, { try: true })
}

/** TO_NUMBER(value [, format] [, precision [, scale]]): scale 0 where none is given. */
const toNumber =
  (tolerant: boolean): SpecialBinder =>
  (node, binding) => {
    const args = boundArguments(node, binding, 1, 4)
    const name = calledName(node)
    const [value, second] = [item(args, 0), args[1]]
    const hasFormat = second?.type.kind === 'VARCHAR'
    const sizes = args.slice(hasFormat ? 2 : 1)
    const type = numberOf(sizes, name, node.span)
    if (second === undefined || !hasFormat) return converted(value, type, tolerant, name)
    return cast(withNumberFormat(value, second, tolerant, name), type, { try: tolerant })
  }

function numberOf(sizes: readonly BoundExpression[], name: string, span: Span): ValueType {
  const [precision = 38, scale = 0] = sizes.map((arg) => Number(constantArgument(arg, name)))
  if (
    sizes.length > 2 ||
    !(precision >= 1 && precision <= 38 && scale >= 0 && scale <= Math.min(37, precision))
  )
    fail(
      'INVALID_ARGUMENT',
      { function: name, value: `${precision}, ${scale}`, expected: 'a precision and scale of NUMBER' },
      span,
    )
  return types.number(precision, scale)
}

/** The digits of a text that has a numeric format. https://docs.snowflake.com/en/sql-reference/sql-format-models */
function withNumberFormat(
  value: BoundExpression,
  format: BoundExpression,
  tolerant: boolean,
  name: string,
): BoundExpression {
  const model = constantArgument(format, name)
  if (value.type.kind === 'NULL') return nullOf(types.text(), value.span)
  if (value.type.kind !== 'VARCHAR' && (tolerant || value.type.kind !== 'VARIANT'))
    fail('CANNOT_CAST', { function: name, from: typeName(value.type), to: 'VARCHAR' }, value.span)
  if (inputNumberFormats(model) === undefined)
    fail('INVALID_FORMAT_MODEL', { kind: 'number', format: model }, format.span)
  const reader = tolerant ? '$tryNumberText' : '$numberText'
  return form(reader, [cast(value, types.text()), format], types.text(), value.span)
}

/** TO_DOUBLE(value [, format]). https://docs.snowflake.com/en/sql-reference/functions/to_double */
const toDouble =
  (tolerant: boolean): SpecialBinder =>
  (node, binding) => {
    const args = boundArguments(node, binding, 1, 2)
    const [value, format, name] = [item(args, 0), args[1], calledName(node)]
    if (format === undefined) return converted(value, types.float, tolerant, name)
    return cast(withNumberFormat(value, format, tolerant, name), types.float, { try: tolerant })
  }

type TypeOf = ValueType | ((binding: Binding) => ValueType)

/** The type that TIMESTAMP stands for in this session. */
const timestamp = ({ scope }: Binding): ValueType =>
  ({ TIMESTAMP_LTZ: ltz, TIMESTAMP_TZ: tz })[scope.session.parameter('TIMESTAMP_TYPE_MAPPING')] ?? ntz

/** TO_DATE and its kin: a text with a format, or what CAST does. */
const toTemporal =
  (wanted: TypeOf, tolerant = false): SpecialBinder =>
  (node, binding) => {
    const type = typeof wanted === 'function' ? wanted(binding) : wanted
    const args = boundArguments(node, binding, 1, 2)
    const [value, name] = [item(args, 0), calledName(node)]
    const [second] = args.slice(1)
    if (second === undefined) return converted(value, type, tolerant, name)
    if (types.isNumeric(value.type) && types.isTimestamp(type) && !tolerant)
      return fromEpoch(value, second, type, name)
    const format = constantArgument(second, name)
    if (value.type.kind === 'NULL') return nullOf(type, node.span)
    if (value.type.kind !== 'VARCHAR' && value.type.kind !== 'VARIANT')
      fail('CANNOT_CAST', { function: name, from: typeName(value.type), to: typeName(type) }, value.span)
    if (format.toUpperCase() !== 'AUTO' && !isInputFormat(format))
      fail('INVALID_FORMAT_MODEL', { kind: 'date or time', format }, second.span)
    const parse = tolerant ? '$tryParseTemporal' : '$parseTemporal'
    return form(parse, [cast(value, types.text()), second], type, node.span)
  }

/** A number of seconds (scale 0) up to nanoseconds (scale 9) since 1970, in UTC. */
function fromEpoch(
  value: BoundExpression,
  scale: BoundExpression,
  type: ValueType,
  name: string,
): BoundExpression {
  const digits = Number(constantArgument(scale, name))
  if (!(digits >= 0 && digits <= 9))
    fail(
      'INVALID_ARGUMENT',
      { function: name, value: String(digits), expected: 'a scale from 0 to 9' },
      scale.span,
    )
  // Digits below a microsecond are cut; those of a fraction may be above it.
  const number = digits <= 6 ? types.number(38, 6) : types.integer
  return form('$epochTimestamp', [cast(value, number), scale], type, value.span)
}

const encodings: Readonly<Record<string, string>> = { 'UTF-8': '$utf8', UTF8: '$utf8', BASE64: '$base64' }

/** TO_VARCHAR(value [, format]). https://docs.snowflake.com/en/sql-reference/functions/to_char */
const toText: SpecialBinder = (node, binding) => {
  const args = boundArguments(node, binding, 1, 2)
  const [value, format] = [item(args, 0), args[1]]
  if (format === undefined) return cast(value, types.text())
  const model = constantArgument(format, calledName(node))
  const { kind } = value.type
  if (kind === 'NULL') return nullOf(types.text(), node.span)
  if (kind === 'DATE' || kind === 'TIME' || types.isTimestamp(value.type))
    return model.toUpperCase() === 'AUTO'
      ? cast(value, types.text())
      : form('$formatTemporal', [value, format], types.text(), node.span)
  if (types.isNumeric(value.type)) {
    if (outputNumberFormat(model) === undefined)
      fail('INVALID_FORMAT_MODEL', { kind: 'number', format: model }, format.span)
    return form('$formatNumber', [value, format], types.text(), node.span)
  }
  const encoding = kind === 'BINARY' ? encodings[model.toUpperCase()] : undefined
  if (encoding !== undefined) return form(encoding, [value], types.text(), node.span)
  if (kind === 'BINARY' && model.toUpperCase() === 'HEX') return cast(value, types.text())
  return fail(
    'UNSUPPORTED',
    { feature: `${calledName(node)} of ${typeName(value.type)} with format '${model}'` },
    node.span,
  )
}

const decoders: Readonly<Record<string, string>> = {
  HEX: '$fromHex',
  BASE64: '$fromBase64',
  'UTF-8': '$encode',
  UTF8: '$encode',
}

/** TO_BINARY(value [, format]): BINARY_INPUT_FORMAT where no format is given. */
const toBinary =
  (tolerant: boolean): SpecialBinder =>
  (node, binding) => {
    const args = boundArguments(node, binding, 1, 2)
    const [value, name] = [item(args, 0), calledName(node)]
    if (args[1] === undefined) return converted(value, types.binary(), tolerant, name)
    const format = constantArgument(args[1], name).toUpperCase()
    const decoder = decoders[format]
    if (tolerant && decoder === undefined) return nullOf(types.binary(), node.span)
    if (decoder === undefined)
      fail(
        'INVALID_ARGUMENT',
        { function: name, value: format, expected: 'HEX, BASE64 or UTF-8' },
        args[1].span,
      )
    if (value.type.kind === 'NULL') return nullOf(types.binary(), node.span)
    if (value.type.kind !== 'VARCHAR' && (tolerant || value.type.kind !== 'VARIANT'))
      fail('CANNOT_CAST', { function: name, from: typeName(value.type), to: 'BINARY' }, value.span)
    const chosen = tolerant ? decoder.replace('$', '$try_') : decoder
    return form(chosen, [cast(value, types.text())], types.binary(), node.span)
  }

const [ntz, ltz, tz] = [types.timestampNtz(), types.timestampLtz(), types.timestampTz()]

/** https://docs.snowflake.com/en/sql-reference/functions-conversion */
export const conversionBinders: Readonly<Record<string, SpecialBinder>> = {
  TO_VARCHAR: toText,
  TO_CHAR: toText,
  TO_NUMBER: toNumber(false),
  TO_DECIMAL: toNumber(false),
  TO_NUMERIC: toNumber(false),
  TRY_TO_NUMBER: toNumber(true),
  TRY_TO_DECIMAL: toNumber(true),
  TRY_TO_NUMERIC: toNumber(true),
  TO_DOUBLE: toDouble(false),
  TRY_TO_DOUBLE: toDouble(true),
  TO_BOOLEAN: plain(types.boolean),
  TRY_TO_BOOLEAN: plain(types.boolean, true),
  TO_ARRAY: (node, binding) => {
    const value = item(boundArguments(node, binding, 1, 1), 0)
    return value.type.kind === 'ARRAY' ? value : cast(cast(value, types.variant), types.array)
  },
  TO_OBJECT: plain(types.object),
  TO_BINARY: toBinary(false),
  TRY_TO_BINARY: toBinary(true),
  TO_DATE: toTemporal(types.date),
  DATE: toTemporal(types.date),
  TRY_TO_DATE: toTemporal(types.date, true),
  TO_TIME: toTemporal(types.time()),
  TIME: toTemporal(types.time()),
  TRY_TO_TIME: toTemporal(types.time(), true),
  TO_TIMESTAMP: toTemporal(timestamp),
  TO_TIMESTAMP_NTZ: toTemporal(ntz),
  TRY_TO_TIMESTAMP: toTemporal(timestamp, true),
  TRY_TO_TIMESTAMP_NTZ: toTemporal(ntz, true),
  TO_TIMESTAMP_LTZ: toTemporal(ltz),
  TRY_TO_TIMESTAMP_LTZ: toTemporal(ltz, true),
  TO_TIMESTAMP_TZ: toTemporal(tz),
  TRY_TO_TIMESTAMP_TZ: toTemporal(tz, true),
}
