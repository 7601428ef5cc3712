import { fail } from '../../common/errors.ts'
import type { Expression, FunctionCall, Lambda } from '../../sql/expression/expression.ts'
import { commonType } from '../types/common-type.ts'
import type { DataType } from '../types/data-type.ts'
import { array, boolean, number, sameType, valueType, variant } from '../types/standard.ts'
import { typeOf } from '../types/type-names.ts'
import type { Binding } from './binding.ts'
import { cast, coerce, columnUse, typeName } from './coercion.ts'
import { asVariant } from './expression-path.ts'
import type { BoundExpression } from './expression-tree.ts'
import { calledName, item, positional, type SpecialBinder } from './special-arguments.ts'
import type { BoundColumn } from './tree.ts'

/** The functions that take a lambda expression. */
export const higherOrderBinders: Readonly<Record<string, SpecialBinder>> = {
  /** https://docs.snowflake.com/en/sql-reference/functions/filter */
  FILTER: (node, binding) => {
    const [list, lambda] = [arrayOf(node, binding, 2), lambdaOf(node, 1, 1)]
    const parameters = parametersOf(lambda, [variant])
    const body = coerce(bindBody(lambda, parameters, binding), boolean)
    return {
      kind: 'HigherOrder',
      name: 'FILTER',
      array: list,
      parameters,
      body,
      type: array,
      span: node.span,
    }
  },
  /** https://docs.snowflake.com/en/sql-reference/functions/transform */
  TRANSFORM: (node, binding) => {
    const [list, lambda] = [arrayOf(node, binding, 2), lambdaOf(node, 1, 1)]
    const parameters = parametersOf(lambda, [variant])
    const body = asVariant(bindBody(lambda, parameters, binding))
    return {
      kind: 'HigherOrder',
      name: 'TRANSFORM',
      array: list,
      parameters,
      body,
      type: array,
      span: node.span,
    }
  },
  /** https://docs.snowflake.com/en/sql-reference/functions/reduce */
  REDUCE: (node, binding) => {
    const list = arrayOf(node, binding, 3)
    const written = binding.bind(item(node.args, 1).value)
    const lambda = lambdaOf(node, 2, 2)
    const type = accumulatedType(lambda, written.type, binding)
    const parameters = parametersOf(lambda, [type, variant])
    const body = coerce(bindBody(lambda, parameters, binding), type)
    const initial = coerce(written, type)
    return {
      kind: 'HigherOrder',
      name: 'REDUCE',
      array: list,
      initial,
      parameters,
      body,
      type,
      span: node.span,
    }
  },
}

function arrayOf(node: FunctionCall, binding: Binding, count: number): BoundExpression {
  const [list] = positional(node, binding, count, count)
  if (list === undefined) throw new Error('Snowmelt bug: an argument is missing')
  return coerce(binding.bind(list), array)
}

function lambdaOf(node: FunctionCall, at: number, parameters: number): Lambda {
  const { value } = item(node.args, at)
  if (value.kind !== 'Lambda')
    return fail('UNSUPPORTED', { feature: `${calledName(node)} without a lambda expression` }, value.span)
  if (value.parameters.length !== parameters)
    fail(
      'UNSUPPORTED',
      { feature: `a lambda expression of ${value.parameters.length} arguments in ${calledName(node)}` },
      value.span,
    )
  return value
}

/** Columns that only the lambda's body sees; no column of a relation has a number below zero. */
function parametersOf({ parameters, span }: Lambda, types: readonly DataType[]): readonly BoundColumn[] {
  return parameters.map(({ name }, at) => ({
    id: -(2 * span.start + at + 1),
    name: name.text,
    type: item(types, at),
    nullable: true,
  }))
}

function bindBody(
  lambda: Lambda,
  parameters: readonly BoundColumn[],
  { scope, inScope }: Binding,
): BoundExpression {
  const known = new Map(
    parameters.map((column, at) => {
      const { type } = item(lambda.parameters, at)
      const use = columnUse(column, lambda.span)
      return [column.name, type === undefined ? use : cast(use, typeOf(type))]
    }),
  )
  const inside = inScope({
    ...scope,
    noAggregates: 'lambda',
    noWindows: 'a lambda expression',
    column: (parts, span) => {
      const [first, ...more] = parts
      const own = first !== undefined && more.length === 0 ? known.get(first.text) : undefined
      return own === undefined ? scope.column(parts, span) : { ...own, span }
    },
    query: () => refuseQuery(lambda.body),
  })
  return inside.bind(lambda.body)
}

function refuseQuery(body: Expression): never {
  return fail('UNSUPPORTED', { feature: 'a subquery in a lambda expression' }, body.span)
}

/** The type that the initial value and every later one have. */
function accumulatedType(lambda: Lambda, initial: DataType, binding: Binding): DataType {
  const body = bindBody(lambda, parametersOf(lambda, [valueType(initial), variant]), binding)
  const type = commonType(initial, body.type)
  if (type === undefined)
    return fail(
      'INCOMPATIBLE_TYPES',
      { left: typeName(body.type), right: typeName(initial) },
      lambda.body.span,
    )
  // Digits and letters grow with each round, so that they get all that there are.
  if (sameType(type, initial)) return type
  if (type.kind === 'NUMBER') return number(38, type.scale)
  return type.kind === 'VARCHAR' ? { ...type, length: 16_777_216 } : type
}
