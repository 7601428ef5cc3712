import { fail } from '../../common/errors.ts'
import { positionAt, type Span } from '../../common/span.ts'
import type { Identifier } from '../../sql/expression/name.ts'
import type { BoundExpression } from './expression-tree.ts'
import type { Frame } from './frame.ts'
import { nextValue } from './sequence.ts'
import { lookupIn, printParts, qualifies, type Names } from './names.ts'
import type { Scope } from './tree.ts'

/** A scope that can also be asked without failing: queries inside ask it for the names that they do not have. */
export interface QueryScope extends Scope {
  find(parts: readonly Identifier[], span: Span): BoundExpression | undefined
}

/** Aliases of a select list, which later places may use: names of columns go first. */
export type Aliases = ReadonlyMap<string, BoundExpression | 'ambiguous'>

/** What a place allows, and the names of it. */
export interface ScopeOptions {
  readonly aliases?: Aliases
  readonly outer?: Scope | undefined
  readonly noAggregates?: string
  readonly noWindows?: string
  /** Says no to an alias that the place cannot take (one that holds an aggregate, in WHERE). */
  readonly acceptAlias?: (value: BoundExpression, span: Span) => void
}

/** The scope of expressions that see `names`, then aliases, then what is around the query. */
export function scopeOf(frame: Frame, names: Names, options: ScopeOptions = {}): QueryScope {
  const lookup = lookupIn(names)
  const find = (parts: readonly Identifier[], span: Span): BoundExpression | undefined => {
    const local = lookup.find(parts) ?? aliasOf(parts, options.aliases)
    if (local === 'ambiguous') failName('AMBIGUOUS_COLUMN', parts, span, frame.text)
    if (local === undefined) return findOutside(options.outer, parts, span)
    if (parts.length === 1 && options.aliases?.get(parts[0]?.text ?? '') === local)
      options.acceptAlias?.(local, span)
    return local.span === span ? local : { ...local, span }
  }
  const scope: QueryScope = {
    session: frame.binding.session,
    text: frame.text,
    find,
    column: (parts, span) =>
      find(parts, span) ??
      nextValue(parts, span, frame) ??
      failName('INVALID_IDENTIFIER', parts, span, frame.text),
    position: (qualifier, index, span) => positional(names, qualifier, index, span, frame.text),
    star: (qualifier, span) =>
      starOf(names, qualifier === undefined ? undefined : partsOf(qualifier), span, frame.text),
    query: (query) => frame.binding.bindQuery(query, frame, scope),
    ...(options.noAggregates === undefined ? {} : { noAggregates: options.noAggregates }),
    ...(options.noWindows === undefined ? {} : { noWindows: options.noWindows }),
    ...(frame.within?.owner === undefined ? {} : { owner: frame.within.owner }),
  }
  return scope
}

function aliasOf(
  parts: readonly Identifier[],
  aliases: Aliases | undefined,
): BoundExpression | 'ambiguous' | undefined {
  const [name, ...more] = parts
  return name === undefined || more.length > 0 ? undefined : aliases?.get(name.text)
}

function findOutside(
  outer: Scope | undefined,
  parts: readonly Identifier[],
  span: Span,
): BoundExpression | undefined {
  if (outer === undefined) return undefined
  return isQueryScope(outer) ? outer.find(parts, span) : outer.column(parts, span)
}

function isQueryScope(scope: Scope): scope is QueryScope {
  return 'find' in scope
}

/** `$n`: the n-th column, or of staged files the n-th field. */
function positional(
  names: Names,
  qualifier: Identifier | undefined,
  index: number,
  span: Span,
  text: string,
): BoundExpression {
  const parts: readonly Identifier[] = [
    ...(qualifier === undefined ? [] : [qualifier]),
    { text: `$${index}`, quoted: false, span },
  ]
  const relations =
    qualifier === undefined
      ? names.relations
      : names.relations.filter((relation) => qualifies([qualifier], relation))
  const [relation, ...more] = relations
  if (relation === undefined) return failName('INVALID_IDENTIFIER', parts, span, text)
  if (more.length > 0) failName('AMBIGUOUS_COLUMN', parts, span, text)
  const value =
    relation.positional?.(index) ?? relation.columns.filter((column) => !column.hidden)[index - 1]?.value
  return value === undefined ? failName('INVALID_IDENTIFIER', parts, span, text) : { ...value, span }
}

/** The columns of `*` or `t.*`. */
export function starOf(
  names: Names,
  qualifier: readonly Identifier[] | undefined,
  span: Span,
  text: string,
): readonly { readonly name: string; readonly value: BoundExpression }[] {
  if (qualifier === undefined) return names.columns.filter((column) => !column.hidden)
  const found = names.relations.filter((relation) => qualifies(qualifier, relation))
  if (found.length === 0) failName('INVALID_IDENTIFIER', qualifier, span, text)
  if (found.length > 1) failName('AMBIGUOUS_COLUMN', qualifier, span, text)
  return (found[0]?.columns ?? []).filter((column) => !column.hidden)
}

function partsOf(name: {
  readonly kind: string
  readonly parts?: readonly Identifier[]
}): readonly Identifier[] {
  return name.parts ?? []
}

/** Fails with the name and where it stands: lines count from 1, positions from 0. */
export function failName(
  code: 'INVALID_IDENTIFIER' | 'AMBIGUOUS_COLUMN',
  parts: readonly Identifier[],
  span: Span,
  text: string,
): never {
  const { line, column } = positionAt(text, span.start)
  fail(code, { name: printParts(parts), line, position: column - 1 }, span)
}
