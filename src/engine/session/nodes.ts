import type { Kinded } from '../../common/by-kind.ts'

/** Calls `visit` for each node of a tree of plain data, outermost first. */
export function visitNodes(tree: unknown, visit: (node: Kinded) => void): void {
  if (typeof tree !== 'object' || tree === null) return
  if (Array.isArray(tree)) {
    for (const item of tree) visitNodes(item, visit)
    return
  }
  if (isNode(tree)) visit(tree)
  for (const child of Object.values(tree)) if (typeof child === 'object') visitNodes(child, visit)
}

/** The tree with each node replaced for which `replace` gives another; what has nothing to replace inside stays the same object. */
export function replaceNodes<T>(tree: T, replace: (node: Kinded) => Kinded | undefined): T {
  // A node is replaced by one that fits its place: `replace` answers for that.
  return replaced(tree, replace) as T
}

function replaced(tree: unknown, replace: (node: Kinded) => Kinded | undefined): unknown {
  if (typeof tree !== 'object' || tree === null) return tree
  if (Array.isArray(tree)) {
    const items = tree.map((item) => replaced(item, replace))
    return items.some((item, index) => item !== tree[index]) ? items : tree
  }
  const other = isNode(tree) ? replace(tree) : undefined
  if (other !== undefined) return other
  const entries = Object.entries(tree)
  const changed = entries.map(([key, value]) => [key, replaced(value, replace)] as const)
  return changed.some(([, value], index) => value !== entries[index]?.[1])
    ? Object.fromEntries(changed)
    : tree
}

function isNode(tree: object): tree is Kinded {
  return 'kind' in tree && typeof tree.kind === 'string'
}
