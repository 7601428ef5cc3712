import type { ByKind } from '../../common/by-kind.ts'
import { fail } from '../../common/errors.ts'
import type { ArrayLiteral, ObjectLiteral, Path } from '../../sql/expression/expression.ts'
import { array, count, isSemiStructured, object, text, variant } from '../types/standard.ts'
import { form } from './form.ts'
import type { Binding } from './binding.ts'
import { coerce, typeName } from './coercion.ts'
import { textConstant } from './expression-literal.ts'
import type { BoundExpression } from './expression-tree.ts'
import { constantText } from './expression-walk.ts'
import { starColumns } from './star.ts'

export const pathBinders: ByKind<Path | ArrayLiteral | ObjectLiteral, [Binding], BoundExpression> = {
  Path: (node, { bind }) => {
    const base = bind(node.base)
    if (!isSemiStructured(base.type) && base.type.kind !== 'NULL')
      fail('CANNOT_CAST', { function: 'GET', from: typeName(base.type), to: 'VARCHAR' }, node.span)
    return node.steps.reduce(
      (from, step) =>
        step.kind === 'Field' ? into(from, step.name, node) : element(from, bind(step.index), node),
      coerce(base, isSemiStructured(base.type) ? base.type : variant),
    )
  },
  ArrayLiteral: (node, { bind }) =>
    form(
      '$array',
      node.items.map((item) => asVariant(bind(item))),
      array,
      node.span,
    ),
  ObjectLiteral: (node, binding) => {
    const { bind } = binding
    if (node.star !== undefined) {
      const columns = starColumns(node.star, binding).flatMap(({ name, value }) => [
        textConstant(name, node),
        asVariant(value),
      ])
      return form('$object', columns, object, node.span)
    }
    const pairs = node.entries.flatMap(({ key, value }) => [textConstant(key, node), asVariant(bind(value))])
    return form('$object', pairs, object, node.span)
  },
}

/** The value as a VARIANT; SQL NULL stays what it is. */
export function asVariant(expr: BoundExpression): BoundExpression {
  return coerce(expr, isSemiStructured(expr.type) ? expr.type : variant)
}

/** One constant step further, joined to the steps before. */
export function into(
  base: BoundExpression,
  step: string | number,
  at: { readonly span: BoundExpression['span'] },
): BoundExpression {
  if (base.kind === 'Path') return { ...base, steps: [...base.steps, step], span: at.span }
  return { kind: 'Path', base, steps: [step], type: variant, span: at.span }
}

/** `base[index]`: a place in an array, or a key of an object. */
export function element(
  base: BoundExpression,
  index: BoundExpression,
  at: { readonly span: BoundExpression['span'] },
): BoundExpression {
  const known = constantText(index)
  if (index.type.kind === 'NUMBER') {
    if (typeof known === 'string' && /^\d+$/.test(known)) return into(base, Number(known), at)
    return form('$element', [base, coerce(index, count)], variant, at.span)
  }
  if (typeof known === 'string') return into(base, known, at)
  return form('$field', [base, coerce(index, text())], variant, at.span)
}
