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
import { typeIn } from '../types/type-names.ts'
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
  TypedLiteral: (node, { scope }) => {
    const type = typeIn(node.type, scope.session.parameter('TIMESTAMP_TYPE_MAPPING'))
    return cast(textConstant(node.value, node), type)
  },
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

/**
 * Digits are exact, with an exponent too: `SYSTEM$TYPEOF(1e10)` is NUMBER(11,0). What is longer than a NUMBER is FLOAT.
 * https://docs.snowflake.com/en/sql-reference/functions/system_typeof#examples
 */
function bindNumber(node: NumberLiteral): Constant {
  const text = withoutExponent(node.text)
  const exact = /^\d*\.?\d*$/.test(text)
  const type = literalType(text)
  if (!exact || type.precision > maximumPrecision || type.scale >= maximumPrecision)
    return { kind: 'Constant', value: node.text, type: float, span: node.span }
  const [whole = '', fraction = ''] = text.split('.')
  const digits = (whole.replace(/^0+(?=\d)/, '') || '0') + (fraction === '' ? '' : `.${fraction}`)
  return { kind: 'Constant', value: digits, type, span: node.span }
}

/** `1.5e3` → 1500; as written where that would be more digits than any NUMBER has. */
function withoutExponent(written: string): string {
  const found = /^(\d*)\.?(\d*)e([+-]?\d+)$/i.exec(written)
  if (found === null) return written
  const [, whole = '', fraction = '', exponent = '0'] = found
  const power = Number(exponent)
  if (Math.abs(power) > maximumPrecision) return written
  const digits = `${'0'.repeat(maximumPrecision)}${whole}${fraction}${'0'.repeat(maximumPrecision)}`
  const point = maximumPrecision + whole.length + power
  const before = digits.slice(0, point).replace(/^0+/, '') || '0'
  const after = digits.slice(point).replace(/0+$/, '')
  return after === '' ? before : `${before}.${after}`
}
