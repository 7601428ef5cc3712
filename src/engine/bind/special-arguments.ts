import { fail } from '../../common/errors.ts'
import type { Expression, FunctionCall } from '../../sql/expression/expression.ts'
import { datePart, type DatePart } from '../types/date-part.ts'
import { messagePosition, writtenText, type Binding } from './binding.ts'
import type { BoundExpression } from './expression-tree.ts'
import { constantText } from './expression-walk.ts'

export type SpecialBinder = (node: FunctionCall, binding: Binding) => BoundExpression

/** The positional arguments of a call, whose number must lie between `least` and `most`. */
export function positional(
  node: FunctionCall,
  binding: Binding,
  least: number,
  most = Infinity,
): readonly Expression[] {
  const got = node.args.length
  const facts = {
    ...messagePosition(binding.scope, node.span),
    call: writtenText(binding.scope, node.span),
    got,
  }
  if (got < least) fail('TOO_FEW_ARGUMENTS', { ...facts, expected: least }, node.span)
  if (got > most) fail('TOO_MANY_ARGUMENTS', { ...facts, expected: most }, node.span)
  const named = node.args.find((argument) => argument.name !== undefined)
  if (named?.name !== undefined)
    fail('UNSUPPORTED', { feature: `${named.name.text} => … in ${calledName(node)}` }, named.name.span)
  return node.args.map((argument) => argument.value)
}

/** The same, bound. */
export function boundArguments(
  node: FunctionCall,
  binding: Binding,
  least: number,
  most = Infinity,
): readonly BoundExpression[] {
  return positional(node, binding, least, most).map((value) => binding.bind(value))
}

/** The function's name, for messages. */
export function calledName(node: FunctionCall): string {
  return node.name.kind === 'Name' ? node.name.parts.map((part) => part.text).join('.') : 'IDENTIFIER'
}

/** `items[index]`, which the number of arguments promises. */
export function item<T>(items: readonly T[], index: number): T {
  const found = items[index]
  if (found === undefined) throw new Error(`Snowmelt bug: argument ${index + 1} is missing`)
  return found
}

/** A date part: a word such as `month`, or a constant text. */
export function partArgument(node: Expression, name: string, binding: Binding): DatePart {
  const [word] = node.kind === 'ColumnReference' && node.parts.length === 1 ? node.parts : []
  const text = word?.text ?? constantText(binding.bind(node)) ?? ''
  const part = datePart(text)
  if (part === undefined)
    fail('INVALID_ARGUMENT', { function: name, value: text, expected: 'a date or time part' }, node.span)
  return part
}

/** The text of an argument that must be known when binding. */
export function constantArgument(expr: BoundExpression, name: string): string {
  const text = constantText(expr)
  if (typeof text !== 'string')
    fail('UNSUPPORTED', { feature: `an argument of ${name} that is not a constant` }, expr.span)
  return text
}
