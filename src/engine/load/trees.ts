import type { Span } from '../../common/span.ts'
import type { Expression } from '../../sql/expression/expression.ts'
import type { Identifier, ObjectName } from '../../sql/expression/name.ts'
import type { TypeName } from '../../sql/expression/type-name.ts'
import type { Query, Select, SelectItem, StageReference, TableAlias } from '../../sql/query/query.ts'

const nowhere: Span = { start: 0, end: 0 }

/** A name that is taken as it is. */
export function quoted(text: string): Identifier {
  return { text, quoted: true, span: nowhere }
}

/** A column of the relation, by its name. */
export function column(name: string): Expression {
  return { kind: 'ColumnReference', parts: [quoted(name)], span: nowhere }
}

/** `$n`. */
export function position(index: number): Expression {
  return { kind: 'PositionalColumn', index, span: nowhere }
}

/** `name(args)`. */
export function call(name: string, ...args: readonly Expression[]): Expression {
  const named: ObjectName = {
    kind: 'Name',
    parts: [{ text: name, quoted: false, span: nowhere }],
    span: nowhere,
  }
  return {
    kind: 'FunctionCall',
    name: named,
    args: args.map((value) => ({ value })),
    distinct: false,
    span: nowhere,
  }
}

export function textLiteral(value: string): Expression {
  return { kind: 'StringLiteral', value, span: nowhere }
}

export function numberLiteral(value: number): Expression {
  return { kind: 'NumberLiteral', text: String(value), span: nowhere }
}

/** `operand::name`. */
export function castTo(operand: Expression, name: string): Expression {
  const type: TypeName = { name, parameters: [], elements: [], span: nowhere }
  return { kind: 'Cast', operand, type, try: false, span: nowhere }
}

/** `base:field`. */
export function field(base: Expression, name: string): Expression {
  return { kind: 'Path', base, steps: [{ kind: 'Field', name }], span: nowhere }
}

/** NULL. */
export const nullLiteral: Expression = { kind: 'NullLiteral', span: nowhere }

/** `SELECT items FROM @stage alias`: the reference is answered by whoever binds it. */
export function selectFromStage(items: readonly Expression[], alias?: TableAlias): Query {
  const list = items.map((expression): SelectItem => ({ kind: 'Item', expression, span: expression.span }))
  const from: StageReference = {
    kind: 'StageReference',
    location: '',
    options: [],
    span: nowhere,
    ...(alias === undefined ? {} : { alias }),
  }
  const body: Select = { kind: 'Select', distinct: false, items: list, from: [from], span: nowhere }
  return { kind: 'Query', with: [], recursive: false, body, orderBy: [], span: nowhere }
}

/** Every node of a plain tree for which `read` gives something. */
export function collect<T>(
  tree: unknown,
  read: (node: { readonly kind: string }) => T | undefined,
): readonly T[] {
  if (Array.isArray(tree)) return tree.flatMap((item) => collect(item, read))
  if (typeof tree !== 'object' || tree === null) return []
  const own =
    'kind' in tree && typeof tree.kind === 'string' ? read(tree as { readonly kind: string }) : undefined
  return [
    ...(own === undefined ? [] : [own]),
    ...Object.values(tree).flatMap((value) => collect(value, read)),
  ]
}

/** The tree with each node for which `change` gives something replaced by it, outermost first. */
export function rewrite<T>(tree: T, change: (node: { readonly kind: string }) => unknown): T {
  if (Array.isArray(tree)) return tree.map((item: unknown) => rewrite(item, change)) as T
  if (typeof tree !== 'object' || tree === null) return tree
  const changed =
    'kind' in tree && typeof tree.kind === 'string'
      ? change(tree as { readonly kind: string } & T)
      : undefined
  if (changed !== undefined) return changed as T
  return Object.fromEntries(
    Object.entries(tree).map(([key, value]) => [key, rewrite(value as unknown, change)]),
  ) as T
}
