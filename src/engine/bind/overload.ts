import { fail } from '../../common/errors.ts'
import type { Span } from '../../common/span.ts'
import type { FunctionCall } from '../../sql/expression/expression.ts'
import type { Parameter } from '../functions/parameters.ts'
import type { FunctionRow } from '../functions/row.ts'
import type { DataType } from '../types/data-type.ts'
import { messagePosition, writtenText, type Binding } from './binding.ts'
import { coerce, nullOf, typeName, unify } from './coercion.ts'
import type { BoundExpression } from './expression-tree.ts'
import { constantText } from './expression-walk.ts'

/** An argument as written, bound when an overload wants it. */
export interface BoundArgument {
  readonly name?: string
  readonly span: Span
  readonly bind: () => BoundExpression
}

/** The overload that a call means, with its arguments converted. */
export interface Choice {
  readonly row: FunctionRow
  readonly overload: number
  readonly args: readonly BoundExpression[]
  readonly type: DataType
}

/** Picks the signature that needs the least conversion. */
export function chooseOverload(
  name: string,
  rows: readonly FunctionRow[],
  given: readonly BoundArgument[],
  node: FunctionCall,
  binding: Binding,
): Choice {
  const fitting = rows.filter((row) => given.length >= row.args.length && given.length <= most(row))
  if (fitting.length === 0) wrongCount(rows, given.length, node, binding)
  const bound = new Map<BoundArgument, BoundExpression>()
  let best:
    | { row: FunctionRow; args: readonly BoundExpression[]; parameters: readonly Parameter[]; cost: number }
    | undefined
  for (const row of fitting) {
    const parameters = parametersFor(row, given.length)
    const args = ordered(row, given, name, node).map((argument) => bindOnce(argument, bound))
    const cost = totalCost(args, parameters)
    if (cost !== undefined && (best === undefined || cost < best.cost)) best = { row, args, parameters, cost }
  }
  if (best === undefined) return wrongTypes(name, given, bound, node, binding)
  const args = converted(best.args, best.parameters)
  args.forEach((arg, index) => checkConstant(name, arg, best?.parameters[index]))
  const { returns } = best.row
  const constants = args.map(constantText)
  const type =
    typeof returns === 'function'
      ? returns(
          args.map((each) => each.type),
          constants,
        )
      : returns
  return { row: best.row, overload: rows.indexOf(best.row), args, type }
}

/** Some arguments decide about the type or the form, so they must be known. */
function checkConstant(name: string, arg: BoundExpression, parameter: Parameter | undefined): void {
  if (parameter?.constant !== true) return
  const text = constantText(arg.kind === 'Convert' ? arg.operand : arg)
  if (text === undefined)
    fail('UNSUPPORTED', { feature: `an argument of ${name} that is not a constant` }, arg.span)
  if (parameter.only !== undefined && !parameter.only.includes(text ?? ''))
    fail('UNSUPPORTED', { feature: `${name} with ${text ?? 'NULL'}` }, arg.span)
}

function most(row: FunctionRow): number {
  return row.rest === undefined ? row.args.length + (row.optional?.length ?? 0) : Infinity
}

/** The parameter of each place, for `count` arguments. */
function parametersFor(row: FunctionRow, count: number): readonly Parameter[] {
  const parameters = [...row.args, ...(row.optional ?? [])]
  while (row.rest !== undefined && parameters.length < count) parameters.push(...row.rest)
  return parameters
}

/** The arguments in the order of the parameters; a parameter between that was left out is NULL. */
function ordered(
  row: FunctionRow,
  given: readonly BoundArgument[],
  name: string,
  node: FunctionCall,
): readonly BoundArgument[] {
  if (given.every((argument) => argument.name === undefined)) return given
  const places: BoundArgument[] = []
  given.forEach((argument, index) => {
    const place = argument.name === undefined ? index : (row.names ?? []).indexOf(argument.name)
    if (place === -1)
      fail(
        'INVALID_ARGUMENT',
        { function: name, value: argument.name ?? '', expected: 'the name of a parameter' },
        argument.span,
      )
    places[place] = argument
  })
  return Array.from({ length: places.length }, (_, index) => places[index] ?? absent(node))
}

const absent = (node: FunctionCall): BoundArgument => ({
  span: node.span,
  bind: () => nullOf({ kind: 'NULL' }, node.span),
})

function bindOnce(argument: BoundArgument, bound: Map<BoundArgument, BoundExpression>): BoundExpression {
  const known = bound.get(argument) ?? argument.bind()
  bound.set(argument, known)
  return known
}

function totalCost(args: readonly BoundExpression[], parameters: readonly Parameter[]): number | undefined {
  return args.reduce<number | undefined>((sum, arg, index) => {
    const cost = parameters[index]?.cost(arg.type)
    return sum === undefined || cost === undefined ? undefined : sum + cost
  }, 0)
}

function converted(
  args: readonly BoundExpression[],
  parameters: readonly Parameter[],
): readonly BoundExpression[] {
  const groups = new Map<string, readonly BoundExpression[]>()
  for (const group of new Set(parameters.flatMap((parameter) => parameter.group ?? [])))
    groups.set(group, unify(args.filter((_, index) => parameters[index]?.group === group)).values)
  const taken = new Map<string, number>()
  return args.map((arg, index) => {
    const parameter = parameters[index]
    if (parameter?.group === undefined) return coerce(arg, parameter?.target(arg.type) ?? arg.type)
    const at = taken.get(parameter.group) ?? 0
    taken.set(parameter.group, at + 1)
    return groups.get(parameter.group)?.[at] ?? arg
  })
}

function wrongCount(
  rows: readonly FunctionRow[],
  got: number,
  node: FunctionCall,
  { scope }: Binding,
): never {
  const least = Math.min(...rows.map((row) => row.args.length))
  const facts = { ...messagePosition(scope, node.span), call: writtenText(scope, node.span), got }
  if (got < least) fail('TOO_FEW_ARGUMENTS', { ...facts, expected: least }, node.span)
  return fail('TOO_MANY_ARGUMENTS', { ...facts, expected: Math.max(...rows.map(most)) }, node.span)
}

function wrongTypes(
  name: string,
  given: readonly BoundArgument[],
  bound: ReadonlyMap<BoundArgument, BoundExpression>,
  node: FunctionCall,
  { scope }: Binding,
): never {
  const names = given.map((argument) => typeName((bound.get(argument) ?? argument.bind()).type))
  return fail(
    'INVALID_ARGUMENT_TYPES',
    { ...messagePosition(scope, node.span), name, types: names.join(', ') },
    node.span,
  )
}
