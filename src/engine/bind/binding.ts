import { positionAt, type Span } from '../../common/span.ts'
import type { Expression } from '../../sql/expression/expression.ts'
import type { BoundExpression } from './expression-tree.ts'
import type { Scope } from './tree.ts'

/** What the binder of one kind of expression works with. */
export interface Binding {
  readonly scope: Scope
  /** Binds a child in the same scope. */
  readonly bind: (node: Expression) => BoundExpression
  /** The same binder in a scope with other permissions. */
  readonly within: (limits: Pick<Scope, 'noAggregates' | 'noWindows'>) => Binding
  /** The same binder where other names are in sight. */
  readonly inScope: (scope: Scope) => Binding
}

/** The scope with aggregates or windows forbidden in addition. */
export function limitScope(scope: Scope, limits: Pick<Scope, 'noAggregates' | 'noWindows'>): Scope {
  const noAggregates = limits.noAggregates ?? scope.noAggregates
  const noWindows = limits.noWindows ?? scope.noWindows
  return {
    session: scope.session,
    text: scope.text,
    column: (parts, span) => scope.column(parts, span),
    position: (qualifier, index, span) => scope.position(qualifier, index, span),
    star: (qualifier, span) => scope.star(qualifier, span),
    query: (query) => scope.query(query),
    ...(scope.prior !== undefined && { prior: scope.prior }),
    ...(noAggregates !== undefined && { noAggregates }),
    ...(noWindows !== undefined && { noWindows }),
  }
}

/** Where `span` begins, as messages count: line from 1, position from 0. */
export function messagePosition(
  scope: Scope,
  span: Span,
): { readonly line: number; readonly position: number } {
  const { line, column } = positionAt(scope.text, span.start)
  return { line, position: column - 1 }
}

/** The text as written. */
export function writtenText(scope: Scope, span: Span): string {
  return scope.text.slice(span.start, span.end)
}
