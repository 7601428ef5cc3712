import { fail } from '../../common/errors.ts'
import type { DataType, ValueType } from '../types/data-type.ts'
import {
  array,
  binary,
  boolean,
  date,
  isSemiStructured,
  number,
  object,
  text,
  time,
  timestampLtz,
  timestampNtz,
  timestampTz,
  variant,
} from '../types/standard.ts'
import { form } from './form.ts'
import { cast, coerce, nullOf, typeName } from './coercion.ts'
import { caseOf } from './expression-operator.ts'
import { textConstant } from './expression-literal.ts'
import { asVariant, element, into } from './expression-path.ts'
import type { BoundExpression } from './expression-tree.ts'
import {
  boundArguments,
  calledName,
  constantArgument,
  item,
  positional,
  type SpecialBinder,
} from './special-arguments.ts'
import { starColumns } from './star.ts'

const arrayOf =
  (name: string): SpecialBinder =>
  (node, binding) =>
    form(name, boundArguments(node, binding, 0).map(asVariant), array, node.span)

/** OBJECT_CONSTRUCT(key, value, …), or of `*`: all columns by name. */
const objectOf =
  (name: string): SpecialBinder =>
  (node, binding) => {
    const args = positional(node, binding, 0)
    const [star] = args
    if (star?.kind === 'Star' && args.length === 1) {
      const pairs = starColumns(star, binding).flatMap((column) => [
        textConstant(column.name, node),
        asVariant(column.value),
      ])
      return form(name, pairs, object, node.span)
    }
    if (args.length % 2 !== 0)
      fail(
        'INVALID_ARGUMENT',
        { function: calledName(node), value: String(args.length), expected: 'an even number of arguments' },
        node.span,
      )
    const pairs = args.map((arg, index) => {
      const bound = binding.bind(arg)
      return index % 2 === 0
        ? coerce(bound, bound.type.kind === 'VARCHAR' ? bound.type : text())
        : asVariant(bound)
    })
    return form(name, pairs, object, node.span)
  }

function container(expr: BoundExpression, name: string): BoundExpression {
  if (expr.type.kind === 'NULL') return asVariant(expr)
  if (!isSemiStructured(expr.type))
    fail('CANNOT_CAST', { function: name, from: typeName(expr.type), to: 'VARCHAR' }, expr.span)
  return expr
}

/** The steps of a path such as `a.b[0]["c d"]`. */
function pathSteps(path: string): readonly (string | number)[] | undefined {
  const steps: (string | number)[] = []
  const step = /(?:^|[.:])([^.:["\s]+|"[^"]*")|\[(\d+)\]|\[(?:"([^"]*)"|'([^']*)')\]/gy
  while (step.lastIndex < path.length) {
    const found = step.exec(path)
    if (found === null) return undefined
    const [, name, index, ...quoted] = found
    steps.push(
      index !== undefined
        ? Number(index)
        : (name?.replace(/^"|"$/g, '') ?? quoted.find((each) => each !== undefined) ?? ''),
    )
  }
  return steps
}

/** A call of a function of one argument whose first signature is meant. */
const called = (name: string, value: BoundExpression, type: DataType): BoundExpression => ({
  kind: 'Call',
  name,
  overload: 0,
  args: [value],
  type,
  span: value.span,
})

/** The value as one of `type` where the predicate holds, NULL where it does not. */
const valueWhere = (predicate: string, value: BoundExpression, type: ValueType): BoundExpression =>
  caseOf([called(predicate, value, boolean)], [cast(value, type), nullOf(type, value.span)], value.span)

/** The value where it is of the type, NULL where it is of another. https://docs.snowflake.com/en/sql-reference/functions/as */
const as =
  (predicate: string, type: ValueType): SpecialBinder =>
  (node, binding) => {
    const argument = item(boundArguments(node, binding, 1, 1), 0)
    return valueWhere(predicate, container(argument, calledName(node)), type)
  }

/** AS_NUMBER(value [, precision [, scale]]). */
const asNumber: SpecialBinder = (node, binding) => {
  const args = boundArguments(node, binding, 1, 3)
  const digits = args.slice(1).map((each) => Number(constantArgument(each, calledName(node))))
  const [precision = 38, scale = 0] = digits
  return valueWhere('IS_DECIMAL', container(item(args, 0), calledName(node)), number(precision, scale))
}

const getPath = (
  value: BoundExpression,
  path: string,
  node: Parameters<SpecialBinder>[0],
): BoundExpression => {
  const steps = pathSteps(path)
  if (steps === undefined)
    fail(
      'INVALID_ARGUMENT',
      { function: calledName(node), value: path, expected: 'a path such as a.b[0]' },
      node.span,
    )
  return steps.reduce<BoundExpression>((base, step) => into(base, step, node), value)
}

/** https://docs.snowflake.com/en/sql-reference/functions-semistructured */
export const semiStructuredBinders: Readonly<Record<string, SpecialBinder>> = {
  ARRAY_CONSTRUCT: arrayOf('$array'),
  ARRAY_CONSTRUCT_COMPACT: arrayOf('$arrayCompact'),
  OBJECT_CONSTRUCT: objectOf('$object'),
  OBJECT_CONSTRUCT_KEEP_NULL: objectOf('$objectKeepNull'),
  GET: (node, binding) => {
    const args = boundArguments(node, binding, 2, 2)
    return element(container(item(args, 0), 'GET'), item(args, 1), node)
  },
  GET_PATH: (node, binding) => {
    const args = boundArguments(node, binding, 2, 2)
    return getPath(container(item(args, 0), 'GET_PATH'), constantArgument(item(args, 1), 'GET_PATH'), node)
  },
  JSON_EXTRACT_PATH_TEXT: (node, binding) => {
    const args = boundArguments(node, binding, 2, 2)
    const json = called('PARSE_JSON', coerce(item(args, 0), text()), variant)
    const found = getPath(json, constantArgument(item(args, 1), 'JSON_EXTRACT_PATH_TEXT'), node)
    return cast(found, text())
  },
  AS_BINARY: as('IS_BINARY', binary()),
  AS_DATE: as('IS_DATE', date),
  AS_DECIMAL: asNumber,
  AS_NUMBER: asNumber,
  AS_TIME: as('IS_TIME', time()),
  AS_TIMESTAMP_NTZ: as('IS_TIMESTAMP_NTZ', timestampNtz()),
  AS_TIMESTAMP_LTZ: as('IS_TIMESTAMP_LTZ', timestampLtz()),
  AS_TIMESTAMP_TZ: as('IS_TIMESTAMP_TZ', timestampTz()),
}
