import type { FunctionCall, Like } from '../../sql/expression/expression.ts'
import type { Binding } from './binding.ts'
import { collated } from './collation.ts'
import type { BoundExpression } from './expression-tree.ts'
import { like } from './like.ts'
import {
  boundArguments,
  constantArgument,
  item,
  positional,
  type SpecialBinder,
} from './special-arguments.ts'

/** LIKE(subject, pattern [, escape]). https://docs.snowflake.com/en/sql-reference/functions/like */
const matching =
  (operator: 'LIKE' | 'ILIKE'): SpecialBinder =>
  (node: FunctionCall, binding: Binding): BoundExpression => {
    const args = positional(node, binding, 2, 3)
    const [escape] = args.slice(2)
    const predicate: Like = {
      kind: 'Like',
      operator,
      operand: item(args, 0),
      patterns: [item(args, 1)],
      negated: false,
      span: node.span,
      ...(escape === undefined ? {} : { escape }),
    }
    return like(predicate, binding)
  }

/** https://docs.snowflake.com/en/sql-reference/functions-string */
export const textBinders: Readonly<Record<string, SpecialBinder>> = {
  LIKE: matching('LIKE'),
  ILIKE: matching('ILIKE'),
  COLLATE: (node, binding) => {
    const args = boundArguments(node, binding, 2, 2)
    return collated(item(args, 0), constantArgument(item(args, 1), 'COLLATE'), node.span)
  },
}
