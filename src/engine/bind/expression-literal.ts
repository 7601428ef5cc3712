import type { ByKind } from '../../common/by-kind.ts'
import { fail } from '../../common/errors.ts'
import type {
  BindVariable,
  BooleanLiteral,
  NullLiteral,
  NumberLiteral,
  SessionVariable,
  StringLiteral,
  TypedLiteral,
} from '../../sql/expression/expression.ts'
import { literalType } from '../types/arithmetic.ts'
import { boolean, float, maximumPrecision, nothing, text } from '../types/standard.ts'
import { typeOf } from '../types/type-names.ts'
import type { Binding } from './binding.ts'
import { cast, nullOf } from './coercion.ts'
import type { BoundExpression, Constant } from './expression-tree.ts'

type Literal =
  | NumberLiteral | StringLiteral | BooleanLiteral | NullLiteral | TypedLiteral | SessionVariable | BindVariable // prettier-ignore

/** Binders of everything whose value is known. */
export const literalBinders: ByKind<Literal, [Binding], BoundExpression> = {
  NumberLiteral: (node) => bindNumber(node),
  StringLiteral: (node) => textConstant(node.value, node),
  BooleanLiteral: (node) => ({ kind: 'Constant', value: String(node.value), type: boolean, span: node.span }),
  NullLiteral: (node) => nullOf(nothing, node.span),
  TypedLiteral: (node) => cast(textConstant(node.value, node), typeOf(node.type)),
  SessionVariable: (node, { scope }) => {
    const variable = scope.session.variable(node.name)
    if (variable === undefined) fail('VARIABLE_NOT_SET', { name: node.name }, node.span)
    return { kind: 'Constant', ...variable, span: node.span }
  },
  BindVariable: (node, { scope }) => {
    const bind = scope.session.bind(node.name === '' ? (node.index ?? 0) : bindKey(node.name))
    if (bind === undefined)
      fail('BIND_NOT_SET', { name: node.name === '' ? '?' : `:${node.name}` }, node.span)
    return { kind: 'Constant', ...bind, span: node.span }
  },
}

/** A constant text. */
export function textConstant(value: string, at: { readonly span: Constant['span'] }): Constant {
  return { kind: 'Constant', value, type: text(Math.max(1, Array.from(value).length)), span: at.span }
}

const bindKey = (name: string) => (/^\d+$/.test(name) ? Number(name) : name)

/** Digits with a point are exact; with an exponent, or longer than a NUMBER, they are FLOAT. */
function bindNumber(node: NumberLiteral): Constant {
  const exact = /^\d*\.?\d*$/.test(node.text)
  const type = literalType(node.text)
  if (!exact || type.precision > maximumPrecision || type.scale >= maximumPrecision)
    return { kind: 'Constant', value: node.text, type: float, span: node.span }
  const [whole = '', fraction = ''] = node.text.split('.')
  const digits = (whole.replace(/^0+(?=\d)/, '') || '0') + (fraction === '' ? '' : `.${fraction}`)
  return { kind: 'Constant', value: digits, type, span: node.span }
}
