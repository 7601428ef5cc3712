import { fail } from '../../common/errors.ts'
import { inputFormats } from '../functions/temporal-format.ts'
import type { ValueType } from '../types/data-type.ts'
import * as types from '../types/standard.ts'
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

/** TO_NUMBER(value [, precision [, scale]]): scale 0 where none is given. */
const toNumber =
  (tolerant: boolean): SpecialBinder =>
  (node, binding) => {
    const args = boundArguments(node, binding, 1, 4)
    const name = calledName(node)
    const [format] = args.slice(1)
    if (format?.type.kind === 'VARCHAR')
      fail('UNSUPPORTED', { feature: `format model of ${name}` }, format.span)
    const [precision = 38, scale = 0] = args.slice(1).map((arg) => Number(constantArgument(arg, name)))
    if (!(precision >= 1 && precision <= 38 && scale >= 0 && scale <= Math.min(37, precision)))
      fail(
        'INVALID_ARGUMENT',
        { function: name, value: `${precision}, ${scale}`, expected: 'a precision and scale of NUMBER' },
        node.span,
      )
    return converted(item(args, 0), types.number(precision, scale), tolerant, name)
  }

/** TO_DATE and its kin: a text with a format, or what CAST does. */
const toTemporal =
  (type: ValueType, tolerant = false): SpecialBinder =>
  (node, binding) => {
    const args = boundArguments(node, binding, 1, 2)
    const [value, name] = [item(args, 0), calledName(node)]
    const [second] = args.slice(1)
    if (second === undefined) return converted(value, type, tolerant, name)
    if (types.isNumeric(value.type)) return fromEpoch(value, second, type, name)
    const format = constantArgument(second, name)
    if (value.type.kind === 'NULL') return nullOf(type, node.span)
    if (value.type.kind !== 'VARCHAR' && value.type.kind !== 'VARIANT')
      fail('CANNOT_CAST', { function: name, from: typeName(value.type), to: typeName(type) }, value.span)
    if (format.toUpperCase() === 'AUTO') return converted(value, type, tolerant, name)
    if (inputFormats(format) === undefined)
      fail('UNSUPPORTED', { feature: `input format '${format}'` }, second.span)
    // A format without a zone gives a clock's time; TIMESTAMP_LTZ and _TZ take it as one of the session's zone.
    const read = type.kind === 'DATE' || type.kind === 'TIME' ? type : types.timestampNtz()
    const parse = tolerant ? '$tryParseTemporal' : '$parseTemporal'
    return cast(form(parse, [cast(value, types.text()), second], read, node.span), type)
  }

/** A whole number of seconds (scale 0) up to nanoseconds (scale 9) since 1970. */
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
  const divisor: BoundExpression = {
    kind: 'Constant',
    value: String(10 ** digits),
    type: types.count,
    span: scale.span,
  }
  const local = form(
    '$epochTimestamp',
    [cast(value, types.integer), divisor],
    types.timestampNtz(),
    value.span,
  )
  if (type.kind === 'TIMESTAMP_NTZ') return local
  return fail('UNSUPPORTED', { feature: `${name} of a number with a scale` }, scale.span)
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
    return form('$formatTemporal', [value, format], types.text(), node.span)
  const encoding = kind === 'BINARY' ? encodings[model.toUpperCase()] : undefined
  if (encoding !== undefined) return form(encoding, [value], types.text(), node.span)
  if (kind === 'BINARY' && model.toUpperCase() === 'HEX') return cast(value, types.text())
  return fail(
    'UNSUPPORTED',
    { feature: `${calledName(node)} of ${typeName(value.type)} with format '${model}'` },
    node.span,
  )
}

const toBinary: SpecialBinder = (node, binding) => {
  const args = boundArguments(node, binding, 1, 2)
  const value = item(args, 0)
  const format = args[1] === undefined ? 'HEX' : constantArgument(args[1], 'TO_BINARY').toUpperCase()
  if (format === 'HEX') return cast(value, types.binary())
  const forms: Readonly<Record<string, string>> = {
    'UTF-8': '$encode',
    UTF8: '$encode',
    BASE64: '$fromBase64',
  }
  const chosen = forms[format]
  if (chosen === undefined)
    fail(
      'INVALID_ARGUMENT',
      { function: 'TO_BINARY', value: format, expected: 'HEX, BASE64 or UTF-8' },
      node.span,
    )
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
  TO_DOUBLE: plain(types.float),
  TRY_TO_DOUBLE: plain(types.float, true),
  TO_BOOLEAN: plain(types.boolean),
  TRY_TO_BOOLEAN: plain(types.boolean, true),
  TO_ARRAY: (node, binding) => {
    const value = item(boundArguments(node, binding, 1, 1), 0)
    return value.type.kind === 'ARRAY' ? value : cast(cast(value, types.variant), types.array)
  },
  TO_OBJECT: plain(types.object),
  TO_BINARY: toBinary,
  TO_DATE: toTemporal(types.date),
  DATE: toTemporal(types.date),
  TRY_TO_DATE: toTemporal(types.date, true),
  TO_TIME: toTemporal(types.time()),
  TIME: toTemporal(types.time()),
  TRY_TO_TIME: toTemporal(types.time(), true),
  TO_TIMESTAMP: toTemporal(ntz),
  TO_TIMESTAMP_NTZ: toTemporal(ntz),
  TRY_TO_TIMESTAMP: toTemporal(ntz, true),
  TRY_TO_TIMESTAMP_NTZ: toTemporal(ntz, true),
  TO_TIMESTAMP_LTZ: toTemporal(ltz),
  TRY_TO_TIMESTAMP_LTZ: toTemporal(ltz, true),
  TO_TIMESTAMP_TZ: toTemporal(tz),
  TRY_TO_TIMESTAMP_TZ: toTemporal(tz, true),
}
