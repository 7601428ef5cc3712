import type { Span } from '../../common/span.ts'
import type { Expression } from '../../sql/expression/expression.ts'
import { parseExpression } from '../../sql/parse.ts'
import { bindExpression } from './expression.ts'
import type { BoundExpression } from './expression-tree.ts'
import type { Scope } from './tree.ts'

/** Values by the names that a template has for them. */
export type TemplateValues = Readonly<Record<string, BoundExpression>>

/**
 * An expression that the binder itself needs over values that are bound already, written in Snowflake SQL: they are converted
 * and compared as in one that a user writes.
 */
export function template(
  text: string,
): (values: TemplateValues, scope: Scope, span: Span) => BoundExpression {
  let tree: Expression | undefined
  return (values, scope, span) => {
    tree ??= parseExpression(text)
    const column: Scope['column'] = (parts) => {
      const value = values[parts[0]?.text ?? '']
      if (value === undefined) throw new Error(`Snowmelt bug: the template ${text} names something else`)
      return value
    }
    return { ...bindExpression(tree, { ...scope, column }), span }
  }
}
