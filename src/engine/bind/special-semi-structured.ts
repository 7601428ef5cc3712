import { fail } from '../../common/errors.ts'
import { array, isSemiStructured, object, text } from '../types/standard.ts'
import { form } from './form.ts'
import { coerce, typeName } from './coercion.ts'
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
  const step = /(?:^|\.)([^.["\s]+|"[^"]*")|\[(\d+)\]|\[(?:"([^"]*)"|'([^']*)')\]/gy
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
    const path = constantArgument(item(args, 1), 'GET_PATH')
    const steps = pathSteps(path)
    if (steps === undefined)
      fail(
        'INVALID_ARGUMENT',
        { function: 'GET_PATH', value: path, expected: 'a path such as a.b[0]' },
        node.span,
      )
    return steps.reduce<BoundExpression>(
      (base, step) => into(base, step, node),
      container(item(args, 0), 'GET_PATH'),
    )
  },
}
