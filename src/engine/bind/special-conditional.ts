import { boolean } from '../types/standard.ts'
import { coerce, nullOf, unify } from './coercion.ts'
import { compare, distinctFrom } from './comparison.ts'
import { zero } from './constant.ts'
import { caseOf } from './expression-operator.ts'
import { isNull } from './expression-predicate.ts'
import { boundArguments, item, type SpecialBinder } from './special-arguments.ts'

/** The first value that is not NULL. */
const coalesce =
  (least: number, most: number): SpecialBinder =>
  (node, binding) => {
    const { type, values } = unify(boundArguments(node, binding, least, most))
    return { kind: 'Call', name: '$coalesce', overload: 0, args: values, type, span: node.span }
  }

/** DECODE compares NULL as equal to NULL. https://docs.snowflake.com/en/sql-reference/functions/decode */
const decode: SpecialBinder = (node, binding) => {
  const args = boundArguments(node, binding, 3)
  const [subject, rest] = [item(args, 0), args.slice(1)]
  const conditions = []
  const results = []
  for (let index = 0; index + 1 < rest.length; index += 2) {
    conditions.push(distinctFrom(subject, item(rest, index), true, node.span))
    results.push(item(rest, index + 1))
  }
  const otherwise = rest.length % 2 === 1 ? item(rest, rest.length - 1) : nullOf({ kind: 'NULL' }, node.span)
  return caseOf(conditions, [...results, otherwise], node.span)
}

/** https://docs.snowflake.com/en/sql-reference/expressions-conditional */
export const conditionalBinders: Readonly<Record<string, SpecialBinder>> = {
  COALESCE: coalesce(1, Infinity),
  NVL: coalesce(2, 2),
  IFNULL: coalesce(2, 2),
  DECODE: decode,
  EQUAL_NULL: (node, binding) => {
    const args = boundArguments(node, binding, 2, 2)
    return distinctFrom(item(args, 0), item(args, 1), true, node.span)
  },
  IFF: (node, binding) => {
    const args = boundArguments(node, binding, 3, 3)
    return caseOf([coerce(item(args, 0), boolean)], args.slice(1), node.span)
  },
  NVL2: (node, binding) => {
    const args = boundArguments(node, binding, 3, 3)
    return caseOf([isNull(item(args, 0), true, node.span)], args.slice(1), node.span)
  },
  NULLIF: (node, binding) => {
    const args = boundArguments(node, binding, 2, 2)
    const value = item(args, 0)
    return caseOf(
      [compare('=', value, item(args, 1), node.span)],
      [nullOf(value.type, node.span), value],
      node.span,
    )
  },
  ZEROIFNULL: (node, binding) => {
    const value = item(boundArguments(node, binding, 1, 1), 0)
    return caseOf([isNull(value, false, node.span)], [zero(node.span), value], node.span)
  },
  NULLIFZERO: (node, binding) => {
    const value = item(boundArguments(node, binding, 1, 1), 0)
    return caseOf(
      [compare('=', value, zero(node.span), node.span)],
      [nullOf(value.type, node.span), value],
      node.span,
    )
  },
}
