import { truncating } from '../functions/numeric.ts'
import { isTimestamp } from '../types/standard.ts'
import { arithmetic } from './arithmetic.ts'
import { compare } from './comparison.ts'
import { zero } from './constant.ts'
import { caseOf } from './expression-operator.ts'
import { isNull, logic } from './expression-predicate.ts'
import { chooseOverload } from './overload.ts'
import {
  boundArguments,
  calledName,
  item,
  partArgument,
  positional,
  type SpecialBinder,
} from './special-arguments.ts'
import { truncate } from './special-temporal.ts'

/** TRUNC cuts numbers, and dates with the arguments of DATE_TRUNC turned round. */
const trunc: SpecialBinder = (node, binding) => {
  const value = node.args[0] && binding.bind(node.args[0].value)
  if (value !== undefined && (value.type.kind === 'DATE' || isTimestamp(value.type))) {
    const args = positional(node, binding, 2, 2)
    return truncate(partArgument(item(args, 1), calledName(node), binding), value, node.span)
  }
  const given = node.args.map((argument) => ({
    ...(argument.name && { name: argument.name.text }),
    span: argument.value.span,
    bind: () => binding.bind(argument.value),
  }))
  const choice = chooseOverload(calledName(node), truncating, given, node, binding)
  return {
    kind: 'Call',
    name: '$trunc',
    overload: choice.overload,
    args: choice.args,
    type: choice.type,
    span: node.span,
  }
}

/** https://docs.snowflake.com/en/sql-reference/functions-numeric */
export const numericBinders: Readonly<Record<string, SpecialBinder>> = {
  TRUNC: trunc,
  TRUNCATE: trunc,
  MOD: (node, binding) => {
    const args = boundArguments(node, binding, 2, 2)
    return arithmetic('%', item(args, 0), item(args, 1), node.span)
  },
  DIV0: (node, binding) => {
    const args = boundArguments(node, binding, 2, 2)
    const [a, b] = [item(args, 0), item(args, 1)]
    return caseOf(
      [compare('=', b, zero(node.span), node.span)],
      [zero(node.span), arithmetic('/', a, b, node.span)],
      node.span,
    )
  },
  DIV0NULL: (node, binding) => {
    const args = boundArguments(node, binding, 2, 2)
    const [a, b] = [item(args, 0), item(args, 1)]
    const none = logic(
      'OR',
      [isNull(b, false, node.span), compare('=', b, zero(node.span), node.span)],
      node.span,
    )
    return caseOf([none], [zero(node.span), arithmetic('/', a, b, node.span)], node.span)
  },
}
