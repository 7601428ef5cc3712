/** A node of a plain tree: `kind` tells which. */
export interface Kinded {
  readonly kind: string
}

/** The member of union `N` whose `kind` is `K`. */
export type OfKind<N extends Kinded, K extends N['kind']> = Extract<N, { readonly kind: K }>

/** A complete table of functions, one for each kind of union `N`: a forgotten kind does not compile. */
export type ByKind<N extends Kinded, Rest extends readonly unknown[], R> = {
  readonly [K in N['kind']]: (node: OfKind<N, K>, ...rest: Rest) => R
}

/** Calls the entry of `table` for the kind of `node`. The only cast behind all tables of this shape. */
export function dispatch<N extends Kinded, Rest extends readonly unknown[], R>(
  table: ByKind<N, Rest, R>,
  node: N,
  ...rest: Rest
): R {
  const entry = (table as unknown as Record<string, ((node: N, ...rest: Rest) => R) | undefined>)[node.kind]
  if (entry === undefined) throw new Error(`Snowmelt bug: no entry for a node of kind ${node.kind}`)
  return entry(node, ...rest)
}
